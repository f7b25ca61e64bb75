"""To whom a proposal goes: "Kommunfullmäktige antar ..." is for kommunfullmäktige, whoever says yes to it on the way.

A board that decides "enligt förslaget" takes over the proposal with its addressee. Read without it, kommunstyrelsen's
yes to a proposal that kommunfullmäktige shall adopt would be the municipality's signature.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.document import DocumentText
from domain.evidence import DecisionBody, PartKind, Section
from parsers.bodies import ANY, body_of, find_bodies, rank
from parsers.decision_points import Point
from parsers.folding import fold, pattern

# "Överenskommelsen antas av kommunfullmäktige": who acts stands behind the passive verb
_BY = pattern(
    rf"\b(?:anta|antages|godkänn|fastställ|beslut|avgör|ingå|teckna|biträd)\w*s"
    rf" (?:\w+ )?av (?P<by>{ANY})(?!\w)"
)


def addressees(heading: str, points: Iterable[Point]) -> frozenset[DecisionBody]:
    """The bodies that shall decide by the proposal's points; by its heading where they do not say."""
    named = {body for point in points if (body := _shall_decide(point))}
    to = _in_heading(heading)
    return frozenset(named or ({to} if to else ()))


def _in_heading(heading: str) -> DecisionBody | None:
    """ "Förslag till beslut i kommunfullmäktige", "Kontorets förslag till kommunstyrelsen" """
    match = _FOR.search(fold(heading))
    return body_of(match.group("body")) if match else None


_FOR = pattern(rf"\b(?:till|i|av|för) (?P<body>{ANY})(?!\w)")


def _shall_decide(point: Point) -> DecisionBody | None:
    stance = point.stance
    found = (stance.to, None if stance.proposes else stance.actor, agent(point.whole))
    return max((body for body in found if body), key=rank, default=None)


def agent(words: str) -> DecisionBody | None:
    """The body by which these folded words have something adopted: "antas av kommunfullmäktige"."""
    by = _BY.search(words)
    return body_of(by.group("by")) if by else None


def is_above(other: DecisionBody | None, body: DecisionBody | None) -> bool:
    """Whether `other` is a body above `body`; False where either is not known."""
    return other is not None and body is not None and rank(other) > rank(body)


def names_higher(words: str, body: DecisionBody) -> bool:
    """A higher body named in folded words as one that acts; "kommunfullmäktiges reglemente" names none."""
    return any(is_above(m.body, body) for m in find_bodies(words) if m.name == "ks" or not m.name.endswith("s"))


def highest_named(words: str) -> frozenset[DecisionBody]:
    """The highest body that acts in folded words: a motion that wants kommunstyrelsen to propose to fullmäktige."""
    named = [m.body for m in find_bodies(words) if m.name == "ks" or not m.name.endswith("s")]
    return frozenset({max(named, key=rank)} if named else ())


_TOLD = {PartKind.HEADING, PartKind.BACKGROUND, PartKind.DISPATCH, PartKind.DOCUMENTS}
_LEVEL = pattern(
    rf"\bbeslut(?:s ?nivå|s ?instans|ande organ|sfattare):? ?(?P<level>{ANY})(?!\w)"
    r"|\b(?:ärendet|frågan|beslutet|(?:slutligt|slutgiltigt) beslut|överenskommelsen|rekommendationen|avtalet)"
    rf"(?: \w+){{0,2}} (?:avgörs|beslutas|fattas|fastställs|prövas|antas)(?: \w+){{0,2}} (?:av|i) (?P<by>{ANY})(?!\w)"
    rf"|\bbeslutanderätten(?: \w+){{0,3}} (?:ligger|vilar|tillkommer|är)(?: hos| på)? (?P<right>{ANY})(?!\w)"
)


def decided_above(document: DocumentText, section: Section, body: DecisionBody | None) -> bool:
    """Whether the paragraf says that a body above `body` decides: "Beslutsnivå: Kommunfullmäktige"."""
    told = (f"{p.heading} {document.slice(p.span)}" for p in section.parts if p.kind in _TOLD)
    found = (match for text in told for match in _LEVEL.finditer(" ".join(fold(text).split())))
    return any(is_above(body_of(match[match.lastgroup or 0]), body) for match in found)
