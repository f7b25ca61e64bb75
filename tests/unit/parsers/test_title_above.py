"""A title above a paragraf's fields is its heading; the last words of what stood before never are."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import PartKind, Section
from parsers.sections import number_from, split

TITLE = "Överenskommelse om samverkan vid skyfall"
FIELDS = "Paragraf   § 61\nDiarienummer KS/2015:144\nSammanträde Kommunstyrelsen 2015-05-18\n"
BODY = "\nBeslut\nKommunstyrelsen antar överenskommelsen.\n"
FIRST = f"Val av ledamot i vattenrådet\n\n{FIELDS.replace('61', '60')}\nBeslut\nKommunstyrelsen väljer Bo Påhittad.\n"


def document(text: str) -> DocumentText:
    return DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")


def sections(text: str) -> tuple[Section, ...]:
    return split(document(text))


def headings(text: str) -> str:
    """The heading of the last paragraf, by which its matter is told."""
    last = sections(text)[-1]
    return " ".join(text[p.span.start : p.span.end] for p in last.parts if p.kind is PartKind.HEADING)


@pytest.mark.parametrize(
    "fields",
    [
        FIELDS,
        "Paragraf\n§ 61\nDiarienummer\nKS/2015:144\nSammanträde\nKommunstyrelsen 2015-05-18\n",
        "Paragraf\n61\nDnr\nKS 2015/144\nSammanträdesdatum\n18 maj 2015\n",
        "Ärendenummer: KS/2015:144\nParagraf: 61\nInstans: Kommunstyrelsen\nDatum: 2015-05-18\n",
        "Dnr\nKS/2015:144\nNämnd\nKommunstyrelsen\nParagraf\n§ 61\n",
        "Paragraf § 61 Diarienummer KS/2015:144 Sammanträde Kommunstyrelsen 2015-05-18\n",
        "Paragraf Ärende nr Sammanträdesdatum\n§ 61 KS/2015:144 2015-05-18\n",
        "§ 61\nOrgan Kommunstyrelsen\nSammanträdesdatum 2015-05-18\n",
        "Paragraf: § 61 | Dnr: KS/2015:144 | Sammanträde: Kommunstyrelsen 2015-05-18\n",
        "Paragraf\t§ 61\nInstans\tKommunstyrelsen i Skogstad\nSammanträdesdatum\t18 maj 2015, kl. 13.00-15.30\n",
        "Paragraf\n\n§ 61\n\nDnr\n\nKS 2015/144-106\n\nDatum\n\n2015-05-18\n",
    ],
)
def test_a_title_above_the_fields_is_the_heading(fields: str) -> None:
    text = f"Skogstads kommun, Kommunstyrelsen   7/22\n\n{TITLE}\n\n{fields}{BODY}"
    (section,) = sections(text)
    assert (section.paragraf, section.title) == ("61", TITLE)
    assert headings(text).startswith(TITLE)
    assert [part.kind for part in section.parts] == [PartKind.HEADING, PartKind.DECISION]


def test_a_title_above_may_run_over_lines() -> None:
    long = "Samarbetsavtal mellan kommunerna i länet om beredskap mot översväm-\nningar vid\nMälaren och Hjälmaren"
    (section,) = sections(f"Protokollsutdrag\n\n{long}\n\n{FIELDS}{BODY}")
    assert section.title == (
        "Samarbetsavtal mellan kommunerna i länet om beredskap mot översvämningar vid Mälaren och Hjälmaren"
    )


def test_each_paragraf_of_whole_minutes_has_its_own_title() -> None:
    found = sections(f"Skogstads kommun\nKommunstyrelsen\n\n{FIRST}\n{TITLE}\n\n{FIELDS}{BODY}")
    assert [(s.paragraf, s.title) for s in found] == [("60", "Val av ledamot i vattenrådet"), ("61", TITLE)]
    assert found[0].span.end == found[1].span.start


def test_a_title_at_the_head_of_a_page_is_the_heading_of_the_fields_below() -> None:
    pages = [
        f"Skogstads kommun, Kommunstyrelsen {n} / 2\n{part}" for n, part in ((1, FIRST), (2, f"{TITLE}\n{FIELDS}"))
    ]
    found = sections("\f".join(pages) + BODY)
    assert [s.title for s in found] == ["Val av ledamot i vattenrådet", TITLE]


@pytest.mark.parametrize(
    "before",
    [
        TITLE,  # no gap above: it may be the end of the paragraf before
        f"\nBeslutsunderlag\n{TITLE}",
        f"\nBeslutsunderlag\n\n{TITLE}\n",
        f"\nBeslutsunderlag\n\nRemiss från länet\n\n{TITLE}\n",  # one more paper of the list
        f"\nBeslutet skickas till\n\nKommunkansliet\n\n{TITLE}\n",
        f"\nBeslutsunderlag\nTjänsteskrivelse\n\nRemiss från länet\n\n{TITLE}\n",
        f"\nFöljande rekommendation anmäls:\n\n{TITLE}\n",
        f"\nFöljande rekommendationer anmäls:\nRemiss från länet\n\nSamråd om vatten\n\n{TITLE}\n",
        f"\n{TITLE}.\n",
        f"\n- {TITLE}\n",
        f"\nGruppen lämnar en anteckning om\n\n{TITLE}\n",
        f"\n2. {TITLE}\n",
        f"\nBilaga: {TITLE}\n",
        f"\nKommunstyrelsen antar {TITLE.lower()}\n",
        f"\n{TITLE}\n\nJusterandes sign\n",
        f"\n{TITLE}\n\fSkogstads kommun\n",  # the page before
        f"\n{TITLE}\n\nKommunstyrelsen\n",
    ],
)
def test_the_end_of_the_paragraf_before_is_no_heading(before: str) -> None:
    text = f"Skogstads kommun\n\n{FIRST}{before}\n{FIELDS}{BODY}"
    assert TITLE.lower() not in headings(text).lower()


@pytest.mark.parametrize(
    "end",
    [
        "Beslutsunderlag\nTjänsteskrivelse\n",
        "Beslutet skickas till\n\nKommunkansliet\nLänsstyrelsen\n",
        "Beslutsgång\n\nOrdföranden frågar.\n\nMötet bifaller det.\n",
    ],
)
def test_a_title_apart_from_the_paragraf_before_is_the_heading(end: str) -> None:
    assert sections(f"Skogstads kommun\n\n{FIRST}\n{end}\n{TITLE}\n\n{FIELDS}{BODY}")[-1].title == TITLE


@pytest.mark.parametrize(
    "head",
    [
        "Skogstads kommun",
        "Skogstads kommun, Kommunstyrelsen",
        "Kommunstyrelsen 2015-05-18",
        "Kommunstyrelsens arbetsutskott",
        "Protokollsutdrag",
        "Sammanträdesprotokoll",
        "Utdrag ur protokoll",
        "Plats: Stora salen",
        "Sida 7 av 22",
        "Torget 1, 123 45 Skogstad",
    ],
)
def test_the_head_of_a_page_is_no_title(head: str) -> None:
    text = f"{head}\n\n{FIELDS}{BODY}"
    assert not headings(text).startswith(head)


@pytest.mark.parametrize(
    "below",
    ["Svar på motion om simskola\n", "\nSvar på motion om simskola\nav Bo Påhittad\n", "Ärende\nSvar på motion\n"],
)
def test_a_title_below_the_fields_leaves_what_stands_above_alone(below: str) -> None:
    assert TITLE not in headings(f"Skogstads kommun\n\n{TITLE}\n\n{FIELDS}{below}{BODY}")


def test_where_one_paragraf_has_its_title_below_none_has_it_above() -> None:
    below = f"{FIELDS.replace('61', '60')}\nSvar på motion om simskola\n\nBeslut\nMotionen avslås.\n"
    text = f"Skogstads kommun\n\n{below}\nBilagt protokollet\nRemiss från länet\n\n{TITLE}\n\n{FIELDS}{BODY}"
    assert TITLE not in headings(text)


def test_most_minutes_have_sign_and_diarienummer_above_their_title() -> None:
    text = f"Skogstads kommun\n\n{FIRST}\n{TITLE}\n\n§ 61 Dnr KS/2015:144\n\nBeslut\nMotionen avslås.\n"
    assert TITLE not in headings(text)


def test_a_title_that_begins_as_a_label_is_a_title() -> None:
    (section,) = sections(f"Skogstads kommun\n\nSammanträdesdatum 2016\n\n{FIELDS}{BODY}")
    assert section.title != "Sammanträde Kommunstyrelsen 2015-05-18"
    (section,) = sections(f"Skogstads kommun\n\nDatum för sammanträden 2016\n\n{FIELDS}{BODY}")
    assert section.title == "Datum för sammanträden 2016"


def test_fields_below_the_title_are_no_part_of_it() -> None:
    (section,) = sections(f"§ 61 {TITLE}\nDiarienummer KS/2015:144\nSammanträde Kommunstyrelsen 2015-05-18\n{BODY}")
    assert section.title == TITLE


def test_the_number_is_quoted_from_its_own_row() -> None:
    text = f"Skogstads kommun\n\n{TITLE}\n\n{FIELDS}{BODY}"
    assert text[number_from(document(text), sections(text)[0]) :].startswith("Paragraf   § 61")


def test_a_field_in_the_head_does_not_open_the_paragraf_that_its_own_line_opens() -> None:
    (section,) = sections(f"Skogstads kommun\nParagraf: § 61\nDatum: 2015-05-18\n§ 61 {TITLE}\n{BODY}")
    assert section.title == TITLE


NAMED = "Kommunstyrelsen, § 61 | Ärendenummer KS-0144/2015"


@pytest.mark.parametrize(
    "row",
    [
        NAMED,
        "Kommunfullmäktige, § 61 · Dnr KS 2015/144",
        "Kommunstyrelsen § 61 – Diarienummer KS/2015:144",
        "Socialnämnden, § 61        Dnr SN 15/144",
        "Dnr KS 2015/144 | Kommunstyrelsens arbetsutskott, § 61",
        "§ 61, Kommunstyrelsen | Ärendenummer KS 15/144",
        "Kommunstyrelsen 2015-05-18, § 61 | Ärendenummer KS 15/144",
    ],
)
def test_a_row_of_body_sign_and_number_below_the_title_gives_the_paragraf(row: str) -> None:
    text = f"Protokollsutdrag\nMöte 2015-05-18\nSkogstads kommun\nSidnr 3\n{TITLE}\n{row}\n{BODY.lstrip()}"
    (section,) = sections(text)
    assert (section.paragraf, section.title) == ("61", TITLE)


def test_such_rows_begin_the_paragrafer_of_whole_minutes() -> None:
    first = f"Val av ledamot i vattenrådet\n{NAMED.replace('61', '60')}\nBeslut\nKommunstyrelsen väljer Bo Påhittad.\n"
    found = sections(f"Protokoll\nMöte 2015-05-18\n{first}\n{TITLE}\n{NAMED}\n{BODY.lstrip()}")
    assert [(s.paragraf, s.title) for s in found] == [("60", "Val av ledamot i vattenrådet"), ("61", TITLE)]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\nBeslutsunderlag\nTjänsteutlåtande 2015-04-01\n{NAMED}\n{BODY}",
        f"{TITLE}\n\nBeslutsunderlag\n\nKarta över området\n\n{NAMED}\n{BODY}",
        f"{TITLE}\n\nBakgrund\nÄrendet behandlades av nämnden\n{NAMED}\nNämnden ville vänta.\n{BODY}",
    ],
)
def test_such_a_row_among_papers_opens_no_paragraf(text: str) -> None:
    assert [section.paragraf for section in sections(text)] == [None]
