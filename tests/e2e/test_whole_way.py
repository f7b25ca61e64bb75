"""From a real Dovecot to the register and out through a real SMTP server, with the command as an operator calls it."""

from __future__ import annotations

import json
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from demo.samples import mails, recommendation_pdf
from registrator.config import load_config
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import REGISTRATOR, Service, configure
from tests.servers.smtp import SmtpSink

WANTED = ("01-botkyrka", "05-solna", "10-sollentuna", "12-vaxholm")


@pytest.fixture(params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> Service:
    database = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    made = configure(tmp_path, dovecot, smtp_sink, database=database)
    (tmp_path / "rekommendation.pdf").write_bytes(recommendation_pdf())
    added = made.run("recommendation", "add", "rekommendation.pdf", "--yes")
    assert added.returncode == 0, added.stderr
    for sample in mails():
        if sample.name.startswith(WANTED):
            dovecot.deliver(sample.raw, when=sample.arrived_at)
    return made


def test_a_round_registers_flags_sets_aside_and_sends_and_a_second_does_nothing(
    service: Service, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> None:
    first = service.run("poll")
    assert first.returncode == 0, first.stderr
    assert _mails(service) == {"registered": 2, "flagged": 1, "ignored": 1}
    rows = [json.loads(line) for line in service.run("export", "--format", "json").stdout.splitlines()]
    assert {(row["name"], row["outcome"], row["final"]) for row in rows} == {
        ("Botkyrka", "adopted", True),
        ("Solna", "declined", True),
    }
    assert len({row["number"] for row in rows}) == 2
    subjects = [message_from_bytes(mail.raw, policy=default)["Subject"] for mail in smtp_sink.messages]
    assert sum("Botkyrka har antagit" in subject for subject in subjects) == 1
    sent = len(smtp_sink.messages)
    again = service.run("poll")
    assert "Hämtade 0, läste 0, skickade 0." in again.stdout
    assert len(smtp_sink.messages) == sent
    assert all(dovecot.flags(uid) == set() for uid in dovecot.uids()), "nobody's unread mail has changed"


def test_the_daemon_takes_in_a_new_mail_serves_its_page_and_stops_cleanly(
    service: Service, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> None:
    config = load_config(service.config_file)
    with (service.folder / "daemon.log").open("wb") as log:
        process = subprocess.Popen([REGISTRATOR, "run", "-c", service.config_file], stderr=log)
    try:
        _until(lambda: sum(_mails(service).values()) == 4 and "received" not in _mails(service))
        assert service.run("poll").returncode == 5, "a second one must not run beside it"
        new = next(sample for sample in mails() if sample.name.startswith("08-"))
        dovecot.deliver(new.raw, when=new.arrived_at)
        _until(lambda: _mails(service).get("registered") == 3)
        with urllib.request.urlopen(config.review_url + "/healthz", timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (service.folder / "daemon.log").read_text()
    finally:
        process.kill()
        process.wait()
    assert '"hemlig' not in (service.folder / "daemon.log").read_text().lower()


def _mails(service: Service) -> dict[str, int]:
    counts: dict[str, int] = json.loads(service.run("status", "--json").stdout)["mails"]
    return {state: number for state, number in counts.items() if number}


def _until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.2)
