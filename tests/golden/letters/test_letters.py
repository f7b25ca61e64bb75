"""Each kind of mail in each case, word for word, and made of what clients draw. `make letters` shows what differs."""

from __future__ import annotations

import re

import pytest

from domain.outgoing import MailKind
from registrator.previews.case import Case
from registrator.previews.table import CASES
from tests.golden.letters.diff import composed, difference, golden, rendered

# What Word, which Outlook draws with, knows well enough; then what it does without and nobody misses.
DRAWN = re.compile(
    r"(?:padding|border|margin)(?:-(?:top|right|bottom|left))?|color|background-color|text-align"
    r"|font-(?:size|weight|family)|line-height"
    r"|width|max-width|border-radius|letter-spacing|text-transform|text-decoration|white-space"
    r"|word-break|overflow-wrap|table-layout|display|max-height|overflow|mso-hide|-webkit-text-size-adjust"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mail_reads_as_its_golden_file(case: Case) -> None:
    for name, now in rendered(case).items():
        assert difference(name, now) == "", f"{name} differs: make letters"


def test_every_golden_file_has_a_case() -> None:
    assert golden() == {f"{case.name}{suffix}" for case in CASES for suffix in (".txt", ".html")}


@pytest.mark.parametrize("kind", MailKind, ids=lambda kind: kind.name)
def test_every_kind_of_mail_can_be_looked_at(kind: MailKind) -> None:
    assert any(case.kind is kind for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mail_is_made_of_what_outlook_and_gmail_draw(case: Case) -> None:
    _, html = composed(case)
    styles = ";".join(re.findall(r' style="([^"]*)"', html))
    used = {part.partition(":")[0].strip() for part in styles.split(";")} - {""}
    assert {name for name in used if not DRAWN.fullmatch(name)} == set()
    assert not re.search(r"display: ?(?:flex|grid|inline-block)", styles)
    tables = re.findall(r"<table\b[^>]*>", html)
    assert all('role="presentation"' in table for table in tables) or "<th " in html
    assert "var(--" not in html


def test_subjects_are_short_and_say_something_each() -> None:
    """A telephone shows about 40 characters, a list of mails on a screen about 90: the news stands first."""
    for case in CASES:
        headers = composed(case)[0].partition("\n\n")[0]
        subject = re.search(r"(?m)^Subject: (.*)$", headers)
        assert subject
        assert 8 < len(subject[1]) <= (180 if case.name.endswith("-langt") else 130), subject[1]
