"""One clause of a decision: its main verb, what the verb acts on, and whether it is denied."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cached_property

from parsers.decision_verbs import Event, Form
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


# "inga" is left out: folded it is also "ingå"
NOT = pattern(
    r"\b(?:inte|ej|icke|aldrig|varken|inget|ingen)\b(?! (?:minst|bara|enbart|endast|senare|mindre"
    r"|blott))(?! [a-zåäö]+(?:ade|dda|da|ts)\b)"
)
# Before its finite verb "inte" belongs to a subordinate clause: "bidrag som inte är en grund ..., antecknas"
_ELSEWHERE = pattern(r"(?:inte|ej|icke|aldrig) (?:är|var|finns|fanns|utgör|utgjorde|omfattas|omfattar|berörs)\b")
MODAL = pattern(
    r"\b(?:ska|skall|skulle|får|kommer att|väljer(?: därför)? att|beslutar att|förklarar sig \w+ att"
    r"|åtar sig att|förbinder sig att)(?: (?!att\b)[\w,]+){0,5} $"
)
WEAK_MODAL = pattern(
    r"\b(?:senare|längre fram|framöver|i framtiden|på sikt"
    r"|bör|kan|kunde|skulle|avser(?: att)?|har för avsikt att|vill|önskar|planerar att"
    r"|överväg\w*(?: att)?|är beredda? att|ser positivt på att)(?: \w+){0,5} $"
)
RELATIVE = pattern(
    r"\bsom (?!svar\b|yttrande|sitt\b|sin\b|ett\b|en\b|ledamot|ersättare|bilaga|antag|remissvar|part\b"
    r"|kommunens|stadens|egen)[^,;]*"
)
SUBORDINATE = pattern(
    r"\b(?:under (?:den )?förutsättning|förutsatt|med förbehåll|på villkor|om inte|såvida|så länge|eftersom"
    r"|därför att|trots att|så att|i syfte att|genom att|medan|vilket|vilka|varvid|vartill"
    r"|med hänvisning till|med anledning av|mot bakgrund av|i avvaktan på|sedan|när|då|där|innan|så snart"
    r"|efter det att|med motiveringen|med följande motivering)\b[^,;]*"
)
STOPS = pattern(
    r"[,;:(]| såvida | så länge | när | förrän | med mindre "
    r"| som | med | och | samt | enligt | i enlighet | då | men | utan | att | eftersom | om (?!detta|ärendet)"
)
_ADVERBIAL = pattern(
    r"(?:enligt|i enlighet med|i linje med|på|med bifall till|med stöd av|efter|till följd av) (?:[\w:.()-]+ ){0,4}?"
    r"(?:förslag\w*|yrkande\w*|hemställan|rekommendation\w*|föredragning|votering|omröstning|överläggning) ?"
    r"(?:(?:från|av|till) (?:[\w:.()-]+ ?){1,3})?"
)
# their negation is part of what they mean
_NEGATIVE_VERBS = {"no_objection", "no_reason"}


@dataclass(frozen=True, kw_only=True)
class Clause:
    """The main verb `event` within text[begin:stop]; `inner` are the verbs that hang on it."""

    text: str
    begin: int
    stop: int
    event: Event
    inner: tuple[Event, ...]
    matter: Matter

    @cached_property
    def words(self) -> str:
        """What the verb acts on: after an active verb; a passive one's subject stands before or after it."""
        after = self.text[self.event.end : self.stop]
        if self.event.form is not Form.PASSIVE:
            return after
        subject = re.sub(r"^(?:[ ,;:]|och |samt |att |dels )+", "", self.text[self.begin : self.event.start])
        thing = self.matter.thing
        told = bool(after.strip(" .,;:"))
        turned = told and thing(subject) is Thing.OTHER and thing(after) is Thing.MATTER
        turned = turned or (told and bool(_ADVERBIAL.fullmatch(subject)))  # "Enligt utskottets förslag antas avtalet"
        return after if turned or not subject else subject

    @property
    def thing(self) -> Thing:
        return self.matter.thing(self.words)

    @property
    def performs(self) -> bool:
        """The verb does what the title asks for."""
        return self.matter.performs(self.text[self.event.start : self.event.end])

    @property
    def is_intention(self) -> bool:
        """ "bör anta", "avser att anta": no decision yet."""
        return bool(WEAK_MODAL.search(self.text[self.begin : self.event.start]))

    @cached_property
    def negated(self) -> bool:
        """Whether the verb is denied: "antar inte", "att inte för kommunens del anta", "ska inte antas"."""
        event = self.event
        if event.verb in _NEGATIVE_VERBS:
            return False
        if NOT.search(self.text[event.start : event.end]):
            return True
        before = _without_asides(self.text[self.begin : event.start])
        reach = 12 if event.form is Form.INFINITIVE else 6
        if any(
            (match.group() == "varken" or len(before[match.end() :].split()) <= reach)
            and not _ELSEWHERE.match(before, match.start())
            for match in NOT.finditer(before)
        ):
            return True
        after = self.text[event.end : self.stop]
        end = STOPS.search(after)
        return bool(NOT.search(after[: end.start()] if end else after))


def _without_asides(before: str) -> str:
    """The words before a verb without clauses put in between, and without what an "utan" or "men" has closed."""
    whole = len(before)
    for mask in (RELATIVE, SUBORDINATE):
        before = mask.sub(lambda m: " " * len(m.group()) if m.end() < whole else m.group(), before)
    cut = max((match.end() for match in re.finditer(r" utan (?:att )?| men ", before)), default=0)
    return re.sub(r",[^,]*,", lambda m: m.group() if NOT.search(m.group()) else " ", before[cut:])
