"""A registrar's morning in a real browser: accept, correct, dismiss; then what the pages look like.

Screenshots are kept when REVIEW_SCREENSHOTS names a folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from domain.evidence import Outcome
from domain.register import State
from review.app import create_app
from review.server import ReviewServer
from storage.engine import open_store
from storage.migrate import migrate
from storage.store import SqlStore
from tests.fakes.review_desk import DNR
from tests.fakes.review_register import fill

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
WIDTHS = (375, 768, 1280)


class Office:
    """A served register and where its mails are."""

    def __init__(self, store: SqlStore, url: str, ids: dict[int, int]) -> None:
        self.store = store
        self.url = url
        self.ids = ids

    def mail(self, number: int) -> str:
        return f"{self.url}/mejl/{self.ids[number]}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path}/register.db"
    migrate(url)
    store = open_store(url)
    desk, ids = fill(store)
    server = ReviewServer(create_app(desk, allowed_hosts=("127.0.0.1",), secret_key=b"k" * 32), "127.0.0.1", 0)
    server.start()
    try:
        yield Office(store, server.url, ids)
    finally:
        server.stop()
        store.close()


@pytest.fixture
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


def test_a_morning_of_three_verdicts_without_javascript(office: Office, browser: sync_api.Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
    page.goto(office.url)
    page.get_by_role("link", name="Botkyrkas svar på rekommendation om samverkan").click()
    page.locator("#accept-reviewer").fill("Testa Granskare")
    page.get_by_role("button", name="Godkänn som läst").click()

    page.wait_for_url(office.mail(12))
    assert "Godkänt och registrerat" in page.get_by_role("status").inner_text()
    page.get_by_label("Beslut", exact=True).select_option(label="avslagen")
    page.get_by_label("Beslutsorgan").select_option(label="kommunfullmäktige")
    page.get_by_role("button", name="Spara och registrera").click()

    page.wait_for_url(office.mail(13))
    page.get_by_text("Avfärda", exact=True).click()
    page.get_by_label("Skäl").fill("Reklam")
    page.get_by_role("button", name="Avfärda mejlet").click()

    page.wait_for_url(office.mail(14))
    states = {number: office.store.entry(office.ids[number]) for number in (11, 12, 13, 14)}
    assert [one.state for one in states.values() if one] == [
        State.REGISTERED,
        State.REGISTERED,
        State.IGNORED,
        State.FLAGGED,
    ]
    corrected = next(a for a in office.store.answers([DNR]) if a.entry_id == office.ids[12])
    assert (corrected.decision.outcome, corrected.accepted_by) == (Outcome.DECLINED, "Testa Granskare")


def test_a_mail_is_settled_by_keyboard_alone(office: Office, browser: sync_api.Browser) -> None:
    page = browser.new_context(locale="sv-SE").new_page()
    page.goto(office.url)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(office.mail(11))
    page.keyboard.press("a")
    page.keyboard.type("Bara en kopia")
    page.keyboard.press("Tab")
    page.keyboard.type("Testa Granskare")
    page.keyboard.press("Enter")
    page.wait_for_url(office.mail(12))
    entry = office.store.entry(office.ids[11])
    assert entry and (entry.state, entry.reason) == (State.IGNORED, "Bara en kopia")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()


def test_a_quote_leads_to_its_place_in_the_document(office: Office, browser: sync_api.Browser) -> None:
    page = browser.new_context(locale="sv-SE", viewport={"width": 375, "height": 700}).new_page()
    page.goto(office.mail(11))
    mark = page.locator("mark", has_text="antar rekommendationen")
    sync_api.expect(mark).not_to_be_in_viewport()
    page.get_by_role("link", name="antar rekommendationen").click()
    sync_api.expect(mark).to_be_in_viewport()
    shown = mark.evaluate("(mark) => getComputedStyle(mark).backgroundColor")
    other = page.locator("mark").first.evaluate("(mark) => getComputedStyle(mark).backgroundColor")
    assert shown != other


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_every_width_and_obeys_its_own_policy(
    office: Office, browser: sync_api.Browser, scheme: Literal["light", "dark"]
) -> None:
    kept = os.environ.get("REVIEW_SCREENSHOTS")
    complaints: list[str] = []
    context = browser.new_context(color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("request", lambda request: complaints.append(request.url) if office.url not in request.url else None)
    paths = {"ko": "/", "register": "/register", "oversikt": "/oversikt", "utskick": "/utskick"}
    paths |= {f"mejl-{number}": f"/mejl/{office.ids[number]}" for number in (11, 12, 14, 15)}
    for name, path in paths.items():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(office.url + path)
            too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert too_wide <= 0, f"{name} at {width}: {too_wide} px too wide"
            if kept:
                page.screenshot(path=Path(kept) / f"{name}-{width}-{scheme}.png", full_page=True)
    assert complaints == []
