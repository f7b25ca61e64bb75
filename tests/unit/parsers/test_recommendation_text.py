from __future__ import annotations

import pytest

from parsers.recommendation_text import RecommendationFields, read_recommendation
from tests.unit.samples import document

TEXT = """REKOMMENDATION
2016-04-07
Dnr: KSL/16/0033-4
Riktlinjer för gemensam utbildning av
skolskjutsförare

Rekommendation
Styrelsen beslutade vid sitt sammanträde den {decided} att rekommendera länets kommuner att anta
riktlinjerna. {more}

Tidsplan
Riktlinjerna gäller från och med den 1 januari 2017 och längst till den 31 december 2019.

Svarsperiod
{deadline}
"""


def fields(deadline: str = "", decided: str = "7 april 2016", more: str = "") -> RecommendationFields:
    return read_recommendation(document(TEXT.format(deadline=deadline, decided=decided, more=more)))


def value(found: object) -> str | None:
    return getattr(found, "value", None)


def test_number_title_and_date_are_read_from_the_head() -> None:
    found = fields()
    assert value(found.diarienummer) == "KSL/16/0033-4"
    assert value(found.title) == "Riktlinjer för gemensam utbildning av skolskjutsförare"
    assert value(found.decided_on) == "2016-04-07"


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("KSL önskar svar senast den 30 september 2016 med e-post.", "2016-09-30"),
        ("Ställningstaganden önskas senast 2016-09-30", "2016-09-30"),
        ("Svaret ska vara KSL till handa den 30 september 2016", "2016-09-30"),
    ],
)
def test_a_deadline_with_its_year_is_read(deadline: str, day: str) -> None:
    found = fields(deadline).respond_by
    assert found is not None
    assert (found.value, found.inferred) == (day, False)


@pytest.mark.parametrize(("written", "day"), [("30 september", "2016-09-30"), ("15 februari", "2017-02-15")])
def test_a_deadline_without_a_year_is_inferred_and_marked(written: str, day: str) -> None:
    found = fields(f"Svar senast den {written} med e-post till registrator.").respond_by
    assert found is not None
    assert (found.value, found.inferred) == (day, True)


def test_a_missing_deadline_is_not_guessed_from_other_dates() -> None:
    assert fields("Ställningstagandet meddelas när det föreligger.").respond_by is None


def test_the_recommendation_that_it_replaces_is_read() -> None:
    found = fields(more="Denna rekommendation ersätter rekommendation KSL/14/0011-2 av den 6 mars 2014.")
    assert value(found.supersedes) == "KSL/14/0011-2"


def test_text_of_another_kind_gives_nothing() -> None:
    found = read_recommendation(document("Hej!\nHär kommer en fråga om svarstiden."))
    assert (found.diarienummer, found.decided_on, found.respond_by) == (None, None, None)


def test_a_letterhead_of_several_lines_is_not_the_title() -> None:
    fields = read_recommendation(
        document(
            "Kommunförbundet\nKSL\nStockholms Län\n\nREKOMMENDATION\n2015-03-19\nDnr: KSL/15/0016-5\n\n"
            "Överenskommelse om samverkan för en trygg,\nsäker region\n\nRekommendation\nStyrelsen beslutade den 19 "
            "mars 2015 att rekommendera länets kommuner att anta överenskommelsen.\n"
        )
    )
    assert fields.title is not None
    assert fields.title.value == "Överenskommelse om samverkan för en trygg, säker region"


def test_when_it_applies_is_read_in_its_own_words() -> None:
    said = "Riktlinjerna gäller från och med den 1 januari 2017 och längst till den 31 december 2019."
    assert value(fields().terms) == said
    assert fields("Svar senast den 30 september 2016.").terms == fields().terms


def test_a_recommendation_that_does_not_say_when_it_applies_has_no_terms() -> None:
    assert read_recommendation(document("Dnr: KSL/16/0033-4\nKommunen avgör när svaret gäller.")).terms is None
