from __future__ import annotations

import dataclasses

import pytest

from domain.document import Span
from domain.evidence import Evidence, EvidenceKind, Part, PartKind
from matching.heading_topic import another_matter
from tests.unit.samples import AGREEMENT, CATALOGUE, document, reading, section

TITLE = "överenskommelse om samverkan för en trygg, säker och störningsfri region"


def told(heading: str, decision: str = "Ärendet bordläggs.", *, title: str = TITLE) -> str | None:
    """What a heading with the title in it makes of the matter, and a decision that may hold the title too."""
    text = document(f"{heading}\n{decision}")
    spans = (Span(start=0, end=len(heading)), Span(start=len(heading) + 1, end=len(heading) + 1 + len(decision)))
    kinds = (PartKind.HEADING, PartKind.DECISION)
    found = [
        Evidence(
            kind=EvidenceKind.RECOMMENDATION,
            value=AGREEMENT.diarienummer,
            quote=title,
            page=1,
            span=Span(start=span.start + at, end=span.start + at + len(title)),
            rule=f"recommendation.title_full.{kind.value}",
        )
        for kind, span, said in zip(kinds, spans, (heading, decision), strict=True)
        if (at := said.lower().find(title)) >= 0
    ]
    made = section(more=tuple(found))
    parts = tuple(Part(kind=kind, heading="", span=span) for kind, span in zip(kinds, spans, strict=True))
    made = dataclasses.replace(made, section=dataclasses.replace(made.section, parts=parts))
    return another_matter(dataclasses.replace(reading(made), text=text), made, AGREEMENT.diarienummer, CATALOGUE)


@pytest.mark.parametrize(
    "heading",
    [
        f"§ 77 Dnr KS 2015/238\n{TITLE}",
        f"Svar på KSL:s rekommendation om {TITLE}",
        f"Botkyrka kommuns anslutning till {TITLE} (KSL/15/0016-5)",
        f"Regional krisberedskap – {TITLE}",
        f"Besvarande av återremiss: {TITLE}",
        f"Ställningstagande till förslag till {TITLE}",
    ],
)
def test_words_of_answering_leave_the_matter_what_it_is(heading: str) -> None:
    assert told(heading) is None


@pytest.mark.parametrize(
    "heading",
    [
        f"Uppföljning av {TITLE}",
        f"Uppsägning av {TITLE}",
        f"Ny {TITLE}",
        f"Tilläggsavtal till {TITLE}",
        f"Arbetsgrupp för {TITLE}",
        f"{TITLE}, förlängning",
        f"Yttrande över förslag till {TITLE}",
    ],
)
def test_a_notice_or_an_addition_is_another_matter(heading: str) -> None:
    assert told(heading)


@pytest.mark.parametrize(
    "title",
    [
        "överenskommelse om fördjupad samverkan för en trygg, säker och störningsfri region",
        "överenskommelse 2 om samverkan för en trygg, säker och störningsfri region",
        "överenskommelse om samverkan för en trygg, levande och störningsfri region",
    ],
)
def test_a_word_put_into_the_title_makes_it_another(title: str) -> None:
    assert told(title, title=title)


def test_letters_damaged_in_the_title_do_not() -> None:
    scanned = "overenskommelse om samv erkan för en trygq, säker och störningsfii region"
    assert told(scanned, title=scanned) is None


def test_a_decision_that_names_what_it_adopts_outweighs_its_heading() -> None:
    assert told("Uppföljning av krisarbetet", f"Kommunstyrelsen beslutar att anta {TITLE}.") is None
    assert told(f"Förlängning av {TITLE}", f"Kommunstyrelsen beslutar att förlänga {TITLE}.") == "Förlängning"
