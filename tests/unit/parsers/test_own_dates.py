"""An adoption from or until another day than the recommendation's own is never accepted without a person."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.samples import catalogue
from domain.decision import Result, Status
from domain.doubt import Doubt
from domain.evidence import Outcome
from registrator.catalogue import catalogue_of
from tests.unit.matching.test_plain_words import MATTER, PAPER
from tests.unit.samples import judge

FROM_JULY = "Överenskommelsen gäller från den 1 juli 2015 och tills vidare."
TWO_YEARS = "Överenskommelsen gäller från den 1 juli 2015 till och med den 30 juni 2017."
AT_WILL = "Överenskommelsen gäller från och med antagandet och tills vidare."
SCHOOL_YEAR = "Överenskommelsen gäller från läsåret 2015/16 och löper tills vidare."
ADOPTS = f"1. Kommunstyrelsen antar {MATTER}.\n2. "


def judged(decision: str, terms: str) -> Result:
    rows = tuple(dataclasses.replace(row, terms=terms) for row in catalogue())
    known = catalogue_of(rows, authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))
    return judge(PAPER.format(decision=decision), known)


@pytest.mark.parametrize(
    ("decision", "terms"),
    [
        (f"Kommunstyrelsen antar {MATTER} att gälla från och med den 1 juli 2015.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER} fr.o.m. juli 2015.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER} att gälla från läsåret 2015/16.", SCHOOL_YEAR),
        (f"{ADOPTS}Beslutet gäller från den 1 juli 2015 då överenskommelsen träder i kraft.", FROM_JULY),
        (f"{ADOPTS}Beslutet gäller från den 1 juli 2015 då överenskommelsen träder i kraft.", ""),
        (f"{ADOPTS}Den tidigare överenskommelsen upphör att gälla den 30 juni 2015.", FROM_JULY),
        (f"{ADOPTS}Den överenskommelse som fullmäktige antog 2009 upphör därmed att gälla.", ""),
        (f"{ADOPTS}Socialnämnden får i uppdrag att tillämpa den från och med den 1 januari 2016.", AT_WILL),
        (f"{ADOPTS}Säkerhetschefen får i uppdrag att ta fram en handlingsplan senast den 1 mars 2016.", ""),
        (f"{ADOPTS}Kostnaden från och med 2016 finansieras inom kommunstyrelsens ram.", ""),
        (f"Kommunstyrelsen antar {MATTER} enligt KSL:s rekommendation från den 19 mars 2015.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER}, daterad 2015-03-19.", ""),
        (f"Kommunstyrelsen antar {MATTER} enligt stabens tjänsteskrivelse från den 4 maj 2015.", ""),
    ],
)
def test_the_recommendations_own_days_and_those_of_papers_are_certain(decision: str, terms: str) -> None:
    result = judged(decision, terms)
    assert (result.status, result.all_doubts) == (Status.REGISTERED, ())


@pytest.mark.parametrize(
    ("decision", "terms"),
    [
        (f"Kommunstyrelsen antar {MATTER} att gälla från och med den 1 juli 2015.", ""),
        (f"Kommunstyrelsen antar {MATTER} att gälla från och med den 1 januari 2016.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER} från och med den 1 januari 2016.", AT_WILL),
        (f"Kommunstyrelsen antar {MATTER} för 2015.", FROM_JULY),
        (f"{ADOPTS}Överenskommelsen gäller från och med den 1 januari 2017.", FROM_JULY),
        (f"{ADOPTS}Beslutet gäller från den 1 juli 2016 då överenskommelsen träder i kraft.", FROM_JULY),
        (f"{ADOPTS}Den tidigare överenskommelsen upphör att gälla den 31 december 2015.", FROM_JULY),
        (f"{ADOPTS}Socialnämnden får i uppdrag att tillämpa den från och med den 1 januari 2016.", FROM_JULY),
        (f"Kommunstyrelsen antar KSL:s rekommendation om {MATTER} från den 1 augusti 2015.", FROM_JULY),
        (f"{ADOPTS}Kommundirektören får i uppdrag att underteckna den den 1 januari 2016.", FROM_JULY),
        (f"{ADOPTS}Beslutet gäller från 1.7.2016.", FROM_JULY),
        (f"{ADOPTS}Överenskommelsen gäller 2015-07-01--2016-06-30.", FROM_JULY),
        (f"{ADOPTS}Den tidigare överenskommelsen upphör att gälla vid årsskiftet.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER}, daterad 2015-05-02.", FROM_JULY),
    ],
)
def test_another_day_is_left_to_a_person(decision: str, terms: str) -> None:
    result = judged(decision, terms)
    assert result.status is Status.FLAGGED
    assert Doubt.OTHER_DATES in result.all_doubts


FROM_NEW_YEAR = "Överenskommelsen gäller från den 1 januari 2015 till och med den 30 juni 2016."
AND_THAT = f"Kommunstyrelsen beslutar\natt anta {MATTER}, samt\natt "


@pytest.mark.parametrize(
    ("decision", "terms"),
    [
        (f"{AND_THAT}kommunens andel 2016, 58 000 kronor, tas ur kommunstyrelsens budget.", FROM_JULY),
        (f"{AND_THAT}kostnaden för 2016 finansieras inom kommunstyrelsens ram.", FROM_JULY),
        (f"{AND_THAT}säkerhetschefen får i uppdrag att redovisa arbetet under 2016.", FROM_JULY),
        (f"{AND_THAT}anvisa 58 000 kronor för 2016 ur kommunstyrelsens anslag.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER} att gälla från och med vårterminen 2015.", FROM_NEW_YEAR),
        (f"Kommunstyrelsen antar {MATTER} att gälla från höstterminen 2015.", FROM_JULY),
    ],
)
def test_a_budget_year_and_a_term_are_days_of_their_own(decision: str, terms: str) -> None:
    assert judged(decision, terms).all_doubts == ()


@pytest.mark.parametrize(
    ("decision", "terms"),
    [
        (f"{AND_THAT}överenskommelsen tillämpas 2016.", FROM_JULY),
        (f"{AND_THAT}avtalet tecknas för 2016.", FROM_JULY),
        (f"{AND_THAT}kommunens deltagande avser 2016.", FROM_JULY),
        (f"{AND_THAT}kommunen deltar under 2016.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER} att gälla från och med höstterminen 2015.", FROM_NEW_YEAR),
        (f"Kommunstyrelsen antar {MATTER} att gälla från vårterminen 2016.", FROM_JULY),
        (f"Kommunstyrelsen antar {MATTER} att gälla till och med vårterminen 2016.", FROM_JULY),
    ],
)
def test_a_year_or_a_term_of_the_agreement_itself_is_left_to_a_person(decision: str, terms: str) -> None:
    assert judged(decision, terms).status is Status.FLAGGED


def test_the_end_of_the_old_one_cannot_be_told_from_a_school_year() -> None:
    words = f"{ADOPTS}Den tidigare överenskommelsen upphör att gälla den 30 juni 2015."
    assert Doubt.OTHER_DATES in judged(words, SCHOOL_YEAR).all_doubts


_TIMES = (
    "läsåret 2015/16",
    "2015",
    "juli 2015",
    "den 31 februari 2015",
    "2015-02-30",
    "årsskiftet",
    "1.1.2016",
    "9999",
)
_BOUNDS = ("gäller från", "gäller till och med", "upphör att gälla", "träder i kraft", "ersätter den tidigare från")


@settings(max_examples=40)
@given(
    decided=st.tuples(st.sampled_from(_BOUNDS), st.sampled_from(_TIMES)),
    terms=st.lists(st.tuples(st.sampled_from(_BOUNDS), st.sampled_from(_TIMES)), max_size=2),
)
def test_no_day_stops_the_reading(decided: tuple[str, str], terms: list[tuple[str, str]]) -> None:
    own = " ".join(f"Överenskommelsen {' '.join(words)}." for words in terms)
    assert judged(f"{ADOPTS}Den tidigare överenskommelsen {' '.join(decided)}.", own).decisions


def test_the_recommendations_own_last_day_is_no_condition() -> None:
    words = f"Kommunstyrelsen antar {MATTER} att gälla från den 1 juli 2015 till och med den 30 juni {{}}."
    own, other = judged(words.format(2017), TWO_YEARS), judged(words.format(2016), TWO_YEARS)
    assert (own.status, own.decisions[0].outcome) == (Status.REGISTERED, Outcome.ADOPTED)
    assert (other.status, other.decisions[0].outcome) == (Status.FLAGGED, Outcome.ADOPTED_WITH_CONDITIONS)


def test_the_last_day_with_another_limit_stays_a_condition() -> None:
    words = f"Kommunstyrelsen antar {MATTER} till och med den 30 juni 2017, dock endast för grundskolan."
    assert judged(words, TWO_YEARS).decisions[0].outcome is Outcome.ADOPTED_WITH_CONDITIONS
