"""Verdicts given on the pages, against the real register on SQLite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.evidence import DecisionBody, Outcome
from domain.register import State
from tests.fakes.review_client import Review, open_review
from tests.fakes.review_desk import DNR

pytest_plugins = ["tests.servers.register"]

ANSWER = {
    "count": "1",
    "0-municipality": "0184",
    "0-recommendation": DNR,
    "0-outcome": "declined",
    "0-final": "ja",
    "0-body": "assembly",
    "0-paragraf": "91",
    "0-meeting_date": "2015-05-25",
    "0-diarienummer": "KS/2015:7",
}
ANSWER_IN_WORDS = ("Solna stad", DNR, "avslagen", "ja", "kommunfullmäktige", "91", "2015-05-25", "KS/2015:7")


@pytest.fixture
def review(migrated_file: Path, tmp_path: Path) -> Iterator[Review]:
    with open_review(migrated_file, tmp_path) as opened:
        yield opened


def test_accepting_registers_the_answer_with_a_trail_and_a_mail_and_goes_on(review: Review) -> None:
    status, following = review.send(11, "godkann", review.form(11))
    assert (status, following) == (303, f"/mejl/{review.ids[12]}")
    entry = review.entry(11)
    assert entry.state is State.REGISTERED
    answer = next(a for a in review.store.answers([DNR]) if a.entry_id == entry.id)
    assert (answer.accepted_by, answer.decision.doubts) == ("Testa Granskare", ())
    assert len(answer.decision.evidence) == 7
    row = review.store.audit(entry.id)[0]
    assert (row.who, row.verb, row.reason) == ("Testa Granskare", "accept", "Godkänt som läst.")
    assert [r.mail.key for r in review.store.outbox()] == [f"sammanfattning/{entry.id}/anna.nerelius@ksl.se"]
    page = review.client.get(following).text
    assert "Godkänt och registrerat: Botkyrkas svar" in page and "Här är nästa." in page
    assert 'value="Testa Granskare"' in page


def test_correcting_changes_what_is_registered_and_tells_how(review: Review) -> None:
    document = review.entry(12).documents[0].sha256
    form = review.form(12, **{**ANSWER, "0-municipality": "0160", "0-document": document})
    assert review.send(12, "ratta", form)[0] == 303
    entry = review.entry(12)
    answer = next(a for a in review.store.answers([DNR]) if a.entry_id == entry.id)
    assert (answer.decision.outcome, answer.decision.decision_body) == (Outcome.DECLINED, DecisionBody.ASSEMBLY)
    assert answer.decision.evidence
    assert "beslut: saknas → avslagen" in review.store.audit(entry.id)[0].reason
    page = review.client.get(f"/mejl/{entry.id}").text
    assert "avslagen" in page and "ändrade" in page and "§ 91" in page


def test_a_corrected_entry_is_listed_as_corrected(review: Review) -> None:
    document = review.entry(12).documents[0].sha256
    form = review.form(12, **{**ANSWER, "0-municipality": "0160", "0-document": document})
    review.send(12, "ratta", form)
    assert "Täby: Kommunfullmäktige: avslagen, § 91, 25 maj 2015" in review.client.get("/register").text


def test_an_answer_is_filled_in_by_hand_where_nothing_was_read(review: Review) -> None:
    document = review.entry(15).documents[0].sha256
    form = review.form(15, **{**ANSWER, "0-municipality": "0125", "0-document": document, "sender_checked": "ja"})
    assert review.send(15, "ratta", form)[0] == 303
    entry = review.entry(15)
    assert entry.state is State.REGISTERED
    answer = next(a for a in review.store.answers([DNR]) if a.entry_id == entry.id)
    assert (answer.decision.municipality, answer.number) == ("0125", entry.number)
    assert "0125" not in review.client.get(f"/mejl/{entry.id}").text.split("Det här har lästs")[0]
    assert "Ekerö kommun" in review.client.get(f"/mejl/{entry.id}").text


def test_a_mail_with_two_answers_gives_two(review: Review) -> None:
    document = review.entry(11).documents[0].sha256
    second = {name.replace("0-", "1-"): value for name, value in ANSWER.items()}
    form = review.form(
        11,
        **{
            **ANSWER,
            **second,
            "count": "2",
            "0-document": document,
            "1-document": document,
            "1-recommendation": "KSL/14/0119-8",
        },
    )
    assert review.send(11, "ratta", form)[0] == 303
    mine = [a for a in review.store.answers() if a.entry_id == review.ids[11]]
    assert {a.decision.recommendation for a in mine} == {DNR, "KSL/14/0119-8"}


def test_dismissing_keeps_the_mail_and_the_reason(review: Review) -> None:
    assert review.send(13, "avfarda", review.form(13, reason="Reklam, inget svar"))[0] == 303
    entry = review.entry(13)
    assert (entry.state, entry.reason) == (State.IGNORED, "Reklam, inget svar")
    assert review.store.audit(entry.id)[0].verb == "dismiss"
    assert [a for a in review.store.answers() if a.entry_id == entry.id] == []


def test_a_dismissed_mail_can_still_be_accepted(review: Review) -> None:
    review.send(11, "avfarda", review.form(11, reason="Trodde det var en kopia"))
    assert review.send(11, "godkann", review.form(11))[0] == 303
    assert review.entry(11).state is State.REGISTERED


def test_an_unverified_sender_must_have_been_checked_otherwise(review: Review) -> None:
    status, page = review.send(14, "godkann", review.form(14))
    assert status == 422
    assert "Bekräfta att du har kontrollerat avsändaren" in page
    assert review.entry(14).state is State.FLAGGED
    assert review.send(14, "godkann", review.form(14, sender_checked="ja"))[0] == 303
    assert "kontrollerad på annat sätt" in review.store.audit(review.ids[14])[0].reason


@pytest.mark.parametrize("verb", ["godkann", "ratta", "avfarda"])
def test_a_verdict_needs_a_name(review: Review, verb: str) -> None:
    status, page = review.send(11, verb, review.form(11, reviewer=" \u202e", reason="x"))
    assert status == 422
    assert "Skriv ditt namn" in page
    assert review.entry(11).state is State.FLAGGED


def test_faults_are_tied_to_their_fields_and_nothing_typed_is_lost(review: Review) -> None:
    form = review.form(12, **{**ANSWER, "0-meeting_date": "i maj", "0-outcome": "", "0-document": "x"})
    status, page = review.send(12, "ratta", form)
    assert status == 422
    assert "Fel: " in page and "3 saker behöver rättas" in page
    assert '<a href="#correct-0-meeting_date">' in page
    field = re.search(r'<input id="correct-0-meeting_date"[^>]*>', page)
    assert field and 'value="i maj"' in field[0] and 'aria-invalid="true"' in field[0]
    assert 'aria-describedby="correct-0-meeting_date-fel"' in field[0]
    assert 'value="KS/2015:7"' in page and "open" in page


def test_a_dismissal_needs_a_reason(review: Review) -> None:
    status, page = review.send(13, "avfarda", review.form(13))
    assert status == 422
    assert "Skriv varför mejlet inte är ett svar." in page


@pytest.mark.parametrize(
    ("verb", "fields"), [("godkann", {}), ("ratta", ANSWER), ("avfarda", {"reason": "Min anledning"})]
)
def test_the_second_of_two_people_is_told_and_loses_nothing(review: Review, verb: str, fields: dict[str, str]) -> None:
    late = review.form(11, **fields, reviewer="Sen Granskare")
    review.send(11, "avfarda", review.form(11, reason="Först", reviewer="Snabb Granskare"))
    status, page = review.send(11, verb, late)
    assert status == 409
    assert "Snabb Granskare avfärdade mejlet måndag 1 juni 2015 kl. 10.30." in page
    assert f'href="/mejl/{review.ids[11]}"' in page
    if verb == "avfarda":
        assert "Min anledning" in page
    if verb == "ratta":
        typed = page.partition("Det du skrev")[2]
        assert all(f"<dd>{words}</dd>" in typed for words in ANSWER_IN_WORDS)
    assert len(review.store.audit(review.ids[11])) == 1


@pytest.mark.parametrize(
    ("verb", "fields"), [("godkann", {}), ("avfarda", {"reason": "Reklam"}), ("lat-vanta", {"note": "Ringer"})]
)
def test_whoever_presses_a_button_twice_is_taken_to_the_next_mail(
    review: Review, verb: str, fields: dict[str, str]
) -> None:
    form = review.form(11, **fields)
    assert [review.send(11, verb, form) for _ in range(2)] == [(303, f"/mejl/{review.ids[12]}")] * 2
    assert len(review.store.audit(review.ids[11])) == 1


def test_a_verdict_between_the_look_and_the_commit_is_told_too(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    form = review.form(11)
    stale = review.entry(11)
    review.send(11, "avfarda", review.form(11, reason="Först"))
    real, looks = review.store.entry, iter([stale])
    monkeypatch.setattr(review.store, "entry", lambda number: next(looks, None) or real(number))
    assert review.send(11, "godkann", form)[0] == 409
    assert review.entry(11).state is State.IGNORED


def test_an_incomplete_reading_cannot_be_accepted_by_hand_made_request(review: Review) -> None:
    assert review.send(12, "godkann", review.form(12))[0] == 409
    assert review.entry(12).state is State.FLAGGED


def test_the_last_verdict_leads_to_the_empty_queue(review: Review) -> None:
    following = ""
    for number in (11, 12, 13, 14, 15):
        following = review.send(number, "avfarda", review.form(number, reason="Inget svar"))[1]
    assert following == "/"
    page = review.client.get("/").text
    assert "Inget väntar på dig." in page and "Kön är tom." in page
