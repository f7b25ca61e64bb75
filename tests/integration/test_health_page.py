"""The page of how the service runs, over a real register."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.access import Role
from outbox import troubles
from storage.engine import open_store
from tests.fakes.review_access import Staffed
from tests.servers.new_register import make_register


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Staffed]:
    make_register(f"sqlite:///{tmp_path}/register.db")
    store = open_store(f"sqlite:///{tmp_path}/register.db")
    yield Staffed(store)
    store.close()


def shown(page: Staffed) -> str:
    return html.unescape(page.browser(Role.READ).get("/drift").text)


def test_it_says_in_words_what_is_wrong_and_what_to_do(page: Staffed) -> None:
    page.store.raise_trouble(troubles.SIGN_IN, "Lösenordet avvisas <b>.", page.now)
    text = shown(page)
    assert "1 sak är fel" in text
    assert "Brevlådan släpper inte in tjänsten sedan" in text
    assert "Att göra:" in text
    assert "SQLite 3" in text
    page.store.clear_trouble(troubles.SIGN_IN, page.now)
    assert "Inget är fel." in shown(page)


def test_it_counts_those_who_are_signed_in_and_not_those_who_have_left(page: Staffed) -> None:
    assert "<dt>Inloggade nu</dt><dd>1</dd>" in shown(page)
    assert "<dt>Inloggade nu</dt><dd>2</dd>" in shown(page)
    page.later(hours=9)
    assert "<dt>Inloggade nu</dt><dd>1</dd>" in shown(page)


def test_sessions_that_rest_are_not_counted(page: Staffed) -> None:
    page.browser(Role.READ)
    now = page.now + dt.timedelta(hours=1)
    assert page.store.open_sessions(seen_since=page.now - dt.timedelta(minutes=1), now=now) == 1
    assert page.store.open_sessions(seen_since=now, now=now) == 0
