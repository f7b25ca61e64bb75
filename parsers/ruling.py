"""What a paragraf decides, by whom, and whether it is the last word: read from its decision part alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from domain.document import DocumentText, Span
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome, Part, PartKind, Ruling, Section
from parsers.bodies import find_bodies, rank
from parsers.conditions import Limit, Restriction, restrictions, sets_terms
from parsers.decision_grammar import Answer, Verdict, read_clauses
from parsers.decision_leads import heading_stance
from parsers.decision_points import Point, read_points
from parsers.folding import fold, pattern
from parsers.lines import layout_of
from parsers.matter import Matter, matter_of
from parsers.references import Referred, follow

_POSTPONED = {Outcome.REFERRED_BACK, Outcome.TABLED}
_NO_STAND = {Outcome.NOTED, Outcome.STATEMENT}
_SUPERIOR = {
    DecisionBody.SUBCOMMITTEE: DecisionBody.EXECUTIVE,
    DecisionBody.COMMITTEE: DecisionBody.EXECUTIVE,
    DecisionBody.EXECUTIVE: DecisionBody.ASSEMBLY,
}
_MEMORANDUM = pattern(
    r"^\W*(?:\S+ ){0,4}?(?:tjänste ?(?:skrivelse|utlåtande|udåtande)|kallelse|föredragningslista|promemoria|beslutsförslag|pm \d)\b"
)
_PROPOSING = pattern(r"\b(?:föreslår|föreslås|föreslå|föreslog|hemställer|hemställs|hemställa)\b")
_MINUTES = pattern(r"protokoll|delegation")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One clause of the decision with its place, and whether it only proposes."""

    point: Point
    verdict: Verdict
    answer: Answer
    proposes: bool
    limits: tuple[Restriction, ...] = ()
    referred: Referred | None = None

    @property
    def span(self) -> Span:
        return self.point.span(self.verdict.start, self.verdict.end)


@dataclass(slots=True)
class _Findings:
    """What grows while a section is read: evidence and doubts."""

    document: DocumentText
    evidence: list[Evidence] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def claim(self, kind: EvidenceKind, value: str, span: Span, rule: str) -> None:
        quote = " ".join(self.document.slice(span).split())
        page = self.document.page_at(span.start)
        self.evidence.append(Evidence(kind=kind, value=value, quote=quote, page=page, span=span, rule=rule))

    def doubt(self, doubt: Doubt) -> None:
        if doubt not in self.doubts:
            self.doubts.append(doubt)


def rule(document: DocumentText, section: Section, meeting_body: DecisionBody | None) -> Ruling:
    """The ruling of one section. `meeting_body` is the body whose minutes these are, None when nothing shows it.

    A proposal's outcome is what is proposed; it, a postponement and whatever awaits another body are not final. No
    decision part gives NO_DECISION; nothing understood, or a clash, gives outcome None and OUTCOME_UNCLEAR.
    """
    findings = _Findings(document)
    parts = _decision_parts(document, section, meeting_body)
    if not parts or _is_memorandum(document, section):
        return Ruling(
            outcome=None,
            final=False,
            body=meeting_body,
            proposed_to=None,
            quote_span=None,
            evidence=(),
            doubts=(Doubt.NO_DECISION,),
        )
    layout = layout_of(document.text)
    matter = matter_of(section.title)
    points = [point for part in parts for point in read_points(document.text, layout, part)]
    body = _deciding_body(points, parts, meeting_body, findings)
    items = _items(document, section, points, matter, body)
    return _conclude(items, body, section, points, findings)


def _decision_parts(document: DocumentText, section: Section, meeting_body: DecisionBody | None) -> list[Part]:
    """The decision parts that are this meeting's own: an utskott's proposal in kommunstyrelsens minutes is not."""
    parts = [p for p in section.parts if p.kind is PartKind.DECISION and document.slice(p.span).strip()]
    if meeting_body is None:
        return parts
    own = []
    for part in parts:
        stance = heading_stance(part.heading)
        if stance.actor and rank(stance.actor) < rank(meeting_body) and stance.actor is not DecisionBody.DELEGATE:
            continue
        own.append(part)
    return own


def _is_memorandum(document: DocumentText, section: Section) -> bool:
    """A tjänsteskrivelse has a heading "Beslut" too, but decides nothing."""
    head = " ".join(fold(document.text[section.span.start : section.span.start + 300]).split())
    return section.paragraf is None and bool(_MEMORANDUM.match(head)) and not _MINUTES.search(head)


def _deciding_body(
    points: list[Point], parts: list[Part], meeting_body: DecisionBody | None, findings: _Findings
) -> DecisionBody | None:
    """Who decides: the meeting's body, a delegate named as such, or who the heading or the lead line names."""
    for part in parts:
        stance = heading_stance(part.heading)
        if stance.actor and (meeting_body is None or stance.actor in {meeting_body, DecisionBody.DELEGATE}):
            start = max(findings.document.text.rfind(part.heading, 0, part.span.start + 1), 0)
            findings.claim(
                EvidenceKind.BODY, stance.actor.value, Span(start=start, end=start + len(part.heading)), "body.heading"
            )
            return stance.actor
    for point in points:
        actor = point.stance.actor
        if actor and point.lead_span and (meeting_body is None or actor is meeting_body or _is_delegate(point)):
            findings.claim(EvidenceKind.BODY, actor.value, point.lead_span, f"body.{point.lead.rule}")
            return actor
    if meeting_body is None:
        findings.doubt(Doubt.BODY_UNKNOWN)
    return meeting_body


def _is_delegate(point: Point) -> bool:
    return point.stance.actor is DecisionBody.DELEGATE and point.stance.delegated


def _items(
    document: DocumentText, section: Section, points: list[Point], matter: Matter, body: DecisionBody | None
) -> list[_Item]:
    items = []
    for number, point in enumerate(points):
        if _speaks_of_others(point, body):
            continue
        proposes = _proposes(point, body)
        if not point.text:
            followed = any(p.text for p in points[number + 1 :])
            if point.lead.by and not followed:
                verdict = Verdict(
                    answer=Answer.REFERENCE, start=0, end=0, rule="decision.reference.by_proposal", target=point.lead.by
                )
                items.append(_settled(document, section, point, verdict, matter, proposes))
            continue
        for verdict in read_clauses(point.text, matter):
            items.append(_settled(document, section, point, verdict, matter, proposes))
    return items


def _speaks_of_others(point: Point, body: DecisionBody | None) -> bool:
    """A lower body named as deciding is history: "Arbetsutskottet föreslog ..." in kommunstyrelsens minutes."""
    actor = point.stance.actor
    return bool(actor and body and rank(actor) < rank(body) and actor is not DecisionBody.DELEGATE)


def _proposes(point: Point, body: DecisionBody | None) -> bool:
    actor = point.stance.actor
    if point.stance.proposes or (actor and body and rank(actor) > rank(body)):
        return True
    # whatever form the words have: to propose something while naming a higher body is no decision of one's own
    named = (mention.body for mention in find_bodies(point.whole)) if _PROPOSING.search(point.whole) else ()
    return any(body is None or rank(other) > rank(body) for other in named)


def _settled(
    document: DocumentText, section: Section, point: Point, verdict: Verdict, matter: Matter, proposes: bool
) -> _Item:
    """The clause with its limits; a reference followed to what it refers to."""
    if verdict.answer not in {Answer.REFERENCE, Answer.REFUSED}:
        limits = _limits(point) if verdict.answer in {Answer.ADOPT, Answer.SIGN, Answer.DECLINE} else ()
        return _Item(point=point, verdict=verdict, answer=verdict.answer, proposes=proposes, limits=limits)
    quote = document.slice(point.view.span(0, len(point.whole)))
    referred = follow(document, section, verdict.target, quote, matter)
    if referred is None:
        return _Item(point=point, verdict=verdict, answer=verdict.answer, proposes=proposes)
    answer = _weigh([v.answer for v in referred.verdicts])
    if verdict.answer is Answer.REFUSED:
        answer = {Answer.ADOPT: Answer.DECLINE}.get(answer or Answer.UNKNOWN, Answer.SIDE)
    limits = (*_limits(point), *(r for p in referred.points for r in _limits(p)))
    return _Item(
        point=point,
        verdict=verdict,
        answer=answer or Answer.UNKNOWN,
        proposes=proposes,
        limits=limits,
        referred=referred,
    )


def _limits(point: Point) -> tuple[Restriction, ...]:
    """The limits of a point. "Punkt 1.7" in its lead is a delegation's number and no part of the matter."""
    return tuple(r for r in restrictions(point.whole) if r.limit is not Limit.PART or r.start >= point.offset)


def _weigh(answers: list[Answer]) -> Answer | None:
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


def _conclude(
    items: list[_Item], body: DecisionBody | None, section: Section, points: list[Point], findings: _Findings
) -> Ruling:
    own = [item for item in items if not item.proposes]
    proposed = [item for item in items if item.proposes]
    own_outcome, own_doubts = _outcome(own)
    outcome, doubts = _outcome(proposed)
    proposes = bool(proposed) and (outcome is not None or own_outcome is None)
    if proposes and own_outcome is not None and _is_main(own_outcome) and not (outcome and _is_main(outcome)):
        proposes = False
    if (
        proposes
        and own_outcome in {Outcome.REFERRED_BACK, Outcome.TABLED, Outcome.DECLINED}
        and own_outcome is not outcome
    ):
        outcome, doubts = None, [Doubt.OUTCOME_UNCLEAR]
    group = proposed if proposes else own
    if not proposes:
        outcome, doubts = own_outcome, own_doubts
    for doubt in doubts:
        findings.doubt(doubt)
    return _ruling(group, outcome, proposes, body, section, points, findings, bool(proposed) and not proposes)


def _is_main(outcome: Outcome) -> bool:
    return outcome not in _NO_STAND


def _outcome(items: list[_Item]) -> tuple[Outcome | None, list[Doubt]]:
    """The outcome of clauses that are all proposed or all decided."""
    answers = [item.answer for item in items]
    has = set(answers)
    if Answer.REFERENCE in has or (
        Answer.REFUSED in has and not has & {Answer.ADOPT, Answer.DECLINE, Answer.REFER_BACK, Answer.TABLE}
    ):
        if not has & {Answer.ADOPT, Answer.DECLINE}:
            return None, [Doubt.DECIDED_BY_REFERENCE]
        outcome, doubts = _outcome([i for i in items if i.answer not in {Answer.REFERENCE, Answer.REFUSED}])
        return outcome, [*doubts, Doubt.DECIDED_BY_REFERENCE]
    postponed = has & {Answer.REFER_BACK, Answer.TABLE}
    if postponed:
        if len(postponed) > 1 or has & {Answer.ADOPT, Answer.DECLINE}:
            return None, [Doubt.OUTCOME_UNCLEAR]
        return (Outcome.REFERRED_BACK if Answer.REFER_BACK in has else Outcome.TABLED), []
    if any("double_negation" in item.verdict.rule for item in items):
        return None, [Doubt.OUTCOME_UNCLEAR]
    if Answer.ADOPT in has and Answer.DECLINE in has:
        return Outcome.PARTLY_ADOPTED, [Doubt.PARTLY]
    if Answer.ADOPT in has or (Answer.SIGN in has and not has & {Answer.DECLINE, Answer.UNKNOWN, Answer.FORWARD}):
        return _adopted(items)
    if Answer.DECLINE in has:
        besides = any(i.answer is Answer.STATEMENT and "besvara" in i.verdict.rule for i in items)
        return (None, [Doubt.OUTCOME_UNCLEAR]) if besides or Answer.SIGN in has else (Outcome.DECLINED, [])
    if Answer.FORWARD in has:
        return None, [Doubt.OUTCOME_UNCLEAR]
    if Answer.STATEMENT in has:
        return Outcome.STATEMENT, [Doubt.TAKES_NO_STAND]
    if Answer.NOTE in has:
        return Outcome.NOTED, [Doubt.TAKES_NO_STAND]
    return None, [Doubt.OUTCOME_UNCLEAR]


def _adopted(items: list[_Item]) -> tuple[Outcome, list[Doubt]]:
    limits = {limit.limit for item in items for limit in item.limits}
    if Limit.PART in limits:
        return Outcome.PARTLY_ADOPTED, [Doubt.PARTLY]
    besides = [Doubt.OUTCOME_UNCLEAR] if any("refused_other" in item.verdict.rule for item in items) else []
    terms = any(_sets_terms(item) for item in items)
    if Limit.CONDITION in limits or terms:
        return Outcome.ADOPTED_WITH_CONDITIONS, [Doubt.CONDITIONS, *besides]
    return Outcome.ADOPTED, besides


def _sets_terms(item: _Item) -> bool:
    """A point beside the adoption that changes its terms; what is charged to an official does not."""
    if item.answer not in {Answer.UNKNOWN, Answer.SIDE} or item.verdict.rule.endswith(("charged", "not_charged")):
        return False
    return sets_terms(item.point.text) and "beside" not in item.verdict.rule


def _ruling(
    group: list[_Item],
    outcome: Outcome | None,
    proposes: bool,
    body: DecisionBody | None,
    section: Section,
    points: list[Point],
    findings: _Findings,
    also_proposes: bool,
) -> Ruling:
    deciding = _deciding(group, outcome)
    waits = next(
        (r for item in deciding for r in item.limits if r.limit is Limit.SUBJECT_TO and _is_above(r.body, body)), None
    )
    proposed_to = _proposed_to(group, body) if proposes else (waits.body if waits else None)
    final = outcome is not None and outcome not in _POSTPONED and not proposes and waits is None
    if waits:
        findings.doubt(Doubt.NOT_FINAL)
    if also_proposes and final and outcome not in _NO_STAND:
        findings.doubt(Doubt.NOT_FINAL)
    if final and any(item.answer is Answer.FORWARD for item in group):
        final = False  # "tillstyrker överenskommelsen och överlämnar ärendet till kommunstyrelsen"
        findings.doubt(Doubt.NOT_FINAL)
    if final:
        _doubt_body(body, deciding, findings)
    if final and _decided_higher(section, body):
        final = False
        findings.doubt(Doubt.NOT_FINAL)
    quote = _quote(deciding or group, points)
    _claim_all(deciding, outcome, final, proposes, waits, quote, findings)
    return Ruling(
        outcome=outcome,
        final=final,
        body=body,
        proposed_to=proposed_to,
        quote_span=quote,
        evidence=tuple(findings.evidence),
        doubts=tuple(findings.doubts),
    )


_OF_OUTCOME = {
    Outcome.ADOPTED: {Answer.ADOPT, Answer.SIGN},
    Outcome.ADOPTED_WITH_CONDITIONS: {Answer.ADOPT, Answer.SIGN},
    Outcome.PARTLY_ADOPTED: {Answer.ADOPT, Answer.DECLINE},
    Outcome.DECLINED: {Answer.DECLINE},
    Outcome.REFERRED_BACK: {Answer.REFER_BACK},
    Outcome.TABLED: {Answer.TABLE},
    Outcome.NOTED: {Answer.NOTE},
    Outcome.STATEMENT: {Answer.STATEMENT},
}


def _deciding(group: list[_Item], outcome: Outcome | None) -> list[_Item]:
    """The clauses that gave the outcome."""
    if outcome is None:
        return []
    found = [item for item in group if item.answer in _OF_OUTCOME[outcome]]
    if outcome in {Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS} and any(i.answer is Answer.ADOPT for i in found):
        found = [item for item in found if item.answer is Answer.ADOPT]
    return found


def _is_above(waited_for: DecisionBody | None, body: DecisionBody | None) -> bool:
    return waited_for is not None and (body is None or rank(waited_for) > rank(body))


def _proposed_to(group: list[_Item], body: DecisionBody | None) -> DecisionBody | None:
    for item in group:
        if item.point.stance.to:
            return item.point.stance.to
        actor = item.point.stance.actor
        if actor and body and rank(actor) > rank(body):
            return actor
    return _SUPERIOR.get(body) if body else None


def _doubt_body(body: DecisionBody | None, deciding: list[_Item], findings: _Findings) -> None:
    if body is DecisionBody.COMMITTEE:
        findings.doubt(Doubt.COMMITTEE_DECISION)
    elif body in {DecisionBody.SUBCOMMITTEE, DecisionBody.DELEGATE} or any(i.point.stance.delegated for i in deciding):
        findings.doubt(Doubt.DELEGATED_DECISION)


_LEVEL = re.compile(r"besluts ?niva:? *(?P<body>kommunfullmaktige|kommunstyrelsen)")


def _decided_higher(section: Section, body: DecisionBody | None) -> bool:
    """ "Beslutsnivå: Kommunfullmäktige" above what kommunstyrelsen says."""
    levels = {"kommunfullmaktige": DecisionBody.ASSEMBLY, "kommunstyrelsen": DecisionBody.EXECUTIVE}
    found = next((m for part in section.parts if (m := _LEVEL.match(fold(part.heading)))), None)
    return bool(found) and body is not None and rank(levels[found.group("body")]) > rank(body) if found else False


def _quote(items: list[_Item], points: list[Point]) -> Span | None:
    """The lead line and the words that decide; without a lead nearby only the latter."""
    if not items:
        return None
    first, last = items[0], items[-1]
    start = min(first.span.start, first.point.span().start)
    lead = first.point.lead_span
    if lead and 0 <= start - lead.start <= 400:
        start = lead.start
    end = max(first.span.end, last.span.end if last.span.end - start <= 900 else first.span.end)
    return Span(start=start, end=end)


def _claim_all(
    deciding: list[_Item],
    outcome: Outcome | None,
    final: bool,
    proposes: bool,
    waits: Restriction | None,
    quote: Span | None,
    findings: _Findings,
) -> None:
    if outcome is None or quote is None:
        return
    for item in deciding:
        findings.claim(EvidenceKind.OUTCOME, outcome.value, item.span, item.verdict.rule)
        if item.referred:
            findings.claim(EvidenceKind.OUTCOME, outcome.value, item.referred.span, item.referred.rule)
        for limit in item.limits:
            findings.claim(
                EvidenceKind.OUTCOME, outcome.value, item.point.view.span(limit.start, limit.end), limit.rule
            )
    lead = deciding[0].point.lead_span if deciding else None
    rule_name = "finality.own_decision"
    if proposes:
        rule_name = "finality.proposal"
    elif outcome in _POSTPONED:
        rule_name = "finality.postponed"
    elif waits:
        rule_name = waits.rule
    elif not final:
        rule_name = "finality.decided_higher"
    findings.claim(EvidenceKind.FINALITY, "final" if final else "not_final", lead or quote, rule_name)
