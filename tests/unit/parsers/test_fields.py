"""A paper's fields are read in whatever way they are laid out, each with its own label's meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.field_cells import FieldKind
from parsers.fields import Field, field_rows, find_fields, is_row

DAYS = (
    "2015-05-18",
    "18 maj 2015",
    "måndagen den 18 maj 2015",
    "2015-05-18 kl. 18:30",
    "den 18 maj 2015, kl 13.00-15.30",
)
BODIES = ("Kommunstyrelsen", "Kommunfullmäktige", "KOMMUNSTYRELSEN", "Kommunstyrelsens arbetsutskott")
SIGNS = ("§ 61", "§61", "KS § 61", "§ 61/15", "KS 2015 § 61")
NUMBERS = ("KS 2015/144", "KS/2015:144", "2015/144 KS", "KS-2015/144.181", "KST 2015/144", "2015KS0144")
LABELS = {
    FieldKind.BODY: ("Organ", "Instans", "Beslutsinstans", "Nämnd/styrelse", "Beslutande organ", "Sammanträde"),
    FieldKind.DATE: ("Sammanträdesdatum", "Mötesdatum", "Sammanträdesdag", "Datum", "Möte"),
    FieldKind.PARAGRAF: ("Paragraf", "§"),
    FieldKind.NUMBER: ("Dnr", "Diarienummer", "Diarienr", "Ärendenummer", "Vår beteckning"),
    FieldKind.OTHER_DATE: ("Justeringsdatum", "Anslagsdatum"),
}


def lines_of(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def fields(text: str) -> list[Field]:
    return list(find_fields(text, lines_of(text)))


def labelled(text: str) -> dict[FieldKind, str]:
    return {f.kind: text[f.value.start : f.value.end] for f in fields(text) if f.labelled}


def beside(rows: list[tuple[str, str]], between: str) -> str:
    return "\n".join(label + between + value for label, value in rows)


def in_columns(rows: list[tuple[str, str]], *, below: bool) -> str:
    values, labels = "   ".join(value for _, value in rows), "   ".join(label for label, _ in rows)
    return f"{values}\n{labels}" if below else f"{labels}\n{values}"


LAYOUTS = {
    "colon": lambda rows: beside(rows, ": "),
    "blank": lambda rows: beside(rows, " "),
    "gap": lambda rows: beside(rows, "     "),
    "dots": lambda rows: beside(rows, " ........... "),
    "above": lambda rows: in_columns(rows, below=False),
    "below": lambda rows: in_columns(rows, below=True),
    "stacked": lambda rows: beside(rows, "\n"),
    "bars": lambda rows: " | ".join(f"{label} {value}" for label, value in rows),
}


@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    body=st.sampled_from(BODIES),
    day=st.sampled_from(DAYS),
    number=st.sampled_from(NUMBERS),
    labels=st.fixed_dictionaries({kind: st.sampled_from(words) for kind, words in LABELS.items()}),
    order=st.permutations([FieldKind.BODY, FieldKind.DATE, FieldKind.NUMBER, FieldKind.OTHER_DATE]),
)
def test_a_layout_never_changes_what_the_fields_say(
    layout: str, body: str, day: str, number: str, labels: dict[FieldKind, str], order: list[FieldKind]
) -> None:
    values = {
        FieldKind.BODY: body,
        FieldKind.DATE: day,
        FieldKind.NUMBER: number,
        FieldKind.OTHER_DATE: "2015-05-27",
    }
    text = LAYOUTS[layout]([(labels[kind], values[kind]) for kind in order])
    if len(text.split("\n")[0]) <= 160:
        assert labelled(text) == values


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "row", ["{}", "Kommunstyrelsen, 2015-05-18, {}", "Kommunstyrelsen, {} | Ärendenummer KS 2015/144"]
)
def test_a_sign_is_known_by_its_form(sign: str, row: str) -> None:
    text = row.format(sign)
    assert [text[f.value.start : f.value.end] for f in fields(text) if f.kind is FieldKind.PARAGRAF] == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "Organ   Mötesdatum   §\nKommunstyrelsen   2015-05-18   61",
        "Kommunstyrelsen   2015-05-18   61/15\nOrgan   Datum   §",
    ],
)
def test_a_number_below_or_above_the_sign_is_the_paragraf(text: str) -> None:
    assert labelled(text)[FieldKind.PARAGRAF].startswith("61")


def test_words_below_their_label_are_no_title() -> None:
    text = "Instans   Protokoll från   Handläggare\nKommunstyrelsen   18 maj 2015   Kommunledningskontoret"
    assert field_rows(text, lines_of(text)) == {0, 1}


@pytest.mark.parametrize(
    "text",
    [
        "Sammanträdesdatum   Justeringsdatum\nKommunstyrelsen   2015-05-27",  # whose day is it?
        "Organ   Justeringsdatum\nKommunstyrelsen   2015-05-18   2015-05-27",
    ],
)
def test_of_fewer_or_more_days_than_labels_none_is_the_meetings(text: str) -> None:
    assert FieldKind.DATE not in labelled(text)


@pytest.mark.parametrize(
    "line",
    [
        "Sammanträdesdatum 2016",
        "Sammanträde med länets kommuner",
        "Datum för nästa möte",
        "Organisation av samverkan",
        "Paragraf om jäv",
        "Kommunstyrelsen antar överenskommelsen",
        "Kommunstyrelsen beslutade 2015-03-02 att anta",
        "Ärende",
        "Plats för lek",
        "Status i projektet",
        "§ 61 Överenskommelse om samverkan",
        "Möte 2015-05-18 om samverkan",
        "",
    ],
)
def test_a_title_or_a_sentence_is_no_row_of_fields(line: str) -> None:
    assert not is_row(line, 0, len(line))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_fields(text: str) -> None:
    for field in fields(text):
        assert 0 <= field.value.start < field.value.end <= len(text)


def test_a_heading_below_a_field_of_words_is_no_value() -> None:
    text = "Instans   Kommunstyrelsen\nMötesdatum 2015-05-18\nStatus   Justerat\nKommunstyrelsens beslut"
    assert field_rows(text, lines_of(text)) == {0, 1, 2}


@pytest.mark.parametrize("number", ["KS 2015/144.106", "KS/2015:144", "Kst 2015/144", "2015/144 KS"])
@pytest.mark.parametrize("sign", [" ", ": ", "   "])
def test_a_number_beside_arende_is_the_diarienummer(number: str, sign: str) -> None:
    assert labelled(f"Ärende{sign}{number}") == {FieldKind.NUMBER: number}


@pytest.mark.parametrize("text", ["Ärende", "Ärende 7", "Ärende Överenskommelse om regn", "Ärende 2015-05-18"])
def test_arende_beside_anything_else_is_no_diarienummer(text: str) -> None:
    assert FieldKind.NUMBER not in labelled(text)


@pytest.mark.parametrize("sign", ["61 §", "61§", "§ 61", "61/15 §"])
def test_the_sign_may_stand_behind_its_number(sign: str) -> None:
    assert labelled(f"Paragraf   {sign}\nDiarienummer   KS 2015/144")[FieldKind.PARAGRAF] == sign


def test_a_paragraf_of_a_law_is_no_field() -> None:
    assert not is_row("26 § förvaltningslagen", 0, 22)


@pytest.mark.parametrize("words", ["1.4.2 Samverkan", "Kommunalhuset, sal A", "Siv Påhittad", "Kansliet i Skogstad"])
@pytest.mark.parametrize("label", ["Plats", "Handläggare", "Diarieplan"])
def test_words_may_stand_above_their_label_beside_the_day(words: str, label: str) -> None:
    text = f"Kommunstyrelsen   18 maj 2015   {words}\nOrgan   Sammanträdesdatum   {label}"
    assert labelled(text) == {FieldKind.BODY: "Kommunstyrelsen", FieldKind.DATE: "18 maj 2015"}


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen   18 maj 2015   antog avtalet\nOrgan   Justeringsdatum",
        "Det regnar   hela dagen\nOrgan   Plats",
        "Kommunstyrelsen   beslutar följande\nOrgan   Sammanträdesdatum",
    ],
)
def test_words_above_labels_that_do_not_ask_for_them_are_no_fields(text: str) -> None:
    assert 0 not in field_rows(text, lines_of(text))


def test_words_beside_their_label_leave_the_line_below_alone() -> None:
    text = "Organ   Kommunstyrelsen\nPlats   Kommunalhuset, sal A\nSamverkan vid skyfall"
    assert field_rows(text, lines_of(text)) == {0, 1}


@pytest.mark.parametrize("row", ["§: 69/15", "Paragraf: 69/15"])
def test_a_number_with_its_year_beside_the_sign_is_the_paragraf(row: str) -> None:
    assert labelled(f"Organ: Kommunstyrelsen\n{row}")[FieldKind.PARAGRAF] == "69/15"


def test_a_stop_after_the_number_ends_no_row() -> None:
    assert labelled("Kommunstyrelsen, 25 maj 2015, § 91., Dnr KS/2015/0624")[FieldKind.NUMBER] == "KS/2015/0624"


def test_two_labels_that_ask_for_board_or_day_take_what_stands_in_their_order() -> None:
    text = "Möte   Justeringsdatum   Sammanträde\n2015-05-18   2015-05-27   Kommunstyrelsen"
    found = labelled(text)
    assert (found[FieldKind.DATE], found[FieldKind.OTHER_DATE]) == ("2015-05-18", "2015-05-27")


def test_our_number_below_your_reference_is_no_field_and_the_row_stays_one() -> None:
    text = "Datum   Vår beteckning   Er beteckning\n2015-05-18   2015/0144 KS   KSL/15/0016-5"
    assert labelled(text) == {FieldKind.DATE: "2015-05-18", FieldKind.NUMBER: "2015/0144 KS"}
