"""A service restored from a backup, with the real mailbox: what has come since is registered once, and nothing is sent
that may have been sent."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from demo.samples import mails, recommendation_pdf
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import Service, configure
from tests.servers.smtp import SmtpSink


def ids_of(sink: SmtpSink) -> list[str]:
    return [str(message_from_bytes(mail.raw, policy=default)["Message-ID"]) for mail in sink.messages]


def numbers(service: Service) -> set[str]:
    return {json.loads(line)["number"] for line in service.run("export", "--format", "json").stdout.splitlines()}


def deliver(dovecot: DovecotUser, beginning: str) -> None:
    sample = next(one for one in mails() if one.name.startswith(beginning))
    dovecot.deliver(sample.raw, when=sample.arrived_at)


def test_what_came_since_the_backup_is_registered_once_and_sent_by_nobody_but_a_person(
    tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> None:
    service = configure(tmp_path, dovecot, smtp_sink)
    (tmp_path / "rekommendation.pdf").write_bytes(recommendation_pdf())
    assert service.run("recommendation", "add", "rekommendation.pdf", "--yes").returncode == 0
    deliver(dovecot, "01-botkyrka")
    assert service.run("poll").returncode == 0
    backup = json.loads(service.run("backup", "--to", str(tmp_path / "to"), "--json").stdout)
    assert (backup["mails"], backup["faults"]) == (1, [])
    deliver(dovecot, "05-solna")
    assert service.run("poll").returncode == 0
    before, sent = numbers(service), ids_of(smtp_sink)
    assert len(before) == 2
    assert len(sent) == len(set(sent))

    refused = service.run("restore", backup["path"])
    assert (refused.returncode, "--over" in refused.stderr) == (4, True)
    restored = service.run("restore", backup["path"], "--over")
    assert restored.returncode == 0, restored.stderr
    assert "Kör »registrator verify«" in restored.stdout
    assert len(numbers(service)) == 1
    assert service.run("verify").returncode == 0
    for _ in range(2):
        polled = service.run("poll")
        assert polled.returncode == 0, polled.stderr
    assert numbers(service) == before
    assert ids_of(smtp_sink) == sent
    drafts = service.run("outbox", "list", "--state", "draft", "--json").stdout
    assert "Solna" in drafts
    assert "kan ha skickats redan" in drafts
