"""recommendation add, list, show: the catalogue in the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain import swedish
from domain.catalogue import Catalogue, Recommendation
from domain.document import ReadingFailure
from domain.errors import RegistratorError
from registrator.commands import closing, partner
from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    add,
    harmless,
    house_of,
    out,
    print_json,
    table,
)

if TYPE_CHECKING:
    from parsers.recommendation_text import FieldText, RecommendationFields
    from registrator.build import House

rooms = typer.Typer(no_args_is_help=True, help="Rekommendationerna som kommunerna svarar på.")


def add_to(app: typer.Typer) -> None:
    closing.add_to(rooms)
    partner.add_to(rooms)
    app.add_typer(rooms, name="recommendation")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the person said on the command line, which goes before what was read."""

    diarienummer: str | None
    title: str | None
    decided_on: dt.date | None
    respond_by: dt.date | None
    addressees: tuple[str, ...]
    notify: tuple[str, ...]
    supersedes: str | None
    terms: str | None


@rooms.command("add")
def add_recommendation(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Rekommendationen, PDF eller text.")],
    config: ConfigOption = DEFAULT_CONFIG,
    diarienummer: Annotated[str | None, typer.Option(help="Diarienummer, om det lästes fel.")] = None,
    title: Annotated[str | None, typer.Option(help="Rubrik, om den lästes fel.")] = None,
    decided_on: Annotated[str | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Beslutsdag.")] = None,
    respond_by: Annotated[str | None, typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Sista svarsdag.")] = None,
    addressee: Annotated[list[str] | None, typer.Option(help="Kommunkod; flera går bra. Annars alla 26.")] = None,
    notify: Annotated[list[str] | None, typer.Option(help="Ytterligare adress för sammanfattningar.")] = None,
    supersedes: Annotated[str | None, typer.Option(help="Diarienummer som den ersätter.")] = None,
    terms: Annotated[str | None, typer.Option(help="Från och till när den gäller, med dess egna ord.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Fråga inte, för skript.")] = False,
) -> None:
    """Läs en rekommendation, visa vad som lästes och lägg in den när det har bekräftats.

    Exempel: `registrator recommendation add KSL_15_0016-5.pdf --respond-by 2015-06-15`
    """
    given = _Given(
        diarienummer=diarienummer,
        title=title,
        decided_on=_day(decided_on, "--decided-on"),
        respond_by=_day(respond_by, "--respond-by"),
        addressees=tuple(addressee or ()),
        notify=tuple(notify or ()),
        supersedes=supersedes,
        terms=terms,
    )
    with house_of(config, upgrade=True) as house:
        fields = read_file(house, file)
        _show_read(fields, given)
        recommendation = merge(fields, given, house.catalogue())
        if not (yes or _agreed("Lägga in den?")):
            raise RegistratorError("Inget lades in.")
        new = house.store.put_recommendation(recommendation, house.clock())
        out.print(f"{harmless(recommendation.diarienummer)} är {'inlagd' if new else 'ändrad'}.")


def _agreed(question: str) -> bool:
    """Asked in Swedish: click's own confirm takes no "j" and answers in English."""
    answer: str = typer.prompt(f"{question} [j/N]", default="n", show_default=False)
    return answer.strip().lower() in {"j", "ja", "y", "yes"}


def read_file(house: House, file: Path) -> RecommendationFields:
    """What the file says. RegistratorError when it cannot be read."""
    from parsers.recommendation_text import read_recommendation
    from registrator.understand import lone_attachment

    text = house.reader.read(lone_attachment(file.name, file.read_bytes()))
    if isinstance(text, ReadingFailure):
        raise RegistratorError(f"{file}: {swedish.FAILURES[text.kind]}")
    return read_recommendation(text)


def merge(fields: RecommendationFields, given: _Given, catalogue: Catalogue) -> Recommendation:
    """The recommendation, or an error that names everything that is missing or contradictory."""
    from registrator.catalogue import recommendation_faults

    diarienummer = given.diarienummer or _text(fields.diarienummer)
    title = given.title or _text(fields.title)
    decided_on = given.decided_on or _date(fields.decided_on)
    missing = [
        f"{words}; ange det med {option}"
        for value, words, option in (
            (diarienummer, "Diarienummer hittades inte", "--diarienummer"),
            (title, "Rubriken hittades inte", "--title"),
            (decided_on, "Beslutsdagen hittades inte", "--decided-on"),
        )
        if not value
    ]
    if missing or not (diarienummer and title and decided_on):
        raise RegistratorError("\n".join(missing))
    made = Recommendation(
        diarienummer=diarienummer,
        title=title,
        decided_on=decided_on,
        respond_by=given.respond_by or _date(fields.respond_by),
        addressees=given.addressees,
        supersedes=given.supersedes or _text(fields.supersedes),
        notify=given.notify,
        terms=given.terms or _text(fields.terms) or "",
    )
    if faults := recommendation_faults(made, catalogue):
        raise RegistratorError("\n".join(faults))
    known = catalogue.recommendation(made.diarienummer)
    if known is None:
        return made
    kept = (
        "partner_name",
        "partner",
        "partner_pace",
        "closed_on",
        "closed_by",
    )  # a corrected title changes no agreement
    return replace(made, **{name: getattr(known, name) for name in kept})


def _day(text: str | None, option: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} är inget datum; skriv t.ex. 2015-06-15", param_hint=option) from None


def _text(field: FieldText | None) -> str | None:
    return field.value if field else None


def _date(field: FieldText | None) -> dt.date | None:
    return dt.date.fromisoformat(field.value) if field else None


def _show_read(fields: RecommendationFields, given: _Given) -> None:
    shown = table("Det här lästes", "Uppgift", "Värde", "Så står det", "Sida")
    for name, said, read in (
        ("Diarienummer", given.diarienummer, fields.diarienummer),
        ("Rubrik", given.title, fields.title),
        ("Beslutad", given.decided_on, fields.decided_on),
        ("Svar senast", given.respond_by, fields.respond_by),
        ("Ersätter", given.supersedes, fields.supersedes),
        ("Giltighet", given.terms, fields.terms),
    ):
        if said is not None:
            add(shown, name, str(said), "angivet på kommandoraden", "")
        elif read is None:
            add(shown, name, "–", "hittades inte", "")
        else:
            value = f"{read.value} (året är härlett)" if read.inferred else read.value
            add(shown, name, value, read.evidence.quote, str(read.evidence.page or ""))
    out.print(shown)
    if fields.respond_by is None and given.respond_by is None:
        out.print("Ingen sista svarsdag hittades. Utan --respond-by läggs den in utan svarstid.")


@rooms.command("list")
def list_recommendations(config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Visa alla rekommendationer.

    Exempel: `registrator recommendation list`
    """
    with house_of(config) as house:
        rows = house.store.recommendations()
        if as_json:
            for row in rows:
                print_json(_as_json(row))
            return
        shown = table("Rekommendationer", "Diarienummer", "Rubrik", "Beslutad", "Svar senast")
        for row in rows:
            add(shown, row.diarienummer, row.title, str(row.decided_on), str(row.respond_by or "–"))
        out.print(shown)


@rooms.command("show")
def show_recommendation(
    diarienummer: Annotated[str, typer.Argument(help="T.ex. KSL/15/0016-5")],
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Visa en rekommendation, med adressater och mottagare.

    Exempel: `registrator recommendation show KSL/15/0016-5`
    """
    with house_of(config) as house:
        catalogue = house.catalogue()
        row = catalogue.recommendation(diarienummer)
        if row is None:
            raise RegistratorError(f"{diarienummer} finns inte. `registrator recommendation list` visar alla.")
        if as_json:
            print_json(_as_json(row))
            return
        shown = table(row.diarienummer, "Uppgift", "Värde")
        add(shown, "Rubrik", row.title)
        add(shown, "Beslutad", swedish.long_date(row.decided_on))
        add(shown, "Svar senast", swedish.long_date(row.respond_by) if row.respond_by else "–")
        add(shown, "Adressater", ", ".join(m.name for m in catalogue.addressees_of(row)))
        add(shown, "Sammanfattningar även till", ", ".join(row.notify) or "–")
        add(shown, "Slutliga beslut", partner.in_words(row))
        add(shown, "Avslutad", swedish.long_date(row.closed_on) if row.closed_on else "–")
        add(shown, "Ersätter", row.supersedes or "–")
        add(shown, "Giltighet", row.terms or "–")
        for when, what in closing.trail(house, diarienummer):
            add(shown, when, what)
        out.print(shown)


def _as_json(row: Recommendation) -> dict[str, Any]:
    return {
        "diarienummer": row.diarienummer,
        "title": row.title,
        "decided_on": row.decided_on,
        "respond_by": row.respond_by,
        "addressees": list(row.addressees),
        "supersedes": row.supersedes,
        "notify": list(row.notify),
        "partner_name": row.partner_name,
        "partner": list(row.partner),
        "partner_pace": row.partner_pace.value,
        "closed_on": row.closed_on,
        "closed_by": row.closed_by,
        "terms": row.terms,
    }
