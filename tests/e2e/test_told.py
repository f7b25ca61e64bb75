"""What follows from an answer, out through a real SMTP server: receipt, summary, notice to the partner, correction."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from demo.samples import mails, recommendation_pdf
from domain.evidence import Outcome
from domain.register import State
from registrator.build import open_house
from registrator.config import load_config
from registrator.desk import build_desk
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import Service, configure
from tests.servers.smtp import SmtpSink

PARTNER, OFFICER = "kansli@samverkan.example", "anna.nerelius@ksl.se"
RECEIPTS = "[receipt]\nenabled = true\n"


@pytest.fixture
def service(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> Service:
    made = configure(tmp_path, dovecot, smtp_sink, more=RECEIPTS)
    (tmp_path / "rekommendation.pdf").write_bytes(recommendation_pdf())
    for words in (
        ("add", "rekommendation.pdf", "--yes"),
        ("partner", "KSL/15/0016-5", "--name", "Samverkan Stockholmsregionen", "--address", PARTNER),
    ):
        done = made.run("recommendation", *words)
        assert done.returncode == 0, done.stderr
    assert f"Samverkan Stockholmsregionen, {PARTNER}, underrättas genast" in done.stdout
    for sample in mails():
        if sample.name.startswith(("01-botkyrka", "05-solna", "12-vaxholm")):
            dovecot.deliver(sample.raw, when=sample.arrived_at)
    return made


def taken(sink: SmtpSink, reader: str, start: int = 0) -> list[EmailMessage]:
    """What the server has taken for this reader, from the message of this number on."""
    parsed = [message_from_bytes(mail.raw, policy=default) for mail in sink.messages[start:]]
    return [m for m in parsed if isinstance(m, EmailMessage) and reader in str(m["To"])]


def kinds(sink: SmtpSink, reader: str, start: int = 0) -> list[str]:
    return [str(m["List-Id"]).partition("<")[2].partition(".")[0] for m in taken(sink, reader, start)]


def correct(service: Service) -> str:
    """A person finds that Botkyrka declined; the sender's address, who had a receipt."""
    with open_house(load_config(service.config_file)) as house:
        answer = next(a for a in house.store.answers() if a.decision.municipality == "0127")
        entry = house.store.entry(answer.entry_id)
        assert entry is not None
        house.store.resolve(
            entry.id,
            version=entry.version,
            decisions=(replace(answer.decision, outcome=Outcome.DECLINED),),
            state=State.REGISTERED,
            reason="Utfall: antagen blev avslagen.",
            who="registrator",
            verb="correct",
            compose=build_desk(house).compose(entry),
            now=house.clock(),
        )
        return entry.sender


def test_everybody_is_told_once_in_her_own_way_and_told_again_only_when_it_was_wrong(
    service: Service, smtp_sink: SmtpSink
) -> None:
    assert service.run("poll").returncode == 0
    (summary,) = [m for m in taken(smtp_sink, OFFICER) if "sammanfattning" in str(m["List-Id"])]
    assert "Botkyrka har antagit" in summary["Subject"]
    assert "Solna har avslagit" in summary["Subject"]
    assert [part.get_content_type() for part in summary.iter_attachments()] == ["application/pdf"] * 2
    assert kinds(smtp_sink, PARTNER) == ["underrattelse"]
    theirs = next(message_from_bytes(s.raw, policy=default) for s in mails() if s.name.startswith("01-botkyrka"))
    thanks = taken(smtp_sink, theirs["From"].addresses[0].addr_spec)
    assert [m["Auto-Submitted"] for m in thanks] == ["auto-replied"]
    assert thanks[0]["In-Reply-To"] == theirs["Message-ID"]
    assert taken(smtp_sink, "vaxholm") == [], "automatic mail is never answered"

    told = len(smtp_sink.messages)
    assert "skickade 0." in service.run("poll").stdout
    sender = correct(service)
    assert service.run("poll").returncode == 0
    for reader in (OFFICER, PARTNER, sender):
        assert kinds(smtp_sink, reader, told) == ["rattelse"], reader
    assert taken(smtp_sink, OFFICER, told)[0]["In-Reply-To"] == summary["Message-ID"]
    assert len(smtp_sink.messages) == told + 3
