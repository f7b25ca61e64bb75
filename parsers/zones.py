"""Where on a page something stands: its head, its foot, its lines. And text folded for comparison, offsets kept.

The head of a page ends where the matter begins ("§ 77", "Beslut", "Ärende"): a name in the head is a letterhead,
the same name two lines further down may be a neighbour that only happens to be mentioned.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.document import DocumentText, Page, Span
from domain.evidence import Evidence, EvidenceKind
from parsers.lines import furniture_within

_PLAIN = "åäöéèüáàæøÅÄÖÉÈÜÁÀÆØ"
_BARE = "aaoeeuaaaoaaoeeuaaao"
_FOLD = str.maketrans(
    {
        **dict(zip(_PLAIN, _BARE, strict=True)),
        **{chr(c): chr(c).lower() for c in range(ord("A"), ord("Z") + 1)},
        "\u00a0": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)

_LETTERS = (*zip("åäöéèüÅÄÖ\u2013", "aaoeeuaao-", strict=True),)  # those of most pages
_ODD = re.compile("[^\x00-\x7f]")
_HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
_BLANKS = "\u00a0\u2007\u2009\u202f\r\t"

HEAD_LINES = 9
FOOT_LINES = 5

_MATTER_BEGINS = re.compile(
    r"^\s*(?:(?:[A-ZÅÄÖ][\wåäöÅÄÖ]{1,8}\s(?:(?:19|20)\d\d\s)?)?§|kommunförbundet\s+stockholms\s+läns?\s+styrelse\b|"
    r"beslut(?!ande|sorgan|sinstans|\s+på\s+delegation)\b|kommunstyrelsens\s+beslut|"
    r"kommunfullmäktiges\s+beslut|ärende(?:t|beskrivning)?\b|sammanfattning|bakgrund|förslag\s+till\s+beslut|"
    r"hej\b|plats\s+och\s+tid|innehåll)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a document without its line break; offsets are those of the whole text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def fold(text: str) -> str:
    """The text in lower case without Swedish diacritics and with plain hyphens, each character at its place."""
    if not text.isascii():
        for letter, bare in _LETTERS:  # as str.translate, which takes five times as long
            text = text.replace(letter, bare)
        if any(odd != odd.lower() or ord(odd) in _FOLD for odd in set(_ODD.findall(text))):
            return text.translate(_FOLD)
    return text.lower()


@functools.lru_cache(maxsize=4)
def with_hyphens(text: str) -> str:
    """The text with every hyphen, dash and blank made plain, each at its place.

    Some fonts print every hyphen as a soft one, "2015\u00ad09\u00ad22"; Word makes dashes and hard blanks of its own.
    """
    for hyphen in _HYPHENS:  # as str.translate, which takes ten times as long
        text = text.replace(hyphen, "-")
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return text


_SOFT = re.compile("(?<![^\\W\\d_])\u00ad|\u00ad(?![^\\W\\d_])")
_HARD_BLANK = re.compile("[\u00a0\u2007\u2009\u202f]")


def printed_plainly(document: DocumentText) -> DocumentText:
    """The same document with hard blanks as blanks, and soft hyphens as hyphens but within a word; offsets stay.

    Some fonts print every hyphen as a soft one: "2015\u00ad09\u00ad22", "överens\u00ad" at a line's end, a point's
    "\u00ad Kommunen antar".
    """
    text = _SOFT.sub("-", document.text) if "\u00ad" in document.text else document.text
    text = _HARD_BLANK.sub(" ", text)
    return document if text == document.text else dataclasses.replace(document, text=text)


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines that are not blank, from `start` up to `end`."""
    at = start
    for piece in text[start:end].splitlines(keepends=True):
        stripped = piece.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
        if stripped.strip():
            yield Line(start=at, text=stripped)
        at += len(piece)


def head(document: DocumentText, page: Page) -> tuple[Line, ...]:
    """The lines above the matter, at most HEAD_LINES of them."""
    found: list[Line] = []
    for line in lines(document.text, page.start, min(page.end, page.start + 1500)):
        if len(found) == HEAD_LINES or _MATTER_BEGINS.match(line.text):
            break
        found.append(line)
    return tuple(found)


def foot(document: DocumentText, page: Page) -> tuple[Line, ...]:
    """The last FOOT_LINES lines of a page."""
    return tuple(lines(document.text, max(page.start, page.end - 1200), page.end))[-FOOT_LINES:]


def foot_from(document: DocumentText, page: Page) -> int:
    """The offset at which the foot of a page begins; its end for an empty page."""
    return next((line.start for line in foot(document, page)), page.end)


def evidence(document: DocumentText, kind: EvidenceKind, value: str, start: int, end: int, rule: str) -> Evidence:
    """A claim with its quote (white space folded, furniture left out) and its page."""
    return Evidence(
        kind=kind,
        value=value,
        quote=document.printed(Span(start=start, end=end), furniture_within(document.text, start, end)),
        page=document.page_at(start),
        span=Span(start=start, end=end),
        rule=rule,
    )


_INK = re.compile(r"[^\n\f]")


def mask(document: DocumentText, spans: tuple[Span, ...]) -> DocumentText:
    """The same document with these ranges (in order, none overlapping) blank, so that offsets stay what they were."""
    pieces, at = [], 0
    for span in spans:
        hidden = document.text[span.start : span.end]
        whole = "\n" not in hidden and "\f" not in hidden
        pieces += [document.text[at : span.start], " " * len(hidden) if whole else _INK.sub(" ", hidden)]
        at = span.end
    text = "".join(pieces) + document.text[at:]
    return DocumentText(
        sha256=document.sha256,
        media_type=document.media_type,
        text=text,
        pages=document.pages,
        reader=document.reader,
        doubts=document.doubts,
    )
