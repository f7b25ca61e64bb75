"""Who decides, and for whom: the lead lines of a decision.

"Kommunstyrelsen beslutar att", "Arbetsutskottet beslutar att föreslå att: Kommunstyrelsen beslutar", "KS föreslår
kommunfullmäktige besluta". A lead holds for all points after it until another lead comes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.evidence import DecisionBody
from parsers.bodies import ANY, body_of
from parsers.decision_verbs import Act, Form, find_events
from parsers.folding import fold, pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """In whose name the next words speak. `actor` is None when no body is named."""

    actor: DecisionBody | None = None
    proposes: bool = False
    to: DecisionBody | None = None  # the body that a proposal goes to, when it is named
    own_part: bool = False  # "för egen del"
    delegated: bool = False  # "på kommunstyrelsens vägnar", "enligt delegation"
    foreign: bool = False  # an office or a member speaks: "Förvaltningen föreslår kommunstyrelsen besluta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What a statement's beginning says: the stance from here on, and where its content begins.

    `by` is the proposal that the following points are taken from: "Enligt kommunstyrelsens förslag:".
    """

    stance: Stance
    content: int
    rule: str
    by: str = ""


_MARK = pattern(
    r"(?:(?:punkt )?(?:\d{1,2}|[a-hi])[.)] ?|\d{1,2}:? (?=[^\d\W])|[-•*+·▪] ?|att-?sats \d+[:.]? ?|dels |samt |och )*"
    r"(?:att ?\d{0,2}:? )?(?:dels )?"
)
_DECIDE = (
    r"(?:(?:(?:har|hade) )?(?:beslutar|beslutades|beslutade|besluta|beslutat|besloto|beslöt|beslutas)"
    r"|(?:fattar|fattade|har fattat) beslut(?: om)?(?= att\b))"
)
_FILLER = (
    r"(?: (?:därför|(?:därefter|härefter)(?= att\b)|enhälligt|dels|således|också|även|vidare|dessutom|härmed"
    r"|sålunda|i ärendet|följande"
    r"|enligt följande|slutligen|därmed"
    r"|för (?:egen|sin|sitt|\w+ kommuns|\w+ stads|kommunens|stadens|nämndens|styrelsens) (?:egen )?(?:del|räkning"
    r"|vidkommande)|med acklamation|utan (?:omröstning|votering|reservation(?:er)?)"
    r"|efter (?:votering|omröstning|föredragning|överläggning|diskussion)"
    r"|på (?:[a-zåäö]+s )?vägnar|(?:vid sitt sammanträde )?den \d{1,2} [a-z]{3,9} \d{4}"
    r"|enligt (?:gällande )?delegation\w*(?: (?:från|av) \w+)?|med (?:\d+|[a-zåäö]{2,8}) röster mot (?:\d+"
    r"|[a-zåäö]{2,8})))*"
)
_ASIDE = r"(?:,(?:[^.:;]|\.(?=\d)){3,220}?,)?"
_PROPOSE = (
    r"(?:föreslår|föreslå|föreslog|föreslås|hemställer|hemställa|hemställde|rekommenderar"
    r"|rekommendera|förordar|förorda|anhåller|tillråder)"
)
_AT_ONCE = (
    r"(?: att)?(?: i sin tur)?(?: att)?(?: (?:besluta[rt]?|fatta)(?: (?:följande(?: beslut)?|enligt följande|att))*)?"
)
_PROPOSAL = pattern(
    rf"(?:att )?(?:(?P<actor>{ANY})(?: {_DECIDE}{_FILLER}{_ASIDE}(?: att)?| (?:tillstyrker|instämmer"
    rf"|ställer sig bakom|biträder|godkänner|avstyrker)"
    rf"[^:;]{{0,240}}? (?:och|samt))? |till (?P<first>{ANY}) )?{_PROPOSE}(?:,[^,]{{3,80}},)?(?: (?:hos|till"
    rf"|därför|således|att|för|sig))*"
    rf"(?: (?P<to>{ANY}))?{_AT_ONCE}(?: (?P<then>{ANY})(?: (?:föreslå|föreslår|att"
    rf"|besluta[r]?))*)?{_AT_ONCE}(?=[ ,:.;]|$)[ ,:]*"
)
# "med stöd av kommunstyrelsens delegationsordning punkt 1.4 (brådskande ärenden)"
_BY_VIRTUE = (
    r"(?:,? (?:med stöd av|enligt|i enlighet med|jämlikt)"
    r" (?=[^.:;]{0,80}(?:delegation|kommunallagen|reglemente))"
    r"(?:[^:;.,]|\.(?=\d)|\.? ?(?=§)|(?<=kap)\.){3,160}?(?=,? att\b),?)?"
)
_I = "undertecknade?|jag|ordföranden"  # one person, who needs a delegation
_ALONE = pattern(_I)
_DECISION = pattern(
    rf"(?:(?P<actor>{ANY}|{_I}) )?{_DECIDE}{_FILLER}{_ASIDE}{_FILLER}{_BY_VIRTUE}(?: att)?(?=[ ,:.;]"
    rf"|$)[ ,:]*(?:att )?"
)
# "Efter föredragning beslutar kommunstyrelsen att", "I enlighet med förslaget beslutar kommunfullmäktige att"
_INVERTED = pattern(
    rf"(?:(?:efter|på|med|enligt|i enlighet med|mot bakgrund av|till följd av|under) [^.:;]{{3,160}}?|därefter|härefter"
    rf"|således|därmed|härmed),? {_DECIDE} (?P<actor>{ANY}){_FILLER}{_ASIDE}{_FILLER}(?: att)?"
    r"(?=[ ,:.;]|$)[ ,:]*(?:att )?"
)
# "tillstyrker förslaget och överlämnar ärendet till kommunfullmäktige med förslag att anta"
_HANDED = pattern(
    rf"(?:(?P<actor>{ANY}) )?(?:[^:;.]{{0,200}}? (?:och|samt)(?: att)? )?"
    rf"(?:överlämnar?|överlämnas|hänskjuter|hänskjuta) (?:ärendet|frågan|förslaget) till (?P<to>{ANY}) med (?:eget )?"
    r"(?:förslag|hemställan|tillstyrkan)(?: om| till beslut)?(?: att|:)+[ ,:]*"
)
_SUBJECT = pattern(rf"(?P<actor>{ANY})(?= )")
# "De av KSL rekommenderade principerna antas" begins with no proposal: the verb is a participle
_PARTICIPLE = r"(?:den|de|det) av (?:[\w:]+ ){1,9}?(?:rekommenderade|föreslagna) (?!(?:att|hos|till)\b)"
_FOREIGN = pattern(
    rf"(?!{_PARTICIPLE})(?P<who>(?!{ANY} )[^.:;]{{2,90}}?) (?:föreslår|föreslog|rekommenderar|rekommenderade"
    r"|yrkar|yrkade|hemställer|förordar)\b"
    rf"(?: (?:att|hos|till))*(?: {ANY})?{_AT_ONCE}[ ,:]*"
)
_BY = pattern(
    r"(?:på förslag av|enligt|i enlighet med|med bifall till|med ändring av|efter förslag (?:av|från)"
    r"|på yrkande av) (?P<by>(?:[^:]|:(?=\w)){3,240}):(?!\w)\s*"
)
_OWN_PART = pattern(r"för (?:egen|sin) (?:del|räkning)")
_DELEGATED = pattern(
    r"på (?:kommunstyrelsens|nämndens|styrelsens|[a-zåäö]+nämndens) vägnar|enligt (?:gällande "
    r"|kommunstyrelsens |nämndens )?delegation"
    r"|med stöd av[^.]{0,80}delegation|på delegation|delegations(?:ordning|beslut)|(?:6 kap\.? )?3[69] ?§ kommunallagen"
    r"|kommunallagen 6 kap\.? 3[3-9] ?§"
)
# "Hemställan från bolaget tillstyrks" begins with no proposal
_NOT_PROPOSING = pattern(r"(?:föreslagna|föreslaget|föreslagen|hemställan|rekommendation|förslag)")


def read_lead(text: str, stance: Stance) -> Lead:
    """Read the beginning of one statement (folded text) that is spoken in `stance`.

    Leads may follow one another: "Arbetsutskottet beslutar att föreslå att: Kommunstyrelsen beslutar att ...".
    """
    lead = _read_one(text, 0, stance)
    found = lead
    for _ in range(2):
        if lead.rule not in {"lead.proposes", "lead.by_proposal"} or not text[lead.content :].strip():
            break
        lead = _read_one(text, lead.content, lead.stance)
        if lead.rule == "lead.none":
            break
        found = replace(lead, rule=found.rule, by=found.by)
    return found


def _read_one(text: str, start: int, stance: Stance) -> Lead:
    mark = _MARK.match(text, start)
    begin = mark.end() if mark else start
    rest = text[begin:]
    by = _BY.match(rest)
    if by:
        own = replace(stance, proposes=False, to=None) if _ends(rest, by.end()) else stance
        return Lead(stance=own, content=begin + by.end(), rule="lead.by_proposal", by=by.group("by").strip())
    if not _NOT_PROPOSING.match(rest):
        match = _PROPOSAL.match(rest)
        if match:
            named = match.group("first") or match.group("to") or match.group("then")
            return _proposal(begin, match, stance, named)
        match = _HANDED.match(rest)
        if match:
            return _proposal(begin, match, stance, match.group("to"))
    match = _DECISION.match(rest) or _INVERTED.match(rest)
    if match:
        return _decision(rest, begin, match, stance)
    match = _FOREIGN.match(rest)
    if match and " som " not in match.group("who") and not find_events(match.group("who")):
        return Lead(stance=Stance(foreign=True), content=begin + match.end(), rule="lead.foreign")
    match = _SUBJECT.match(rest)
    if match and _acts(rest[match.end() :], match.group("actor")):
        actor = body_of(match.group("actor"))
        named = _nested(stance, actor)
        return Lead(stance=named, content=begin + match.end(), rule="lead.subject")
    return Lead(stance=stance, content=begin, rule="lead.none")


def _ends(rest: str, end: int) -> bool:
    return not rest[end:].strip()


def _proposal(begin: int, match: re.Match[str], stance: Stance, named: str | None) -> Lead:
    actor = body_of(match.group("actor")) if match.group("actor") else stance.actor
    to = body_of(named) if named else None
    found = Stance(actor=actor, proposes=True, to=to, delegated=False)
    return Lead(stance=found, content=begin + match.end(), rule="lead.proposes")


def _decision(rest: str, begin: int, match: re.Match[str], stance: Stance) -> Lead:
    name = match.group("actor")
    alone = bool(name and _ALONE.fullmatch(name))
    actor = DecisionBody.DELEGATE if alone else body_of(name) if name else None
    lead = match.group()
    named = _nested(stance, actor)
    if _OWN_PART.search(lead):
        named = Stance(actor=actor or stance.actor, own_part=True)
    if alone or _DELEGATED.search(rest[: match.end() + 120]):
        named = replace(named, delegated=True)
    return Lead(stance=named, content=begin + match.end(), rule="lead.decides")


def _nested(stance: Stance, actor: DecisionBody | None) -> Stance:
    """A body that is named as deciding: within a proposal it is the one that shall decide."""
    if actor is None:
        return stance
    if stance.proposes and actor is not stance.actor:
        return replace(stance, to=stance.to or actor)
    return Stance(actor=actor, own_part=stance.own_part, delegated=stance.delegated)


def _acts(rest: str, actor: str) -> bool:
    """Whether the body named first is the one that decides: "Kommunstyrelsen antar", not "Nämnden får i uppdrag"."""
    if body_of(actor) is DecisionBody.DELEGATE or (actor.endswith("s") and body_of(actor[:-1]) is not None):
        return False  # an official charged, or a genitive: "kommunstyrelsens ansvar"
    events = find_events(rest[:200])
    if not events or events[0].form is not Form.ACTIVE or events[0].start > 60:
        return False
    charged = events[0].act is Act.CHARGE and rest[events[0].start :].startswith("far ")
    return not charged and not re.search(r"\bska(?:ll)?\b", rest[: events[0].start])


def heading_stance(heading: str) -> Stance:
    """Who decides by the heading: "Arbetsutskottets förslag", "Kommunstyrelsens beslut för egen del"."""
    folded = " ".join(fold(heading).split())
    match = _HEADING.match(folded)
    actor = body_of(match.group("actor").strip()) if match and match.group("actor") else None
    if match and match.group("what") == "forslag":
        to = body_of(match.group("to")) if match.group("to") else None
        return Stance(actor=actor, proposes=True, to=to)
    delegated = bool(_HEADING_DELEGATED.search(folded))
    if delegated and actor is None:
        actor = DecisionBody.DELEGATE
    return Stance(actor=actor, own_part=bool(_OWN_PART.search(folded)), delegated=delegated)


_HEADING = pattern(
    rf"(?:(?P<actor>{ANY}) )?(?:besluts?)?(?P<what>beslut|förslag|ställningstagande)(?: till (?P<to>{ANY})\b)?"
)
_HEADING_DELEGATED = pattern(r"delegations ?beslut|ordförande ?beslut|(?:på|enligt) delegation")
