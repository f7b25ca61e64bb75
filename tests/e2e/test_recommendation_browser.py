"""A recommendation in a real browser: its paper chosen, read, confirmed and closed, without JavaScript; and what axe
says of the pages that follow on a form, and of those about the service itself, at three widths.

Screenshots are kept when REVIEW_SCREENSHOTS names a folder.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from demo.samples import recommendation_pdf
from outbox import troubles
from registrator.build import House
from registrator.config import load_config
from registrator.desk import build_desk
from review.app import create_app
from review.server import ReviewServer
from tests.servers.new_register import new_house

if TYPE_CHECKING:
    from axe_playwright_python.sync_playwright import Axe
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")
    Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
NOW = dt.datetime(2015, 6, 1, 8, 30, tzinfo=dt.UTC)
NAME = "Testa Granskare"
DNR = "KSL/15/0016-5"
SERVER = '[{}]\nhost = "127.0.0.1"\nport = 1\nusername = "u"\npassword = "hemligt"\n'
RUN_AXE = """() => axe.run(document, {resultTypes: ["violations"]})
  .then(found => found.violations.map(v => `${v.id}: ${v.nodes[0].failureSummary} ${v.nodes[0].html}`))"""


@dataclasses.dataclass
class Served:
    house: House
    url: str
    paper: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("house")
    config = SERVER.format("imap") + SERVER.format("smtp") + '[trust]\nauthserv_ids = ["mx.ksl.se"]\n'
    (folder / "config.toml").write_text(config, "utf-8")
    (folder / "rekommendation.pdf").write_bytes(recommendation_pdf())
    with new_house(load_config(folder / "config.toml", {})) as opened:
        house = dataclasses.replace(opened, clock=lambda: NOW)
        house.store.raise_trouble(troubles.SMTP, "Servern svarar inte.", NOW - dt.timedelta(hours=1))
        app = create_app(build_desk(house), allowed_hosts=("127.0.0.1",), secret_key=b"k" * 32)
        server = ReviewServer(app, "127.0.0.1", 0)
        server.start()
        yield Served(house, server.url, folder / "rekommendation.pdf")
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


def read_the_paper(page: sync_api.Page, served: Served) -> None:
    page.goto(f"{served.url}/rekommendationer")
    page.get_by_label("Rekommendationen som PDF, Word eller text").set_input_files(served.paper)
    page.get_by_role("button", name="Läs filen").click()


def test_a_recommendation_is_added_by_its_paper_and_closed_without_javascript(
    served: Served, browser: sync_api.Browser
) -> None:
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    context.set_default_timeout(20_000)
    page = context.new_page()
    read_the_paper(page, served)
    assert page.get_by_label("Diarienummer").input_value() == DNR
    sync_api.expect(page.get_by_text("Så står det på sidan 1: 15 juni 2015")).to_be_visible()
    page.get_by_label("Ditt namn").fill(NAME)
    page.get_by_role("button", name="Lägg in rekommendationen").click()
    sync_api.expect(page.get_by_role("status")).to_contain_text(f"{DNR} är inlagd")
    assert not page.get_by_role("button", name="Avsluta och skicka").is_visible()  # one press ends nothing
    page.get_by_text("Avsluta rekommendationen").click()
    page.get_by_role("button", name="Avsluta och skicka").click()
    sync_api.expect(page.get_by_role("status")).to_contain_text("är avslutad")
    made = served.house.catalogue().recommendation(DNR)
    assert made and (made.closed_by, made.respond_by) == (NAME, dt.date(2015, 6, 15))
    page.get_by_text("Mer", exact=True).click()
    page.get_by_role("link", name="Logg").click()
    sync_api.expect(page.get_by_role("row").nth(1)).to_contain_text(f"{NAME} avslutade rekommendationen")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_pages_fit(
    served: Served, browser: sync_api.Browser, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, locale="sv-SE", viewport={"width": 375, "height": 900})
    page = context.new_page()
    complaints: list[str] = []

    def look(name: str) -> None:
        page.wait_for_load_state()  # with its style sheets
        page.evaluate("document.querySelectorAll('details:not(.more *)').forEach(one => { one.open = true })")
        for width in (1280, 768, 375):
            page.set_viewport_size({"width": width, "height": 900})
            too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            complaints.extend([f"{name} at {width}: {too_wide} px too wide"] if too_wide > 0 else [])
            if kept := os.environ.get("REVIEW_SCREENSHOTS"):
                page.screenshot(path=Path(kept) / f"{name}-{width}-{scheme}.png", full_page=True)
        page.evaluate(Axe().axe_script)
        complaints.extend(f"{name}: {fault}" for fault in page.evaluate(RUN_AXE))

    for name in ("drift", "logg", "larande"):
        page.goto(f"{served.url}/{name}")
        look(name)
    page.locator("#sender-said").fill("gmail.com")
    page.get_by_role("button", name="Spara").first.click()
    look("larande-fel")
    read_the_paper(page, served)
    look("rekommendation-last")
    page.get_by_label("Rubrik").fill("")
    page.get_by_role("button", name="Lägg in rekommendationen").click()
    look("rekommendation-fel")
    context.close()
    assert complaints == []
