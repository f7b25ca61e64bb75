"""The clauses of a decision: each point's answers, with their limits, and references followed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.document import DocumentText, Span
from domain.evidence import DecisionBody, Section
from parsers.bodies import find_bodies, rank
from parsers.conditions import Limit, Restriction, restrictions
from parsers.decision_clause import Answer
from parsers.decision_grammar import Verdict, read_clauses
from parsers.decision_points import Point
from parsers.folding import pattern
from parsers.matter import Matter
from parsers.references import Referred, follow
from parsers.side_points import is_side_point

# beyond these no decision is that of a municipality; reading on would only cost time
_LONGEST_POINT = 3_000
_MOST_FOLLOWED = 10
_PROPOSING = pattern(r"\b(?:föreslår|föreslås|föreslå|föreslog|hemställer|hemställs|hemställa)\b")
_REFERS = {Answer.REFERENCE, Answer.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One clause of the decision with its place, and whether it only proposes."""

    point: Point
    verdict: Verdict
    answer: Answer
    proposes: bool
    limits: tuple[Restriction, ...] = ()
    referred: Referred | None = None
    taken_over: tuple[Restriction, ...] = ()  # limits of the proposal that it refers to; their places are that one's
    clashes: bool = False  # that proposal says otherwise

    @property
    def span(self) -> Span:
        return self.point.span(self.verdict.start, self.verdict.end)


def read_items(
    document: DocumentText, section: Section, points: list[Point], matter: Matter, body: DecisionBody | None
) -> list[Item]:
    """Every clause of these points that speaks for `body` or proposes in its name."""
    items: list[Item] = []
    for number, point in enumerate(points):
        if _speaks_of_others(point, body):
            items += _told_of_others(point)
            continue
        proposes = _proposes(point, body)
        for verdict in _verdicts(point, points[number + 1 :], matter):
            refers = sum(item.verdict.answer in _REFERS for item in items) < _MOST_FOLLOWED
            items.append(_settled(document, section, point, verdict, matter, proposes, refers))
    return _beside(_granted(items, points, matter))


_TAKES_NO_STAND = {Answer.ADOPT, Answer.FORWARD, Answer.UNKNOWN}


def _beside(items: list[Item]) -> list[Item]:
    """Side points beside an adoption: "Kommunen deltar i den gemensamma uppföljningen" adopts nothing."""
    sides = [item.answer in _TAKES_NO_STAND and is_side_point(item.point.whole) for item in items]
    if not any(item.answer is Answer.ADOPT and not side for item, side in zip(items, sides, strict=True)):
        return items
    return [
        replace(i, answer=Answer.SIDE, verdict=replace(i.verdict, answer=Answer.SIDE, rule=_SIDE), limits=())
        if side
        else i
        for i, side in zip(items, sides, strict=True)
    ]


_SIDE = "decision.side.point"
_LEAVES_OPEN = {Answer.SIDE, Answer.UNKNOWN}


def _granted(items: list[Item], points: list[Point], matter: Matter) -> list[Item]:
    """ "Yrkande från V och S om X": "Enligt yrkande från V och S: 1. Kontoret får i uppdrag ..." grants it all."""
    if not all(item.answer in _LEAVES_OPEN for item in items) or not any(matter.is_motion_of(p.whole) for p in points):
        return items
    rule = "decision.adopt.motion_of_title"
    return [replace(i, answer=Answer.ADOPT, verdict=replace(i.verdict, answer=Answer.ADOPT, rule=rule)) for i in items]


def _verdicts(point: Point, following: list[Point], matter: Matter) -> tuple[Verdict, ...]:
    """The answers of one point. A lead "Enligt förvaltningens förslag:" decides by itself when no point follows."""
    if len(point.text) > _LONGEST_POINT:
        return (Verdict(answer=Answer.UNKNOWN, start=0, end=0, rule="decision.unknown.refused_other_too_long"),)
    if point.text:
        return read_clauses(point.text, matter)
    if point.lead.by and not any(p.text for p in following):
        rule_name = "decision.reference.by_proposal"
        return (Verdict(answer=Answer.REFERENCE, start=0, end=0, rule=rule_name, target=point.lead.by),)
    return ()


def _speaks_of_others(point: Point, body: DecisionBody | None) -> bool:
    """Others speak: an office, a member, or a lower body ("Arbetsutskottet föreslog" in the board's minutes)."""
    actor = point.stance.actor
    if point.stance.foreign:
        return True
    return bool(actor and body and rank(actor) < rank(body) and actor is not DecisionBody.DELEGATE)


# "2. Socialnämnden beslutar om omfattningen", "Kommunen hemställer att KSL omarbetar bilaga 2": said in this decision
_IS_SAID = pattern(
    r"\W*(?:\d{1,2}[.)] |[-•] ?)?(?:att )?(?:(?:kommunen|staden|kommunstyrelsen|\w+ (?:kommun"
    r"|stad)) (?:\w+ )?(?:föreslår|rekommenderar|hemställer"
    r"|yrkar|förordar)\b|\w*(?:nämnd|utskott|beredning|styrelse|ordförande|direktör|chef)\w* (?:\w+ )?(?:beslutar"
    r"|avgör|bestämmer"
    r"|prövar) (?!att\b|följande|enligt|i enlighet|bifalla|föreslå))"
)


def _told_of_others(point: Point) -> list[Item]:
    """What a lower body shall do, or is: "Nämnden ansvarar för genomförandet". It decides nothing, but it is said."""
    if not point.text or not (point.lead.rule == "lead.subject" or _IS_SAID.match(point.whole)):
        return []
    verdict = Verdict(answer=Answer.SIDE, start=0, end=len(point.text), rule="decision.side.of_others")
    return [Item(point=point, verdict=verdict, answer=Answer.SIDE, proposes=False)]


def _proposes(point: Point, body: DecisionBody | None) -> bool:
    actor = point.stance.actor
    if point.stance.proposes or (actor and body and rank(actor) > rank(body)):
        return True
    # whatever form the words have: to propose something while naming a higher body is no decision of one's own
    named = (mention.body for mention in find_bodies(point.whole)) if _PROPOSING.search(point.whole) else ()
    return any(body is None or rank(other) > rank(body) for other in named)


def _settled(
    document: DocumentText,
    section: Section,
    point: Point,
    verdict: Verdict,
    matter: Matter,
    proposes: bool,
    follows: bool,
) -> Item:
    """The clause with its limits; a reference followed to what it refers to."""
    if verdict.answer not in _REFERS:
        limits = limits_of(point) if verdict.answer in {Answer.ADOPT, Answer.SIGN, Answer.DECLINE} else ()
        if verdict.rule.endswith(".revidera"):
            # "Reglementet revideras med ett tillägg": the change is what is decided, not a limit of it
            limits = tuple(limit for limit in limits if not point.whole.startswith("med ", limit.start))
        if "forlang" in point.whole:  # "Förordnandet förlängs till och med den 30 juni": a period is what it decides
            limits = tuple(limit for limit in limits if not point.whole.startswith("till och med ", limit.start))
        return Item(point=point, verdict=verdict, answer=verdict.answer, proposes=proposes, limits=limits)
    quote = document.slice(point.view.span(0, len(point.whole)))
    referred = follow(document, section, verdict.target, quote, matter) if follows else None
    if referred is None:
        return Item(point=point, verdict=verdict, answer=verdict.answer, proposes=proposes)
    answer = one_answer([v.answer for v in referred.verdicts])
    if verdict.answer is Answer.REFUSED:
        answer = {Answer.ADOPT: Answer.DECLINE}.get(answer or Answer.UNKNOWN, Answer.SIDE)
    return Item(
        point=point,
        verdict=verdict,
        answer=answer or Answer.UNKNOWN,
        proposes=proposes,
        limits=limits_of(point),
        referred=referred,
        taken_over=tuple(r for p in referred.points for r in limits_of(p)),
    )


def limits_of(point: Point) -> tuple[Restriction, ...]:
    """The limits of a point. "Punkt 1.7" in its lead is a delegation's number and no part of the matter."""
    return tuple(r for r in restrictions(point.whole) if r.limit is not Limit.PART or r.start >= point.offset)


def one_answer(answers: list[Answer]) -> Answer | None:
    """The one answer of several clauses, None when they clash."""
    mains = {a for a in answers if a in {Answer.ADOPT, Answer.DECLINE, Answer.REFER_BACK, Answer.TABLE}}
    if len(mains) == 1:
        return mains.pop()
    if mains:
        return None
    for weaker in (Answer.SIGN, Answer.STATEMENT, Answer.NOTE):
        if weaker in answers:
            return weaker
    return None


def told_by(item: Item) -> list[Span]:
    """Where a proposal that is followed says what counts: all of it, or without its points that change nothing."""
    if item.referred is None:
        return []
    counts = [point.span() for point in item.referred.points if not is_side_point(point.whole)]
    return counts if 0 < len(counts) < len(item.referred.points) else [item.referred.span]
