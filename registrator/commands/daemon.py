"""run and poll: the service, and one round of it by hand."""

from __future__ import annotations

import typer

from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, complain, err, house_of, out, set_up


def add_to(app: typer.Typer) -> None:
    app.command("run")(run)
    app.command("poll")(poll)


def run(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Starta tjänsten: läser brevlådan, registrerar, skickar mejl och visar granskningssidan tills den stoppas.

    Databasen uppgraderas först. Ctrl-C eller SIGTERM stoppar den inom 30 sekunder; det som avbryts görs om nästa gång.
    SIGHUP tar en ändrad konfiguration i bruk. Är den felaktig går tjänsten vidare med den förra och larmar.

    Exempel: `registrator run --config /etc/registrator/config.toml`
    """
    from registrator import service
    from registrator.config import load_config

    service.run(set_up(config), lambda: load_config(config))


def poll(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Gör en omgång och sluta: hämta nya mejl, läs dem, skicka det som väntar.

    Exempel: `registrator poll`
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from registrator import jobs, sending, service, watching
    from registrator.catching_up import catch_up, told
    from registrator.gathering import at_once
    from registrator.journaling import keep_journal_at_end
    from registrator.lock import alone

    settings = set_up(config)
    with (
        alone(settings),
        house_of(config, upgrade=True) as opened,
        Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as progress,
    ):
        house = at_once(opened)
        service.stop_on_signal(house)
        found = catch_up(house)
        sending.recover(house)
        task = progress.add_task("Hämtar …", total=None)
        counts = {"taken": 0, "read": 0}

        def show(key: str, words: str) -> None:
            counts[key] += 1
            progress.update(task, description=f"{words} {counts[key]}")

        try:
            watching.require_room(house)
            taken = jobs.poll_mailbox(house, lambda _mail: show("taken", "Hämtade mejl:"))
        finally:  # what lies here already is read, and what waits is sent, also when the mailbox is away
            read = jobs.read_waiting(house, lambda _entry: show("read", "Lästa mejl:"))
            sent = sending.send_outbox(house)
            keep_journal_at_end(house)
        jobs.acknowledge(house)
    if found:
        complain(told(found))
    out.print(f"Hämtade {taken}, läste {read}, skickade {sent}.")
