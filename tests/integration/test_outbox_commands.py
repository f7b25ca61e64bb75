"""registrator outbox: what a person sees of outgoing mail, and what their word does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from domain.errors import RegistratorError
from domain.outgoing import OutboxRow, OutgoingState, SendStage
from registrator.cli import app
from tests.servers.outbox import NOW, Clock, a_mail, sending_house
from tests.servers.smtp import SmtpSink


@pytest.fixture
def folder(tmp_path: Path, smtp_sink: SmtpSink) -> Path:
    """One mail is uncertain (1), one parked (2), one a draft (3), one waits (4)."""
    with sending_house(tmp_path, Clock(), sink=smtp_sink) as house:
        draft = replace(a_mail(3), draft=True)
        house.store.queue([a_mail(1), a_mail(2), draft, a_mail(4)], NOW)
        for state in (OutgoingState.UNCERTAIN, OutgoingState.PARKED):
            row = house.store.claim(NOW)
            assert row is not None
            house.store.reached(row.id, SendStage.DOT, NOW)
            house.store.park(row.id, state=state, error="550 5.1.1 [röd]Okänd")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["outbox", *words, "--config", str(folder / "config.toml")], env={"COLUMNS": "200"})


def rows(folder: Path, sink: SmtpSink) -> list[OutboxRow]:
    with sending_house(folder, Clock(), sink=sink) as house:
        return sorted(house.store.outbox(), key=lambda row: row.id)


def test_what_needs_a_person_is_listed_with_its_reason(folder: Path) -> None:
    # the table is as wide as the terminal: words may stand on lines of their own
    said = run(folder, "list").output
    for word in ("skickats", "utkast", "väntar", "[röd]Okänd"):
        assert word in said
    only = [json.loads(line) for line in run(folder, "list", "--state", "parked", "--json").output.splitlines()]
    assert [(row["id"], row["state"]) for row in only] == [(2, "parked")]


def test_a_mail_that_went_in_another_says_in_which(folder: Path, smtp_sink: SmtpSink) -> None:
    with sending_house(folder, Clock(), sink=smtp_sink) as house:
        assert house.store.merge([4], a_mail(5), NOW)
    assert "samlat" in run(folder, "list", "--all").output
    assert "mejl 5" in run(folder, "show", "4").output
    assert json.loads(run(folder, "show", "4", "--json").output)["joined_to"] == 5


@pytest.mark.parametrize(
    ("words", "number", "state"),
    [
        (("settle", "1", "--sent"), 1, OutgoingState.SENT),
        (("settle", "1", "--resend"), 1, OutgoingState.WAITING),
        (("retry", "2"), 2, OutgoingState.WAITING),
        (("release", "3"), 3, OutgoingState.WAITING),
        (("withdraw", "4"), 4, OutgoingState.WITHDRAWN),
    ],
)
def test_a_persons_word_is_done_and_stands_in_the_trail(
    folder: Path, smtp_sink: SmtpSink, words: tuple[str, ...], number: int, state: OutgoingState
) -> None:
    done = run(folder, *words, "--who", "Registrator Ett", "--why", "ringde mottagaren")
    assert done.exit_code == 0, done.output
    assert rows(folder, smtp_sink)[number - 1].state is state
    shown = run(folder, "show", str(number)).output
    assert "Registrator Ett" in shown
    assert "ringde mottagaren" in shown
    assert "Botkyrka har antagit." in shown


def test_of_several_those_that_can_be_are_done_and_the_others_told(folder: Path, smtp_sink: SmtpSink) -> None:
    done = run(folder, "withdraw", "1", "3", "4", "99")
    assert isinstance(done.exception, RegistratorError)
    assert "mejl 1 är i läget »kan ha skickats«" in str(done.exception)
    assert "inget utgående mejl 99" in str(done.exception)
    assert [row.state for row in rows(folder, smtp_sink)][2:] == [OutgoingState.WITHDRAWN] * 2


def test_a_dry_run_says_what_it_would_and_a_send_does_it(folder: Path, smtp_sink: SmtpSink) -> None:
    before = rows(folder, smtp_sink)
    said = run(folder, "send", "--dry-run").output
    assert "lasare4@ksl.se" in said
    assert "Skulle skickas nu." in said
    assert rows(folder, smtp_sink) == before
    assert smtp_sink.stages == []
    assert "Skickade 1." in run(folder, "send").output
    assert [mail.recipients for mail in smtp_sink.messages] == [("lasare4@ksl.se",)]
