"""What a paragraf decides, by whom, and whether it is the last word: read from its decision part alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.document import DocumentText, Span
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome, Part, Ruling, Section
from parsers.addressee import agent, decided_above, is_above
from parsers.bodies import rank
from parsers.conditions import Limit, Restriction
from parsers.decision_backing import compare, passed_on
from parsers.decision_besides import statements
from parsers.decision_clause import Answer
from parsers.decision_items import Item, read_items, told_by
from parsers.decision_leads import heading_stance
from parsers.decision_outcome import NO_STAND, POSTPONED, changes_terms, deciding_items, is_main, weigh_items
from parsers.decision_parts import decision_parts, is_memorandum
from parsers.decision_points import Point, read_points
from parsers.decision_procedure import granted_otherwise
from parsers.decision_scope import limited_elsewhere
from parsers.lines import layout_of
from parsers.matter import matter_of

# beyond these no decision is that of a municipality; reading on would only cost time
_LONGEST_PART = 60_000
_SUPERIOR = {
    DecisionBody.SUBCOMMITTEE: DecisionBody.EXECUTIVE,
    DecisionBody.COMMITTEE: DecisionBody.EXECUTIVE,
    DecisionBody.EXECUTIVE: DecisionBody.ASSEMBLY,
}


@dataclass(slots=True)
class _Findings:
    """What grows while a section is read: evidence and doubts."""

    document: DocumentText
    furniture: tuple[Span, ...]
    evidence: list[Evidence] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def claim(self, kind: EvidenceKind, value: str, span: Span, rule: str) -> None:
        quote = self.document.printed(span, self.furniture)
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
    findings = _Findings(document, section.furniture)
    parts = decision_parts(document, section, meeting_body)
    if not parts or is_memorandum(document, section):
        return _nothing(meeting_body, Doubt.NO_DECISION)
    if sum(part.span.end - part.span.start for part in parts) > _LONGEST_PART:
        return _nothing(meeting_body, Doubt.OUTCOME_UNCLEAR)
    layout = layout_of(document.text)
    matter = matter_of(section.title)
    points = [point for part in parts for point in read_points(document.text, layout, part)]
    body = _deciding_body(points, parts, meeting_body, findings)
    items = passed_on(read_items(document, section, points, matter, body), body)
    items = compare(document, section, points, items, matter, body)
    return _conclude(items, body, section, findings)


def _nothing(body: DecisionBody | None, doubt: Doubt) -> Ruling:
    return Ruling(outcome=None, final=False, body=body, proposed_to=None, quote_span=None, evidence=(), doubts=(doubt,))


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


def _conclude(items: list[Item], body: DecisionBody | None, section: Section, findings: _Findings) -> Ruling:
    own = [item for item in items if not item.proposes]
    proposed = [item for item in items if item.proposes]
    own_outcome, own_doubts = weigh_items(own)
    outcome, doubts = weigh_items(proposed)
    proposes = bool(proposed) and (outcome is not None or own_outcome is None)
    if proposes and own_outcome is not None and is_main(own_outcome) and not (outcome and is_main(outcome)):
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
    return _ruling(group, outcome, proposes, body, section, findings, bool(proposed) and not proposes)


def _ruling(
    group: list[Item],
    outcome: Outcome | None,
    proposes: bool,
    body: DecisionBody | None,
    section: Section,
    findings: _Findings,
    also_proposes: bool,
) -> Ruling:
    deciding = deciding_items(group, outcome)
    awaited = [r for item in deciding for r in (*item.limits, *item.taken_over) if r.limit is Limit.SUBJECT_TO]
    waits = next((r for r in awaited if _is_above(r.body, body)), None)
    proposed_to = _proposed_to(group, body) if proposes else (waits.body if waits else None)
    final = outcome is not None and outcome not in POSTPONED and not proposes and waits is None
    if awaited:  # also fullmäktige's own decision, "under förutsättning av fullmäktiges godkännande"
        findings.doubt(Doubt.NOT_FINAL)
    if proposes and proposed_to is DecisionBody.COMMITTEE:
        findings.doubt(Doubt.COMMITTEE_DECISION)  # an utskott of another nämnd: kommunstyrelsen has no part in it
    if also_proposes and final and outcome not in NO_STAND:
        findings.doubt(Doubt.NOT_FINAL)
    if final and any(item.answer is Answer.FORWARD for item in group):
        final = False  # "tillstyrker överenskommelsen och överlämnar ärendet till kommunstyrelsen"
        findings.doubt(Doubt.NOT_FINAL)
    if final:
        _doubt_body(body, deciding, findings)
    if final and decided_above(findings.document, section, body):
        final = False
        findings.doubt(Doubt.NOT_FINAL)
    if outcome is not None and is_main(outcome):
        _doubt_surroundings(outcome, section, findings)
    quote = _quote(deciding or group)
    _claim_all(deciding, outcome, final, proposes, waits, quote, findings)
    if outcome is Outcome.ADOPTED_WITH_CONDITIONS:
        _claim_terms(group, outcome, findings)
    decides, besides = statements(findings.document.text, group, deciding)
    return Ruling(
        outcome=outcome,
        final=final,
        body=body,
        proposed_to=proposed_to,
        quote_span=quote,
        evidence=tuple(findings.evidence),
        doubts=tuple(findings.doubts),
        decides=decides,
        besides=besides,
    )


def _doubt_surroundings(outcome: Outcome, section: Section, findings: _Findings) -> None:
    """What stands around the decision and limits it, or says that something else was granted."""
    limit = limited_elsewhere(findings.document, section)
    if limit:
        findings.doubt(Doubt.CONDITIONS)
        findings.claim(EvidenceKind.OUTCOME, outcome.value, limit, "condition.elsewhere")
    granted = granted_otherwise(findings.document, section, matter_of(section.title), outcome)
    if granted:
        findings.doubt(Doubt.CONDITIONS)
        findings.claim(EvidenceKind.OUTCOME, outcome.value, granted, "condition.granted")


def _is_above(waited_for: DecisionBody | None, body: DecisionBody | None) -> bool:
    return waited_for is not None and (body is None or rank(waited_for) > rank(body))


def _proposed_to(group: list[Item], body: DecisionBody | None) -> DecisionBody | None:
    for item in group:
        if item.point.stance.to:
            return item.point.stance.to
        followed = item.referred.to if item.referred else frozenset[DecisionBody]()
        named = (item.point.stance.actor, agent(item.point.whole), *followed)
        higher = next((other for other in named if is_above(other, body)), None)
        if higher:
            return higher
    return _SUPERIOR.get(body) if body else None


def _doubt_body(body: DecisionBody | None, deciding: list[Item], findings: _Findings) -> None:
    if body is DecisionBody.COMMITTEE:
        findings.doubt(Doubt.COMMITTEE_DECISION)
    elif body in {DecisionBody.SUBCOMMITTEE, DecisionBody.DELEGATE} or any(i.point.stance.delegated for i in deciding):
        findings.doubt(Doubt.DELEGATED_DECISION)


def _quote(items: list[Item]) -> Span | None:
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


def _claim_terms(group: list[Item], outcome: Outcome, findings: _Findings) -> None:
    """What makes it conditional beside the clauses that adopt: other points, and proposals that they refer to."""
    for item in group:
        if item.taken_over:
            span = item.referred.span if item.referred else item.span
            findings.claim(EvidenceKind.OUTCOME, outcome.value, span, "condition.taken_over")
        if changes_terms(item):
            findings.claim(EvidenceKind.OUTCOME, outcome.value, item.point.span(), "condition.point")


def _claim_all(
    deciding: list[Item],
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
        for span in told_by(item):
            findings.claim(EvidenceKind.OUTCOME, outcome.value, span, item.referred.rule if item.referred else "")
        for limit in item.limits:
            findings.claim(
                EvidenceKind.OUTCOME, outcome.value, item.point.view.span(limit.start, limit.end), limit.rule
            )
    lead = deciding[0].point.lead_span if deciding else None
    rule_name = "finality.own_decision"
    if proposes:
        rule_name = "finality.proposal"
    elif outcome in POSTPONED:
        rule_name = "finality.postponed"
    elif waits:
        rule_name = waits.rule
    elif not final:
        rule_name = "finality.decided_higher"
    findings.claim(EvidenceKind.FINALITY, "final" if final else "not_final", lead or quote, rule_name)
