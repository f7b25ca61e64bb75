"""Signing in as a person does it, in a real browser: by keyboard, without scripts, at every width, in both lights.

Screenshots are kept when REVIEW_SCREENSHOTS names a folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from domain.access import Role
from review.oidc import Provider, ProviderSettings
from review.server import ReviewServer
from storage.engine import open_store
from tests.fakes.review_access import PHRASE, Staffed
from tests.servers.oidc import OidcProvider, oidc, oidc_server
from tests.servers.ports import free_port

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")

__all__ = ["oidc", "oidc_server"]
pytest_plugins = ["tests.servers.register"]
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")


class Office:
    def __init__(self, page: Staffed, url: str) -> None:
        self.page = page
        self.url = url


@pytest.fixture
def office(migrated_file: Path, tmp_path: Path, oidc: OidcProvider) -> Iterator[Office]:
    path = tmp_path / "register.db"
    shutil.copyfile(migrated_file, path)
    store = open_store(f"sqlite:///{path}")
    port = free_port()
    callback = f"http://localhost:{port}/logga-in/organisationen/svar"
    number, secret = oidc.client_for(callback)
    settings = ProviderSettings(
        issuer=oidc.issuer,
        client_id=number,
        client_secret=secret,
        redirect_uri=callback,
        ca_file=oidc.ca_file,
        roles={Role.REVIEW: ("granska",)},
    )
    page = Staffed(store, provider=Provider(settings))
    server = ReviewServer(page.app, "127.0.0.1", port, guarded=True)
    server.start()
    try:
        yield Office(page, f"http://localhost:{port}")
    finally:
        server.stop()
        store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_in_and_out_by_keyboard_alone_without_scripts(office: Office, browser: sync_api.Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="sv-SE").new_page()
    page.goto(f"{office.url}/konto")
    page.get_by_label("Namn").focus()
    page.keyboard.type("greta")
    page.keyboard.press("Tab")
    page.keyboard.type("fel lösenord")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("stämmer inte").wait_for()
    assert page.get_by_label("Namn").input_value() == "greta"
    page.get_by_label("Lösenord").fill(PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{office.url}/konto")
    page.locator(".me summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Logga ut", exact=True).press("Enter")
    page.wait_for_url(f"{office.url}/logga-in")
    assert "Du är utloggad." in page.get_by_role("status").inner_text()


def test_through_the_organisation_and_back_to_the_page_that_was_asked_for(
    office: Office, browser: sync_api.Browser, oidc: OidcProvider
) -> None:
    oidc.user("greta-7", name="Greta Vidsyn", preferred_username="greta@exempel.se", roles=["granska"])
    page = browser.new_context(locale="sv-SE", ignore_https_errors=True).new_page()
    page.goto(f"{office.url}/oversikt")
    page.get_by_role("link", name="Logga in med KSL-konto").click()
    page.get_by_placeholder("sub").fill("greta-7")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{office.url}/oversikt")
    assert page.locator(".me summary").inner_text() == "Greta Vidsyn"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_signing_in_are_accessible_and_fit_every_width(
    office: Office, browser: sync_api.Browser, scheme: Literal["light", "dark"]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe saknas").Axe()
    kept = os.environ.get("REVIEW_SCREENSHOTS")
    complaints: list[str] = []
    context = browser.new_context(color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if "status of" not in message.text else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))

    def look(name: str) -> None:
        for width in (320, 375, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert too_wide <= 0, f"{name} at {width}: {too_wide} px too wide"
            if kept:
                page.screenshot(path=Path(kept) / f"{name}-{width}-{scheme}.png", full_page=True)
        found = axe.run(page).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == [], name

    page.goto(f"{office.url}/konto")
    look("logga-in")
    page.get_by_label("Namn").fill("greta")
    page.get_by_label("Lösenord").fill("fel")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    look("logga-in-fel")
    page.get_by_label("Lösenord").fill(PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{office.url}/konto")
    page.locator(".me summary").click()
    look("konto")
    page.locator(".me summary").click()
    page.get_by_label("Nytt lösenord", exact=False).first.fill("kort")
    page.get_by_label("Nuvarande lösenord").fill(PHRASE)
    page.get_by_role("button", name="Byt lösenord").click()
    page.locator(".fault").wait_for()
    look("konto-fel")
    assert complaints == []
