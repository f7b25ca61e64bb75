"""A service whose database is gone, with the real mailbox: the archive and its journal give all of it back."""

from __future__ import annotations

import json
from pathlib import Path

from demo.samples import recommendation_pdf
from tests.e2e.test_restored import deliver, ids_of, numbers
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import Service, configure
from tests.servers.smtp import SmtpSink


def rows(service: Service) -> list[dict[str, object]]:
    return [json.loads(line) for line in service.run("export", "--format", "json").stdout.splitlines()]


def test_a_lost_database_comes_back_with_its_numbers_and_nothing_is_sent_again(
    tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> None:
    service = configure(tmp_path, dovecot, smtp_sink)
    (tmp_path / "rekommendation.pdf").write_bytes(recommendation_pdf())
    assert service.run("recommendation", "add", "rekommendation.pdf", "--yes").returncode == 0
    for beginning in ("01-botkyrka", "05-solna"):
        deliver(dovecot, beginning)
    assert service.run("poll").returncode == 0
    before, sent = rows(service), ids_of(smtp_sink)
    assert len(before) == 2
    files = list(tmp_path.rglob("registrator.sqlite3*"))
    assert files
    for file in files:
        file.unlink()

    rebuilt = service.run("rebuild")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert "2 mejl" in rebuilt.stdout and "bedöma på ett annat sätt" not in rebuilt.stdout
    assert rows(service) == before
    verified = service.run("verify")
    assert verified.returncode == 0, verified.stdout
    deliver(dovecot, "08-tyreso")
    for _ in range(2):
        polled = service.run("poll")
        assert polled.returncode == 0, polled.stderr
    assert len(numbers(service)) == 3
    again = ids_of(smtp_sink)
    assert len(again) == len(set(again))
    assert set(sent) <= set(again)
