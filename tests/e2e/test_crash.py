"""SIGKILL at any moment of the demo, then a new start: the same register and the same mails sent."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from demo.samples import catalogue
from demo.stage import Stage, open_stage
from domain.outgoing import MailKind, OutgoingState
from domain.register import State
from registrator.build import open_house
from registrator.config import load_config

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds until a run must have come to rest

# A step for every kind of thing that lasts, early, in the middle and late.
STEPS = (
    "folder.fetch:1:after",
    "archive.keep:3:before",
    "archive.keep:3:after",
    "store.receive:1:after",
    "store.receive:7:before",
    "store.advance:1:before",
    "store.begin:2:after",
    "store.describe:4:after",
    "store.settle:1:before",
    "store.settle:6:after",
    "store.queue:1:after",
    "store.claim:1:after",
    "store.reached[connect]:1:after",
    "mailer.reached[data]:3:after",
    "store.reached[dot]:2:before",
    "store.reached[dot]:4:after",
    "mailer.send:3:after",
    "store.sent:1:before",
    "store.sent:5:after",
)


@dataclass(frozen=True)
class End:
    """What a run has come to.

    `told` are the mails as they were first queued, by key, that a reader got, by themselves or joined with others: how
    many are joined hangs on how fast the house is. `later` are those kept for the hour's collected notice.
    """

    entries: dict[str, Any]
    arrived: Counter[str]  # Message-IDs at the server
    told: frozenset[str]
    later: frozenset[str]
    uncertain: frozenset[str]  # keys, as in `told`
    uncertain_rows: int


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> End:
    with _stage(tmp_path_factory.mktemp("undisturbed")) as stage:
        _run_to_rest(stage)
        return _end(stage)


@pytest.mark.parametrize("step", STEPS)
def test_a_daemon_killed_at_this_step_ends_where_an_undisturbed_one_does(
    step: str, undisturbed: End, tmp_path: Path
) -> None:
    with _stage(tmp_path) as stage:
        assert _killed_at(stage, step), f"the daemon never came to {step}"
        _run_to_rest(stage)
        end = _end(stage)
    assert end.entries == undisturbed.entries
    assert max(end.arrived.values()) == 1, "a mail was sent twice"
    everything = undisturbed.told | undisturbed.later
    assert end.told | end.later <= everything
    assert everything - end.told - end.later <= end.uncertain, "a mail was lost"
    assert end.uncertain_rows <= 1
    if "dot" not in step and not step.startswith(("mailer.send", "store.sent:1")):
        assert not end.uncertain


@contextmanager
def _stage(folder: Path) -> Iterator[Stage]:
    with open_stage(folder) as stage:
        config = load_config(stage.config_file)
        with open_house(config, upgrade=True) as house:
            for recommendation in catalogue():
                house.store.put_recommendation(recommendation, stage.started_at)
        yield stage


@contextmanager
def _daemon(stage: Stage, step: str) -> Iterator[subprocess.Popen[bytes]]:
    with (stage.folder / "daemon.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.dying_daemon", stage.config_file, stage.started_at.isoformat(), step],
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _killed_at(stage: Stage, step: str) -> bool:
    with _daemon(stage, step) as process:
        try:
            return process.wait(PATIENCE) == -signal.SIGKILL
        except subprocess.TimeoutExpired:
            return False


def _run_to_rest(stage: Stage) -> None:
    """Run the daemon until nothing waits any more, then stop it as systemd does."""
    config = load_config(stage.config_file)
    with _daemon(stage, "-") as process, open_house(config) as house:
        end = time.monotonic() + PATIENCE
        while not _at_rest(stage, house.store):
            assert process.poll() is None, (stage.folder / "daemon.log").read_text()
            assert time.monotonic() < end, (stage.folder / "daemon.log").read_text()
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (stage.folder / "daemon.log").read_text()


def _at_rest(stage: Stage, store: Any) -> bool:
    counts = store.counts()
    busy = [
        row
        for row in store.outbox((OutgoingState.WAITING, OutgoingState.SENDING))
        if row.mail.kind is not MailKind.NOTICE
    ]
    digest = any(row.mail.kind.value == "veckobrev" for row in store.outbox())
    return sum(counts.values()) == len(stage.samples) and not counts.get(State.RECEIVED) and digest and not busy


def _end(stage: Stage) -> End:
    config = load_config(stage.config_file)
    with open_house(config) as house:
        entries = {
            entry.sha256: (entry.state, entry.reason, entry.arrived_at, entry.documents, entry.result)
            for entry in house.store.entries(limit=1000)
        }
    arrived = Counter(str(message_from_bytes(mail.raw)["Message-ID"]) for mail in stage.sink.messages)
    assert config.database_file
    with closing(sqlite3.connect(config.database_file)) as register:
        rows = register.execute(
            "SELECT o.key, coalesce(j.message_id, o.message_id), coalesce(j.state, o.state) FROM outbox o"
            " LEFT JOIN outbox j ON j.id = o.joined_to"
            " WHERE o.id NOT IN (SELECT joined_to FROM outbox WHERE joined_to IS NOT NULL)"
        ).fetchall()
        (uncertain_rows,) = register.execute("SELECT count(*) FROM outbox WHERE state = 'uncertain'").fetchone()
    return End(
        entries=entries,
        arrived=arrived,
        told=frozenset(key for key, message_id, _ in rows if message_id in arrived),
        later=frozenset(key for key, _, state in rows if state == "waiting" and key.startswith("granskning")),
        uncertain=frozenset(key for key, _, state in rows if state == "uncertain"),
        uncertain_rows=uncertain_rows,
    )
