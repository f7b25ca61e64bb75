"""Decisions by reference: "enligt förvaltningens förslag", "bifaller Anna Anderssons yrkande".

What was proposed or moved is looked up in the same paragraf, and only followed when it is there and unambiguous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.document import DocumentText, Span
from domain.evidence import DecisionBody, Part, PartKind, Section
from parsers.addressee import addressees, highest_named
from parsers.bodies import ANY
from parsers.decision_clause import Answer
from parsers.decision_grammar import Verdict, read_clauses
from parsers.decision_points import Point, read_points
from parsers.folding import fold, pattern
from parsers.lines import layout_of
from parsers.matter import Matter

_OWNER = pattern(
    rf"(?P<owner>{ANY}|[a-zåäö\-]*(?:förvaltningen|kontoret|stab(?:en)?|avdelningen|kansliet|enheten"
    rf"|direktören|chefen|ordföranden|ordförande|presidiet|valberedningen))s?\b"
)
_PERSON = re.compile(r"\b([A-ZÅÄÖ][\wåäöé\-]+(?: [A-ZÅÄÖ][\wåäöé\-]+)+)")
_MOVES = pattern(r"\byrka(?:r|de)\b|\bföresl(?:år|og)\b")
_WISHES = pattern(r"\b(?P<side>bifall till|avslag på|avslag|bifall|återremiss|bordläggning)\b")
_THAT = pattern(r"\byrka(?:r|de)(?: [^.]{0,120}?)?,? att |\byrka(?:r|de):? |\bföresl(?:år|og)(?: [^.]{0,80}?)? att ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """What the referred words answer, and where they stand."""

    verdicts: tuple[Verdict, ...]
    points: tuple[Point, ...]
    span: Span
    rule: str
    to: frozenset[DecisionBody] = frozenset()  # who shall decide what is proposed, where it says so


def follow(document: DocumentText, section: Section, target: str, quote: str, matter: Matter) -> Referred | None:
    """The proposal or motion meant by `target` (folded words; `quote` as printed); None when absent or ambiguous."""
    if "yrkande" in target:
        return _motion(document, section, quote, matter)
    return _proposal(document, section, target, matter)


def _proposal(document: DocumentText, section: Section, target: str, matter: Matter) -> Referred | None:
    """The only proposal of that owner; one without an owner will do when it is the only proposal."""
    parts = [p for p in section.parts if p.kind in {PartKind.PROPOSAL, PartKind.EARLIER} and _has_points(document, p)]
    proposals = [p for p in parts if p.kind is PartKind.PROPOSAL]
    owner = _owner(target)
    named = [p for p in parts if owner and owner in fold(p.heading)]
    if len(named) == 1:
        return _read(document, named[0], matter, "reference.proposal_of_owner")
    anonymous = [p for p in proposals if not _owner(fold(p.heading))]
    if not named and len(proposals) == 1 and anonymous:
        return _read(document, anonymous[0], matter, "reference.only_proposal")
    return None


def _has_points(document: DocumentText, part: Part) -> bool:
    """Whether the part proposes something itself; a member's motion under the same heading does not."""
    text = fold(document.slice(part.span))
    return bool(text.strip()) and not re.search(r"\byrkar\b", text)


def _owner(words: str) -> str:
    found = _OWNER.search(words)
    return found.group("owner").rstrip("s") if found else ""


def _read(document: DocumentText, part: Part, matter: Matter, rule: str) -> Referred | None:
    points = tuple(p for p in read_points(document.text, layout_of(document.text), part) if p.text)
    verdicts = [v for point in points for v in read_clauses(point.text, matter)]
    if not points or any(v.answer in {Answer.REFERENCE, Answer.REFUSED} for v in verdicts):
        return None
    last = points[-1].span()
    return Referred(
        verdicts=tuple(verdicts),
        points=points,
        span=Span(start=points[0].span().start, end=last.end),
        rule=rule,
        to=addressees(part.heading, points),
    )


def _motion(document: DocumentText, section: Section, quote: str, matter: Matter) -> Referred | None:
    """The motion of the person named, or the only one."""
    statements = [
        point
        for part in section.parts
        if part.kind in {PartKind.MOTION, PartKind.PROCEDURE, PartKind.PROPOSAL}
        for point in read_points(document.text, layout_of(document.text), part)
        if re.search(r"\byrka(?:r|de)\b", point.whole) or (part.kind is PartKind.MOTION and _MOVES.search(point.whole))
    ]
    names = {fold(part.rstrip("s")) for name in _PERSON.findall(quote) for part in name.split()[-1:]}
    if names:
        statements = [p for p in statements if any(name in p.whole for name in names)]
    if len(statements) != 1:
        return None
    point = statements[0]
    span = point.view.span(0, len(point.whole))
    moved = _moved(document, section, point.whole, matter)
    if moved is None:
        return None
    verdicts, to = moved
    return Referred(verdicts=verdicts, points=(), span=span, rule="reference.motion", to=to)


_Moved = tuple[tuple[Verdict, ...], frozenset[DecisionBody]]  # what is asked for, and who shall decide it


def _moved(document: DocumentText, section: Section, whole: str, matter: Matter) -> _Moved | None:
    """What a motion asks for: "yrkar att kommunen antar ...", "yrkar avslag", "yrkar bifall till förslaget"."""
    asked = re.search(r"\byrka(?:r|de)\b(.*)", whole, re.S)
    if not asked:
        return None
    wish = asked.group(1)
    short = _WISHES.search(wish)
    that = re.match(r"[^.]{0,140}?\batt (.*)", wish, re.S)
    if short and (not that or short.start() < that.start(1)):
        return _short_wish(document, section, short, wish, matter)
    if not that:
        return None
    verdicts = read_clauses(
        re.sub(rf"^(?:{ANY} (?:ska |skall )?(?:föreslår?|beslutar?) )*(?:att )?", "", that.group(1)), matter
    )
    if any(v.answer in {Answer.REFERENCE, Answer.REFUSED, Answer.UNKNOWN} for v in verdicts):
        return None
    return verdicts, highest_named(wish)


_SHORT = {"aterremiss": Answer.REFER_BACK, "bordlaggning": Answer.TABLE}


def _short_wish(
    document: DocumentText, section: Section, short: re.Match[str], wish: str, matter: Matter
) -> _Moved | None:
    side = short.group("side").split()[0]
    rule = "reference.short_motion"
    if side in _SHORT:
        return (Verdict(answer=_SHORT[side], start=0, end=0, rule=rule),), frozenset()
    rest = wish[short.end() :]
    positive = side == "bifall"
    proposal = re.search(r"[\w ]*förslag|[\w ]*forslag", rest[:120])
    if proposal:
        referred = _proposal(document, section, proposal.group(), matter)
        if referred is None:
            return None
        if positive:
            return referred.verdicts, referred.to
        only_adopts = {v.answer for v in referred.verdicts} - {Answer.SIDE} == {Answer.ADOPT}
        refused = (Verdict(answer=Answer.DECLINE, start=0, end=0, rule=rule),)
        return (refused, referred.to) if only_adopts else None
    plain = re.match(r"(?: till| på)?(?: \w+){0,2} (?:rekommendation|overenskomm|motion|arende)\w*|[ .,]*$", rest)
    if not plain:
        return None
    answer = Answer.ADOPT if positive else Answer.DECLINE
    return (Verdict(answer=answer, start=0, end=0, rule=rule),), highest_named(wish)
