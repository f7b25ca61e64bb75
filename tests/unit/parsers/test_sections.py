"""How minutes fall into paragrafer: the forms of the sign, and what only looks like one."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import PartKind, Section
from parsers.sections import split

DECIDED = "Beslut\nKommunstyrelsen antar överenskommelsen.\n"


def document(text: str) -> DocumentText:
    return DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")


def sections(text: str) -> tuple[Section, ...]:
    return split(document(text))


def paragrafer(text: str) -> list[str | None]:
    return [section.paragraf for section in sections(text)]


def kinds(text: str) -> list[PartKind]:
    return [part.kind for part in sections(text)[0].parts]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("§ 77", "77"),
        ("§132", "132"),
        ("§ 125/2019 Dnr 2018/0715", "125/2019"),
        ("KS § 12:14", "12:14"),
        ("AU § 9:14", "9:14"),
        ("§ 68/20", "68/20"),
        ("Ks 132", "132"),
        ("§ KS 14", "14"),
        ("§ KS 5:14", "5:14"),
        ("§ Ks 14 Dnr KS 2015/121", "14"),
        ("Ks 14 §", "14"),
        ("KF 5:14 §", "5:14"),
        ("Paragraf 45", "45"),
        ("§ I2", "12"),
        ("§  77  Dnr KS 2015/188", "77"),
        ("§ 77. Överenskommelse om regn", "77"),
        ("§ 77 – Överenskommelse om regn", "77"),
        ("§. 77", "77"),
        ("Kommunstyrelsen § 77 Överenskommelse om regn", "77"),
        ("KS-§ 77", "77"),
        ("KS 2015 § 77", "77"),
    ],
)
def test_the_forms_of_a_paragraf(line: str, number: str) -> None:
    assert paragrafer(f"Sammanträdesprotokoll\n{line}\nÖverenskommelse om skyfall\n{DECIDED}") == [number]


def test_a_number_alone_is_a_paragraf_in_minutes_when_a_decision_follows() -> None:
    text = f"PROTOKOLL\nKommunstyrelsen\n193 Överenskommelse om skyfall\n{DECIDED}194 Policy för skyltar\n{DECIDED}"
    assert paragrafer(text) == ["193", "194"]


def test_points_of_a_decision_are_no_paragrafer() -> None:
    text = (
        "PROTOKOLL\nKommunstyrelsen\nÖverenskommelse om skyfall\n"
        "Beslut\n1 Kommunstyrelsen antar den.\n2 KSL underrättas.\n"
    )
    assert paragrafer(text) == [None]


@pytest.mark.parametrize(
    "line",
    [
        "Paragrafer §§ 88-118, 120-131",
        "enligt 50 § kommunallagen",
        "Arbetsutskottet har behandlat ärendet 2015-05-27, § 7:11.",
        "§ 112, och avslår därmed rekommendationen.",
    ],
)
def test_lists_laws_and_references_are_no_paragrafer(line: str) -> None:
    assert paragrafer(f"§ 77 Överenskommelse om skyfall\n{DECIDED}Sammanfattning\nKommunen beslutade\n{line}\n") == [
        "77"
    ]


def test_a_running_head_that_repeats_the_paragraf_starts_no_new_one() -> None:
    text = (
        "§ 77 Överenskommelse om skyfall\nBeslut\nKommunstyrelsen antar\n\f§ 77\növerenskommelsen.\n§ 78 Annat\n"
        + DECIDED
    )
    assert paragrafer(text) == ["77", "78"]


def test_a_document_without_any_paragraf_is_one_section() -> None:
    assert paragrafer("Tjänsteskrivelse\nFörslag till beslut\nKommunstyrelsen antar den.\n") == [None]
    assert paragrafer("") == [None]


def test_the_title_leaves_out_the_diarienummer_and_joins_its_lines() -> None:
    text = "§ 77 Dnr KS 2015/101\nÖverenskommelse om sam-\nverkan vid skyfall (KS 2015/101)\n" + DECIDED
    assert sections(text)[0].title == "Överenskommelse om samverkan vid skyfall"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Beslut sänds till", PartKind.DISPATCH),
        ("Kopia på beslutet till:", PartKind.DISPATCH),
        ("Beslut till", PartKind.DISPATCH),
        ("Vidarebefordras till", PartKind.DISPATCH),
        ("Avskrift till", PartKind.DISPATCH),
        ("Beslutet kommuniceras med", PartKind.DISPATCH),
        ("Expedieringslista", PartKind.DISPATCH),
        ("Beslutsunderlag", PartKind.DOCUMENTS),
        ("Beslutsgång", PartKind.PROCEDURE),
        ("Beslutande", PartKind.PROCEDURE),
        ("Förslag till beslut", PartKind.PROPOSAL),
        ("Förslag till beslut på sammanträdet", PartKind.MOTION),
        ("Förvaltningens förslag", PartKind.PROPOSAL),
        ("Yrkanden", PartKind.MOTION),
        ("Särskilt yttrande", PartKind.DISSENT),
        ("Reservation", PartKind.DISSENT),
        ("Tidigare behandling", PartKind.EARLIER),
        ("Ärendet i korthet", PartKind.BACKGROUND),
        ("Rätt utdraget intygar", PartKind.CERTIFICATION),
        ("Omröstning", PartKind.PROCEDURE),
    ],
)
def test_headings_open_their_parts(heading: str, kind: PartKind) -> None:
    text = f"§ 77 Överenskommelse om skyfall\n{DECIDED}{heading}\nVera Granlund (S).\n"
    assert kinds(text) == [PartKind.HEADING, PartKind.DECISION, kind]


@pytest.mark.parametrize(
    "heading", ["BESLUT", "B E S L U T", "Bes1ut", "Kommunstyrelsens beslut", "Kommunstyrelsens besult"]
)
def test_the_decision_is_found_under_damaged_headings(heading: str) -> None:
    text = f"§ 77 Överenskommelse om skyfall\n{heading}\nÖverenskommelsen antas.\n"
    assert kinds(text) == [PartKind.HEADING, PartKind.DECISION]


def test_a_heading_may_stand_left_of_its_text() -> None:
    text = (
        "§ 77 Överenskommelse om skyfall\nBeslut Kommunstyrelsen antar överenskommelsen.\n"
        "Bakgrund Kommunen har sett\növer frågan.\n"
    )
    assert kinds(text) == [PartKind.HEADING, PartKind.DECISION, PartKind.BACKGROUND]


def test_a_heading_in_a_column_of_its_own_opens_a_sentence_whose_verb_stands_in_the_next_line() -> None:
    text = (
        "§ 41 Avtal om vinterväghållning\nBeslut   Det av länet föreslagna avtalet om plogning vintertid\ngodkänns.\n"
    )
    assert kinds(text) == [PartKind.HEADING, PartKind.DECISION]


@pytest.mark.parametrize(
    "row",
    [
        "Beslut   Ansvarig   Klart när   Uppföljning   Anmärkning",  # the heads of a table
        "Beslut   Det nya avtalet",  # no sentence
        "Beslut om det föreslagna avtalet och plogning vintertid",  # a title
    ],
)
def test_what_stands_apart_from_beslut_and_is_no_sentence_is_not_decided(row: str) -> None:
    assert PartKind.DECISION not in kinds(f"§ 41 Avtal om vinterväghållning\n{row}\nsom det blev\n")


def test_beslut_om_within_a_title_is_no_heading() -> None:
    text = f"§ 77 Detaljplan vid Alléplan\nBeslut om antagande\n{DECIDED}"
    assert kinds(text) == [PartKind.HEADING, PartKind.DECISION]
    assert sections(text)[0].title == "Detaljplan vid Alléplan Beslut om antagande"


def test_an_unknown_heading_ends_the_decision() -> None:
    text = (
        "§ 77 Överenskommelse om skyfall\nBeslut\nÖverenskommelsen antas.\n"
        "Våra tankar\nKommunen har länge arbetat med frågan och sett behov.\n"
    )
    assert kinds(text) == [PartKind.HEADING, PartKind.DECISION, PartKind.BACKGROUND]


def test_a_numbered_sentence_is_a_point_and_no_heading() -> None:
    text = "Beslut\n1. Kommunstyrelsen antar avtalet.\n2. Tidigare beslut upphävs och ärendet återremitteras.\n"
    assert kinds(f"§ 7\nAvtal om regn\n\n{text}") == [PartKind.HEADING, PartKind.DECISION]


@pytest.mark.parametrize(
    "head",
    [
        "Överenskommelse om samverkan vid skyfall   § 77\nDiarienr: KS/2015:152\n\n",
        "Svar till länet – överenskommelse om\nsamverkan vid skyfall   § 77\n\n",
        "ÖVERENSKOMMELSE OM SAMVERKAN VID SKYFALL     KS § 77\n",
        "Överenskommelse om samverkan mellan länets kommuner   § 77\nvid skyfall\n\n",
    ],
)
def test_the_sign_may_stand_at_the_right_edge_of_the_title(head: str) -> None:
    (found,) = sections(f"SKOGSTADS KOMMUN\nKommunstyrelsen 2015-05-18\n\n{head}BAKGRUND\nDet regnar.\n{DECIDED}")
    assert found.paragraf == "77"
    assert "skyfall" in found.title.lower()
    assert "§" not in found.title


def test_each_sign_at_the_right_edge_opens_a_paragraf() -> None:
    text = f"Överenskommelse om skyfall   § 77\n{DECIDED}\nOmbyggnad av östra skolan   § 78\n{DECIDED}"
    assert paragrafer(f"Kommunstyrelsen 2015-05-18\n\n{text}") == ["77", "78"]


@pytest.mark.parametrize(
    "row",
    ["Kommunstyrelsens beslut 2015-03-02   § 12", "Utdrag ur protokoll för mars   § 12", "att anta avtalet nu   § 12"],
)
def test_a_paper_or_a_sentence_with_a_sign_at_its_edge_opens_none(row: str) -> None:
    assert paragrafer("Möte 2015-05-18\n" + "Det regnar.\n" * 9 + f"\n{row}\n{DECIDED}") == [None]


@pytest.mark.parametrize("label", ["Rubrik   ", "Ärende   ", "Ärenderubrik: ", "Ärendemening   "])
def test_a_title_beside_its_label_in_a_table_of_fields(label: str) -> None:
    (found,) = sections(
        f"Skogstads kommun\nParagraf   92 §\nDiarienummer   KS 2015/144\n{label}Överenskommelse om skyfall\n\n{DECIDED}"
    )
    assert (found.paragraf, found.title) == ("92", "Överenskommelse om skyfall")


def test_fields_below_a_title_that_runs_on_open_no_part() -> None:
    (found,) = sections(
        "§ 93\nProgram för regn i länet – rekommendation från\nKSL\nBeslutande   Kommunstyrelsen\n"
        "Protokoll från   2015-07-13\nDnr   KS/2015:506\n\nKommunstyrelsen beslutade\n– att anta programmet\n\n"
        "Bakgrund\nDet regnar."
    )
    assert found.title == "Program för regn i länet – rekommendation från KSL"
    assert [part.kind for part in found.parts] == [PartKind.HEADING, PartKind.DECISION, PartKind.BACKGROUND]


def test_a_table_of_fields_further_down_the_page_opens_the_next_paragraf() -> None:
    table = "Organ   Sammanträdesdatum   Paragraf\nKommunstyrelsen   2015-06-01   § {}\n\nÄrende\nRegn\n\n"
    assert paragrafer(f"SKOGSTADS KOMMUN\n\n{table.format(141)}{DECIDED}\n{table.format(143)}{DECIDED}") == [
        "141",
        "143",
    ]


def test_an_utskott_proposes_below_a_heading_of_its_own() -> None:
    text = (
        f"§ 77 Överenskommelse om regn\nFörslag till beslut från arbetsutskottet\nKommunstyrelsen antar den.\n{DECIDED}"
    )
    assert kinds(text) == [PartKind.HEADING, PartKind.PROPOSAL, PartKind.DECISION]
