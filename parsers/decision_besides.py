"""What a decision says word by word: the clauses that decide, whole, and what is said beside them.

An adoption can be taken back in a point of its own: "1. Överenskommelsen antas. 2. Kommunens åtagande begränsas till
50 000 kronor." So whoever accepts without a person needs all that is said, but for what is plainly harmless: whom to
tell, who signs, what it costs, who takes no part.
"""

from __future__ import annotations

import itertools

from domain.document import Span
from parsers.decision_clause import Answer
from parsers.decision_items import Item
from parsers.folding import pattern

_AIDES = {Answer.SIDE, Answer.NOTE, Answer.SIGN}
_OPEN_RULES = ("not_charged", "not_postponed", "something_else_falls")
# A wish that is turned down, and who holds back: neither changes what the others decided.
_DISSENT = pattern(
    r"\breserverar sig\b|\bdeltar (?:\w+ )?(?:inte|ej) i (?:beslut|handläggning|behandling)"
    r"|\b(?:avstår|avstod) från att delta\b|\banmäler jäv\b|\bröstar (?:nej|mot)\b"
)
# "Den överenskommelse som kommunfullmäktige antog den 11 december 2014 upphör därmed att gälla."
_REPLACES = pattern(
    r"(?:\b(?:tidigare|nuvarande|äldre|hittillsvarande)\b|\bsom \w+ (?:antog|godkände|beslutade)\b"
    r"|\bantagen (?:den )?\d)[^.]{0,90}\b(?:upphör|upphävs|ersätts|sägs upp)\b"
)
_LIMITS = pattern(
    r"\b(?:inte|ej|icke|aldrig|endast|enbart|bara|blott|dock|först|sedan|när|förrän|innan|såvida|så länge|högst|max\w*"
    r"|längst|i ?stället|förutsatt\w*|förutsättning\w*|villkor\w*|begräns\w*|undant\w*|förbehåll\w*|\w*förhandl\w*"
    r"|\w*ändr\w*|omarbet\w*|revider\w*|utträd\w*|säg(?:a|er|s)(?: \w+){0,3} upp|uppsäg\w*|avslut\w*|upphäv\w*"
    r"|upphör\w*|\w*pröv\w*|avvakt\w*|uppskj\w*|skjut\w*|senareläg\w*|vilande\w*|annull\w*|återta\w*|återkall\w*|försök\w*"
    r"|provperiod\w*|tidsbegräns\w*|underställ\w*|lämna(?:r|s)? (?:samarbet|samverkan|överenskomm|avtal)\w*"
    r"|till och med|t\.? ?o\.? ?m)\b"
)
_JOINS = pattern(r"(?:,| och| samt)(?: att)? ")


def statements(text: str, group: list[Item], deciding: list[Item]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """(the clauses that decide, whole from lead to end; the other clauses that are not plainly harmless)."""
    decides: list[Span] = []
    besides: list[Span] = []
    for _, found in itertools.groupby(group, key=lambda item: id(item.point)):
        for item, start, end in _regions(list(found)):
            span = item.point.view.span(start, end)
            if item in deciding:
                decides.append(span)
            elif not _is_harmless(item, item.point.whole[start:end]) and _is_said(text[span.start : span.end]):
                besides.append(span)
    return tuple(decides), tuple(besides)


def _regions(items: list[Item]) -> list[tuple[Item, int, int]]:
    """Each clause of one statement with where it begins and ends in `point.whole`; together they are all of it."""
    point = items[0].point
    found, begin = [], 0
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = len(point.whole)
        if following:
            end = point.offset + item.verdict.end
            if following.verdict.start < item.verdict.end:  # a passive verb's subject stands before it
                joins = [m.start() for m in _JOINS.finditer(point.whole, point.offset + following.verdict.start, end)]
                end = joins[-1] if joins else end
        found.append((item, begin, end))
        begin = end
    return found


def _is_said(words: str) -> bool:
    """No foot of a page or list of names: "Utskriftsdatum 2016-04-19  Mall 2014-01-07  1" has no word in lower case."""
    return any(word[0].islower() for word in words.split())


def _is_harmless(item: Item, words: str) -> bool:
    if _DISSENT.search(words) or _REPLACES.search(words) or item.verdict.rule.endswith("relative"):
        return True
    return item.answer in _AIDES and not item.verdict.rule.endswith(_OPEN_RULES) and not _LIMITS.search(words)
