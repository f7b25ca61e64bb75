"""What must hold of every text: nothing crashes, and what is not the decision does not change it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.document import DocumentText, Page, PageSource
from domain.evidence import DecisionBody, Ruling
from parsers.ruling import rule
from parsers.sections import split

WORDS = st.sampled_from(
    [
        *(
            "§ 77",
            "Beslut",
            "Kommunstyrelsens beslut",
            "Kommunstyrelsen",
            "beslutar",
            "att",
            "antar",
            "inte",
            "som",
            ",",
        ),
        *(
            "överenskommelsen",
            "avslår",
            "yrkandet",
            "om",
            "återremiss",
            "föreslår",
            "kommunfullmäktige",
            "(S)",
            "yrkar",
        ),
        *("under förutsättning av", "enligt förvaltningens förslag", "Yrkanden", "1.", "–", "Ärendet bordläggs.", "\n"),
        *(
            "\f",
            ":",
            "Förslag till beslut",
            "Justerandes sign",
            "bifaller",
            "Bo Ekmans yrkande",
            "anta-\nga",
            "noterar",
        ),
        *("B E S L U T", "uppdrar åt"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))
DECISIONS = {
    "antar överenskommelsen om samverkan vid skyfall.": "adopted",
    "beslutar att inte ställa sig bakom rekommendationen.": "declined",
    "återremitterar ärendet till förvaltningen.": "referred_back",
    "noterar informationen till protokollet.": "noted",
    "föreslår kommunfullmäktige att anta överenskommelsen.": "adopted",
    "antar överenskommelsen under förutsättning att samtliga kommuner gör det.": "adopted_with_conditions",
}
BACKGROUND = st.lists(
    st.sampled_from(
        [
            "KSL rekommenderar kommunerna att anta överenskommelsen.",
            "Kommunstyrelsen avslog år 2013 en liknande rekommendation.",
            "Ärendet återremitterades den 4 maj 2015.",
            "Förvaltningen föreslår att kommunen inte antar den.",
            "Arbetsutskottet har föreslagit kommunstyrelsen att avslå rekommendationen.",
            "Nämnden har bordlagt frågan två gånger.",
        ]
    ),
    max_size=5,
)


def document(text: str) -> DocumentText:
    pages, start = [], 0
    for number, piece in enumerate(text.split("\f"), 1):
        end = min(start + len(piece) + 1, len(text))
        pages.append(Page(number=number, start=start, end=end, width=0, height=0, source=PageSource.PLAIN))
        start = end
    return DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=tuple(pages), reader="test")


def ruling_of(text: str) -> Ruling:
    doc = document(text)
    return rule(doc, split(doc)[-1], DecisionBody.EXECUTIVE)


def told(ruling: Ruling) -> tuple[object, ...]:
    return ruling.outcome, ruling.final, ruling.body, ruling.proposed_to, set(ruling.doubts)


def extract(decision: str, background: list[str], *, first: bool = True) -> str:
    head = "SKOGSTAD KOMMUN\nKommunstyrelsen 2015-05-11 12 (30)\n§ 77\nÖverenskommelse om samverkan vid skyfall\n"
    decided = f"Beslut\nKommunstyrelsen {decision}\n"
    about = "Sammanfattning\n" + "\n".join(background) + "\n" if background else ""
    return head + (decided + about if first else about + decided) + "Beslutet skickas till\nKSL\n"


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_crashes_and_every_span_lies_within_it(text: str) -> None:
    doc = document(text)
    sections = split(doc)
    assert sections
    for section in sections:
        assert 0 <= section.span.start <= section.span.end <= len(text)
        assert all(section.span.start <= part.span.start <= part.span.end <= section.span.end for part in section.parts)
        for body in (None, DecisionBody.SUBCOMMITTEE, DecisionBody.EXECUTIVE):
            ruling = rule(doc, section, body)
            assert all(e.span is not None and e.span.end <= len(text) for e in ruling.evidence)
            assert ruling.outcome is not None or not ruling.final


@given(st.sampled_from(sorted(DECISIONS)), BACKGROUND, st.booleans())
@settings(max_examples=80, deadline=None)
def test_background_never_changes_a_ruling(decision: str, background: list[str], first: bool) -> None:
    plain = ruling_of(extract(decision, []))
    assert plain.outcome is not None
    assert plain.outcome.value == DECISIONS[decision]
    assert told(ruling_of(extract(decision, background, first=first))) == told(plain)


@given(st.sampled_from(sorted(DECISIONS)), st.data())
@settings(max_examples=80, deadline=None)
def test_a_page_break_with_its_furniture_never_changes_a_ruling(decision: str, data: st.DataObject) -> None:
    text = extract(decision, [])
    blanks = [i for i in range(text.index("Beslut\n") + 7, len(text)) if text[i] == " "]
    cut = data.draw(st.sampled_from(blanks))
    furniture = (
        "\nJusterandes sign Justerandes sign Utdragsbestyrkande\n\f"
        "SKOGSTAD KOMMUN\nKommunstyrelsen 2015-05-11 13 (30)\n"
    )
    assert told(ruling_of(text[:cut] + furniture + text[cut + 1 :])) == told(ruling_of(text))


@given(st.sampled_from(sorted(DECISIONS)), st.data())
@settings(max_examples=80, deadline=None)
def test_hyphenation_never_changes_a_ruling(decision: str, data: st.DataObject) -> None:
    text = extract(decision, [])
    begin = text.index("Kommunstyrelsen " + decision) + len("Kommunstyrelsen ")
    inner = [
        i
        for i in range(begin + 2, begin + len(decision) - 2)
        if text[i - 2 : i + 2].isalpha() and text[i : i + 2].islower()
    ]
    cut = data.draw(st.sampled_from(inner))
    assert told(ruling_of(text[:cut] + "-\n" + text[cut:])) == told(ruling_of(text))


@pytest.mark.parametrize("blank", ["\u00a0", "  ", "\u00ad "])
def test_odd_blanks_never_change_a_ruling(blank: str) -> None:
    for decision, outcome in DECISIONS.items():
        ruling = ruling_of(extract(decision.replace(" ", blank), []))
        assert ruling.outcome is not None
        assert ruling.outcome.value == outcome
