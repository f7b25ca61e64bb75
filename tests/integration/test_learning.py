"""What staff teach: kept on both databases with its trail, and shown, added and taken back on its page."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.access import Role
from domain.auditing import AuditQuestion
from domain.errors import EntryChanged
from domain.learning import LessonKind
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_access import Staffed, send
from tests.servers.new_register import make_register

pytest_plugins = ["tests.servers.register"]

NOW = dt.datetime(2015, 6, 1, 8, 30, tzinfo=dt.UTC)
EVIL = "<script>alert(1)</script>"


def test_a_lesson_is_kept_once_until_it_is_taken_back_and_the_trail_says_who(store: SqlStore) -> None:
    taught = {"said": "bolag.example", "meaning": "0127", "municipality": None, "who": "Testa", "now": NOW}
    made = store.learn(LessonKind.SENDER, **taught)  # type: ignore[arg-type]
    with pytest.raises(EntryChanged):
        store.learn(LessonKind.SENDER, **taught)  # type: ignore[arg-type]
    assert store.lessons() == (made,)
    store.unlearn(made.id, who="Annan", now=NOW)
    assert store.lessons() == ()
    with pytest.raises(EntryChanged):
        store.unlearn(made.id, who="Annan", now=NOW)
    again = store.learn(LessonKind.SENDER, **taught)  # type: ignore[arg-type]
    assert again.id != made.id
    rows = store.find_audit(AuditQuestion(about=f"lärdom {made.id}")).rows
    assert [(row.who, row.verb) for row in rows] == [("Annan", "unlearn"), ("Testa", "learn")]
    assert store.check_audit().whole


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Staffed]:
    make_register(f"sqlite:///{tmp_path}/register.db")
    opened = open_store(f"sqlite:///{tmp_path}/register.db")
    yield Staffed(opened)
    opened.close()


def teach(page: Staffed, **form: str) -> tuple[int, str]:
    answer = send(page.browser(Role.REVIEW), "/larande", form)
    assert EVIL not in answer.text
    return answer.status_code, html.unescape(answer.text)


def test_the_page_keeps_lists_and_takes_back(page: Staffed) -> None:
    assert teach(page, kind="sender", said="Namn@Bolag.Example", meaning="0127")[0] == 303
    assert teach(page, kind="body", said=f"Utskottet {EVIL}", municipality="0182", meaning="subcommittee")[0] == 303
    reader = page.browser(Role.READ)
    shown = html.unescape(reader.get("/larande").text)
    assert "»namn@bolag.example« hör till Botkyrka" in shown
    assert "Greta Testare" in shown
    assert "Ta tillbaka" not in shown
    first = page.store.lessons()[0]
    assert send(reader, f"/larande/{first.id}/ta-tillbaka").status_code == 403
    answer = send(page.browser(Role.REVIEW), f"/larande/{first.id}/ta-tillbaka")
    assert answer.status_code == 303
    assert [one.kind for one in page.store.lessons()] == [LessonKind.BODY]
    told = html.unescape(page.browser(Role.REVIEW).get("/logg").text)
    assert re.search(r"tog tillbaka en lärdom.*lärde tjänsten", told, re.S)


def test_a_mail_from_a_stranger_leads_to_the_form_with_its_address(tmp_path: Path) -> None:
    make_register(f"sqlite:///{tmp_path}/register.db")
    store = open_store(f"sqlite:///{tmp_path}/register.db")
    page = Staffed(store, mails=True)
    client = page.browser(Role.REVIEW)
    shown = html.unescape(client.get(f"/mejl/{page.ids[13]}").text)
    link = re.search(r'href="(/larande\?kind=sender&said=[^"]+)"', shown)
    assert link
    assert 'value="info@leverantor.example"' in client.get(link[1]).text
    assert "/larande?" not in page.browser(Role.READ).get(f"/mejl/{page.ids[13]}").text
    store.close()


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"kind": "sender", "said": "gmail.com", "meaning": "0127"}, "Vem som helst"),
        ({"kind": "sender", "said": "inte en adress", "meaning": "0127"}, "Skriv en mejladress eller en domän"),
        ({"kind": "sender", "said": "bolag.example", "meaning": "9999"}, "Välj vad det betyder"),
        ({"kind": "body", "said": "Utskottet", "meaning": "committee"}, "Välj vilken kommun"),
        ({"kind": "title", "said": "§§", "meaning": "KSL/15/0016-5"}, "minst 4 tecken"),
        ({"kind": "title", "said": "tryggavtalet", "meaning": "KSL/99/1"}, "Välj vad det betyder"),
    ],
)
def test_what_cannot_be_a_lesson_is_told_and_not_kept(page: Staffed, form: dict[str, str], told: str) -> None:
    status, text = teach(page, **form)
    assert (status, told in text) == (422, True)
    assert page.store.lessons() == ()
