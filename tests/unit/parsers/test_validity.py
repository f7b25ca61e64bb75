from __future__ import annotations

import pytest

from parsers.validity import Bound, find_moments, says_when, terms_of


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("att gälla från den 1 januari 2015 till och med den 30 juni 2016", ["start 2015-01-01", "end 2016-06-30"]),
        ("gäller fr.o.m. 2015-07-01", ["start 2015-07-01"]),
        ("med verkan från den 1:a juli 2015", ["start 2015-07-01"]),
        ("träder i kraft den 1 april 2016", ["start 2016-04-01"]),
        ("gäller från läsåret 2015/16", ["start läsår 2015"]),
        ("från och med juli 2016", ["start 2016-07"]),
        ("den tidigare upphör därmed att gälla den 30 juni 2016", ["end 2016-06-30"]),
        ("gäller 2015", ["other 2015"]),
        ("för åren 2015–2017", ["other 2015"]),
        ("enligt tjänsteutlåtande från den 4 maj 2015", ["paper 2015-05-04"]),
        ("som fullmäktige antog 2014-12-08, § 201", ["paper 2014-12-08"]),
        ("att gälla 2015-07-01--2016-06-30", ["start 2015-07-01", "other 2016-06-30"]),
        ("upphör att gälla vid årsskiftet", ["end arsskiftet"]),
        ("dnr KS 2015/311, 2 000 kronor och 2015 kronor", []),
    ],
)
def test_a_time_is_a_start_an_end_or_a_papers(words: str, found: list[str]) -> None:
    assert [f"{m.bound.value} {m.value}" for m in find_moments(words)] == found


def test_a_day_explained_by_the_agreements_own_start_is_told_apart() -> None:
    own, bare = find_moments("från den 1 juli 2016 då överenskommelsen träder i kraft, från den 1 augusti 2016")
    assert (own.explained, bare.explained) == (True, False)


def test_a_year_or_a_month_starts_on_its_first_day() -> None:
    year, month = find_moments("från och med 2015 och från juli 2016")
    assert "2015-01-01" in year.values
    assert "2016-07-01" in month.values
    assert [m.bound for m in (year, month)] == [Bound.START, Bound.START]


def test_the_end_of_an_older_agreement_is_no_end_of_this_one() -> None:
    terms = terms_of("Avtalet gäller från den 1 juli 2016. Det tidigare upphör att gälla den 30 juni 2016.")
    assert (terms.starts, terms.ends) == (frozenset({"2016-07-01"}), frozenset())


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Överenskommelsen gäller retroaktivt från 2015-01-01 och tills vidare.", True),
        ("Avtalet föreslås träda i kraft den 1 april 2016 och gälla tills vidare.", True),
        ("Avsiktsförklaringen gäller till dess att den ersätts.", True),
        ("Rekommendationen adresseras till kommunstyrelserna enligt den rutin som gäller vid beslut.", False),
        ("KSL önskar svar senast den 15 juni 2015.", False),
        ("Den tidigare överenskommelsen upphör att gälla den 1 juli 2016.", False),
    ],
)
def test_a_sentence_that_says_when_a_recommendation_applies(sentence: str, says: bool) -> None:
    assert says_when(sentence) is says


def test_terms_that_nobody_has_read_are_not_told() -> None:
    assert not terms_of("").told
    assert terms_of("Principerna gäller från och med antagandet och tills vidare.").told
