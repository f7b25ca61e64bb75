"""status, export and digest: looking into the register."""

from __future__ import annotations

import csv
import io
import json
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from domain import swedish
from domain.errors import RegistratorError
from domain.outgoing import OutgoingMail, OutgoingState
from domain.register import Answer, Overview
from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    add,
    house_of,
    local,
    out,
    print_json,
    short_source,
    table,
)

if TYPE_CHECKING:
    from registrator.build import House


def add_to(app: typer.Typer) -> None:
    app.command("status")(status)
    app.command("export")(export)
    app.command("digest")(digest)


def status(config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Visa hur tjänsten mår och var kommunerna står.

    Exempel: `registrator status --json`
    """
    from registrator.standings import all_overviews

    with house_of(config) as house:
        counts = {state.value: number for state, number in house.store.counts().items()}
        unsent = house.store.outbox((OutgoingState.PARKED, OutgoingState.UNCERTAIN))
        waiting = house.store.outbox((OutgoingState.WAITING, OutgoingState.SENDING))
        overviews = all_overviews(house)
        if as_json:
            beats = house.store.beats()
            print_json(
                {
                    "mails": counts,
                    "outbox": {"waiting": len(waiting), "needs_a_person": len(unsent)},
                    "last_cycles": beats,
                    "recommendations": [_overview_json(overview) for overview in overviews],
                }
            )
            return
        _show_status(house, len(waiting), len(unsent), overviews)


def _show_status(house: House, waiting: int, unsent: int, overviews: tuple[Overview, ...]) -> None:
    beats = house.store.beats()
    out.print(f"Senaste hela hämtning: {local(beats.get('poll'))}   senaste utskick: {local(beats.get('send'))}")
    mails = ", ".join(f"{swedish.STATES[state]} {number}" for state, number in house.store.counts().items())
    out.print(f"Mejl: {mails or 'inga'}")
    out.print(f"Utgående: väntar {waiting}, behöver en person {unsent}")
    for overview in overviews:
        recommendation = overview.recommendation
        shown = table(f"{recommendation.diarienummer} {recommendation.title}", "Kommun", "Läge", "Beslut", "Nr")
        for standing in overview.standings:
            answer = standing.answer
            add(
                shown,
                standing.municipality.name,
                swedish.STANDINGS[standing.kind] + (" (sen)" if standing.overdue else ""),
                short_source(answer.decision) if answer else "",
                answer.number if answer else "",
            )
        out.print(shown)


def _overview_json(overview: Overview) -> dict[str, Any]:
    return {
        "diarienummer": overview.recommendation.diarienummer,
        "title": overview.recommendation.title,
        "respond_by": overview.recommendation.respond_by,
        "municipalities": [
            {
                "municipality": standing.municipality.kommunkod,
                "standing": standing.kind.value,
                "overdue": standing.overdue,
                "number": standing.answer.number if standing.answer else None,
            }
            for standing in overview.standings
        ],
    }


FIELDS = (
    "number",
    "arrived_at",
    "municipality",
    "name",
    "recommendation",
    "outcome",
    "final",
    "decision_body",
    "meeting_date",
    "paragraf",
    "diarienummer",
    "attachment",
    "page",
    "quote",
    "accepted_by",
)


def export(
    config: ConfigOption = DEFAULT_CONFIG,
    catalogue: Annotated[
        bool, typer.Option("--catalogue", help="Skriv katalogen (rekommendationerna) som TOML i stället.")
    ] = False,
    form: Annotated[Literal["csv", "json"], typer.Option("--format", help="Registrets form.")] = "csv",
    to: Annotated[Path | None, typer.Option("--out", help="Fil att skriva till; annars skärmen.")] = None,
) -> None:
    """Skriv ut registret över svar, eller katalogen.

    Exempel: `registrator export --format csv --out svar.csv`
    """
    with house_of(config) as house:
        if catalogue:
            from registrator.catalogue import catalogue_toml

            text = catalogue_toml(house.catalogue())
        else:
            rows = [_row(house, answer) for answer in house.store.answers()]
            text = _csv(rows) if form == "csv" else "".join(_json_line(row) for row in rows)
    if to:
        # Excel takes a CSV for UTF-8 only when it begins with a byte order mark.
        _write(to, text, "utf-8-sig" if form == "csv" and not catalogue else "utf-8")
    else:
        typer.echo(text, nl=False)


def _write(file: Path, text: str, encoding: str) -> None:
    try:
        file.write_text(text, encoding, newline="")
    except OSError as error:
        raise RegistratorError(
            f"{file} kan inte skrivas ({error.strerror}). Välj en annan fil med --out; mappen måste finnas."
        ) from error


def _row(house: House, answer: Answer) -> dict[str, Any]:
    decision = answer.decision
    municipality = house.catalogue().municipality(decision.municipality or "")
    return {
        "number": answer.number,
        "arrived_at": answer.arrived_at.isoformat(),
        "municipality": decision.municipality,
        "name": municipality.name if municipality else None,
        "recommendation": decision.recommendation,
        "outcome": decision.outcome.value if decision.outcome else None,
        "final": decision.final,
        "decision_body": decision.decision_body.value if decision.decision_body else None,
        "meeting_date": decision.meeting_date.isoformat() if decision.meeting_date else None,
        "paragraf": decision.paragraf,
        "diarienummer": decision.diarienummer,
        "attachment": decision.attachment,
        "page": decision.page,
        "quote": decision.quote,
        "accepted_by": answer.accepted_by,
    }


def _json_line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, delimiter=";")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """A cell that a spreadsheet shows and never runs: text that begins like a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def digest(
    config: ConfigOption = DEFAULT_CONFIG,
    preview: Annotated[bool, typer.Option("--preview", help="Visa brevet; skicka inget.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Visa HTML-delen i stället för texten.")] = False,
) -> None:
    """Visa veckobrevet, eller lägg veckans brev i utkorgen redan nu (det går ändå bara en gång i veckan).

    Exempel: `registrator digest --preview`
    """
    from outbox.letter import weekly_letter
    from registrator import weekly

    with house_of(config) as house:
        now = house.clock()
        if preview:
            typer.echo(_mail_text(weekly_letter(house.composer, weekly.week(house, now), now), html=html))
        elif weekly.queue_digest(house, at_once=True):
            out.print("Veckobrevet ligger i utkorgen.")
        else:
            out.print("Veckans brev ligger redan i utkorgen eller är skickat.")


def _mail_text(mail: OutgoingMail, *, html: bool) -> str:
    message = message_from_bytes(mail.raw, policy=SMTP)
    part = message.get_body(("html",) if html else ("plain",))
    content: str = part.get_content() if part else ""
    return content if html else f"Till: {mail.recipient}\nÄrende: {mail.subject}\n\n{content}"
