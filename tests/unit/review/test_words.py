"""No value is without words."""

from __future__ import annotations

from domain.decision import StandingKind
from domain.doubt import Doubt
from domain.evidence import DocumentKind
from domain.trail import ASIDE, ASK, NO_VERDICTS, UNDO
from review.words import ADVICE, KINDS, LETTERS, NOUNS, VERBS


def test_every_doubt_says_what_would_settle_it() -> None:
    assert set(ADVICE) == set(Doubt)


def test_every_standing_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(StandingKind)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_every_kind_of_document_has_a_name() -> None:
    assert set(KINDS) == set(DocumentKind)


def test_whoever_changed_an_entry_is_told_in_words() -> None:
    verdicts = {"accept", "correct", "resend", "correction", "dismiss", "strike"}  # domain.register.AuditRow.verb
    assert set(VERBS) == {*verdicts, *NO_VERDICTS, UNDO}
    assert set(NOUNS) == {*verdicts, ASIDE, ASK}
