"""The pictures of README, made anew from the demo: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from demo.samples import catalogue
from demo.stage import open_stage
from domain.register import State
from registrator import jobs, weekly
from registrator.build import open_house
from registrator.commands.demo import DEMO_NAME, demo_account
from registrator.config import load_config
from registrator.review_page import review_page

CHROMIUM = "/usr/bin/chromium"


def main(folder: Path) -> None:
    """Run the demo's round, then photograph the review page and the weekly letter into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, open_stage(Path(place)) as stage:
        config = load_config(stage.config_file)
        with open_house(config, upgrade=True) as opened:
            house = replace(opened, clock=lambda: stage.started_at)
            for recommendation in catalogue():
                house.store.put_recommendation(recommendation, house.clock())
            jobs.poll_mailbox(house)
            jobs.read_waiting(house)
            weekly.queue_digest(house)
            letter = next(row for row in house.store.outbox() if row.mail.kind.value == "veckobrev")
            flagged = next(
                entry
                for entry in house.store.entries((State.FLAGGED,))
                if entry.result and entry.result.decisions and entry.result.authentic
            )
            password = demo_account(house)
            with review_page(house) as url, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                page.goto(f"{url}/logga-in")
                page.get_by_label("Namn").fill(DEMO_NAME)
                page.get_by_label("Lösenord").fill(password)
                page.get_by_role("button", name="Logga in").click()
                page.wait_for_url(f"{url}/")
                for name, path in (("att-granska", "/"), ("granska", f"/mejl/{flagged.id}"), ("oversikt", "/oversikt")):
                    page.goto(url + path)
                    _shoot(page, folder / f"{name}.png")
                # A page of its own: the review page's content security policy would strip the letter's styles.
                page = browser.new_page(viewport={"width": 640, "height": 1500})
                page.set_content(_html(letter.mail.raw))
                _shoot(page, folder / "veckobrev.png")
                browser.close()


def _html(raw: bytes) -> str:
    part = message_from_bytes(raw, policy=default).get_body(("html",))
    assert part is not None
    text: str = part.get_content()
    return text


def _shoot(page: Page, path: Path) -> None:
    page.screenshot(path=path, full_page=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
