"""What one statement of a decision answers: the grammar over verbs, objects and negation.

The main verb is found among all verbs: those in relative and conditional clauses and infinitives that hang on a noun
("rekommendationen att anta ... avslås") do not decide. Then verb, negation and object make the answer.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from parsers.decision_verbs import Act, Event, Form, find_events
from parsers.folding import pattern
from parsers.matter import Matter, Thing


class Answer(enum.Enum):
    """What one clause says of the matter."""

    ADOPT = "adopt"
    DECLINE = "decline"
    REFER_BACK = "refer_back"
    TABLE = "table"
    NOTE = "note"
    STATEMENT = "statement"
    SIGN = "sign"  # somebody is charged to sign: adopts, when nothing else is said
    REFERENCE = "reference"  # decided as somebody proposed or moved; `target` says who
    REFUSED = "refused"  # somebody's proposal or motion is turned down; `target` says whose
    FORWARD = "forward"  # handed to another body to decide
    SIDE = "side"  # bears on no matter
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One clause's answer; text[start:end] are the words that give it."""

    answer: Answer
    start: int
    end: int
    rule: str
    target: str = ""


# "inga" is left out: folded it is also "ingå"
_NOT = pattern(
    r"\b(?:inte|ej|icke|aldrig|varken|inget|ingen)\b(?! (?:minst|bara|enbart|endast|senare|mindre|blott))(?! [a-zåäö]+(?:ade|dda|da|ts)\b)"
)
_ADVERBS = pattern(
    r"(?:att |, |(?:inte|ej|icke|även|också|därför|därmed|enhälligt|härmed|samtidigt|således|vidare|dessutom|i övrigt|för närvarande|i första hand"
    r"|för \w+(?: kommuns| stads)?(?: egen)? (?:del|räkning)|i enlighet med [^,]{3,90},?|enligt [^,]{3,90},?|på [a-zåäö]+s vägnar|tills vidare|mot bakgrund av [^,]{3,120},|med hänvisning till [^,]{3,120},"
    r"|under förutsättning [^,]{3,160},|som svar på [^,]{3,120}?,?|av \w+ skäl|av [^,]{3,40} skäl,?) ?)*"
)
_MODAL = pattern(
    r"\b(?:ska|skall|skulle|får|kommer att|väljer(?: därför)? att|beslutar att|förklarar sig \w+ att|åtar sig att|förbinder sig att)(?: [\w,]+){0,5} $"
)
_WEAK_MODAL = pattern(
    r"\b(?:bör|kan|kunde|skulle|avser(?: att)?|har för avsikt att|vill|önskar|planerar att|överväg\w*(?: att)?|är beredda? att|ser positivt på att)(?: \w+){0,5} $"
)
_HANGS = pattern(
    r"\b(?:att|om att|från att|till att|för att|på att|utan att)(?: (?:inte|ej|icke|även|också|därefter|\w+)){0,3} $"
)
_AND = pattern(
    r"(?:,| och| samt| men| utan| dels)(?P<att> att)?(?: (?:inte|ej|även|också|därmed|dessutom|att|därför|samtidigt|i övrigt))*,? $"
)
_RELATIVE = pattern(
    r"\bsom (?!svar\b|yttrande|sitt\b|sin\b|ett\b|en\b|ledamot|ersättare|bilaga|antag|remissvar|part\b|kommunens|stadens|egen)[^,;]*"
)
_SUBORDINATE = pattern(
    r"\b(?:under (?:den )?förutsättning|förutsatt|med förbehåll|på villkor|om inte|såvida|eftersom|därför att|trots att|så att|i syfte att|genom att|medan|vilket|vilka|varvid|vartill"
    r"|med hänvisning till|med anledning av|mot bakgrund av|i avvaktan på|sedan|när|då|där|innan|så snart|efter det att|med motiveringen|med följande motivering)\b[^,;]*"
)
_STOPS = pattern(
    r"[,;:(]| som | med | och | samt | enligt | i enlighet | då | men | utan | att | eftersom | om (?!detta|ärendet)"
)
_CLOSES = pattern(r"\W*(?:till protokollet|och (?:förklaras )?\w+(?: \w+)?)?\W*")
_BY = pattern(
    r"(?:i enlighet med|enligt|i överensstämmelse med|på|som)\b (?P<target>[^;]*?(?:förslag\w*|yrkande\w*|tjänste ?(?:utlåtande|skrivelse)\w*|hemställan|rekommendation\w*|beslutsunderlag\w*|ovan))"
)
_RECOMMENDED = pattern(
    r"\b(?:ksl|storsthlm|kommunförbundet)\S*(?: \S+){0,4} rekommendation|\brekommendation\w* (?:från|av) (?:ksl|storsthlm|kommunförbundet)|^(?:den )?rekommendationen"
)


def read_clauses(text: str, matter: Matter) -> tuple[Verdict, ...]:
    """The answers of one statement (folded, its lead taken off), in order."""
    events = find_events(text)
    mains = _mains(text, events)
    if not mains:
        return (_without_verb(text),)
    verdicts = []
    for number, event in enumerate(mains):
        begin = mains[number - 1].end if number else 0
        stop = mains[number + 1].start if number + 1 < len(mains) else len(text)
        inner = tuple(e for e in events if event.end <= e.start < stop)
        verdicts.append(_verdict(text, begin, stop, event, inner, matter))
    return tuple(verdicts)


def _mains(text: str, events: tuple[Event, ...]) -> list[Event]:
    """The verbs that decide. Verbs in subordinate clauses count only where there is no other."""
    if (
        events
        and events[-1].act is Act.NOTE
        and events[-1].form is Form.PASSIVE
        and _CLOSES.fullmatch(text[events[-1].end :])
    ):
        return [events[-1]]  # "Redovisning av uppdraget att nämnden ska ..., antecknas och förklaras fullgjort."
    for masks in ((_RELATIVE, _SUBORDINATE), (_SUBORDINATE,), ()):
        hidden = [match.span() for mask in masks for match in mask.finditer(text)]
        free = [e for e in events if not any(start < e.start < end for start, end in hidden)]
        mains = _governing(text, free)
        if mains:
            return mains
    return []


def _governing(text: str, events: list[Event]) -> list[Event]:
    mains: list[Event] = []
    for event in events:
        before = text[mains[-1].end if mains else 0 : event.start]
        if not mains:
            if _opens(before, event):
                mains.append(event)
        elif _goes_on(before, event, mains[-1]):
            mains.append(event)
    return mains


def _opens(before: str, event: Event) -> bool:
    """Whether this can be the first main verb, after the words `before`."""
    if event.form is Form.INFINITIVE:
        if _MODAL.search(before) or _WEAK_MODAL.search(before) or _ADVERBS.fullmatch(before):
            return True
        # "att inte, med hänsyn till kommunens ekonomi, anta": whatever is put in, no further "att" stands between
        inserted = before.strip().removeprefix("att ")
        return len(inserted) <= 240 and not re.search(r"\batt\b", inserted)
    if event.form is Form.NOUN:
        return not before.strip() or bool(re.fullmatch(r"(?:beslut(?:ar|ade)? )?om ", before))
    return True


def _goes_on(before: str, event: Event, governor: Event) -> bool:
    """Whether this is one more main verb, beside `governor`: "antas och undertecknas", "anta X samt att uppdra"."""
    if event.form is Form.NOUN:
        return False
    joined = _AND.search(before)
    complement = governor.act in {Act.CHARGE, Act.DECLINE, Act.STATE, Act.NOTE}
    if event.form is Form.INFINITIVE:
        if not joined:
            return False
        if complement and not (joined.group("att") and "samt" in joined.group()):
            return False
        return governor.form is Form.INFINITIVE or bool(joined.group("att"))
    hangs = re.search(r"\b(?:att|om|hur|vad)\b", before)
    if joined and event.form is governor.form and governor.act not in {Act.STATE, Act.NOTE}:
        return True  # "avslår yrkandet om avslag och antar överenskommelsen"
    if hangs and (complement or governor.act in {Act.SIDE, Act.GRANT, Act.REJECT}):
        return False
    return bool(re.search(r"[,;]| och | samt | men ", before + " ")) and not (
        hangs and not re.search(r"[,;]| och | samt | men ", before[hangs.end() :])
    )


def _negated(text: str, begin: int, stop: int, event: Event) -> bool:
    """Whether the verb is denied: "antar inte", "att inte för kommunens del anta", "ska inte antas"."""
    if event.verb in {"no_objection", "no_reason"}:
        return False  # their negation is part of what they mean
    if _NOT.search(text[event.start : event.end]):
        return True
    before = text[begin : event.start]
    for mask in (_RELATIVE, _SUBORDINATE):
        before = mask.sub(lambda m: " " * len(m.group()) if m.end() < len(before) else m.group(), before)
    cut = max((m.end() for m in re.finditer(r" utan (?:att )?| men ", before)), default=0)
    before = before[cut:]
    reach = 12 if event.form is Form.INFINITIVE else 6
    before = re.sub(r",[^,]*,", lambda m: m.group() if _NOT.search(m.group()) else " ", before)
    for match in _NOT.finditer(before):
        if len(before[match.end() :].split()) <= reach:
            return True
    after = text[event.end : stop]
    end = _STOPS.search(after)
    return bool(_NOT.search(after[: end.start()] if end else after))


def _verdict(text: str, begin: int, stop: int, event: Event, inner: tuple[Event, ...], matter: Matter) -> Verdict:
    negated = _negated(text, begin, stop, event)
    words = _object(text, begin, stop, event, matter)
    if _WEAK_MODAL.search(text[begin : event.start]) and not negated:
        return Verdict(answer=Answer.UNKNOWN, start=event.start, end=stop, rule="decision.unknown.not_yet")
    reader = _READERS[event.act]
    answer, rule, target = reader(text, event, words, inner, stop, negated, matter)
    start = begin if event.form is Form.PASSIVE else event.start
    name = f"decision.{answer.value}.{'negated_' if negated else ''}{event.verb if not rule else rule}"
    return Verdict(answer=answer, start=start, end=max(stop, event.end), rule=name, target=target)


def _object(text: str, begin: int, stop: int, event: Event, matter: Matter) -> str:
    """The words that the verb acts on: after an active verb; a passive one's subject stands before or after it."""
    after = text[event.end : stop]
    if event.form is not Form.PASSIVE:
        return after
    subject = re.sub(r"^(?:[ ,;:]|och |samt |att |dels )+", "", text[begin : event.start])
    turned = matter.thing(subject) is Thing.OTHER and matter.thing(after) is Thing.MATTER and bool(after.strip(" .,;:"))
    return after if turned or not subject else subject


_Found = tuple[Answer, str, str]


def _adopt(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    thing = matter.thing(words)
    if thing is Thing.WISH:
        return _relative(text, event, words, inner, stop, not negated, matter)
    if thing is Thing.BESIDE:
        return Answer.SIDE, "beside", ""
    if thing is Thing.STATEMENT:
        return (Answer.UNKNOWN if negated else Answer.STATEMENT), "statement", ""
    if thing is Thing.REPORT:
        return (Answer.UNKNOWN if negated else Answer.NOTE), "report", ""
    if thing is Thing.OTHER:
        return Answer.UNKNOWN, "other_thing", ""
    return (Answer.DECLINE if negated else Answer.ADOPT), event.verb, ""


def _relative(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, grants: bool, matter: Matter
) -> _Found:
    """Bifall and avslag: what they mean depends on what is granted or refused."""
    content = _wished(text, words, inner)
    if content in {Answer.REFER_BACK, Answer.TABLE}:
        return (content if grants else Answer.SIDE), "relative", ""
    if content is Answer.SIDE:  # an addition or a change
        return (Answer.UNKNOWN if grants else Answer.SIDE), "addition", ""
    if content is Answer.DECLINE:
        return (Answer.DECLINE if grants else Answer.SIDE), "relative", ""
    if content is Answer.ADOPT:
        return (Answer.ADOPT if grants else Answer.DECLINE), "relative", ""
    if matter.is_wish and not re.search(r"\bövriga\b", words):
        return (Answer.ADOPT if grants else Answer.DECLINE), "own_wish", ""
    return (Answer.REFERENCE if grants else Answer.REFUSED), "wish", words.strip(" .,;:")


_COMPOUND = pattern(
    r"(?P<decline>avslagsyrkand\w*|(?:yrkande\w*|förslag\w*|begäran|initiativ\w*) (?:om|på|till) avslag)|(?P<refer>återremiss ?yrkand\w*|(?:yrkande\w*|förslag\w*|begäran) (?:om|på) (?:en )?återremiss)"
    r"|(?P<table>bordläggningsyrkand\w*|(?:yrkande\w*|förslag\w*|begäran) (?:om|på) bordläggning)|(?P<side>tilläggs(?:yrkand|förslag)\w*|ändrings(?:yrkand|förslag)\w*)|(?P<adopt>bifallsyrkand\w*|(?:yrkande\w*|förslag\w*) (?:om|på) (?:bifall|antagande))"
)
_CONTENTS = {
    "decline": Answer.DECLINE,
    "refer": Answer.REFER_BACK,
    "table": Answer.TABLE,
    "side": Answer.SIDE,
    "adopt": Answer.ADOPT,
}
_BY_ACT = {
    Act.ADOPT: Answer.ADOPT,
    Act.GRANT: Answer.ADOPT,
    Act.REJECT: Answer.DECLINE,
    Act.DECLINE: Answer.DECLINE,
    Act.REFER_BACK: Answer.REFER_BACK,
    Act.TABLE: Answer.TABLE,
}


def _wished(text: str, words: str, inner: tuple[Event, ...]) -> Answer | None:
    """What the wish asks for, where its own words say so: "yrkandet om återremiss", "förslaget att inte anta"."""
    compound = _COMPOUND.search(words)
    if compound:
        return _CONTENTS[compound.lastgroup or ""]
    asked = pattern(
        r"(?:yrkande\w*|förslag\w*|hemställan|begäran)(?: \w+){0,3} (?:om att|att|innebärande att|på att)\b"
    ).search(words)
    if not asked:
        return None
    for event in find_events(words[asked.end() :]):
        content = _BY_ACT.get(event.act)
        if content is None:
            return None
        denied = bool(_NOT.search(words[asked.end() : asked.end() + event.end]))
        if denied and event.verb != "no_objection":
            return Answer.DECLINE if content is Answer.ADOPT else None
        return content
    return None


def _grant(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    return _granting(text, event, words, inner, stop, not negated, matter)


def _reject(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    if negated:
        return Answer.UNKNOWN, "double_negation", ""
    return _granting(text, event, words, inner, stop, False, matter)


def _granting(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, grants: bool, matter: Matter
) -> _Found:
    thing = matter.thing(words)
    if thing is Thing.WISH or _COMPOUND.search(words):
        return _relative(text, event, words, inner, stop, grants, matter)
    if re.match(r"\W*(?:\w+ ){0,4}motion", words) and not matter.is_motion:
        return (Answer.REFERENCE if grants else Answer.REFUSED), "motion", words.strip(" .,;:")
    if thing in {Thing.BESIDE, Thing.OTHER}:
        rule = "refused_other_thing" if not grants else "other_thing"
        return (Answer.SIDE if thing is Thing.BESIDE else Answer.UNKNOWN), rule, ""
    return (Answer.ADOPT if grants else Answer.DECLINE), event.verb, ""


def _decline(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    if negated:
        return Answer.UNKNOWN, "double_negation", ""
    if re.match(r"\W*(?:att )?(?:delta(?:ga)? i|från)?\W*(?:beslut|röst|handläggning|behandling)", words):
        return Answer.SIDE, "does_not_take_part", ""
    first = inner[0] if inner else None
    if first and first.act in {Act.DECLINE, Act.REJECT}:
        return Answer.UNKNOWN, "double_negation", ""
    if re.match(r"\W*(?:att )?(?:ta stallning|avgora|stallningstagande)", words):
        return Answer.UNKNOWN, "takes_no_stand", ""
    speaks = pattern(r"\W*(?:att )?(?:avge|lämna|yttra|svara|inkomma|besvara|ge ett|ha synpunkter)").match(words)
    if (first and first.act in {Act.STATE, Act.FORWARD}) or speaks or matter.thing(words) is Thing.STATEMENT:
        return (Answer.DECLINE if matter.is_consultation else Answer.UNKNOWN), "does_not_speak", ""
    if matter.thing(words) is Thing.BESIDE:
        return Answer.SIDE, "beside", ""
    return Answer.DECLINE, event.verb, ""


def _postpone(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    answer = Answer.REFER_BACK if event.act is Act.REFER_BACK else Answer.TABLE
    if negated:
        return Answer.SIDE, "not_postponed", ""
    loose = text[event.start : event.end].startswith(("utga", "avvakta", "hanskjut", "behandla", "ta", "ater", "dra"))
    if answer is Answer.TABLE and loose and not _THE_MATTER.search(text[:stop]):
        return Answer.SIDE, "something_else_falls", ""
    return answer, event.verb, ""


_THE_MATTER = pattern(r"\b(?:ärende\w*|frågan|paragrafen|beslut(?:et)?|ställningstagande\w*|punkten)\b")


def _note(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    return (Answer.UNKNOWN if negated else Answer.NOTE), event.verb, ""


def _state(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    said = _said(text, event, inner, stop, matter)
    if said:
        return said
    return (Answer.UNKNOWN if negated else Answer.STATEMENT), event.verb, ""


def _said(text: str, event: Event, inner: tuple[Event, ...], stop: int, matter: Matter) -> _Found | None:
    """ "... svarar att kommunen antar överenskommelsen": what is said decides."""
    told = pattern(
        r"\b(?:att|med att) (?=(?:\w+ ){0,3}(?:kommun|stad|kommunen|staden|kommunstyrelsen|man|den)\b)"
    ).search(text, event.end, stop)
    first = next(
        (
            e
            for e in inner
            if e.form in {Form.ACTIVE, Form.PASSIVE} or (told and _MODAL.search(text[told.end() : e.start]))
        ),
        None,
    )
    if not told or first is None or first.start < told.end():
        return None
    if first.act not in {Act.ADOPT, Act.DECLINE, Act.GRANT, Act.REJECT}:
        return None
    verdict = _verdict(text, told.end(), stop, first, (), matter)
    return verdict.answer, f"said_{first.verb}", verdict.target


def _charge(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    if negated:
        return Answer.SIDE, "not_charged", ""
    if pattern(r"\batt (?:\w+ ){0,3}(?:besluta|fatta beslut|ta ställning|avgöra)\b").search(words):
        return Answer.FORWARD, "delegates_on", ""
    first = inner[0] if inner else None
    denied = first is not None and bool(_NOT.search(text[event.end : first.end]))
    signs = first is not None and first.verb in {"teckna", "ingå", "ansluta"} and first.form is Form.INFINITIVE
    if signs and first is not None and matter.thing(text[first.end : stop]) is Thing.MATTER:
        return (Answer.UNKNOWN if denied else Answer.SIGN), "charged_to_sign", ""
    return Answer.SIDE, "charged", ""


_RECEIVES = pattern(r"\btill (?:kommun|stads)?(?:fullmäktige|styrelsen)|\btill \w*(?:nämnden|utskottet)")
_CASE = pattern(
    r"^\W*(?:\w+ ){0,2}(?:ärendet|frågan|rekommendationen|överenskommelsen|förslaget|beslutanderätten|beslutet om)"
)


def _forward(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    said = _said(text, event, inner, stop, matter)
    if said:
        return said
    around = text[max(0, event.start - 160) : stop]
    if matter.thing(words) is Thing.STATEMENT or pattern(
        r"\bsom (?:\w+ ){0,3}(?:svar|yttrande|remissvar)|\byttrande\b|\bremissvar\b|\bsvar\b"
    ).search(around):
        return (Answer.UNKNOWN if negated else Answer.STATEMENT), "statement", ""
    if (_CASE.match(words) or matter.thing(words) is Thing.MATTER) and _RECEIVES.search(text[:stop]):
        return Answer.FORWARD, "handed_on", ""
    return Answer.SIDE, "sent", ""


def _side(
    text: str, event: Event, words: str, inner: tuple[Event, ...], stop: int, negated: bool, matter: Matter
) -> _Found:
    said = _said(text, event, inner, stop, matter)
    return said or (Answer.SIDE, event.verb, "")


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


def _without_verb(text: str) -> Verdict:
    """A statement without a verb of decision: "enligt förvaltningens förslag", "i enlighet med rekommendationen"."""
    reference = _BY.search(text)
    if reference and len(text[: reference.start()].split()) <= 3:
        target = reference.group("target")
        denied = bool(_NOT.search(text[: reference.start()]))
        if _RECOMMENDED.search(target):
            answer = Answer.DECLINE if denied else Answer.ADOPT
            return Verdict(answer=answer, start=0, end=len(text), rule=f"decision.{answer.value}.as_recommended")
        answer = Answer.UNKNOWN if denied else Answer.REFERENCE
        return Verdict(
            answer=answer, start=0, end=len(text), rule=f"decision.{answer.value}.by_proposal", target=target
        )
    return Verdict(answer=Answer.UNKNOWN, start=0, end=len(text), rule="decision.unknown.no_verb")
