"""Whether an adoption applies when the recommendation says: another day, or one that nobody knows, is another answer.

"Överenskommelsen gäller från och med den 1 januari 2017" beside the adoption of one that applies from 1 July 2016 is no
plain yes. Dates of papers and of earlier decisions are not meant: "tjänsteutlåtande den 4 maj 2015".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.catalogue import Recommendation
from domain.decision import Dated
from domain.document import DocumentText
from domain.doubt import Doubt
from domain.evidence import EvidenceKind, Outcome, PartKind, Ruling, Section
from parsers.conditions import UNTIL
from parsers.folding import fold, pattern
from parsers.side_points import is_side_point
from parsers.validity import Bound, Moment, Terms, find_moments, terms_of

# The verb that a time belongs to is the last before it.
_VERB = pattern(
    r"\b(?P<applies>gäll(?:a|er|s)|träd(?:a|er)|kraft|verkan|giltig\w*|anta(?:r|s|gande)?|ansl[uö]t\w*|godkän\w+|ingå\w*|\w*teckna\w*)\b"
    r"|\b(?P<lives>tillämp\w*|inför\w*|implementera\w*|arbeta\w*|använd\w*)\b"
    r"|\b(?P<pays>finansier\w*|belast\w*|kostnad\w*|bekosta\w*|budget\w*|anslå\w*|avsätt\w*|medel|redovisa\w*|rapporter\w*"
    r"|återkom\w*|utse\w*|välj\w*|handlingsplan\w*)\b"
)
_OLD_ONE = pattern(
    r"\b(?:tidigare|nuvarande|äldre|hittillsvarande|gamla|avtal(?:et)? från"
    r"|som \w+ (?:antog|godkände|beslutade)|antag(?:en|na|et)|ersätt(?:er|s|as|a)|säg\w* upp|upphäv\w*)\b"
)
_TAKEN_BACK = pattern(r"\b(?:upphör|upphävs?|upphäva|upphäver|ersätter|ersätts|ändras|rivs upp|återkallas?)\b")
_DECIDED = pattern(r"\b(?:beslut(?:et)?|som \w+ (?:antog|godkände|ingick|slöt))(?: (?:av|den|från))* $")
_OF_THE_TEXT = pattern(
    r"\b\w*(?:överenskommelse|avtal|princip|avsiktsförklaring)\w*\b(?:(?!skrivelse|utlåtande|promemoria|protokoll|bilaga"
    r"|yttrande|förslag|beslut|rekommendation)[^.;])*\b(?:dater|dagteckna|version|revider|upprätta|omarbeta)\w*"
    r"(?: (?:den|från))* $"
)
_OF_A_YEAR = pattern(
    r"\b(?:överenskommelse|avtal|avsiktsförklaring|riktlinje|policy|rutin|handlingsplan|program|regler|strategi|beslut)\w*"
    r" från (?:den |år )?$"
)
# A point of its own too: ", samt att kommunens andel 2016 tas ur budgeten" says nothing of the agreement before it.
_SENTENCE = re.compile(
    r"(?<=[a-zåäö0-9])(?<![.\s]\w)[.;]\s+(?=[A-ZÅÄÖ0-9])|\n\s*\n|,?\s(?:och|samt)\s(?=att\s(?!gälla\b))"
)
# "får i uppdrag att under 2016 återkomma med": the task's own time, when the task is to report or to plan
_GIVEN = pattern(r"\buppdra(?:g|r|s|get|)\b[^.;]*\batt(?: under| senast(?: den)?)? ?$")
_REPORTS = pattern(
    r"\W*(?:återkomma(?: till \w+)? med|redovisa|rapportera|återrapportera|ta fram|utarbeta|upprätta)"
    r"(?! (?:\w+ ){0,4}(?:ändring\w*|\w*överenskommelse\w*|\w*avtal\w*)\b)"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RECOMMENDS = pattern(r" (?:rekommenderad|föreslag|framtag|utarbetad)\w*")
_RECOMMENDED = pattern(r"\brekommendation\w*(?: [\w:/-]+){0,6} från (?:den )?$")


def judge_dates(
    document: DocumentText, section: Section, ruling: Ruling, recommendations: Iterable[Recommendation]
) -> tuple[Dated, ...]:
    """Those recommendations whose adoption the days in the section make another one, or a plain one.

    Plain is an adoption whose only limit is the recommendation's own last day: its ruling is given without it.
    """
    if ruling.outcome not in _ADOPTIONS:
        return ()
    said = tuple(
        (sentence, m, decides)
        for sentence, decides in _said(document, section, ruling)
        for m in find_moments(sentence)
        if not is_side_point(" ".join(fold(sentence).split()))
    )
    return tuple(dated for known in recommendations if (dated := _judged(said, ruling, known))) if said else ()


_ADOPTIONS = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS})


def _judged(said: tuple[tuple[str, Moment, bool], ...], ruling: Ruling, known: Recommendation) -> Dated | None:
    terms = terms_of(known.terms)
    if any(_is_strange(sentence, moment, terms, known, decides) for sentence, moment, decides in said):
        return Dated(recommendation=known.diarienummer, other=True, ruling=ruling)
    if terms.ends and _ends_alone(ruling):
        return Dated(recommendation=known.diarienummer, other=False, ruling=_without_end(ruling))
    return None


def _said(document: DocumentText, section: Section, ruling: Ruling) -> Iterator[tuple[str, bool]]:
    """All that the decision says, sentence by sentence, and whether it decides: what is harmless can name a day too."""
    parts = [part.span for part in section.parts if part.kind is PartKind.DECISION]
    for spans, decides in ((parts, False), ((*ruling.decides, *ruling.besides), True)):
        for span in spans:
            for sentence in _SENTENCE.split(document.printed(span, section.furniture)):
                yield sentence, decides


def _is_strange(sentence: str, moment: Moment, terms: Terms, known: Recommendation, decides: bool) -> bool:
    """Whether this time is neither a paper's nor the recommendation's own."""
    folded = " ".join(fold(sentence).split())
    before, day = folded[: moment.start], known.decided_on.isoformat()
    if _GIVEN.search(before) and _REPORTS.match(folded, moment.end):
        return False
    named = folded[moment.start : moment.end] in fold(known.title)
    if moment.bound is Bound.PAPER and _TAKEN_BACK.search(folded) and _DECIDED.search(before) and moment.value >= day:
        return True  # "ersätter kommunstyrelsens beslut 2015-04-13 § 80": an earlier answer to the same
    if decides and _RECOMMENDS.match(folded, moment.end):
        return moment.value != day  # "den av styrelsen den 7 maj 2015 rekommenderade överenskommelsen"
    if moment.bound is Bound.PAPER and decides and _OF_THE_TEXT.search(before):
        return moment.value != day  # "antar överenskommelsen daterad 2015-05-02" is another text
    if moment.bound is Bound.PAPER or named or (moment.explained and not terms.told):
        return False
    if moment.value == day and (moment.bound is Bound.OTHER or _RECOMMENDED.search(before)):
        return False
    old = bool(_OLD_ONE.search(before) or (_OF_A_YEAR.search(before) and _TAKEN_BACK.search(folded)))
    if _OF_A_YEAR.search(before) and _TAKEN_BACK.search(folded) and moment.value >= day[: len(moment.value)]:
        return True  # "överenskommelsen från 2015 upphör", of a recommendation of 2015: which one is it?
    if old and moment.value < day[: len(moment.value)] and moment.bound is not Bound.END:
        return False  # "det avtal från 2009 som ersätts"
    verb = next(iter(reversed(list(_VERB.finditer(before)))), None)
    if verb and verb.lastgroup == "pays":
        return False
    if moment.bound is Bound.END:
        return not moment.values & (_ends_of_old(terms) if old else terms.ends)
    if moment.bound is Bound.START:
        at_will = verb is not None and verb.lastgroup == "lives" and terms.told and not terms.starts
        return not at_will and not moment.values & terms.starts
    return decides or (verb is not None and verb.lastgroup == "applies")  # "underteckna avtalet den 1 januari 2016"


def _ends_of_old(terms: Terms) -> frozenset[str]:
    """What is replaced ends when the new begins, or the day before; nobody knows when a school year does."""
    days = {dt.date.fromisoformat(start) for start in terms.starts if _DAY.fullmatch(start)}
    return frozenset(d.isoformat() for day in days for d in (day, day - dt.timedelta(days=1)))


def _limits(ruling: Ruling) -> set[str]:
    return {e.rule for e in ruling.evidence if e.kind is EvidenceKind.OUTCOME and e.rule.startswith("condition.")}


def _ends_alone(ruling: Ruling) -> bool:
    """Nothing but the day on which it ends makes this adoption a conditional one."""
    others = set(ruling.doubts) - {Doubt.CONDITIONS}
    return ruling.outcome is Outcome.ADOPTED_WITH_CONDITIONS and _limits(ruling) == {UNTIL} and not others


def _without_end(ruling: Ruling) -> Ruling:
    said = Outcome.ADOPTED.value
    kept = tuple(
        replace(e, value=said) if e.kind is EvidenceKind.OUTCOME else e for e in ruling.evidence if e.rule != UNTIL
    )
    return replace(ruling, outcome=Outcome.ADOPTED, doubts=(), evidence=kept)
