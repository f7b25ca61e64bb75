"""Every page that a link leads to, in a real browser: axe-core in light and dark, 400 % zoom, focus, titles.

No list of pages: one that is added later is covered without a change here, as long as something links to it.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from domain.access import Role
from domain.outgoing import MailKind
from outbox.message import Letter, build
from parsers.reader import LocalReader
from review.accounts import Access
from review.app import create_app
from review.server import ReviewServer
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_access import CHEAP, PHRASE, sign_in
from tests.fakes.review_desk import NOW, ORGANISATION
from tests.fakes.review_papers import desk_with_papers

if TYPE_CHECKING:
    from axe_playwright_python.sync_playwright import Axe
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")
    Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

pytest_plugins = ["tests.servers.register"]

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
NAME = "adam"
NO_PAGES = ("/static/", "/healthz", "/original", "/handling/", "/html", "/export/", "/bild/")

OPEN_ALL = """() => {
  for (const fold of document.querySelectorAll("details")) { fold.removeAttribute("name"); fold.open = true; }
}"""
RUN_AXE = """options => axe.run(document, {...options, iframes: false, resultTypes: ["violations"]})
  .then(found => found.violations.map(v => `axe ${v.id}: ${v.nodes[0].failureSummary} ${v.nodes[0].html}`))"""
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
TOO_WIDE = """() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return [];
  const who = [...document.querySelectorAll("main *, header *, footer *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 90));
  return [`${over} px too wide at ${innerWidth}: ${who.slice(0, 3).join(" | ")}`];
}"""
# after a key has been pressed: focus that a script sets then counts as the keyboard's
UNSEEN_FOCUS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(e => !e.disabled && e.tabIndex >= 0 && e.type !== "hidden" && e.getClientRects().length)
  .filter(e => {
    e.focus();
    const style = getComputedStyle(e);
    return document.activeElement !== e || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
  }).map(e => `no visible focus: ${e.outerHTML.slice(0, 120)}`)"""
HIDDEN_FOCUS = """() => [...document.querySelectorAll("main a[href], main button, main input, main summary")]
  .filter(e => e.tabIndex >= 0 && e.type !== "hidden" && e.checkVisibility() && e.getClientRects().length)
  .filter(e => {
    e.focus();
    const place = e.getClientRects()[0];
    const top = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
    return !(top && (e.contains(top) || top.contains(e) || e.closest("label")?.contains(top)));
  }).map(e => `focus is hidden behind something: ${e.outerHTML.slice(0, 120)}`)"""
BASICS = """() => [
  [document.documentElement.lang === "sv", "lang is not sv"],
  [document.querySelectorAll("h1").length === 1, "not one h1"],
  [document.querySelectorAll("main").length === 1, "not one main"],
  [/\\S – Registrator$/.test(document.title), `title: ${document.title}`],
].filter(([holds]) => !holds).map(([, what]) => what)"""


@dataclasses.dataclass(frozen=True)
class Office:
    app: Flask
    url: str


@pytest.fixture(scope="module")
def office(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("accessible")
    shutil.copyfile(migrated_file, place / "register.db")
    store = open_store(f"sqlite:///{place}/register.db")
    with LocalReader(seconds=30, memory_mb=1024, max_pages=50, max_characters=100_000) as reader:
        desk, ids = desk_with_papers(store, reader)
        _fill(store, ids)
        access = Access(store=store, clock=lambda: NOW, organisation=ORGANISATION, passwords=CHEAP)
        hosts = ("127.0.0.1", "localhost")
        app = create_app(desk, allowed_hosts=hosts, secret_key=b"k" * 32, access=access)
        server = ReviewServer(app, "127.0.0.1", 0)
        server.start()
        try:
            yield Office(app, server.url)
        finally:
            server.stop()
            store.close()


def _fill(store: SqlStore, ids: dict[int, int]) -> None:
    """An account; one mail put aside, an outgoing mail: pages show what else they would not."""
    store.add_user(
        name=NAME, full_name="Adam Testare", role=Role.ADMINISTER, password=CHEAP.hash(PHRASE), who="root", now=NOW
    )
    entry = store.entry(ids[13])
    assert entry
    store.put_aside(entry.id, version=entry.version, until=None, note="Väntar på besked", who="Adam Testare", now=NOW)
    letter = Letter(
        key="sammanfattning/1",
        kind=MailKind.SUMMARY,
        recipient="anna.nerelius@ksl.se",
        subject="Nacka har antagit överenskommelsen",
        text="Hej!\n\nNacka har antagit.\n",
        html="<!doctype html><p>Nacka har antagit.</p>",
    )
    store.queue([dataclasses.replace(build(letter, ORGANISATION, NOW), entry_id=ids[2])], NOW)


def _pages(app: Flask) -> list[str]:
    """Addresses of pages, one of each route and two mails: what needs no parameter, and what links lead to."""
    client = app.test_client()
    assert sign_in(client, NAME).status_code == 303
    adapter = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    waiting = [rule.rule for rule in rules if not rule.arguments and not rule.rule.startswith(NO_PAGES)]
    waiting += ["/logga-in", "/finns-inte"]
    found: Counter[str] = Counter()
    pages: list[str] = []
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if not answer.content_type.startswith("text/html") or (answer.status_code >= 300 and path != "/finns-inte"):
            continue
        pages.append(path)
        for link in re.findall(r'href="([^"#]+)', answer.text):
            target = urlsplit(urljoin(f"http://localhost{path}", link.replace("&amp;", "&")))
            try:
                endpoint, _ = adapter.match(target.path, "GET")
            except HTTPException:
                continue
            if not any(part in target.path for part in NO_PAGES) and target.path not in (*pages, *waiting):
                found[str(endpoint)] += 1
                waiting += [target.path] * (found[str(endpoint)] <= (2 if "/mejl/" in target.path else 1))
    return pages


def test_every_page_is_accessible(office: Office) -> None:
    pages = _pages(office.app)
    assert len(pages) > 12
    complaints: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="sv-SE", viewport={"width": 1280, "height": 900})
        complaints += [f"/logga-in, as nobody: {fault}" for fault in _inspect(page, f"{office.url}/logga-in")]
        page.goto(f"{office.url}/logga-in")
        page.get_by_label("Namn").fill(NAME)
        page.get_by_label("Lösenord").fill(PHRASE)
        page.get_by_role("button", name="Logga in").click()
        page.wait_for_url(f"{office.url}/")
        for path in pages:
            complaints += [f"{path}: {fault}" for fault in _inspect(page, office.url + path)]
        for button, told in (("Avfärda mejlet", ".faults"), ("en vecka", ".done")):  # a refusal, and what can be undone
            page.goto(office.url + next(path for path in pages if path.startswith("/mejl/")))
            page.evaluate(OPEN_ALL)
            page.get_by_role("button", name=button, exact=True).click()
            page.wait_for_selector(told)
            complaints += [f"after {button}: {fault}" for fault in _inspect(page)]
        browser.close()
    assert not complaints, "\n".join(complaints)


def _inspect(page: sync_api.Page, url: str = "") -> list[str]:
    """What is wrong with the page at `url`, or with the one that is shown."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    if url:
        page.goto(url)
    page.keyboard.press("Tab")
    faults: list[str] = page.evaluate(BASICS) + page.evaluate(HIDDEN_FOCUS)
    page.evaluate(OPEN_ALL)
    page.evaluate(Axe().axe_script)
    faults += page.evaluate(RUN_AXE, ALL_RULES)
    faults += page.evaluate(UNSEEN_FOCUS)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in page.evaluate(RUN_AXE, COLOURS)]
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %
    return faults + page.evaluate(TOO_WIDE)
