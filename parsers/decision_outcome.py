"""From clauses to one outcome: which answers outweigh others, and which clash."""

from __future__ import annotations

from domain.doubt import Doubt
from domain.evidence import Outcome
from parsers.conditions import Limit, awaits_approval, sets_terms
from parsers.decision_clause import Answer
from parsers.decision_closings import only_closes
from parsers.decision_items import Item
from parsers.decision_tails import gives_other_answer, hangs_on
from parsers.folding import pattern
from parsers.side_points import is_side_point

# A number before a reference, or words that give it a matter of its own.
_BESIDES = pattern(r"^\W*(?:punkt )?\d|\b(?:övrigt|därutöver|dessutom|även|också|samt)\b")
# "bifaller arbetsutskottets förslag och antar därmed överenskommelsen": the same said twice
_THEREBY = pattern(r"\b(?:därmed|därigenom|således|alltså|härigenom)\b")
# What a refusal hangs on; "endast" and "dock" stand in its reasons too.
_DEPENDS = pattern(
    r"\b(?:under (?:den )?förutsättning|förutsatt|på (?:det )?villkor|såvida|så länge|med mindre|i avvaktan)\b"
)
_LEAVES = pattern(
    r"\bsäg(?:a|er|s)(?: \w+){0,3} upp\b|\buppsägs\b|\b(?:utträd|frånträd)\w*"
    r"|\blämnar? (?=samarbet|samverkan|överenskomm|avtal)"
)
_EXCEPT = pattern(r"\b(?:inte|ej|icke) (?:\w+ ){0,4}(?:annat än|annars än|förrän)\b|\bundantagsfall\b")
_NO_LONGER = pattern(r"\b(?:inte|ej|icke) längre\b")
_LOOKS_INTO = pattern(r"\b(?:utred|undersök|förhandl|omförhandl|ändra|pröva)\w*")
NO_STAND = {Outcome.NOTED, Outcome.STATEMENT}
POSTPONED = {Outcome.REFERRED_BACK, Outcome.TABLED}


def is_main(outcome: Outcome) -> bool:
    return outcome not in NO_STAND


def weigh_items(items: list[Item]) -> tuple[Outcome | None, list[Doubt]]:
    """The outcome of clauses that are all proposed or all decided."""
    answers = [item.answer for item in items]
    has = set(answers)
    if Answer.REFERENCE in has or (
        Answer.REFUSED in has and not has & {Answer.ADOPT, Answer.DECLINE, Answer.REFER_BACK, Answer.TABLE}
    ):
        if not has & {Answer.ADOPT, Answer.DECLINE}:
            return None, [Doubt.DECIDED_BY_REFERENCE]
        outcome, doubts = weigh_items([i for i in items if i.answer not in {Answer.REFERENCE, Answer.REFUSED}])
        return outcome, doubts if _is_written_out(items) else [*doubts, Doubt.DECIDED_BY_REFERENCE]
    postponed = has & {Answer.REFER_BACK, Answer.TABLE}
    if postponed:
        if len(postponed) > 1 or has & {Answer.ADOPT, Answer.DECLINE}:
            return None, [Doubt.OUTCOME_UNCLEAR]
        return (Outcome.REFERRED_BACK if Answer.REFER_BACK in has else Outcome.TABLED), []
    if any(item.clashes or "double_negation" in item.verdict.rule for item in items):
        return None, [Doubt.OUTCOME_UNCLEAR]
    if Answer.ADOPT in has and Answer.DECLINE in has:
        return Outcome.PARTLY_ADOPTED, [Doubt.PARTLY]
    signs = Answer.SIGN in has and not has & {Answer.DECLINE, Answer.UNKNOWN, Answer.FORWARD}
    if Answer.ADOPT in has or (signs and not any(map(_looks_into_it, items))):
        return _adopted(items)
    if Answer.DECLINE in has:
        besides = any(i.answer is Answer.STATEMENT and "besvara" in i.verdict.rule for i in items)
        if besides or Answer.SIGN in has:
            return None, [Doubt.OUTCOME_UNCLEAR]
        left = [Doubt.OUTCOME_UNCLEAR] if any(map(_leaves, items)) else []
        return Outcome.DECLINED, [*left, *([Doubt.CONDITIONS] if any(map(_depends, items)) else [])]
    if Answer.FORWARD in has:
        return None, [Doubt.OUTCOME_UNCLEAR]
    if Answer.STATEMENT in has:
        return Outcome.STATEMENT, [Doubt.TAKES_NO_STAND]
    if Answer.NOTE in has:
        return Outcome.NOTED, [Doubt.TAKES_NO_STAND]
    return None, [Doubt.OUTCOME_UNCLEAR]


def _is_written_out(items: list[Item]) -> bool:
    """ "Förslaget antas." above "Kommunen antar överenskommelsen": one reference, and what it means right below it.

    A numbered reference, one that comes later or says "i övrigt" decides something else besides.
    """
    referring = [item for item in items if item.answer in {Answer.REFERENCE, Answer.REFUSED}]
    first = items[0]
    if referring != [first] or first.answer is not Answer.REFERENCE or first.limits:
        return False
    apart = first.point is not items[1].point or bool(_THEREBY.search(first.point.whole))
    return not _BESIDES.search(first.point.whole) and apart


def _looks_into_it(item: Item) -> bool:
    """Somebody is charged to find out more first: "utreda om kommunen kan anta", "förhandla om villkoren"."""
    return item.verdict.rule.endswith("charged") and bool(_LOOKS_INTO.search(item.point.whole))


def _leaves(item: Item) -> bool:
    """Who leaves has joined before: which of the two answers holds, and from when, is for a person to see."""
    said = item.point.text[item.verdict.start : item.verdict.end]
    return item.answer is Answer.DECLINE and bool(_LEAVES.search(said) or _NO_LONGER.search(item.point.whole))


def _depends(item: Item) -> bool:
    """A refusal on a condition: "avslår, förutsatt att övriga kommuner gör detsamma"."""
    own = (_DEPENDS.match(item.point.whole[limit.start : limit.end]) for limit in item.limits)
    return item.answer is Answer.DECLINE and (
        any(own) or bool(item.referred and item.taken_over) or bool(_EXCEPT.search(item.point.whole))
    )


def _adopted(items: list[Item]) -> tuple[Outcome, list[Doubt]]:
    limits = {limit.limit for item in items for limit in (*item.limits, *item.taken_over)}
    if Limit.PART in limits:
        return Outcome.PARTLY_ADOPTED, [Doubt.PARTLY]
    otherwise = any("refused_other" in i.verdict.rule or gives_other_answer(i.point.whole) for i in items)
    besides = [Doubt.OUTCOME_UNCLEAR] if otherwise else []
    terms = any(changes_terms(item) for item in items)
    if Limit.CONDITION in limits or terms:
        return Outcome.ADOPTED_WITH_CONDITIONS, [Doubt.CONDITIONS, *besides]
    return Outcome.ADOPTED, besides


def changes_terms(item: Item) -> bool:
    """A point beside the adoption that changes its terms; what is charged to an official only when it must wait."""
    if awaits_approval(item.point.text) or (item.answer is Answer.SIGN and hangs_on(item.point.text)):
        return True
    if only_closes(item.point.whole) or is_side_point(item.point.whole):
        return False
    if item.verdict.rule.endswith(("charged", "not_charged")):
        return False
    if item.answer is Answer.NOTE:  # "antecknar till protokollet att kommunen tolkar principerna så att"
        return bool(_MINUTED.search(item.point.text)) and sets_terms(item.point.text)
    if item.answer not in {Answer.UNKNOWN, Answer.SIDE} or item.verdict.rule == "decision.side.addition":
        return False  # an addition that is turned down
    return sets_terms(item.point.text) and "beside" not in item.verdict.rule and "ends_older" not in item.verdict.rule


_MINUTED = pattern(r"\b(?:antecknar?|noterar?|konstaterar?|förklarar?|uttalar?)\b[^.]{0,60}\batt\b")

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


def deciding_items(group: list[Item], outcome: Outcome | None) -> list[Item]:
    """The clauses that gave the outcome."""
    if outcome is None:
        return []
    found = [item for item in group if item.answer in _OF_OUTCOME[outcome]]
    if outcome in {Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS} and any(i.answer is Answer.ADOPT for i in found):
        found = [item for item in found if item.answer is Answer.ADOPT]
    return found
