"""demo: the whole service on sample mails, with nothing but this machine."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain import swedish
from domain.access import Role
from domain.outgoing import OutgoingState
from domain.register import State
from registrator.commands.common import add, out, short_source, table

if TYPE_CHECKING:
    from rich.table import Table

    from registrator.build import Clock, House

DEMO_NAME = "demo"


def add_to(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    once: Annotated[bool, typer.Option("--once", help="En omgång, visa tabellerna och sluta.")] = False,
    folder: Annotated[
        Path | None, typer.Option(help="Behåll allt i den här mappen; annars en tillfällig som tas bort.")
    ] = None,
    port: Annotated[int, typer.Option(help="Granskningssidans port; 0 tar en ledig.")] = 0,
) -> None:
    """Visa hela tjänsten på provmejl: en brevlåda och en mottagare startas här i datorn, inget lämnar den.

    Exempel: `registrator demo --once`
    """
    try:
        from demo.samples import catalogue
        from demo.stage import open_stage
    except ModuleNotFoundError as missing:
        raise typer.BadParameter(f"demon behöver paketet {missing.name}: pip install 'registrator[demo]'") from missing
    from registrator import log, schedule, sending, service
    from registrator.build import open_house
    from registrator.config import load_config
    from registrator.lock import alone
    from registrator.review_page import review_page

    with _folder(folder) as place, open_stage(place, port) as stage:
        config = load_config(stage.config_file)
        log.set_up(config.log.format, config.log.level, config.secrets)
        out.print(f"Brevlåda på {stage.mailbox.host}:{stage.mailbox.port} med {len(stage.samples)} provmejl.")
        out.print(f"Klockan i demon är {swedish.long_date(stage.started_at.date())}.\n")
        with alone(config), open_house(config, upgrade=True) as opened:
            house = replace(opened, clock=_clock_from(stage.started_at))
            service.stop_on_signal(house)
            sending.recover(house)
            for recommendation in catalogue():
                house.store.put_recommendation(recommendation, house.clock())
            _round(house, len(stage.samples))
            show_tables(house)
            if once:
                return
            password = demo_account(house)
            with review_page(house) as url:
                out.print(
                    f"\n[bold]Granskningssidan:[/] {url}\nSkickade mejl ligger i {stage.folder / 'skickade-mejl'}"
                )
                out.print(f"Logga in med namnet [bold]{DEMO_NAME}[/] och lösenordet [bold]{password}[/]")
                out.print("Ctrl-C avslutar.")
                stop = schedule.start(house)
                house.stopping.wait()
                stop()


def demo_account(house: House) -> str:
    """An account that may do everything, with a password made for this demo; says the password."""
    from review.passwords import Passwords

    password = secrets.token_urlsafe(12)
    hashed, now = Passwords().hash(password), house.clock()
    if known := house.store.user(DEMO_NAME):
        house.store.change_user(known.id, password=hashed, who="demo", now=now)
    else:
        house.store.add_user(
            name=DEMO_NAME, full_name="Demo Granskare", role=Role.ADMINISTER, password=hashed, who="demo", now=now
        )
    return password


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="registrator-demo-") as made:
            yield Path(made)


def _clock_from(start: dt.datetime) -> Clock:
    """A clock that shows `start` now and goes on from there."""
    from registrator.build import utc_now

    ahead = utc_now() - start.astimezone(dt.UTC)
    return lambda: utc_now() - ahead


def _round(house: House, mails: int) -> None:
    """One round of the service's own verbs, with a bar for each."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from registrator import jobs, sending, weekly
    from registrator.gathering import join_waiting

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=out) as progress:
        bars = {verb: progress.add_task(verb, total=mails) for verb in ("Hämtar ur brevlådan", "Läser och avgör")}
        taking, reading = bars.values()
        jobs.poll_mailbox(house, lambda _mail: progress.advance(taking))
        jobs.read_waiting(house, lambda _entry: progress.advance(reading))
        weekly.queue_digest(house)
        join_waiting(house)
        bar = progress.add_task("Skickar", total=len(house.store.outbox((OutgoingState.WAITING,))))
        sending.send_outbox(house, lambda _row: progress.advance(bar))


def show_tables(house: House) -> None:
    """The register, what waits for a person, what was put aside, and the mails sent."""
    out.print()
    for shown in (_registered(house), _waiting(house), _sent(house)):
        out.print(shown)
        out.print()


def _registered(house: House) -> Table:
    shown = table("Registrerat utan granskning", "Nr", "Kommun", "Beslut", "Av", "Svar på", "Läge")
    catalogue = house.catalogue()
    for entry in reversed(house.store.entries((State.REGISTERED,))):
        for decision in entry.result.decisions if entry.result else ():
            municipality = catalogue.municipality(decision.municipality or "")
            final = "slutligt" if decision.final else "avvaktar"
            add(
                shown,
                entry.number,
                municipality.name if municipality else "?",
                swedish.outcome_of(decision),
                short_source(decision),
                decision.recommendation,
                "samma igen" if decision.repeats else final,
            )
    return shown


def _waiting(house: House) -> Table:
    shown = table("Att granska, och lagt åt sidan", "Nr", "Från", "Ärende", "Läge", "Skäl")
    for entry in reversed(house.store.entries((State.FLAGGED, State.FAILED, State.IGNORED))):
        add(shown, entry.number, entry.sender, entry.subject, swedish.STATES[entry.state], entry.reason)
    return shown


def _sent(house: House) -> Table:
    shown = table("Skickade mejl", "Slag", "Till", "Ärende", "Läge")
    for row in reversed(house.store.outbox()):
        add(
            shown,
            swedish.MAIL_KINDS[row.mail.kind],
            row.mail.recipient,
            row.mail.subject,
            swedish.outgoing_state(row),
        )
    return shown
