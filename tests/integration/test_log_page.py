"""The log's page over a real register: what it shows, to whom, and how it is narrowed."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.access import Role
from domain.register import State
from storage.engine import open_store
from tests.fakes.review_access import Staffed

pytest_plugins = ["tests.servers.register"]

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def page(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    path = tmp_path_factory.mktemp("logged") / "register.db"
    shutil.copyfile(migrated_file, path)
    store = open_store(f"sqlite:///{path}")
    staffed = Staffed(store, mails=True)
    for number in (11, 12):
        entry = store.entry(staffed.ids[number])
        assert entry
        store.resolve(
            entry.id,
            version=entry.version,
            decisions=(),
            state=State.IGNORED,
            reason=f"Inte vårt {EVIL}",
            who="Greta Testare" if number == 11 else "Pelle Påhittad",
            verb="dismiss",
            compose=lambda *_: (),
            now=staffed.now,
        )
    yield staffed
    store.close()


def shown(page: Staffed, query: str = "", role: Role = Role.REVIEW) -> str:
    answer = page.browser(role).get(f"/logg{query}")
    assert answer.status_code == 200
    assert EVIL not in answer.text
    return html.unescape(answer.text)


def test_the_log_says_who_did_what_with_before_and_after(page: Staffed) -> None:
    text = shown(page)
    assert "<strong>Greta Testare</strong> avfärdade" in text
    assert re.search(r"Före: </span><del>att granska</del>", text)
    assert re.search(r'href="/registrering/2015-\d{6}"', text)


def test_the_log_is_narrowed_by_person_verb_and_number(page: Staffed) -> None:
    number = re.search(r'href="/registrering/(2015-\d{6})"', shown(page, "?vem=Pelle+Påhittad"))
    assert number
    only = shown(page, f"?mejl={number[1]}&vad=dismiss&fran=2015-06-01&till=2015-06-01")
    assert "<strong>Pelle Påhittad</strong>" in only
    assert "<strong>Greta Testare</strong>" not in only
    assert "Ingen rad stämmer" in shown(page, "?fran=2015-06-02")
    assert "Det numret finns inte" in shown(page, "?mejl=2099-000001")
    assert "är ingen dag" in shown(page, "?fran=igår")


def test_sign_ins_are_shown_to_those_who_administer_accounts_alone(page: Staffed) -> None:
    assert "loggade in" not in shown(page)
    assert "adam" not in shown(page)
    assert "loggade in" in shown(page, role=Role.ADMINISTER)
    assert "<strong>" not in shown(page, "?vad=signed+in")
    assert page.browser(Role.READ).get("/logg").status_code == 403


@pytest.mark.parametrize("key", ["99999999999999999999", "-1", "0", "x"])
def test_an_odd_key_in_the_address_is_no_fault(page: Staffed, key: str) -> None:
    for name in ("efter", "fore"):
        assert page.browser(Role.REVIEW).get(f"/logg?{name}={key}").status_code == 200
