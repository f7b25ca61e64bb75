from __future__ import annotations

import pytest

from domain.document import DocumentText, Span
from parsers.find_dates import find_dates, find_field_dates, find_meeting_dates
from tests.unit.samples import document


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015-04-28", "2015-04-28"),
        ("den 19 mars 2015", "2015-03-19"),
        ("måndagen den 21 oktober 2019 kl. 18:02", "2019-10-21"),
        ("2014-1 1-24", "2014-11-24"),
        ("den 4:e maj 2015", "2015-05-04"),
        ("12/5 2015", "2015-05-12"),
        ("3 sept. 2015", "2015-09-03"),
        ("2015–06–01", "2015-06-01"),
        ("2015.06.01", "2015-06-01"),
        ("4.5.2015", "2015-05-04"),
        ("04.05.2015", "2015-05-04"),
        ("4 maj2015", "2015-05-04"),
        ("den 4maj 2015", "2015-05-04"),
        ("den 1:a juni år 2015", "2015-06-01"),
        ("2015-O5-O4", "2015-05-04"),
        ("2015\u00ad09\u00ad22", "2015-09-22"),  # a font that prints every hyphen as a soft one
    ],
)
def test_a_date_is_read_in_every_form_that_minutes_use(written: str, day: str) -> None:
    text = f"Sammanträde {written} i stadshuset"
    assert [date.day.isoformat() for date in find_dates(text, 0, len(text))] == [day]


@pytest.mark.parametrize(
    "written",
    ["2015-13-04", "den 31 februari 2015", "KS/2015:238", "08-530 610 00", "2015-4", "1.10.20156", "kap. 4.5.2"],
)
def test_what_only_looks_like_a_date_is_none(written: str) -> None:
    assert find_dates(written, 0, len(written)) == ()


def test_six_digits_are_a_date_only_where_asked_for() -> None:
    assert find_dates("KS 150528", 0, 9) == ()
    assert [d.day.isoformat() for d in find_dates("KS 150528", 0, 9, compact=True)] == ["2015-05-28"]


@pytest.mark.parametrize("written", ["2015 05 28", "2015/05/28", "28 maj -15", "28 maj ’15"])
def test_forms_of_a_pages_head_are_dates_only_there(written: str) -> None:
    assert find_dates(written, 0, len(written)) == ()
    assert [d.day.isoformat() for d in find_dates(written, 0, len(written), compact=True)] == ["2015-05-28"]


def test_a_label_of_the_head_reaches_no_day_in_the_text_below() -> None:
    text = document(
        "Ekerö kommun\nKommunfullmäktige   2015-08-06   Samverkan\nMöte   Diarieplan\nParagraf 115\nRIKTLINJER\n\n"
        "Bakgrund   Styrelsen beslutade den 11 juni 2015 att rekommendera riktlinjer.\n"
    )
    assert {e.value for e in find_meeting_dates(text, text.pages[0])} == {"2015-08-06"}


def _days(text: DocumentText, rule: str) -> set[str]:
    return {e.value for e in find_meeting_dates(text, text.pages[0]) if e.rule == rule}


def test_the_meeting_date_stands_under_its_label_in_a_table_head() -> None:
    text = document(
        "GRANBY KOMMUN PROTOKOLL\nOrgan Sammanträdesdatum Paragraf\nKommunstyrelsen 4 maj 2015 77\nÄrende\n"
    )
    assert _days(text, "meeting_date.label") == {"2015-05-04"}


def test_dates_of_justering_and_anslag_are_not_the_meetings() -> None:
    text = document("Kommunstyrelsen 2015-05-04\nJusterat 2015-05-11\nAnslaget tas ned 2015-06-02\n§ 77 Avtal\n")
    assert {e.value for e in find_meeting_dates(text, text.pages[0])} == {"2015-05-04"}


def test_a_print_date_on_the_meetings_line_does_not_hide_it() -> None:
    text = document("Kommunstyrelsen 2015-05-04 Utskriven 2015-05-12\n§ 77 Avtal\n")
    assert {e.value for e in find_meeting_dates(text, text.pages[0])} == {"2015-05-04"}


@pytest.mark.parametrize("stamp", ["Ankom\n2015-06-04", "GRANBY KOMMUN  Inkom\n 4 juni 2015 ", "Exp.\n150604"])
def test_a_stamp_of_two_lines_is_not_the_meetings_date(stamp: str) -> None:
    text = document(f"{stamp}\nGRANBY KOMMUN   PROTOKOLL\nKommunstyrelsen   2015-05-19\n§ 77 Avtal\n")
    assert {e.value for e in find_meeting_dates(text, text.pages[0])} == {"2015-05-19"}


@pytest.mark.parametrize("stamp", ["EXP. 2015-06-04", "INKOM 2015-06-04", "Mottaget 2015-06-04"])
def test_a_stamp_beside_the_head_is_not_the_meetings_date(stamp: str) -> None:
    text = document(f"GRANBY KOMMUN   PROTOKOLL   {stamp}\nKommunstyrelsen   2015-05-19\n§ 77 Avtal\n")
    assert {e.value for e in find_meeting_dates(text, text.pages[0])} == {"2015-05-19"}


def test_the_front_page_tells_the_date_by_place_and_time() -> None:
    text = document(
        "Protokoll\nPlats och tid Ekbackens sal, måndagen den 4 maj 2015, kl. 17.00\nJustering 2015-05-11\n"
    )
    assert _days(text, "meeting_date.place_and_time") == {"2015-05-04"}


def test_a_deadline_in_the_decision_is_not_the_meetings_date() -> None:
    text = document(
        "Kommunstyrelsen 2015-12-08\n§ 7 Avtal\nBeslut\nÄrendet bordläggs till sammanträdet den 19 januari 2016.\n"
    )
    assert {e.value for e in find_meeting_dates(text, text.pages[0])} == {"2015-12-08"}


def test_a_day_with_half_a_million_blanks_behind_it_costs_no_time() -> None:
    # were every way of sharing them out before the month tried, it would take days
    text = "den 4" + "\n" * 500_000 + "maj 2015"
    assert find_dates(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    "rows",
    [
        "§ 61 Överenskommelse om skyfall\n\nDiarienummer KS/2015:144\nSammanträde Kommunstyrelsen 2015-05-18\n",
        "Sammanträde Kommunstyrelsen 2015-05-18\n",
        "Dnr KS/2015:144\nInstans\nKommunstyrelsen 18 maj 2015\n",
        "Dnr KS/2015:144 Sammanträdesdatum: måndagen den 18 maj 2015\n",
    ],
)
def test_a_row_of_the_meeting_tells_its_date_whatever_stands_before(rows: str) -> None:
    page = document(rows)
    found = find_field_dates(page, Span(start=0, end=len(rows)))
    assert [(e.value, e.rule) for e in found] == [("2015-05-18", "meeting_date.label")]


@pytest.mark.parametrize(
    "line",
    [
        "Sammanträdet den 18 maj 2015 ställdes in",
        "Sammanträdesdatum 2015",
        "Organisationen Kommunstyrelsen 2015-05-18",
        "Ärendet bordlades vid sammanträde 2015-05-18",
        "Handlingen inkom 2015-05-18",
    ],
)
def test_a_sentence_about_a_day_is_no_row_of_the_meeting(line: str) -> None:
    assert find_field_dates(document(line), Span(start=0, end=len(line))) == ()
