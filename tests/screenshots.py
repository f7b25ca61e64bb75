"""The pictures of README and HANDBOK, made anew from the demo: `make screenshots`."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from demo.samples import catalogue
from demo.stage import open_stage
from domain.outgoing import MailKind
from domain.register import Entry, State
from registrator import jobs, sending, weekly
from registrator.build import House, open_house
from registrator.commands.demo import DEMO_NAME, demo_account
from registrator.config import load_config
from registrator.gathering import join_waiting
from registrator.review_page import review_page

CHROMIUM = "/usr/bin/chromium"
SWEDISH = {"LANGUAGE": "sv", "LC_ALL": "sv_SE.UTF-8"}  # the browser's own words, such as those of a field for a day
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 640, "height": 1100}


def main(folder: Path) -> None:
    """Run the demo's round, then photograph the pages and the weekly letter into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, open_stage(Path(place)) as stage:
        config = load_config(stage.config_file)
        with open_house(config, upgrade=True) as opened:
            house = replace(opened, clock=lambda: stage.started_at)
            _work(house)
            password = demo_account(house)
            with review_page(house) as url, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox"], env={**os.environ, **SWEDISH}
                )
                _pages(browser, url, password, house, folder)
                # A page of its own: the review page's content security policy would strip the letter's styles.
                page = browser.new_page(viewport=NARROW)
                letter = next(row for row in house.store.outbox() if row.mail.kind is MailKind.DIGEST)
                page.set_content(_html(letter.mail.raw))
                _shoot(page, folder / "veckobrev.png")
                browser.close()


def _work(house: House) -> None:
    for recommendation in catalogue():
        house.store.put_recommendation(recommendation, house.clock())
    jobs.poll_mailbox(house)
    jobs.read_waiting(house)
    weekly.queue_digest(house)
    join_waiting(house)
    sending.send_outbox(house)


def _pages(browser: Browser, url: str, password: str, house: House, folder: Path) -> None:
    page = browser.new_page(viewport=WIDE, locale="sv-SE")
    page.goto(f"{url}/logga-in")
    _shoot(page, folder / "logga-in.png", height=480)
    page.get_by_label("Namn").fill(DEMO_NAME)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(f"{url}/")
    flagged = _first(house, State.FLAGGED, _is_easy_to_follow)
    registered = _first(house, State.REGISTERED, lambda entry: len(entry.documents) == 1)
    for name, path in (
        ("att-granska", "/"),
        ("granska", f"/mejl/{flagged.id}"),
        ("register", "/register"),
        ("registrering", f"/registrering/{registered.number}"),
        ("oversikt", "/oversikt/KSL/15/0016-5"),
        ("utskick", "/utskick"),
        ("drift", "/drift"),
        ("rekommendationer", "/rekommendationer"),
    ):
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        _shoot(page, folder / f"{name}.png")
    page.goto(f"{url}/mejl/{flagged.id}#ratta")
    page.wait_for_load_state("networkidle")
    _shoot(page, folder / "andra.png")


def _first(house: House, state: State, fits: Callable[[Entry], bool]) -> Entry:
    """The oldest entry in the state that has a decision and fits."""
    return next(e for e in reversed(house.store.entries((state,))) if e.result and e.result.decisions and fits(e))


def _is_easy_to_follow(entry: Entry) -> bool:
    """One answer of a known sender, with its body and paragraf: nothing but the decision is in doubt."""
    read = entry.result.decisions if entry.result and entry.result.authentic else ()
    return len(read) == 1 and bool(read[0].doubts and read[0].paragraf and read[0].quote)


def _html(raw: bytes) -> str:
    part = message_from_bytes(raw, policy=default).get_body(("html",))
    assert part is not None
    text: str = part.get_content()
    return text


def _shoot(page: Page, path: Path, height: int | None = None) -> None:
    size = page.viewport_size or WIDE
    end = height or min(size["height"], page.evaluate("document.body.offsetHeight"))  # no paper below what is there
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": size["width"], "height": end})
    _shrink(path)


def _shrink(path: Path) -> None:
    """Pages of text look the same in 256 colours, in a third of the bytes."""
    picture = Image.open(io.BytesIO(path.read_bytes())).convert("RGB")
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
