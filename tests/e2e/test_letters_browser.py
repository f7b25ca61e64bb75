"""Every mail as a reader sees it: on a telephone, in a column, on a wide screen, in light and in dark.

Screenshots are kept when LETTER_SCREENSHOTS names a folder; `registrator preview` writes the mails themselves.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from outbox.compose import Composer
from registrator.catalogue import members
from registrator.previews.proof import parts
from registrator.previews.table import CASES
from registrator.previews.values import ORGANISATION

if TYPE_CHECKING:
    from axe_playwright_python.sync_playwright import Axe
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright saknas: pip install playwright")
    Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
WIDTHS = (320, 600, 1200)

# What axe asks of a web page but not of a mail: the client that shows the mail has the landmarks of the page.
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}},
    "resultTypes": ["violations"],
}
# Between light and dark only colours differ.
AXE_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}

# Only what is wrong leaves the browser: all that axe knows of a mail is a megabyte.
RUN_AXE = """options => axe.run(document, {...options, selectors: false, ancestry: false})
  .then(found => found.violations.map(v => `${v.id}: ${v.nodes[0].failureSummary} ${v.nodes[0].html}`))"""

# Texts that stick out of their cell or of the window: they are cut, or lie over each other.
STICKING_OUT = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    if (!node.textContent.trim() || !node.parentElement.checkVisibility()) continue;
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    const cell = (node.parentElement.closest("td, th") || document.body).getBoundingClientRect();
    const left = Math.max(cell.left, 0), right = Math.min(cell.right, innerWidth);
    if (text.left < left - 1 || text.right > right + 1) found.push(node.textContent.trim().slice(0, 60));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def letters() -> dict[str, str]:
    composer = Composer(organisation=ORGANISATION, municipalities=members())
    return {case.name: parts(case.compose(composer))[2] for case in CASES}


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mail_is_whole_and_readable_at_every_width(
    letters: dict[str, str], browser: sync_api.Browser, scheme: Literal["light", "dark"]
) -> None:
    kept = os.environ.get("LETTER_SCREENSHOTS")
    complaints: list[str] = []
    context = browser.new_context(color_scheme=scheme, locale="sv-SE", java_script_enabled=True)
    page = context.new_page()
    page.on("request", lambda request: complaints.append(f"{name} fetches {request.url}"))
    page.on("console", lambda message: complaints.append(f"{name}: {message.text}"))
    page.evaluate(Axe().axe_script)  # once: the window outlives set_content
    for name, html in letters.items():
        if len(html.encode()) > 60_000:
            complaints.append(f"{name} has {len(html.encode())} bytes of HTML")
        page.set_content(html)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if (too_wide := page.evaluate("document.documentElement.scrollWidth - window.innerWidth")) > 0:
                complaints.append(f"{name} at {width}: {too_wide} px too wide")
            complaints += [f"{name} at {width}: {text!r} sticks out" for text in page.evaluate(STICKING_OUT)]
            if kept:
                page.screenshot(path=Path(kept) / f"{name}-{width}-{scheme}.png", full_page=True)
        faults = page.evaluate(RUN_AXE, AXE if scheme == "light" else AXE_DARK)
        complaints += [f"{name}: {fault}" for fault in faults]
    context.close()
    assert complaints == []
