"""SIGKILL at each stage of sending, then a new start: every mail arrives once, or may have been sent."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest

from demo.sink import CaughtMail
from domain.outgoing import OutgoingState
from registrator import sending
from tests.crash.nursery import Nursery
from tests.servers.outbox import Clock, a_mail, sending_house
from tests.servers.smtp import SmtpSink

MAILS = 4

# Before the dot of a mail is written down it has not left; once the server's 250 is, it has.
CERTAIN = (
    "store.reached[connect]:1:after",
    "store.claim:2:after",
    "mailer.reached[recipient]:2:after",
    "mailer.reached[data]:2:after",
    "store.reached[dot]:2:before",
    "store.sent:2:after",
)
MAYBE_SENT = {  # the mail that is in doubt
    "store.reached[dot]:2:after": 1,
    "mailer.send:2:after": 1,
    "mailer.reached[mail]:3:before": 1,
    "store.sent:2:before": 1,
}


@pytest.mark.parametrize("step", [*CERTAIN, *MAYBE_SENT])
def test_a_sender_killed_at_this_stage_loses_nothing_and_sends_nothing_twice(
    step: str, tmp_path: Path, smtp_sink: SmtpSink, nursery: Nursery
) -> None:
    clock = Clock()
    with sending_house(tmp_path, clock, sink=smtp_sink) as house:
        house.store.queue([a_mail(number) for number in range(MAILS)], clock())
    with (tmp_path / "log").open("wb") as log:
        died = nursery.start("tests.e2e.dying_sender", [str(tmp_path / "config.toml"), step], log.fileno())
    assert died.wait(120) == -signal.SIGKILL, (tmp_path / "log").read_text("utf-8")
    with sending_house(tmp_path, clock, sink=smtp_sink) as house:
        sending.send_outbox(house)
        rows = sorted(house.store.outbox(), key=lambda row: row.id)
    came = Counter(_number(mail) for mail in smtp_sink.messages)
    expected = [OutgoingState.SENT] * MAILS
    if step in MAYBE_SENT:
        expected[MAYBE_SENT[step]] = OutgoingState.UNCERTAIN
    assert [row.state for row in rows] == expected
    assert max(came.values()) == 1
    assert set(range(MAILS)) - set(came) == ({1} if step == "store.reached[dot]:2:after" else set())


def _number(mail: CaughtMail) -> int:
    return int(mail.raw.partition(b"Subject: Botkyrka har antagit, ")[2].partition(b"\r\n")[0])
