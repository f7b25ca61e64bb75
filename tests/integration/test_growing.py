"""What a mail costs does not grow with the register, in steps that SQLite takes: no busy machine changes it."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.large_papers import fill_outbox
from bench.large_register import CONFIG, NOW, a_recommendation, answers_to, fill
from domain.outgoing import OutgoingState
from registrator import sending
from registrator.build import House, open_house
from registrator.config import load_config
from registrator.desk import build_desk
from registrator.telling import tell
from review import queue_page
from review.app import create_app
from storage.database import Database
from tests.integration.test_cut_short import GoodMailer
from tests.servers.register_values import always, document, position, result, sha

pytest_plugins = ["tests.servers.register"]

SMALL, LARGE = 400, 4_000
AT_ONCE = 10  # instructions of SQLite's machine between two calls of its progress handler
LIMIT = 1.2


@pytest.fixture
def steps() -> Iterator[Callable[[Callable[[], object]], int]]:
    """Counts SQLite's steps while something is done, on every connection that is opened from now on."""
    taken = 0

    def more() -> int:
        nonlocal taken
        taken += 1
        return 0

    def listen(driver: sqlite3.Connection, _record: object) -> None:
        driver.set_progress_handler(more, AT_ONCE)

    def during(act: Callable[[], object]) -> int:
        before = taken
        act()
        return taken - before

    sa.event.listen(sa.Pool, "connect", listen)
    yield during
    sa.event.remove(sa.Pool, "connect", listen)


def register(house: House) -> None:
    """Two mails with an answer each, as the service settles them."""
    for number, answer in enumerate(list(answers_to(a_recommendation(0)))[:4:2]):
        name = f"answer {number}"
        entry_id = house.store.receive(sha256=sha(name), size=1, position=position(number + 1), arrived_at=NOW, now=NOW)
        house.store.describe(entry_id, sender="registrator@nacka.se", subject=name, message_id=f"<{number}@nacka.se>")
        value = result(document(name), decisions=[replace(answer, paragraf="7", final=True)])
        house.store.settle(
            entry_id,
            conclude=always(value),
            recommendations=(answer.recommendation,),
            compose=partial(tell, house),
            now=NOW,
        )


def send(house: House) -> None:
    assert sending.send_outbox(replace(house, clock=lambda: NOW + dt.timedelta(minutes=5)))
    assert len(house.store.outbox((OutgoingState.WITHDRAWN,))) == 2, "the two became one"


def look(house: House) -> None:
    pages = create_app(build_desk(house), allowed_hosts=("localhost",), secret_key=b"k" * 32)
    assert pages.test_client().get("/").status_code == 200


def costs(folder: Path, migrated: Path, size: int, steps: Callable[[Callable[[], object]], int]) -> dict[str, int]:
    """The steps of each work in a register of so many mails, half of them told of."""
    folder.mkdir()
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    config = load_config(folder / "config.toml", {})
    path = Path(config.database_url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(migrated, path)
    with open_house(config) as opened:
        house = replace(opened, mailer=GoodMailer(), clock=lambda: NOW)
        fill(house, config.database_url, size)
        database = Database(config.database_url)
        fill_outbox(house, database, size // 2)
        database.close()
        return {work.__name__: steps(partial(work, house)) for work in (register, send, look)}


def test_registering_sending_and_the_queue_cost_the_same_in_a_register_ten_times_as_large(
    tmp_path: Path,
    migrated_file: Path,
    steps: Callable[[Callable[[], object]], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queue_page, "COUNTED", 100)
    few = costs(tmp_path / "small", migrated_file, SMALL, steps)
    many = costs(tmp_path / "large", migrated_file, LARGE, steps)
    assert all(few.values()), "something was counted"
    assert {work: many[work] / few[work] for work in few if many[work] > LIMIT * few[work]} == {}
