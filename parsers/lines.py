"""The lines of a document, with page furniture marked: running heads, footers, page numbers, signature rows.

Furniture between two pages must not break a decision that goes on over the page.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from domain.document import Span
from parsers.folding import close_up, fold, may_be_spaced, pattern
from parsers.part_headings import whole_line

_Bare = tuple[int, int, str]  # start, end, folded: a line before it is known to be furniture
_TOP, _BOTTOM = 7, 5  # how many lines of a page can be its head and its foot


class Line(NamedTuple):
    """A line without its outer white space: text[start:end]. `folded` is for comparing. `depth` counts from the top."""

    start: int
    end: int
    folded: str
    furniture: bool
    depth: int  # 0 for the first line of a page


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines that hold something, in order."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Line, ...]:
        """The lines that begin within [start, end)."""
        return self.lines[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


_ALWAYS = pattern(
    r"(?:sid(?:a|an|nr)?\.? ?\d+(?: ?(?:av|\(|/|\[) ?\d+[)\]]?)?"  # Sida 1 av 2, SID 1 (28)
    r"|\d{1,3} ?(?:\(\d{1,3}\)|\[\d{1,3}\]|/ ?\d{1,3}|av \d{1,3})"  # 22 (28), 1[32], 1 / 32
    r"|[.·_\-\s…]+"
    r"|.{0,40}\bjusterandes sign.*"
    r"|sammanträdes- ?protokoll|samman?s?trädes ?protokoll(?: [\d ()\[\]/\-]+)?|protokollsutdrag(?: \d[\d \-()]*)?"
    r"|protokoll ?(?:\(?nr \d+\)?)?|utdrag ur protokoll|forts(?:\.|ättning)?(?: §.*)?|§ ?[\d:/]+ ?\(?forts.*"
    r"|sammanträdesdatum:? ?[\d\- ]*|sammanträdesdatum .{0,30})"
)
_ADDRESS = pattern(
    r"post ?adress|besöks ?adress|org(?:\.|anisations) ?-?(?:nr|nummer)|\bbox \d|\btel(?:efon|\.| )|\bwww\."
    r"|@|\bväxel\b"
    r"|\b\d{3} ?\d{2} [a-zåäö]{3,}"
)
_HEAD = pattern(
    r"\b(?:kommun|stad|stads|kommunstyrelse|kommunfullmäktige|nämnd|utskott)|protokoll|sammanträd|\bsida?\b"
    r"|\d{4}-\d\d-\d\d"
)
_SIGNATURES = frozenset(
    fold(
        "ordf ordförande ordförandes ordförandens just justerare justerares justerandes justeras"
        " sekr sekreterare sekreterares"
        " sign signatur signaturer exp datum utdragsbestyrkande utdragsbestyrkandet utdragets bestyrkande"
    ).split()
)
# how furniture begins; most lines are told apart here already
_MAYBE = frozenset(("sid", "sig", "sam", "pro", "utd", "for", "ord", "jus", "sek", "exp", "dat"))
_DIGITS = re.compile(r"\d+")
_NUMBER_AGAIN = pattern(r"(?:[a-zåäö]{2,5} )?§ ?\d[\d:/]*")
_BARE_NUMBER = re.compile(r"\d{1,3}")
# A paragraf's own lines are never furniture, however often they look alike.
_CONTENT = pattern(r"§|\d+[.)] |[-•*] |att\b|beslut\b|.*\b(?:beslutar|föreslår|antar|avslår)\b")

# Some converters drop every line break. Such lines are cut where a heading, a paragraf or a point begins.
_LONG = 150
_HEADINGS = (
    r"(?:[A-ZÅÄÖ][a-zåäöé\-]+s )?(?:[Bb]eslut|[Ff]örslag(?: till (?:beslut|kommunfullmäktige))?)"
    r"|Ärendebeskrivning|Beskrivning av ärendet|Ärendet(?: i korthet)?|Bakgrund|Sammanfattning(?: av ärendet)?"
    r"|Yrkanden?|Beslutsgång|Propositionsordning|Proposition|Votering|Reservation(?:er)?|Särskilt yttrande"
    r"|Protokollsanteckning|Beslutsunderlag|Handlingar|Expedieras|Beslutet (?:skickas|sänds|expedieras) till"
    r"|Justerandes sign"
)
_CUT = re.compile(
    rf"(?<=\s)(?:{_HEADINGS})(?=\s+[A-ZÅÄÖ\d•–\-]|:)"
    r"|(?<=\s)(?=[-–•] ?(?:att\b|[A-ZÅÄÖ]))|(?<=[.:;a-zåäö]\s)(?=\d{1,2}\. [A-ZÅÄÖ])"
    r"|(?<=[.)]\s)(?=(?:[A-ZÅÄÖ]{2,5} ?)?§ ?\d)|(?<=beslutar\s)(?=\d\.)"
)


@functools.lru_cache(maxsize=4)
def layout_of(text: str) -> Layout:
    """The lines of a document's text; furniture is told by its form, or by standing at the edge of several pages."""
    pages = [_page_lines(text, start, end) for start, end in _pages(text)]
    repeated = _repeated(pages)
    lines: list[Line] = []
    for page in pages:
        count = len(page)
        low = count - _BOTTOM
        for depth, (start, end, folded) in enumerate(page):
            furniture = _is_furniture(folded) or (
                (depth < _TOP or depth >= low) and _is_edge(folded, depth, count, len(pages), repeated)
            )
            lines.append(Line(start, end, folded, furniture, depth))
    return Layout(tuple(lines), tuple(line.start for line in lines))


def furniture_within(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Where heads and feet of pages stand in text[start:end], when that goes over to a new page; else nowhere.

    With a paragraf's number that is said again at the head of its next page.
    """
    turned = text.find("\f", start, end)
    if turned < 0:
        return ()
    return tuple(
        Span(start=line.start, end=line.end)
        for line in layout_of(text).between(start, end)
        if line.furniture or (line.depth < _TOP and line.start > turned and _NUMBER_AGAIN.fullmatch(line.folded))
    )


def _is_furniture(folded: str) -> bool:
    """A page number, a template's name or "Justerandes sign", wherever it stands."""
    if "a" <= folded[0] <= "z" and folded[:3] not in _MAYBE and "justerandes sign" not in folded:
        return False
    if len(folded) > 120:
        return False
    words = folded.replace(".", " ").replace(":", " ").replace("/", " ").split()
    return bool(_ALWAYS.fullmatch(folded)) or (bool(words) and _SIGNATURES.issuperset(words))


def _is_edge(folded: str, depth: int, count: int, pages: int, repeated: frozenset[str]) -> bool:
    """Whether a line at the edge of a page is its head or foot."""
    if _DIGITS.sub("#", folded) in repeated:
        # "Kommunfullmäktiges beslut" stands at the head of many pages, and so does "Kommunstyrelsens protokoll"
        named = whole_line(folded) is None or folded.endswith("protokoll")
        return named and not _CONTENT.match(folded)
    first, last = depth == 0, depth == count - 1
    if (first or last) and pages > 1 and _BARE_NUMBER.fullmatch(folded):
        return True
    return depth >= count - _BOTTOM and len(_ADDRESS.findall(folded)) >= 2 and not _CONTENT.match(folded)


def _pages(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in re.finditer("\f", text):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return found


def _page_lines(text: str, start: int, end: int) -> list[_Bare]:
    page = text[start:end]
    whole = fold(page)  # once for the page, where no character fell away
    kept = len(whole) == len(page)
    spaced = may_be_spaced(whole)
    lines = []
    place = 0
    for raw in page.split("\n"):
        for cut_start, cut_end in ((0, len(raw)),) if len(raw) < _LONG else _pieces(raw):
            piece = raw[cut_start:cut_end]
            bare = piece.strip()
            if not bare:
                continue
            begin = place + cut_start + (0 if piece[0] == bare[0] else len(piece) - len(piece.lstrip()))
            folded = whole[begin : begin + len(bare)] if kept else fold(bare)
            if not kept or "  " in folded or not folded.isprintable():
                folded = close_up(" ".join(folded.split()))
            elif spaced:
                folded = close_up(folded)
            if folded:
                lines.append((start + begin, start + begin + len(bare), folded))
        place += len(raw) + 1
    return lines


def _pieces(raw: str) -> list[tuple[int, int]]:
    """Where a line without breaks falls apart: at a heading, a paragraf or a point."""
    cuts = [0, *(m.start() for m in _CUT.finditer(raw) if m.start()), len(raw)]
    return list(itertools.pairwise(cuts))


def _repeated(pages: list[list[_Bare]]) -> frozenset[str]:
    """Lines, digits aside, that stand at the same edge of at least two pages and look like a head or a foot."""
    tops: Counter[str] = Counter()
    bottoms: Counter[str] = Counter()
    for page in pages:
        tops.update({_DIGITS.sub("#", folded) for _, _, folded in page[:_TOP]})
        bottoms.update({_DIGITS.sub("#", folded) for _, _, folded in page[-_BOTTOM:]})
    many = max(2, len(pages) // 4)
    found = {key for key, n in tops.items() if n >= many or (n >= 2 and _HEAD.search(key) and len(key) < 90)}
    return frozenset(found | {key for key, n in bottoms.items() if n >= many})
