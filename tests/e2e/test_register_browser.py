"""The register, its registrations, the overview and the outgoing mails in a real browser: a story, then how they look.

Screenshots are kept when REVIEW_SCREENSHOTS names a folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import openpyxl
import pytest

from domain.document import DocumentText
from domain.outgoing import MailKind, OutgoingState, SendStage
from domain.register import State
from outbox.message import Letter, build
from review.app import create_app
from review.server import ReviewServer
from storage.engine import open_store
from storage.migrate import migrate
from storage.store import SqlStore
from tests.fakes.review_desk import NOW, ORGANISATION
from tests.fakes.review_register import fill

if TYPE_CHECKING:
    from axe_playwright_python.sync_playwright import Axe
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")
    Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
WIDTHS = (375, 768, 1280)
AXE = {"resultTypes": ["violations"]}
RUN_AXE = """options => axe.run(document, {...options, iframes: false})
  .then(found => found.violations.map(v => `${v.id}: ${v.nodes[0].failureSummary} ${v.nodes[0].html}`))"""


class Office:
    """A served register: `numbers` are registration numbers by the ids of the full desk."""

    def __init__(self, store: SqlStore, url: str, ids: dict[int, int]) -> None:
        self.store, self.url, self.ids = store, url, ids
        self.numbers = {old: entry.number for old, new in ids.items() if (entry := store.entry(new))}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path_factory.mktemp('office')}/register.db"
    migrate(url)
    store = open_store(url)
    desk, ids = fill(store)
    _fill_outbox(store, ids)
    _keep_texts(store, ids)
    server = ReviewServer(create_app(desk, allowed_hosts=("127.0.0.1",), secret_key=b"k" * 32), "127.0.0.1", 0)
    server.start()
    try:
        yield Office(store, server.url, ids)
    finally:
        server.stop()
        store.close()


def _keep_texts(store: SqlStore, ids: dict[int, int]) -> None:
    text = "Sollentuna kommun\nKommunstyrelsen avslår rekommendationen om samverkan i Stockholms län."
    entry = store.entry(ids[3])
    assert entry
    kept = DocumentText(sha256=entry.documents[0].sha256, media_type="", text=text, pages=(), reader="test")
    store.keep_text(kept, version="1", sought="", now=NOW)


def _fill_outbox(store: SqlStore, ids: dict[int, int]) -> None:
    """One mail in each state that asks for a person, one that waits."""
    for number, fate in enumerate((OutgoingState.PARKED, OutgoingState.UNCERTAIN, None), start=1):
        letter = Letter(
            key=f"sammanfattning/{number}",
            kind=MailKind.SUMMARY,
            recipient="anna.nerelius@ksl.se",
            subject=f"Nacka har antagit överenskommelsen ({number})",
            text="Hej!\n\nNacka har antagit.\n",
            html='<!doctype html><p style="color: rgb(200, 0, 0)">Nacka har antagit.</p><script>fetch("/")</script>',
        )
        store.queue([build(letter, ORGANISATION, NOW)], NOW)
        row = store.claim(NOW) if fate else None
        if row and fate:
            store.reached(row.id, SendStage.DOT, NOW)
            store.park(row.id, state=fate, error="550 5.1.1 mottagaren finns inte")
    assert ids


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_every_width_and_axe_finds_nothing(
    office: Office, browser: sync_api.Browser, scheme: Literal["light", "dark"]
) -> None:
    kept = os.environ.get("REVIEW_SCREENSHOTS")
    complaints: list[str] = []
    context = browser.new_context(color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("request", lambda request: complaints.append(request.url) if office.url not in request.url else None)
    for name, path in _paths(office).items():
        page.goto(office.url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if too_wide > 0:
                complaints.append(f"{name} at {width}: {too_wide} px too wide")
            if kept:
                page.screenshot(path=Path(kept) / f"{name}-{width}-{scheme}.png", full_page=True)
        page.evaluate(Axe().axe_script)
        complaints += [f"{name} {scheme}: {fault}" for fault in page.evaluate(RUN_AXE, AXE)]
    context.close()
    assert [one for one in complaints if "sandboxed" not in one] == []


def _paths(office: Office) -> dict[str, str]:
    return {
        "register": "/register",
        "register-sok": "/register?sok=kommunstyrelsen&fran=2015-01-01",
        "register-fel": "/register?fran=ig%C3%A5r&sok=finnsinte",
        "registrering": f"/registrering/{office.numbers[3]}",
        "oversikt": "/oversikt",
        "oversikt-en": "/oversikt/KSL/15/0016-5",
        "utskick": "/utskick",
        "utskick-parkerat": "/utskick/1",
        "utskick-kanske": "/utskick/2",
    }


def test_somebody_searches_takes_the_list_home_strikes_and_restores_without_javascript(
    office: Office, browser: sync_api.Browser, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{office.url}/register")
    page.get_by_label("Sök i ämnen").fill('"avslår rekommendationen" stock*')
    page.get_by_role("button", name="Sök").click()
    assert page.locator(".snippet mark").all_inner_texts() == ["avslår rekommendationen", "Stockholms"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    download.value.save_as(tmp_path / "register.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "register.xlsx").worksheets[0].values)
    assert rows[1][0] == office.numbers[3] and "Sollentuna" in rows[1] and len(rows) == 2

    page.get_by_role("link", name=office.numbers[3]).click()
    page.get_by_label("Skäl").fill("Fel ärende")
    page.get_by_label("Ditt namn").fill("Testa Granskare")
    page.get_by_role("button", name="Makulera hela mejlet").click()
    assert "är makulerad" in page.get_by_role("status").inner_text()
    struck = office.store.entry(office.ids[3])
    assert struck and struck.state is State.STRUCK
    page.get_by_role("button", name="Återställ").click()
    restored = office.store.entry(office.ids[3])
    assert restored and restored.state is State.REGISTERED
    context.close()


def test_a_sent_mail_is_seen_as_its_reader_sees_it_and_runs_nothing(office: Office, browser: sync_api.Browser) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{office.url}/utskick/3")
    frame = page.frame_locator("iframe.mail-frame")
    sync_api.expect(frame.locator("p")).to_have_css("color", "rgb(200, 0, 0)")
    assert f"{office.url}/utskick/3/html" in asked and f"{office.url}/" not in asked
    context.close()
