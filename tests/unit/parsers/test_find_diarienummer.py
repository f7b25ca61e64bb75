from __future__ import annotations

import pytest

from parsers.find_diarienummer import find_diarienummer
from tests.unit.samples import document, whole

FORMS = [
    "KS/2014:458",
    "KS 2015.152",
    "KS 2013/372-100",
    "12KS/0491",
    "KS-2018/451.181",
    "2015/KS 0011 001",
    "2017KSM0604 301",
    "SN 18/0098",
    "329-384/2013",
    "KFKS 2015/15-002",
    "KS-0444/2016",
    "KS 07-409 024",
    "KS/2017/0022/042-20",
    "12/51",
    "2018/0715 KS-7",
    "2016/0098 KS",
    "KS15/246",
    "Kst 2015/139",
    "KS 2015-1102",
    "UBN 2008/176-639",
    "2015-188",
    "2015-000188",
    "188/15",
    "KS.2015.188",
    "2015.188.KS",
]


@pytest.mark.parametrize("label", ["Dnr ", "Diarienummer: ", "Diarienr ", "Dnr: "])
@pytest.mark.parametrize("written", FORMS)
def test_every_form_is_read_behind_its_label(label: str, written: str) -> None:
    text = document(f"§ 77 Avtal\n{label}{written}\nBeslut\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == [written]


@pytest.mark.parametrize("written", ["KS/2015:311", "Kst 2015/482", "KS 2015.152"])
def test_a_number_in_brackets_after_the_title_is_the_matters(written: str) -> None:
    text = document(f"§ 77\nAvtal om samverkan ({written})\nBeslut\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == [written]


@pytest.mark.parametrize(
    ("broken", "written"),
    [
        ("KS\n2015.152", "KS 2015.152"),
        ("KFKS\n2015/215-170", "KFKS 2015/215-170"),
        ("KFKS 2015/\n215-170", "KFKS 2015/215-170"),
        ("KS 2013/372-\n100", "KS 2013/372-100"),
        ("2015/546\nKS", "2015/546 KS"),
    ],
)
def test_a_number_in_brackets_can_be_broken_over_the_line(broken: str, written: str) -> None:
    text = document(f"§ 77\nAvtal om samverkan i en trygg region ({broken})\nBeslut\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == [written]


def test_our_own_number_broken_over_the_line_is_none_of_theirs() -> None:
    text = document("§ 77\nAvtal om samverkan i en trygg region (KSL\n15/0016-5)\nBeslut\n")
    assert find_diarienummer(text, whole(text)) == ()


def test_a_number_beside_the_paragraf_needs_no_label() -> None:
    text = document("Ks § 152 KS/2015/0141/170-4\nAvtal om samverkan\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == ["KS/2015/0141/170-4"]


def test_a_number_under_its_label_in_a_table_head_is_found() -> None:
    text = document("Organ Sammanträdesdatum Paragraf Diarienummer\nKommunstyrelsen 2015-09-14 § 141 KS 2015/0288\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == ["KS 2015/0288"]


@pytest.mark.parametrize("ours", ["KSL/15/0016-5", "KSL/15/0016", "KSL 15/0016-5", "KSL/2015/0016-5"])
def test_our_own_number_is_never_the_municipalitys(ours: str) -> None:
    text = document(f"§ 77 Avtal\nDnr {ours}\n({ours})\n{ours}\n")
    assert find_diarienummer(text, whole(text)) == ()


def test_a_year_in_brackets_or_a_page_number_is_no_diarienummer() -> None:
    text = document("§ 77 Avtal (2015)\n14 (28)\nSida 1/2\n(2/28)\n")
    assert find_diarienummer(text, whole(text)) == ()


@pytest.mark.parametrize(
    "line", ["2015-06-11   KS/2015:133", "Samverkansavtal om   KS/2015:133", "KS/2015:133   2 (4)"]
)
def test_a_number_in_a_column_of_its_own_is_read(line: str) -> None:
    text = document(f"SOLNA STAD   ORDFÖRANDEBESLUT\n{line}\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == ["KS/2015:133"]


@pytest.mark.parametrize("line", ["Tid   18:02   Plats", "Kommunstyrelsen   2015-06-11", "Sida   12/51"])
def test_other_numbers_in_a_column_are_not(line: str) -> None:
    text = document(f"SOLNA STAD   PROTOKOLL\n{line}\n")
    assert find_diarienummer(text, whole(text)) == ()


@pytest.mark.parametrize("written", ["KFKS 2015/288\u00ad040", "KFKS\u00a02015/288–040", "KFKS 2015/288-040\r"])
def test_a_number_is_read_whatever_hyphens_and_blanks_it_is_printed_with(written: str) -> None:
    text = document(f"Dnr {written}\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == ["KFKS 2015/288-040"]


@pytest.mark.parametrize("line", ["Dnr 2015-05-04", "2015-188", "188/15", "Dnr, se 18/15"])
def test_a_date_or_a_number_without_a_label_is_no_diarienummer(line: str) -> None:
    text = document(f"§ 77 Avtal\nom samverkan, {line} i kommunen\nBeslut\n")
    assert find_diarienummer(text, whole(text)) == ()


@pytest.mark.parametrize("piece", ["Dnr ", "\t", "1 "])
def test_a_line_of_nothing_but_labels_or_blanks_costs_no_time(piece: str) -> None:
    # were the rest of the line searched from each of them, it would take an hour
    text = document(piece * 200_000 + "x")
    assert find_diarienummer(text, whole(text)) == ()


@pytest.mark.parametrize("written", ["2014/0117 KS", "2015:209 KS", "2018/0715 KS-7", "2015/44 Kst"])
@pytest.mark.parametrize("gap", ["   ", " " * 40])
def test_a_number_at_the_right_edge_of_the_paragrafs_row_needs_no_label(written: str, gap: str) -> None:
    text = document(f"§ 52   Avtal om samverkan i länet{gap}{written}\nKommunstyrelsens beslut\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == [written]


@pytest.mark.parametrize(
    "row",
    [
        "§ 52   Yttrande över motion 2014/0117 KS",
        "§ 52   Budget för   2014/2015 KS",
        "Yttrande över motion   2014/0117 KS",
        "§ 52   Avtal   2014/0117 KS behandlas senare",
    ],
)
def test_such_a_number_within_the_words_or_in_another_row_is_not_the_matters(row: str) -> None:
    text = document(f"{row}\nKommunstyrelsens beslut\n")
    assert find_diarienummer(text, whole(text)) == ()


@pytest.mark.parametrize("label", ["Möte", "MÖTE", "Datum", "DATUM"])
def test_a_date_behind_its_label_is_no_diarienummer(label: str) -> None:
    text = document(f"Protokollsutdrag\n{label} 2014-12-15\n{label} 2014-12-15   Skogstads kommun\n")
    assert find_diarienummer(text, whole(text)) == ()


def test_a_row_of_nothing_but_gaps_costs_no_time() -> None:
    text = document("§ 5  " + " 2014/0117 KS  " * 20_000 + "x\n" + "§ 5  x\n" * 20_000)
    assert find_diarienummer(text, whole(text)) == ()


def test_a_labelled_number_can_be_broken_over_the_line() -> None:
    text = document("§ 71 Avtal om samverkan i en trygg region   Dnr KS\n15/0120\n\nBeslut\n")
    assert [e.value for e in find_diarienummer(text, whole(text))] == ["KS 15/0120"]
