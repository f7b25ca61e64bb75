"""What one statement of a decision answers: the grammar over verbs, objects and negation.

The main verb is found among all verbs: those in relative and conditional clauses and infinitives that hang on a noun
("rekommendationen att anta ... avslås") do not decide. Then verb, negation and object make the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.decision_answers import answer_of
from parsers.decision_clause import MODAL, NOT, RELATIVE, SUBORDINATE, WEAK_MODAL, Answer, Clause
from parsers.decision_verbs import Act, Event, Form, find_events
from parsers.folding import pattern
from parsers.matter import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One clause's answer; text[start:end] are the words that give it."""

    answer: Answer
    start: int
    end: int
    rule: str
    target: str = ""


_ADVERBS = pattern(
    r"(?:att |, |(?:inte|ej|icke|även|också|därför|därmed|enhälligt|härmed|samtidigt|således|vidare|dessutom"
    r"|i övrigt|för närvarande|i första hand"
    r"|för \w+(?: kommuns| stads)?(?: egen)? (?:del|räkning)|i enlighet med [^,]{3,90},?|enligt [^,]{3,90},?"
    r"|på [a-zåäö]+s vägnar|på (?:förslag|initiativ) (?:av|från) [^,]{3,60}?(?:,|(?= att ))"
    r"|tills vidare|(?:mot bakgrund av|med hänvisning till|med instämmande i"
    r"|med anledning av) [^,]{3,120}?(?:,|(?= att ))"
    r"|under förutsättning [^,]{3,160},|som svar på [^,]{3,120}?,?|med stöd av [^,]{3,90},?"
    r"|av \w+ skäl|av [^,]{3,40} skäl,?) ?)*"
)
# "Den överenskommelse som fullmäktige antog den 20 november 2014 upphör": adopted in the past
_ENDS_OLDER = pattern(
    r"\W*(?:\d{1,2}[.)]? |att )*(?:den|det) (?:tidigare )?\w*(?:överenskommelse|avtal"
    r"|avsiktsförklaring) som [^.;:]{3,60}?"
    r" (?:(?:\d{1,2} \w+ )?\d{4}|\d{4}-\d\d-\d\d)(?:,? §+ ?\d+)?,? (?:upphör|upphävs|ersätts|utgår)\b[^.;:]*\W*"
)
_DECIDES_TOO = pattern(r"\b(?:och|samt|men)(?: \w+){0,2} beslut(?:ar|ade|a)(?: \w+){0,3}? att (?:(?:inte|ej|icke) )?$")
_TWICE = pattern(r"\b(?:inte|ej|icke),? (?:inte|ej|icke)\b")
_AND = pattern(
    r"(?:,| och| samt| men| utan| dels)(?P<att> att)?(?: (?:inte|ej|även|också|därmed|dessutom|att|därför"
    r"|samtidigt|i övrigt))*,? $"
)
_CLOSES = pattern(r"\W*(?:till protokollet|och (?:förklaras )?\w+(?: \w+)?)?\W*")
_BY = pattern(
    r"(?:i enlighet med|enligt|i överensstämmelse med|på|som)\b (?P<target>[^;]*?(?:förslag\w*|yrkande\w*"
    r"|tjänste ?(?:utlåtande|skrivelse)\w*|hemställan|rekommendation\w*|beslutsunderlag\w*|ovan))"
)
_RECOMMENDED = pattern(
    r"\b(?:ksl|storsthlm|kommunförbundet)\S*(?: \S+){0,4} rekommendation|\brekommendation\w* (?:från"
    r"|av) (?:ksl|storsthlm|kommunförbundet)|^(?:den )?rekommendationen"
)


def read_clauses(text: str, matter: Matter) -> tuple[Verdict, ...]:
    """The answers of one statement (folded, its lead taken off), in order."""
    events = find_events(text)
    if _ENDS_OLDER.fullmatch(text):
        return (Verdict(answer=Answer.SIDE, start=0, end=len(text), rule="decision.side.ends_older"),)
    mains = _mains(text, events)
    if not mains:
        return (_without_verb(text),)
    verdicts = []
    for number, event in enumerate(mains):
        begin = mains[number - 1].end if number else 0
        stop = mains[number + 1].start if number + 1 < len(mains) else len(text)
        inner = tuple(e for e in events if event.end <= e.start < stop)
        verdicts.append(_verdict(Clause(text=text, begin=begin, stop=stop, event=event, inner=inner, matter=matter)))
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
    for masks in ((RELATIVE, SUBORDINATE), (SUBORDINATE,), ()):
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
        if MODAL.search(before) or WEAK_MODAL.search(before) or _ADVERBS.fullmatch(before):
            return True
        if event.act is Act.SIDE:
            return False  # folded, "sända" is also a name
        # "att inte, med hänsyn till kommunens ekonomi, anta": whatever is put in, no further "att" stands between
        inserted = before.strip().removeprefix("att ").removesuffix(", att")
        return len(inserted) <= 240 and not re.search(r"\batt\b", inserted)
    if event.form in {Form.ACTIVE, Form.PASSIVE} and before.endswith(" som "):
        return False  # "Nämndens uppdrag att ge stöd kring de åtgärder som medges i lag": no verb of its own
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
        if _DECIDES_TOO.search(before):
            return True  # "har inget att erinra mot den och beslutar att inte anta den"
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


def _verdict(clause: Clause) -> Verdict:
    event = clause.event
    if clause.is_intention and not clause.negated:
        return Verdict(answer=Answer.UNKNOWN, start=event.start, end=clause.stop, rule="decision.unknown.not_yet")
    answer, rule, target = answer_of(clause)
    if _TWICE.search(clause.text, clause.begin, clause.stop):
        answer, rule = Answer.UNKNOWN, "double_negation"
    start = clause.begin if event.form is Form.PASSIVE else event.start
    name = f"decision.{answer.value}.{'negated_' if clause.negated else ''}{rule or event.verb}"
    return Verdict(answer=answer, start=start, end=max(clause.stop, event.end), rule=name, target=target)


def _without_verb(text: str) -> Verdict:
    """A statement without a verb of decision: "enligt förvaltningens förslag", "i enlighet med rekommendationen"."""
    reference = _BY.search(text)
    if reference and len(text[: reference.start()].split()) <= 3:
        target = reference.group("target")
        denied = bool(NOT.search(text[: reference.start()]) or NOT.search(text[reference.end() :]))
        if _RECOMMENDED.search(target):
            answer = Answer.DECLINE if denied else Answer.ADOPT
            return Verdict(answer=answer, start=0, end=len(text), rule=f"decision.{answer.value}.as_recommended")
        answer = Answer.UNKNOWN if denied else Answer.REFERENCE
        return Verdict(
            answer=answer, start=0, end=len(text), rule=f"decision.{answer.value}.by_proposal", target=target
        )
    return Verdict(answer=Answer.UNKNOWN, start=0, end=len(text), rule="decision.unknown.no_verb")
