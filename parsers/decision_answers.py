"""What each kind of verb answers, given its object and its negation. One reader per act; `answer_of` picks it."""

from __future__ import annotations

from dataclasses import replace

from parsers.decision_clause import MODAL, NOT, Answer, Clause
from parsers.decision_verbs import Act, Form, find_events
from parsers.folding import pattern
from parsers.matter import Thing

# an answer, the name of the rule where it is not the verb's, and whose proposal it refers to
Found = tuple[Answer, str, str]

_THAT = pattern(r"\W*(?:(?:mot|inte|ej|också|även) )*att\b")
_OTHERS = pattern(r"\bövriga\b")
_MOTION = pattern(r"\W*(?:\w+ ){0,4}motion")
_BESIDES_VOTE = pattern(r"\W*(?:att )?(?:delta(?:ga)? i|från)?\W*(?:beslut|röst|handläggning|behandling)")
_TAKING_STAND = pattern(r"\W*(?:att )?(?:ta ställning|avgöra|ställningstagande|fatta (?:\w+ )?beslut)")
# "säga upp det tidigare avtalet om oljeskydd": another than the one adopted
_ENDS_OLD = pattern(
    r"(?:säg(?:a|er|s)(?: \w+){0,3}? upp|uppsägs|utträder ur|lämnar?) (?:den|det|de|kommunens|stadens)? ?"
    r"(?:tidigare|nuvarande|äldre|hittillsvarande|gamla|befintliga) "
)
_SPEAKING = pattern(r"\W*(?:att )?(?:avge|lämna|yttra|svara|inkomma|besvara|ge ett|ha synpunkter)")
_THE_CASE = pattern(r"\b(?:ärende\w*|frågan|paragrafen|beslut(?:et)?|ställningstagande\w*|punkten)\b")
_LOOSE = ("utga", "avvakta", "hanskjut", "behandla", "ta", "ater", "dra")
_TELLS = pattern(r"\b(?:att|med att) (?=(?:\w+ ){0,3}(?:kommun|stad|kommunen|staden|kommunstyrelsen|man|den)\b)")
_TO_DECIDE = pattern(r"\batt (?:\w+ ){0,3}(?:besluta|fatta beslut|ta ställning|avgöra)\b")
_RECEIVES = pattern(r"\btill (?:kommun|stads)?(?:fullmäktige|styrelsen)|\btill \w*(?:nämnden|utskottet)")
_HANDS_ON = pattern(
    r"^\W*(?:\w+ ){0,2}(?:ärendet|frågan|rekommendationen|överenskommelsen|förslaget|beslutanderätten|beslutet om)"
)
_TO_CARRY_OUT = pattern(
    r"\bför (?:verkställ\w+|genomförande\w*|tillämpning\w*|kännedom|implementering\w*|information)\W*$"
)
_AS_ANSWER = pattern(r"\bsom (?:\w+ ){0,3}(?:svar|yttrande|remissvar)|\byttrande\b|\bremissvar\b|\bsvar\b")
_ASKS = pattern(r"(?:yrkande\w*|förslag\w*|hemställan|begäran)(?: \w+){0,3} (?:om att|att|innebärande att|på att)\b")
_COMPOUND = pattern(
    r"(?P<decline>avslagsyrkand\w*|(?:yrkande\w*|förslag\w*|begäran|initiativ\w*) (?:om|på|till) avslag)"
    r"|(?P<refer_back>återremiss ?yrkand\w*|(?:yrkande\w*|förslag\w*|begäran) (?:om|på) (?:en )?återremiss)"
    r"|(?P<table>bordläggningsyrkand\w*|(?:yrkande\w*|förslag\w*|begäran) (?:om|på) bordläggning)"
    r"|(?P<side>tilläggs(?:yrkand|förslag)\w*|ändrings(?:yrkand|förslag)\w*)"
    r"|(?P<adopt>bifallsyrkand\w*|(?:yrkande\w*|förslag\w*) (?:om|på) (?:bifall|antagande))"
)
_ASKED_FOR = {
    Act.ADOPT: Answer.ADOPT,
    Act.GRANT: Answer.ADOPT,
    Act.REJECT: Answer.DECLINE,
    Act.DECLINE: Answer.DECLINE,
    Act.REFER_BACK: Answer.REFER_BACK,
    Act.TABLE: Answer.TABLE,
}


def answer_of(clause: Clause) -> Found:
    """The answer of one clause, by the act of its main verb."""
    return _READERS[clause.event.act](clause)


def _adopt(clause: Clause) -> Found:
    thing, negated = clause.thing, clause.negated
    if thing is Thing.WISH:
        return _relative(clause, grants=not negated)
    if thing is Thing.BESIDE:  # "deltar inte i finansieringen" holds back something, "godkänner kostnaden" does not
        return (Answer.UNKNOWN, "refused_other_thing", "") if negated else (Answer.SIDE, "beside", "")
    if thing is Thing.STATEMENT:
        return (Answer.UNKNOWN if negated else Answer.STATEMENT), "statement", ""
    if thing is Thing.REPORT:
        return (Answer.UNKNOWN if negated else Answer.NOTE), "report", ""
    if thing is Thing.OTHER or (_THAT.match(clause.words) and not any(e.act is Act.ADOPT for e in clause.inner)):
        return Answer.UNKNOWN, "other_thing", ""  # "godkänner att KSL fortsätter arbetet med överenskommelsen"
    return (Answer.DECLINE if negated else Answer.ADOPT), "", ""


def _relative(clause: Clause, *, grants: bool) -> Found:
    """Bifall and avslag: what they mean depends on what is granted or refused."""
    content = _wished(clause.words)
    if content in {Answer.REFER_BACK, Answer.TABLE}:
        return (content if grants else Answer.SIDE), "relative", ""
    if content is Answer.SIDE:  # an addition or a change
        return (Answer.UNKNOWN if grants else Answer.SIDE), "addition", ""
    if content is Answer.DECLINE:
        return (Answer.DECLINE if grants else Answer.SIDE), "relative", ""
    if content is Answer.ADOPT:
        return (Answer.ADOPT if grants else Answer.DECLINE), "relative", ""
    if clause.matter.is_wish and not _OTHERS.search(clause.words):
        return (Answer.ADOPT if grants else Answer.DECLINE), "own_wish", ""
    return (Answer.REFERENCE if grants else Answer.REFUSED), "wish", clause.words.strip(" .,;:")


def _wished(words: str) -> Answer | None:
    """What the wish asks for, where its own words say so: "yrkandet om återremiss", "förslaget att inte anta"."""
    compound = _COMPOUND.search(words)
    if compound:
        return Answer(compound.lastgroup)
    asked = _ASKS.search(words)
    events = find_events(words[asked.end() :]) if asked else ()
    if not asked or not events:
        return None
    first = events[0]
    content = _ASKED_FOR.get(first.act)
    if NOT.search(words[asked.end() : asked.end() + first.end]) and first.verb != "no_objection":
        return Answer.DECLINE if content is Answer.ADOPT else None
    return content


def _grant(clause: Clause) -> Found:
    return _granting(clause, grants=not clause.negated)


def _reject(clause: Clause) -> Found:
    return (Answer.UNKNOWN, "double_negation", "") if clause.negated else _granting(clause, grants=False)


def _granting(clause: Clause, *, grants: bool) -> Found:
    thing = clause.thing
    if thing is Thing.WISH or _COMPOUND.search(clause.words):
        return _relative(clause, grants=grants)
    if _MOTION.match(clause.words) and not clause.matter.is_motion:
        return (Answer.REFERENCE if grants else Answer.REFUSED), "motion", clause.words.strip(" .,;:")
    if thing in {Thing.BESIDE, Thing.OTHER}:
        rule = "other_thing" if grants else "refused_other_thing"
        return (Answer.SIDE if thing is Thing.BESIDE else Answer.UNKNOWN), rule, ""
    return (Answer.ADOPT if grants else Answer.DECLINE), "", ""


def _decline(clause: Clause) -> Found:
    first = clause.inner[0] if clause.inner else None
    denied = first is not None and NOT.search(clause.text[clause.event.end : first.end])
    if _ENDS_OLD.match(clause.text[clause.event.start :]) and not clause.negated:
        return Answer.SIDE, "ends_older", ""
    if clause.negated or denied or (first and first.act in {Act.DECLINE, Act.REJECT}):
        return Answer.UNKNOWN, "double_negation", ""
    if _BESIDES_VOTE.match(clause.words):
        return Answer.SIDE, "does_not_take_part", ""
    if _TAKING_STAND.match(clause.words):
        return Answer.UNKNOWN, "takes_no_stand", ""
    silent = first is not None and first.act in {Act.STATE, Act.FORWARD}
    if silent or _SPEAKING.match(clause.words) or clause.thing is Thing.STATEMENT:
        return (Answer.DECLINE if clause.matter.is_consultation else Answer.UNKNOWN), "does_not_speak", ""
    if clause.thing is Thing.BESIDE:
        return Answer.SIDE, "beside", ""
    return Answer.DECLINE, "", ""


def _postpone(clause: Clause) -> Found:
    if clause.negated:
        return Answer.SIDE, "not_postponed", ""
    if clause.event.act is Act.REFER_BACK:
        return Answer.REFER_BACK, "", ""
    verb = clause.text[clause.event.start : clause.event.end]
    if verb.startswith(_LOOSE) and not _THE_CASE.search(clause.text[: clause.stop]):
        return Answer.SIDE, "something_else_falls", ""
    return Answer.TABLE, "", ""


def _note(clause: Clause) -> Found:
    return (Answer.UNKNOWN if clause.negated else Answer.NOTE), "", ""


def _state(clause: Clause) -> Found:
    return _said(clause) or ((Answer.UNKNOWN if clause.negated else Answer.STATEMENT), "", "")


def _said(clause: Clause) -> Found | None:
    """What is told decides: "svarar att kommunen antar överenskommelsen"."""
    told = _TELLS.search(clause.text, clause.event.end, clause.stop)
    if not told:
        return None
    finite = {Form.ACTIVE, Form.PASSIVE}
    first = next((e for e in clause.inner if e.form in finite or MODAL.search(clause.text[told.end() : e.start])), None)
    if first is None or first.start < told.end() or first.act not in {Act.ADOPT, Act.DECLINE, Act.GRANT, Act.REJECT}:
        return None
    answer, rule, target = answer_of(replace(clause, begin=told.end(), event=first, inner=()))
    return answer, f"said_{rule or first.verb}", target


def _charge(clause: Clause) -> Found:
    if clause.negated:
        return Answer.SIDE, "not_charged", ""
    if clause.performs:
        return Answer.ADOPT, "performed", ""
    if _TO_DECIDE.search(clause.words):
        return Answer.FORWARD, "delegates_on", ""
    first = clause.inner[0] if clause.inner else None
    if not first or first.verb not in {"teckna", "ingå", "ansluta"} or first.form is not Form.INFINITIVE:
        return Answer.SIDE, "charged", ""
    if clause.matter.thing(clause.text[first.end : clause.stop]) is not Thing.MATTER:
        return Answer.SIDE, "charged", ""
    denied = NOT.search(clause.text[clause.event.end : first.end])
    return (Answer.UNKNOWN if denied else Answer.SIGN), "charged_to_sign", ""


def _forward(clause: Clause) -> Found:
    said = _said(clause)
    if said:
        return said
    around = clause.text[max(0, clause.event.start - 160) : clause.stop]
    if clause.thing is Thing.STATEMENT or _AS_ANSWER.search(around):
        return (Answer.UNKNOWN if clause.negated else Answer.STATEMENT), "statement", ""
    if _TO_CARRY_OUT.search(clause.text, clause.event.end):
        return Answer.SIDE, "sent", ""
    case = _HANDS_ON.match(clause.words) or clause.thing is Thing.MATTER
    if case and _RECEIVES.search(clause.text[: clause.stop]):
        return Answer.FORWARD, "handed_on", ""
    return Answer.SIDE, "sent", ""


def _side(clause: Clause) -> Found:
    if clause.performs and not clause.negated:
        return Answer.ADOPT, "performed", ""
    return _said(clause) or (Answer.SIDE, "", "")


_READERS = {
    Act.ADOPT: _adopt,
    Act.GRANT: _grant,
    Act.REJECT: _reject,
    Act.DECLINE: _decline,
    Act.REFER_BACK: _postpone,
    Act.TABLE: _postpone,
    Act.NOTE: _note,
    Act.STATE: _state,
    Act.CHARGE: _charge,
    Act.FORWARD: _forward,
    Act.SIDE: _side,
}
