from __future__ import annotations

import pytest

from domain.delivery import OurMail
from domain.evidence import EvidenceKind
from domain.outgoing import MailKind
from matching.thread import thread_evidence, threaded
from tests.unit.samples import CATALOGUE, message


@pytest.mark.parametrize("subject", ["SV: Rekommendation KSL/15/0016-5", "VB: KSL/15/0016", "Svar KSL/2015/0016-5"])
def test_the_subject_names_the_threads_recommendation(subject: str) -> None:
    assert threaded(message(subject=subject), CATALOGUE) == "KSL/15/0016-5"


def test_the_quoted_mail_names_it_where_the_subject_does_not() -> None:
    body = "Se bifogat.\n> Ämne: Rekommendation KSL/15/0016-5"
    assert threaded(message(body=body), CATALOGUE) == "KSL/15/0016-5"


@pytest.mark.parametrize("subject", ["Protokollsutdrag § 7", "KSL/99/0001-1", "KSL/15/0016-5 och KSL/14/0200-7"])
def test_no_known_number_or_two_of_them_name_nothing(subject: str) -> None:
    assert threaded(message(subject=subject), CATALOGUE) is None


def ours(*recommendations: str) -> OurMail:
    return OurMail(
        kind=MailKind.REMINDER,
        subject="Påminnelse",
        recipient="registrator@botkyrka.se",
        recommendations=recommendations,
    )


def test_a_reply_to_our_mail_is_about_what_that_mail_was_about() -> None:
    assert threaded(message(subject="Protokoll"), CATALOGUE, ours("KSL/15/0016-5")) == "KSL/15/0016-5"
    both = message(subject="SV: KSL/15/0016-5")
    assert threaded(both, CATALOGUE, ours("KSL/15/0016-5")) == "KSL/15/0016-5"


def test_a_subject_that_names_another_than_our_mail_did_leaves_it_open() -> None:
    assert threaded(message(subject="SV: KSL/14/0200-7"), CATALOGUE, ours("KSL/15/0016-5")) is None


def test_a_mail_of_ours_about_several_names_none() -> None:
    assert threaded(message(subject="Protokoll"), CATALOGUE, ours("KSL/15/0016-5", "KSL/14/0200-7")) is None


def test_the_reply_is_a_claim_of_its_own_for_recommendations_that_are_known() -> None:
    (claim,) = thread_evidence(ours("KSL/15/0016-5", "KSL/99/0001-1"), CATALOGUE)
    assert (claim.kind, claim.value, claim.rule) == (EvidenceKind.THREAD, "KSL/15/0016-5", "thread.our_mail")
    assert claim.quote == "Svar på vårt mejl »Påminnelse« till registrator@botkyrka.se (påminnelse)"
    assert thread_evidence(None, CATALOGUE) == ()
