"""An answer in plain words that also names the proposal it follows: where that proposal stands, it must say the same.

"Enligt förvaltningens förslag: Kommunstyrelsen antar överenskommelsen" over a proposal to decline it is no clear
answer, and "antar överenskommelsen enligt förvaltningens förslag" takes over the conditions of the proposal.
"""

from __future__ import annotations

from dataclasses import replace

from domain.document import DocumentText
from domain.evidence import DecisionBody, Section
from parsers.addressee import agent, is_above, names_higher
from parsers.decision_clause import Answer
from parsers.decision_items import Item, limits_of, one_answer
from parsers.decision_points import Point
from parsers.folding import pattern
from parsers.matter import Matter
from parsers.references import Referred, follow

_AS_PROPOSED = pattern(
    r"\b(?:enligt|i enlighet med|på förslag av|bifall till) (?P<by>[^,;:]{0,80}?(?:förslag|yrkande)\w*)"
)
_SAID = {Answer.ADOPT, Answer.SIGN, Answer.DECLINE}
_MAIN = {Answer.ADOPT, Answer.DECLINE, Answer.REFER_BACK, Answer.TABLE}
_MOST = 10


def passed_on(items: list[Item], body: DecisionBody | None) -> list[Item]:
    """The items; one by which `body` says yes to what a higher body shall decide is a proposal to that one."""
    return [_passed_on(item, body) for item in items] if body else items


def _passed_on(item: Item, body: DecisionBody) -> Item:
    if not item.proposes and item.answer in _MAIN and is_above(agent(item.point.whole), body):
        return replace(item, proposes=True)
    if item.proposes or item.referred is None:
        return item
    higher = {to for to in item.referred.to if is_above(to, body)}
    if higher and higher == item.referred.to:
        return replace(item, proposes=True)
    if higher or any(names_higher(point.whole, body) for point in item.referred.points):
        # in part for another body, or in words that do not say what that one shall do: not to be followed
        return replace(item, answer=item.verdict.answer, referred=None, taken_over=())
    return item


def compare(
    document: DocumentText,
    section: Section,
    points: list[Point],
    items: list[Item],
    matter: Matter,
    body: DecisionBody | None,
) -> list[Item]:
    """The items with the limits of the proposals they name; one that says otherwise than its proposal `clashes`.

    So does one that decides in `body`'s own name what the proposal wants a higher body to decide.
    """
    lead: Referred | None = None
    named: dict[int, tuple[Referred | None, Referred | None]] = {}
    for point in points[:_MOST]:
        found = _named(document, section, point, matter)
        lead = found if point.lead.by else lead
        named[id(point)] = (None if point.lead.by else found, lead)
    return [_beside(item, body, *named.get(id(item.point), (None, lead))) for item in items]


def _named(document: DocumentText, section: Section, point: Point, matter: Matter) -> Referred | None:
    named = _AS_PROPOSED.search(point.whole)
    by = point.lead.by or (named.group("by") if named else "")
    quote = document.slice(point.view.span(0, len(point.whole)))
    return follow(document, section, by, quote, matter) if by else None


def _beside(item: Item, body: DecisionBody | None, own: Referred | None, lead: Referred | None) -> Item:
    if item.answer not in _SAID or item.referred:
        return item
    proposed = [one_answer([v.answer for v in r.verdicts]) for r in (own, lead) if r]
    said = Answer.ADOPT if item.answer is Answer.SIGN else item.answer
    clashes = any(answer in _MAIN and answer is not said for answer in proposed)
    clashes |= not item.proposes and any(is_above(to, body) for r in (own, lead) if r for to in r.to)
    limits = tuple(limit for p in own.points for limit in limits_of(p)) if own and said is Answer.ADOPT else ()
    return replace(item, clashes=clashes, taken_over=limits)
