"""The weekly letter on a real register: one a week whatever happens, and every answer in exactly one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.outgoing import MailKind, OutgoingMail
from outbox.digest import week_key
from outbox.letter import weekly_letter
from registrator import weekly
from registrator.build import House
from registrator.config import load_config
from registrator.previews.proof import parts
from registrator.previews.values import RECOMMENDATION
from tests.servers.new_register import new_house
from tests.servers.register_values import decision, document, receive, result, settle

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
ZONE = ZoneInfo("Europe/Stockholm")
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
"""


@contextmanager
def opened(folder: Path, now: dt.datetime) -> Iterator[House]:
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    with new_house(load_config(folder / "config.toml", {})) as house:
        yield replace(house, clock=lambda: now)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path, NOW) as house:
        house.store.put_recommendation(RECOMMENDATION, NOW)
        yield house


def answered(house: House, name: str, municipality: str = "0127") -> str:
    """A registered answer; its paragraf is its name."""
    entry = receive(house.store, name)  # type: ignore[arg-type]
    told = decision(name, municipality, paragraf=name)
    settle(house.store, entry, result(document(name), decisions=[told]))  # type: ignore[arg-type]
    return f"§ {name}"


def letters(house: House) -> list[OutgoingMail]:
    return [row.mail for row in reversed(house.store.outbox(kinds=(MailKind.DIGEST,)))]


def test_a_year_of_restarts_clock_changes_and_holidays_has_one_letter_a_week(tmp_path: Path) -> None:
    """Looked at every seven hours; the service is started anew every month, and once down for four."""
    now, end = (dt.datetime(year, 1, 1, tzinfo=ZONE).astimezone(dt.UTC) for year in (2029, 2030))
    queued: list[dt.datetime] = []
    down = dt.datetime(2029, 3, 23, tzinfo=dt.UTC)
    while now < end:
        with opened(tmp_path, now) as house:
            until = min(now + dt.timedelta(days=30), end)
            while now < until:
                at = now
                if not down <= now < down + dt.timedelta(days=4) and weekly.queue_digest(
                    replace(house, clock=lambda at=at: at)
                ):
                    queued.append(now)
                now += dt.timedelta(hours=7)
            keys = [mail.key.split("/")[1] for mail in letters(house)]
    assert keys == [f"2029-W{week:02}" for week in range(1, 53)]
    assert [week_key(at) for at in queued] == keys
    on_the_wall = [at.astimezone(ZONE) for at in queued]
    assert all(wall.hour >= 7 or wall.weekday() > 0 for wall in on_the_wall)
    moved = {wall.date().isoformat() for wall in on_the_wall if wall.weekday() > 0 and wall.hour >= 7}
    assert moved >= {"2029-01-02", "2029-04-03", "2029-12-27"}, "New Year, Easter, Christmas"


def test_every_answer_is_in_exactly_one_letter_also_one_settled_while_a_letter_is_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time is taken before the write lock: it may be before the letter's, and its commit after."""
    first = answered(house, "1")
    gathered = weekly.week

    def interrupted(*given: object) -> object:
        week = gathered(*given)  # type: ignore[arg-type]
        answered(house, "2", "0160")
        return week

    monkeypatch.setattr(weekly, "week", interrupted)
    assert weekly.queue_digest(house)
    monkeypatch.undo()
    third = answered(house, "3", "0180")
    later = replace(house, clock=lambda: NOW + dt.timedelta(days=7))
    assert weekly.queue_digest(later)
    texts = [parts(mail)[1] for mail in letters(house)]
    assert [[said in text for said in (first, "§ 2", third)] for text in texts] == [
        [True, False, False],
        [False, True, True],
    ]


def test_a_letter_that_told_nobody_what_it_told_is_gone_on_from_by_its_time(house: House) -> None:
    """Letters of the earlier version do not say which answers they told."""
    answered(house, "1")
    old = weekly_letter(house.composer, weekly.week(house, NOW), NOW)
    house.store.queue([replace(old, key="veckobrev/2026-W47/anna.nerelius@ksl.se", about="")], NOW + dt.timedelta(1))
    assert weekly.week(house, NOW).new == ()


def test_the_first_letter_tells_all_that_stands(house: House) -> None:
    said = answered(house, "1")
    much_later = replace(house, clock=lambda: NOW + dt.timedelta(days=70))
    assert weekly.queue_digest(much_later)
    assert said in parts(letters(house)[0])[1]


def test_a_letter_that_is_queued_is_not_gathered_again_all_week(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert weekly.queue_digest(house)

    def never(*_: object) -> object:
        raise AssertionError("gathered again")

    monkeypatch.setattr(weekly, "week", never)
    assert not weekly.queue_digest(house)
    assert not weekly.queue_digest(house, at_once=True)
    assert not weekly.queue_digest(replace(house, clock=lambda: NOW + dt.timedelta(days=6)))


def test_the_letter_says_how_mailbox_and_register_agree(house: House) -> None:
    receive(house.store, "a", uid=1)  # type: ignore[arg-type]
    receive(house.store, "a", uid=2)  # type: ignore[arg-type]
    holdings = house.store.holdings()
    assert (holdings.mails, holdings.placed, holdings.fetched, holdings.gone) == (1, 1, 2, 0)
    assert weekly.queue_digest(house)
    text = " ".join(parts(letters(house)[0])[1].split())
    assert "Ur brevlådan är 2 mejl hämtade, 1 av dem exakta kopior." in text
    assert "Det äldsta olästa kom 2026-11-23 kl. 09.30." in text
