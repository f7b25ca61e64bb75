"""A registrar's morning in a real browser, over a real register with real papers: by keyboard, by mouse, without
JavaScript; taken back; two at once; and how the pages look to axe and at three widths.

Screenshots are kept when REVIEW_SCREENSHOTS names a folder.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from domain.evidence import EvidenceKind, Outcome
from domain.outgoing import MailKind, OutgoingState
from domain.register import Entry, State
from parsers.reader import LocalReader
from review.app import create_app
from review.proof import MARKED_BY_PERSON
from review.server import ReviewServer
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_desk import DNR
from tests.fakes.review_papers import desk_with_papers

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")

pytest_plugins = ["tests.servers.register"]

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
WIDTHS = (375, 768, 1280)
NAME = "Testa Granskare"
Scheme = Literal["light", "dark"]


class Office:
    """A served register and where its mails are."""

    def __init__(self, store: SqlStore, url: str, ids: dict[int, int]) -> None:
        self.store = store
        self.url = url
        self.ids = ids

    def mail(self, number: int) -> str:
        return f"{self.url}/mejl/{self.ids[number]}"

    def entry(self, number: int) -> Entry:
        found = self.store.entry(self.ids[number])
        assert found
        return found


@pytest.fixture(scope="module")
def reader() -> Iterator[LocalReader]:
    with LocalReader(seconds=30, memory_mb=1024, max_pages=50, max_characters=100_000) as opened:
        yield opened


@contextmanager
def serve(migrated: Path, place: Path, reader: LocalReader, pages: int = 1) -> Iterator[Office]:
    shutil.copyfile(migrated, place / "register.db")
    store = open_store(f"sqlite:///{place}/register.db")
    desk, ids = desk_with_papers(store, reader, pages)
    server = ReviewServer(create_app(desk, allowed_hosts=("127.0.0.1",), secret_key=b"k" * 32), "127.0.0.1", 0)
    server.start()
    try:
        yield Office(store, server.url, ids)
    finally:
        server.stop()
        store.close()


@pytest.fixture
def office(migrated_file: Path, tmp_path: Path, reader: LocalReader) -> Iterator[Office]:
    """For stories that change something."""
    with serve(migrated_file, tmp_path, reader) as opened:
        yield opened


@pytest.fixture(scope="module")
def museum(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory, reader: LocalReader) -> Iterator[Office]:
    """To look at only. Its documents have two pages."""
    with serve(migrated_file, tmp_path_factory.mktemp("museum"), reader, pages=2) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def press(page: sync_api.Page, *keys: str) -> None:
    """Single keys, and texts to type after a colon: ":avslagen"."""
    for key in keys:
        if key.startswith(":"):
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)


def test_five_kinds_of_flagged_mail_are_settled_by_keyboard_alone(office: Office, page: sync_api.Page) -> None:
    page.goto(office.url)
    press(page, "j", "j", "k", "Enter")
    page.wait_for_url(office.mail(11))
    press(page, "a", f":{NAME}", "Enter")  # conditions: accepted as read

    page.wait_for_url(office.mail(12))  # an unclear outcome: chosen
    press(page, "e", ":avslagen", "Tab", "Tab", "Tab", "Enter")

    page.wait_for_url(office.mail(13))  # an advert: dismissed
    press(page, "x", ":Reklam", "Enter")

    page.wait_for_url(office.mail(14))  # a forged sender: looked at later
    press(page, "v", ":Ringer kommunen", "Enter")

    page.wait_for_url(office.mail(15))  # nothing could be read: the municipality is asked
    press(page, "f")
    press(page, "Tab", "Tab", "Enter")
    page.wait_for_url(office.mail(15))
    page.get_by_role("heading", name="Utkast till").wait_for()
    press(page, "s", "s")
    page.wait_for_url(f"{office.url}/")
    assert "Frågan skickas nu" in page.locator(".done").inner_text()

    states = [office.entry(number).state for number in (11, 12, 13, 14, 15)]
    assert states == [State.REGISTERED, State.REGISTERED, State.IGNORED, State.FLAGGED, State.FAILED]
    chosen = next(a for a in office.store.answers([DNR]) if a.entry_id == office.ids[12])
    assert (chosen.decision.outcome, chosen.accepted_by) == (Outcome.DECLINED, NAME)
    assert {(aside.entry_id, aside.note, aside.who) for aside in office.store.asides()} == {
        (office.ids[14], "Ringer kommunen", NAME),
        (office.ids[15], "Väntar på svar på vår fråga.", NAME),
    }
    (asked,) = office.store.outbox(kinds=(MailKind.QUESTION,))
    assert asked.state is OutgoingState.WAITING
    assert "Inget väntar på dig." in page.locator("main").inner_text()


def test_what_is_done_is_taken_back_with_one_key(office: Office, page: sync_api.Page) -> None:
    page.goto(office.mail(11))
    press(page, "a", f":{NAME}", "Enter")
    page.wait_for_url(office.mail(12))
    assert "Godkänt och registrerat" in page.locator(".done").inner_text()
    assert office.entry(11).state is State.REGISTERED
    press(page, "u")
    page.wait_for_url(office.mail(11))
    assert "godkännandet gäller inte längre" in page.get_by_role("status").inner_text()
    assert office.entry(11).state is State.FLAGGED
    assert [row.state for row in office.store.outbox()] == [OutgoingState.WITHDRAWN]
    press(page, "v", ":Senare", "Enter")
    page.wait_for_url(office.mail(12))
    press(page, "u")
    page.wait_for_url(office.mail(11))
    assert office.store.asides() == ()


def test_an_open_queue_tells_that_somebody_else_has_settled_a_mail(office: Office, page: sync_api.Page) -> None:
    page.goto(f"{office.url}/")
    waiting = int(page.locator("nav .count").inner_text())
    with page.context.new_page() as other:
        other.goto(office.mail(11))
        press(other, "a", f":{NAME}", "Enter")
        other.wait_for_url(office.mail(12))
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_text(f"Kön har ändrats: {waiting - 1} mejl väntar.").wait_for()
    assert page.locator("nav .count").inner_text() == str(waiting - 1)


def test_the_second_of_two_is_told_who_was_first_and_keeps_what_was_typed(
    office: Office, browser: sync_api.Browser
) -> None:
    first, second = (browser.new_context(locale="sv-SE").new_page() for _ in range(2))
    for page in (first, second):
        page.goto(office.mail(11))
    press(first, "x", ":Kopia", "Tab", ":Snabb Granskare", "Enter")
    first.wait_for_url(office.mail(12))
    press(second, "x", ":Min egen anledning", "Tab", ":Sen Granskare", "Enter")
    second.get_by_role("heading", name="Någon hann före").wait_for()
    said = second.locator("main").inner_text()
    assert "Snabb Granskare avfärdade mejlet" in said and "Min egen anledning" in said
    assert office.entry(11).reason == "Kopia"
    for page in (first, second):
        page.context.close()


def test_keys_never_fire_in_fields_nor_with_modifiers_nor_when_turned_off(museum: Office, page: sync_api.Page) -> None:
    page.goto(museum.mail(11))
    press(page, "x", ":avjekq?", "Control+a")
    assert page.locator("#dismiss-reason").input_value() == "avjekq?"
    assert page.get_by_role("dialog").count() == 0 and page.url.endswith(f"/mejl/{museum.ids[11]}#avfarda") is False
    press(page, "Escape")
    assert page.locator("#avfarda").get_attribute("open") is None
    press(page, "?")
    page.get_by_label("Använd kortkommandon").uncheck()
    press(page, "Escape", "e")
    assert page.locator("#ratta").get_attribute("open") is None


def test_everything_works_without_javascript(office: Office, browser: sync_api.Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
    page.goto(office.url)
    page.get_by_role("link", name="Botkyrkas svar på rekommendation om samverkan").click()
    page.locator("#accept-reviewer").fill(NAME)
    page.get_by_role("button", name="Godkänn som läst").click()

    page.wait_for_url(office.mail(12))
    page.get_by_role("button", name="Ångra").click()
    page.wait_for_url(office.mail(11))
    assert office.entry(11).state is State.FLAGGED
    page.locator("#lat-vanta > summary").click()
    page.get_by_role("button", name="en vecka").click()

    page.wait_for_url(office.mail(12))
    form = page.locator("#ratta")
    form.get_by_label("Beslut", exact=True).select_option(label="avslagen")
    form.get_by_role("button", name="Lägg till ett beslut").click()
    assert form.get_by_role("group", name="Beslut 2").count() == 1
    assert form.locator("#correct-0-outcome").input_value() == "declined"
    form.locator("#correct-1-left_out").check()
    form.get_by_role("button", name="Spara och registrera").click()

    page.wait_for_url(office.mail(13))
    page.locator("#avfarda > summary").click()
    page.get_by_label("Skäl").fill("Reklam")
    page.get_by_role("button", name="Avfärda mejlet").click()
    page.wait_for_url(office.mail(14))
    assert [office.entry(n).state for n in (11, 12, 13)] == [State.FLAGGED, State.REGISTERED, State.IGNORED]
    page.goto(f"{office.mail(11)}?zoom=3")
    assert page.locator(".sheets.zoom-3").count() == 1
    page.get_by_role("link", name="Som text").click()
    assert page.locator("mark", has_text="antar rekommendationen").count() == 1
    page.context.close()


def test_a_claim_shows_its_box_on_the_picture_of_its_page(museum: Office, page: sync_api.Page) -> None:
    page.goto(museum.mail(11))
    picture = page.locator(".sheet img").first
    picture.evaluate("(img) => img.decode()")
    assert picture.evaluate("(img) => img.complete && img.naturalWidth > 0")
    claim = page.get_by_role("link", name="antar rekommendationen")
    box = page.locator(f"#{claim.get_attribute('data-claim')}")
    assert "now" not in (box.get_attribute("class") or "")
    claim.focus()
    sync_api.expect(box).to_have_class(re.compile("now"))
    sync_api.expect(box).to_be_in_viewport()
    words, frame = page.locator(".sheet svg > text", has_text="antar rekommendationen").first, box.locator("rect")
    inner, outer = words.bounding_box(), frame.first.bounding_box()
    assert inner and outer
    assert abs(inner["x"] - outer["x"]) < 8 and abs(inner["y"] - outer["y"]) < 12


def test_a_link_to_a_claim_turns_to_its_box_on_a_telephone(museum: Office, browser: sync_api.Browser) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 700}).new_page()
    page.goto(museum.mail(11))
    claim = page.get_by_role("link", name="antar rekommendationen")
    box = page.locator(f"#{claim.get_attribute('data-claim')}")
    sync_api.expect(box).not_to_be_in_viewport()
    claim.click()
    sync_api.expect(box).to_be_in_viewport()
    shown = box.locator("rect").first.evaluate("(rect) => getComputedStyle(rect).strokeWidth")
    assert shown == "1.6px"
    page.context.close()


def test_words_marked_on_the_page_become_the_proof_of_a_field(office: Office, page: sync_api.Page) -> None:
    page.goto(office.mail(12))
    line = page.locator(".sheet svg > text", has_text="Sammanträdesdatum 2015-05-04").first
    line.scroll_into_view_if_needed()
    line.evaluate(
        """(text) => { const range = document.createRange(); range.setStart(text.firstChild, 18);
           range.setEnd(text.firstChild, text.firstChild.length); getSelection().removeAllRanges();
           getSelection().addRange(range); }"""
    )
    bar = page.get_by_role("group", name="Det markerade är")
    bar.get_by_role("button", name="datumet").click()
    assert page.locator("#correct-0-meeting_date").input_value() == "2015-05-04"
    assert page.locator("#correct-0-quote_meeting_date").input_value() == "2015-05-04"
    form = page.locator("#ratta")
    form.get_by_label("Beslut", exact=True).select_option(label="avslagen")
    form.locator("#correct-reviewer").fill(NAME)
    form.get_by_role("button", name="Spara och registrera").click()
    page.wait_for_url(office.mail(13))
    answer = next(a for a in office.store.answers([DNR]) if a.entry_id == office.ids[12])
    (proof,) = (e for e in answer.decision.evidence if e.kind is EvidenceKind.MEETING_DATE)
    assert (proof.rule, proof.quote, proof.page, proof.value) == (MARKED_BY_PERSON, "2015-05-04", 1, "2015-05-04")


def test_words_of_the_page_can_be_marked_with_the_mouse(museum: Office, page: sync_api.Page) -> None:
    page.goto(museum.mail(11))
    line = page.locator(".sheet svg > text", has_text="Kommunstyrelsen beslutar").first
    line.scroll_into_view_if_needed()
    place = line.bounding_box()
    assert place
    middle = place["y"] + place["height"] / 2
    page.mouse.move(place["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] - 1, middle, steps=8)
    page.mouse.up()
    assert "Kommunstyrelsen beslutar" in str(page.evaluate("getSelection().toString()"))
    sync_api.expect(page.get_by_role("group", name="Det markerade är")).to_be_visible()


RUN_AXE = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  resultTypes: ["violations"]}).then(found => found.violations.map(
    one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")))"""
LOOKED_AT = {
    "ko": "/",
    "registrerat": "/mejl/{1}",
    "villkor": "/mejl/{11}",
    "akta": "/mejl/{14}",
    "oläst": "/mejl/{15}",
}


def open_everything(page: sync_api.Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.name = ''; one.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_queue_and_the_mails_with_every_form_open(
    museum: Office, browser: sync_api.Browser, scheme: Scheme
) -> None:
    script: Any = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().axe_script
    page = browser.new_context(color_scheme=scheme, locale="sv-SE").new_page()
    for name in ("ko", "villkor", "akta"):
        page.goto(museum.url + path_of(museum, name))
        open_everything(page)
        page.evaluate(script)
        assert page.evaluate(RUN_AXE) == [], name
    page.context.close()


def test_every_page_fits_every_width_and_obeys_its_own_policy(museum: Office, browser: sync_api.Browser) -> None:
    kept = os.environ.get("REVIEW_SCREENSHOTS")
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes if kept else schemes[:1]:
        complaints: list[str] = []
        page = browser.new_context(color_scheme=scheme, locale="sv-SE").new_page()
        page.on("console", lambda message, heard=complaints: heard.append(message.text))
        page.on("pageerror", lambda fault, heard=complaints: heard.append(str(fault)))
        page.on(
            "request",
            lambda request, heard=complaints: heard.append(request.url) if museum.url not in request.url else None,
        )
        for name in LOOKED_AT:
            page.goto(museum.url + path_of(museum, name))
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert too_wide <= 0, f"{name} at {width}: {too_wide} px too wide"
                if kept:
                    page.screenshot(path=Path(kept) / f"{name}-{width}-{scheme}.png", full_page=width < 1000)
            open_everything(page)
            page.set_viewport_size({"width": 320, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name
        assert [one for one in complaints if "/sida/" not in one and "404" not in one] == []
        page.context.close()


def path_of(office: Office, name: str) -> str:
    return re.sub(r"\{(\d+)\}", lambda found: str(office.ids[int(found[1])]), LOOKED_AT[name])
