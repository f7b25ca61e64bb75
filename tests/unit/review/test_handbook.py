"""The handbook tells what the program does, in the program's own words, and becomes a page that is safe to show."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from domain.decision import StandingKind
from domain.doubt import Doubt
from domain.outgoing import MailKind, OutgoingState
from domain.register import State
from domain.swedish import DOUBTS, MAIL_KINDS, OUTGOING_STATES, STATES
from domain.swedish_access import ROLES
from outbox.troubles import SORTS
from review.handbook import folder, render
from review.words import ADVICE, LETTERS, doubt_anchor

TEXT = (folder() / "HANDBOK.md").read_text("utf-8")
PLAIN = " ".join(TEXT.split())


def chapter(heading: str) -> str:
    found = re.search(rf"^(#+) {re.escape(heading)}$(.*?)(?=^#{{1,4}} |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found, f"docs/HANDBOK.md has no heading {heading!r}"
    return " ".join(found[2].replace("\n- ", "\n").split())


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_doubt_stands_in_the_handbook_with_its_meaning_and_what_settles_it(doubt: Doubt) -> None:
    text = chapter(DOUBTS[doubt].rstrip("."))
    meaning, _, advice = text.partition("**Gör så här:** ")
    assert len(meaning.split()) > 4, "say what it means"
    assert advice == ADVICE[doubt]
    assert f'id="{doubt_anchor(doubt)}"' in render(TEXT).html


@pytest.mark.parametrize("name", list(SORTS))
def test_every_alarm_stands_in_the_handbook_with_what_to_do(name: str) -> None:
    sort = SORTS[name]
    assert chapter(sort.begins) == " ".join((sort.meanwhile, *sort.do))


def test_every_state_role_letter_and_kind_of_mail_is_explained() -> None:
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", TEXT, re.MULTILINE))
    words = [STATES[s] for s in State] + [OUTGOING_STATES[s] for s in OutgoingState] + list(ROLES.values())
    words += [LETTERS[kind] for kind in StandingKind] + [MAIL_KINDS[kind] for kind in MailKind]
    assert [word for word in words if not rows.get(word)] == []


def test_every_key_is_told() -> None:
    script = (Path(__file__).parents[3] / "templates/review/static/keys.js").read_text("utf-8")
    keys = re.findall(r'\["([^"]{1,5})", "', script.partition("const FOLDS")[0])
    told = chapter("Kortkommandon")
    assert len(keys) > 8
    assert [key for keys_of_row in keys for key in keys_of_row.split() if key not in told] == []


def test_links_within_the_handbook_lead_to_a_heading_and_its_pictures_have_words() -> None:
    page = render(TEXT).html
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert len(ids) == len(re.findall(r'id="', page))
    assert [anchor for anchor in re.findall(r'href="#([^"]+)"', page) if unquote(anchor) not in ids] == []
    pictures = re.findall(r'<img src="/hjalp/bild/([^"]+)" alt="([^"]*)"', page)
    assert len(pictures) > 5
    for name, words in pictures:
        assert (folder() / "pictures" / name).is_file()
        assert len(words) > 20


def test_chapters_and_their_parts_are_the_contents() -> None:
    made = render("# Bok\n\n## Söka & finna\n\n### Med ord\n\n#### Djupt\n\n### Med ord\n\n## Slut\n")
    assert [(c.anchor, c.text, [p.anchor for p in c.parts]) for c in made.contents] == [
        ("söka--finna", "Söka & finna", ["med-ord", "med-ord-1"]),
        ("slut", "Slut", []),
    ]


def test_html_in_the_source_is_shown_and_not_obeyed() -> None:
    made = render('## A <b>"&\n\n<script>alert(1)</script> [x](javascript:alert)\n\n| a |\n|---|\n| <i> |\n')
    assert (
        "<script" not in made.html and "<i>" not in made.html and "javascript:" not in re.sub(r">[^<]*<", "", made.html)
    )
    assert 'aria-label="Tabell: A &lt;b&gt;&quot;&amp;"' in made.html
