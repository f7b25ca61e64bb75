"""Which way up a page is shown: a scan lies on its side or its head, and its words show it. Pure."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from domain.document import Page, Word

_ENOUGH = 10  # words that follow one another in the page's direction before it is turned
_MOST = 0.6  # of all that follow one another; ends of lines go another way


def quarters(words: Sequence[Word]) -> int:
    """How many quarters clockwise the page must be turned for its words to run from left to right."""
    votes: Counter[int] = Counter()
    for one, other in itertools.pairwise(words):
        across = (other.x0 + other.x1) - (one.x0 + one.x1)
        down = (other.top + other.bottom) - (one.top + one.bottom)
        if abs(across) >= abs(down):
            votes[0 if across >= 0 else 2] += 1
        else:
            votes[3 if down > 0 else 1] += 1
    turn, count = max(votes.items(), key=lambda vote: vote[1], default=(0, 0))
    return turn if count >= _ENOUGH and count > _MOST * votes.total() else 0


def turned(page: Page, quarters: int) -> Page:
    """The page with its size and its words as they are when it is turned so many quarters clockwise."""
    if not quarters:
        return page
    width, height = (page.width, page.height) if quarters == 2 else (page.height, page.width)
    words = tuple(_turned(word, quarters, page.width, page.height) for word in page.words)
    return replace(page, width=width, height=height, words=words)


def _turned(word: Word, quarters: int, width: float, height: float) -> Word:
    match quarters:
        case 1:
            return replace(word, x0=height - word.bottom, x1=height - word.top, top=word.x0, bottom=word.x1)
        case 2:
            return replace(
                word, x0=width - word.x1, x1=width - word.x0, top=height - word.bottom, bottom=height - word.top
            )
        case _:
            return replace(word, x0=word.top, x1=word.bottom, top=width - word.x1, bottom=width - word.x0)


def transform(page: Page, quarters: int) -> str:
    """For SVG: what lays the picture of the page as it is under its words as they are when it is turned."""
    return {
        1: f"translate({page.height:g} 0) rotate(90)",
        2: f"translate({page.width:g} {page.height:g}) rotate(180)",
        3: f"translate(0 {page.width:g}) rotate(-90)",
    }.get(quarters, "")
