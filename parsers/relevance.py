"""Which pages of long minutes can matter: where one of our recommendations shows, and the paragraf around that place.

Asked of a quick, bare text before the pages are read with care. It may name a page too many, never the paragraf's page
too few: what counts as a sign is wider than what counts as evidence (parsers.find_recommendation, find_marks).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.catalogue import Recommendation
from parsers.find_recommendation import parse_number, tokens
from parsers.zones import fold

REACH = 8
"""Pages from a sign to its paragraf's heading, or to its end, that are read with care. Longer ones are enclosures."""

ENOUGH = 0.5
"""Share of a title's words, close together, that can matter: matching.recommendation counts nothing below it."""

# On folded text; each begins with letters, not with a condition, so that a page is passed over fast.
_OURS = (
    re.compile(r"k(?<!\wk)\s?[s5]\s?[li1|](?:\b|\s?[\s/:.,-]{0,3}\d)"),  # "KSL", "KSL/15/0016-5", "K5L 15/0016"
    re.compile(r"storsthlm"),
    re.compile(r"kommunforbund\w*\s+stockholm"),
)
_HEADINGS = (
    re.compile(r"§ ?\d"),  # "§ 77", "KS § 12:14"
    re.compile(r"paragraf ?\d"),
    re.compile(r"\n[ \t]*(?:k[sf]|au|ksau|klu|kst|plau|sn) \d"),  # "Ks 132"
)
# A hyphen at a line's end, or a mark for one; begins with one set of letters, which is found fast.
_BROKEN = re.compile("[-\ufffe\u0002\u00ad](?:(?<=-)\\s*\n\\s*|(?<=[\ufffe\u0002])\\s*|(?<=\u00ad))")


@dataclass(frozen=True, slots=True)
class _Title:
    stems: tuple[str, ...]
    reach: int  # letters within which its words must stand


def words_of(recommendations: Sequence[Recommendation]) -> tuple[str, ...]:
    """What a reader is told to look for: the numbers and titles of the recommendations."""
    return tuple(word for r in recommendations for word in (r.diarienummer, r.title))


def relevant_pages(texts: Sequence[str], looking_for: Sequence[str]) -> frozenset[int] | None:
    """The pages (from 0) to read with care. None when that cannot be told: the minutes' paragrafer show no sign."""
    pages = [_BROKEN.sub("-\n", "\n" + fold(text)) for text in texts]
    headings = [[match.start() for form in _HEADINGS for match in form.finditer(page)] for page in pages]
    if not any(headings):
        return None
    titles, numbers = _wanted(looking_for)
    found: set[int] = set()
    for number, page in enumerate(pages):
        for at in _signs(page, titles, numbers):
            found.update(_around(number, at, headings))
    return frozenset(found)


def _wanted(looking_for: Sequence[str]) -> tuple[tuple[_Title, ...], tuple[str, ...]]:
    """Titles, and numbers of the old form ("2006/0029"), which look like nothing but themselves."""
    titles, numbers = [], []
    for wanted in looking_for:
        if parse_number(wanted):
            numbers.append(fold(wanted))
        elif stems := tuple(dict.fromkeys(stem for stem, _, _ in tokens(wanted))):
            titles.append(_Title(stems, 2 * len(wanted) + 40))
    return tuple(titles), tuple(numbers)


def _signs(page: str, titles: tuple[_Title, ...], numbers: tuple[str, ...]) -> list[int]:
    """Where something of ours stands on the page."""
    found = [match.start() for form in _OURS for match in form.finditer(page)]
    found += [page.find(number) for number in numbers if number in page]
    whole = page.replace("-\n", "")
    for title in titles:
        if (at := _title_at(whole, title)) is not None:
            found.append(at)
    return found


def _title_at(page: str, title: _Title) -> int | None:
    """The place where at least half of a title's words stand together, inflected in any way."""
    present = [stem for stem in title.stems if stem in page]
    needed = max(1, -(-len(title.stems) * ENOUGH // 1))
    if len(present) < needed:
        return None
    places = sorted((match.start(), stem) for stem in present for match in re.finditer(re.escape(stem), page))
    for index, (start, _) in enumerate(places):
        near = {stem for at, stem in places[index : index + 40] if at - start <= title.reach}
        if len(near) >= needed:
            return start
    return None


def _around(number: int, at: int, headings: list[list[int]]) -> range:
    """The pages from the heading above this place to the next heading below it, as far as REACH."""
    first = number
    if not any(heading <= at for heading in headings[number]):
        above = range(number - 1, max(number - REACH, 0) - 1, -1)
        first = next((page for page in above if headings[page]), max(number - 1, 0))
    last = number
    if not any(heading > at for heading in headings[number]):
        below = range(number + 1, min(number + REACH, len(headings) - 1) + 1)
        last = next((page for page in below if headings[page]), min(number + 1, len(headings) - 1))
    return range(first, last + 1)
