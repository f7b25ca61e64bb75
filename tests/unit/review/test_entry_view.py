"""An entry made ready for its page."""

from __future__ import annotations

import dataclasses

from domain.decision import Decision, DocumentFate
from domain.doubt import Doubt
from domain.evidence import EvidenceKind
from domain.learning import Lesson, LessonKind
from domain.register import Entry, RegisteredDocument, State
from review.document_view import fate_words
from review.entry_view import EntryView, view
from tests.fakes.review_desk import CATALOGUE, NOW, decision, entry, evidence, minutes, text_of

SHA = "a" * 64
TEXT = minutes("Solna stad", "KS/2015:91")


def made(**changed: object) -> Decision:
    return decision(TEXT, SHA, "0184", "Solna stad", "KS/2015:91", **changed)


def holding(*decisions: Decision, doubts: tuple[Doubt, ...] = ()) -> Entry:
    return entry(
        1,
        subject="Svar",
        sender="a@solna.se",
        state=State.FLAGGED,
        days=1,
        sha256=SHA,
        decisions=decisions,
        doubts=doubts,
    )


def shown(one: Entry) -> EntryView:
    assert one.result
    texts = [(document, text_of(TEXT, document.sha256)) for document in one.documents]
    return view(one, one.result.decisions, texts, (), CATALOGUE)


def test_a_quote_said_twice_is_shown_once_in_the_words_of_the_fact() -> None:
    more = (
        evidence(EvidenceKind.BODY, "executive", "Kommunstyrelsen beslutar", TEXT),
        evidence(EvidenceKind.BODY, "executive", "Kommunstyrelsen", TEXT),
    )
    facts = shown(holding(made(evidence=more))).decisions[0].facts
    body = next(fact for fact in facts if fact.label == "Beslutsorgan")
    assert [claim.quote for claim in body.claims] == ["Kommunstyrelsen"]
    assert body.verbatim and body.verbatim.anchor == "stod-0-1"


def test_claims_that_say_different_things_are_all_shown() -> None:
    more = (
        evidence(EvidenceKind.PARAGRAF, "87", "§ 87", TEXT),
        evidence(EvidenceKind.PARAGRAF, "22", "22 (28)", TEXT),
    )
    facts = shown(holding(made(evidence=more))).decisions[0].facts
    paragraf = next(fact for fact in facts if fact.label == "Paragraf")
    assert [claim.quote for claim in paragraf.claims] == ["§ 87", "22 (28)"]


def test_what_is_not_known_has_no_value_and_is_named_as_missing() -> None:
    decided = shown(holding(made(outcome=None, municipality=None, evidence=()))).decisions[0]
    empty = [fact.label for fact in decided.facts if not fact.value]
    assert empty == ["Kommun", "Beslut"]
    assert decided.missing == ("kommun", "beslut")


def test_doubts_about_the_only_decision_stand_with_those_of_the_mail() -> None:
    one = shown(holding(made(doubts=(Doubt.CONDITIONS,)), doubts=(Doubt.FORWARDED,)))
    assert len(one.doubts) == 2
    assert one.decisions[0].doubts == ()


def test_with_two_decisions_each_has_its_own_doubts() -> None:
    one = shown(holding(made(doubts=(Doubt.CONDITIONS,)), made(paragraf="88"), doubts=(Doubt.FORWARDED,)))
    assert len(one.doubts) == 1
    assert [len(each.doubts) for each in one.decisions] == [1, 0]


def test_the_same_file_twice_is_shown_once() -> None:
    one = holding(made())
    one = dataclasses.replace(one, documents=one.documents * 2)
    first, second = shown(one).documents
    assert first.marked and not first.repeated
    assert second.marked is None and second.repeated


def test_the_fate_of_a_document_is_told_in_words() -> None:
    document = RegisteredDocument(
        number="1", name="x", sha256=SHA, media_type="x", fate=DocumentFate.FAILED, reason="locked"
    )
    assert fate_words(document) == "inte läst: filen är låst med lösenord"
    skipped = dataclasses.replace(document, fate=DocumentFate.SKIPPED, reason="calendar")
    assert fate_words(skipped) == "inte läst: visitkort eller kalenderpost"
    assert fate_words(dataclasses.replace(document, reason="")) == "inte läst"
    assert fate_words(dataclasses.replace(document, fate=DocumentFate.READ, reason="")) == "läst"


def test_what_was_taught_stands_apart_from_what_the_mail_server_says_with_who_and_when() -> None:
    claim = dataclasses.replace(
        evidence(EvidenceKind.MUNICIPALITY, "0127", "kansli@bolag.example", "", "lesson.sender.7"), page=None, span=None
    )
    one = holding(made(municipality="0127", evidence=(claim,)))
    assert one.result
    one = dataclasses.replace(one, result=dataclasses.replace(one.result, evidence=(*one.result.evidence, claim)))
    lesson = Lesson(
        id=7, kind=LessonKind.SENDER, said="bolag.example", meaning="0127", municipality=None, who="Testa", at=NOW
    )
    known = dataclasses.replace(CATALOGUE, lessons=(lesson,))
    assert one.result
    for catalogue, words in ((known, "lärt av Testa 1 juni 2015"), (CATALOGUE, "en lärdom som är tillbakatagen")):
        page = view(one, one.result.decisions, (), (), catalogue)
        assert [taught.value for taught in page.taught] == [f"Botkyrka kommun ({words})"]
        assert "kansli@bolag.example" not in [claim.quote for claim in page.sender_claims]
        (fact,) = [fact for fact in page.decisions[0].facts if fact.label == "Kommun"]
        assert fact.claims[0].value == f"Botkyrka kommun ({words})"
