"""A decision as a form: filled, sent back, checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from domain.decision import Decision
from domain.evidence import DecisionBody, Outcome
from domain.register import Entry, State
from review.answer_form import AnswerFields, Faults, check, documents_of, empty_fields, fields_of, sent_fields, tidy
from tests.fakes.review_desk import CATALOGUE, DNR, decision, entry, minutes

TODAY = dt.date(2015, 6, 1)
TEXT = minutes("Solna stad", "KS/2015:91")


def flagged() -> Entry:
    plain = entry(1, subject="Svar", sender="a@solna.se", state=State.FLAGGED, days=1)
    read = decision(TEXT, plain.documents[0].sha256, "0184", "Solna stad", "KS/2015:91")
    assert plain.result
    return dataclasses.replace(plain, result=dataclasses.replace(plain.result, decisions=(read,)))


def read_of(one: Entry) -> Decision:
    assert one.result
    return one.result.decisions[0]


def checked(**changed: Any) -> Decision | Faults:
    one = flagged()
    fields = dataclasses.replace(fields_of(read_of(one)), **changed)
    return check(fields, entry=one, catalogue=CATALOGUE, read=read_of(one), today=TODAY)


def test_a_form_sent_back_untouched_gives_what_was_read_without_doubts() -> None:
    assert checked() == read_of(flagged())


def test_a_correction_keeps_the_evidence_of_its_document() -> None:
    made = checked(outcome="declined", municipality="0127")
    assert isinstance(made, Decision)
    assert (made.outcome, made.municipality) == (Outcome.DECLINED, "0127")
    assert made.evidence == read_of(flagged()).evidence


def test_another_document_brings_no_evidence_along() -> None:
    one = flagged()
    other = dataclasses.replace(one.documents[0], sha256="b" * 64, name="Bilaga.pdf")
    one = dataclasses.replace(one, documents=(*one.documents, other))
    fields = dataclasses.replace(fields_of(read_of(one)), document="b" * 64)
    made = check(fields, entry=one, catalogue=CATALOGUE, read=read_of(one), today=TODAY)
    assert isinstance(made, Decision)
    assert (made.attachment, made.evidence, made.quote, made.page) == ("Bilaga.pdf", (), "", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("municipality", ""),
        ("municipality", "9999"),
        ("recommendation", "KSL/99/0001"),
        ("outcome", "yes"),
        ("body", ""),
        ("final", "kanske"),
        ("meeting_date", "4 maj"),
        ("meeting_date", "2015-06-02"),
        ("meeting_date", "0015-05-04"),  # "15" typed into a browser's field for a year
        ("paragraf", "8" * 21),
        ("diarienummer", "K" * 61),
        ("document", "c" * 64),
    ],
)
def test_a_fault_names_its_field_in_swedish(field: str, value: str) -> None:
    faults = checked(**{field: value})
    assert isinstance(faults, dict)
    assert list(faults) == [field]
    assert faults[field].endswith(".")


@pytest.mark.parametrize("outcome", ["referred_back", "tabled"])
def test_a_postponement_is_never_final(outcome: str) -> None:
    faults = checked(outcome=outcome)
    assert isinstance(faults, dict)
    assert list(faults) == ["final"]
    assert isinstance(checked(outcome=outcome, final="nej"), Decision)


def test_the_sign_of_the_paragraf_may_be_typed_along() -> None:
    made = checked(paragraf="§ 12:14")
    assert isinstance(made, Decision)
    assert made.paragraf == "12:14"


def test_paragraf_and_diarienummer_may_be_left_empty() -> None:
    made = checked(paragraf="", diarienummer="")
    assert isinstance(made, Decision)
    assert (made.paragraf, made.diarienummer) == (None, None)


def test_a_repeat_stays_one_only_while_it_is_the_same_act() -> None:
    one = flagged()
    read = dataclasses.replace(read_of(one), repeats="2015-000001")
    fields = fields_of(read)
    same = check(fields, entry=one, catalogue=CATALOGUE, read=read, today=TODAY)
    changed = dataclasses.replace(fields, paragraf="88")
    other = check(changed, entry=one, catalogue=CATALOGUE, read=read, today=TODAY)
    assert isinstance(same, Decision) and same.repeats == "2015-000001"
    assert isinstance(other, Decision) and other.repeats is None


def test_where_nothing_was_read_a_person_may_still_state_it() -> None:
    one = dataclasses.replace(flagged(), result=None, documents=(), state=State.FAILED)
    assert empty_fields(one, CATALOGUE).document == one.sha256
    fields = AnswerFields(
        municipality="0184",
        recommendation=DNR,
        outcome="adopted",
        final="ja",
        body="assembly",
        meeting_date="2015-05-04",
        document=one.sha256,
    )
    made = check(fields, entry=one, catalogue=CATALOGUE, read=None, today=TODAY)
    assert isinstance(made, Decision)
    assert (made.decision_body, made.evidence) == (DecisionBody.ASSEMBLY, ())
    assert documents_of(one)[0].media_type == "message/rfc822"


def test_sent_fields_are_one_clean_line_each() -> None:
    fields = sent_fields({"3-paragraf": " 87\r\nBcc: x\x00", "0-paragraf": "1"}, 3)
    assert fields.paragraf == "87 Bcc: x"


def test_tidy_cuts_and_removes_what_cannot_be_seen() -> None:
    assert tidy("a\u202eb\ud800c" * 10, 5) == "a b c"


@pytest.mark.parametrize(
    ("sender", "kommunkod"),
    [("anna@solna.se", "0184"), ("A <anna@SOLNA.se>", "0184"), ("x@solna-stad.example", ""), ("", "")],
)
def test_an_empty_form_suggests_the_municipality_that_owns_the_senders_domain(sender: str, kommunkod: str) -> None:
    one = dataclasses.replace(flagged(), result=None, sender=sender)
    assert empty_fields(one, CATALOGUE).municipality == kommunkod
