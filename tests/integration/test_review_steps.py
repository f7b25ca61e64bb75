"""What is done with a mail beside deciding it, on the pages over a real register: wait, ask, link, undo, mark, look."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.evidence import EvidenceKind, Outcome
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import Answer, State
from outbox.message import text_of
from parsers.reader import LocalReader
from tests.fakes.review_client import Review, open_review
from tests.fakes.review_desk import DNR
from tests.fakes.review_papers import desk_with_papers

pytest_plugins = ["tests.servers.register"]

ANSWER = {
    "count": "1",
    "0-municipality": "0160",
    "0-recommendation": DNR,
    "0-outcome": "declined",
    "0-final": "ja",
    "0-body": "executive",
    "0-paragraf": "87",
    "0-meeting_date": "2015-05-04",
}


@pytest.fixture(scope="module")
def reader() -> Iterator[LocalReader]:
    with LocalReader(seconds=30, memory_mb=1024, max_pages=50, max_characters=100_000) as opened:
        yield opened


@pytest.fixture
def review(migrated_file: Path, tmp_path: Path, reader: LocalReader) -> Iterator[Review]:
    with open_review(migrated_file, tmp_path, lambda store: desk_with_papers(store, reader, pages=2)) as opened:
        yield opened


def queue(review: Review, address: str = "/") -> list[int]:
    back = {new: old for old, new in review.ids.items()}
    found = re.findall(r'<h2><a href="/mejl/(\d+)">', review.client.get(address).text)
    return [back[int(number)] for number in found]


def answer_of(review: Review, number: int) -> Answer:
    return next(a for a in review.store.answers() if a.entry_id == review.ids[number])


def questions(review: Review) -> list[OutboxRow]:
    return list(review.store.outbox(kinds=(MailKind.QUESTION,)))


def test_a_mail_that_may_wait_leaves_the_queue_and_says_until_when(review: Review) -> None:
    status, following = review.send(11, "lat-vanta", review.form(11, note="Ringer", until="2015-06-08"))
    assert (status, following) == (303, f"/mejl/{review.ids[12]}")
    assert queue(review) == [12, 13, 14, 15]
    page = review.client.get("/").text
    assert "kommer tillbaka 8 juni 2015" in page and "Testa Granskare: Ringer" in page
    page = review.client.get(f"/mejl/{review.ids[11]}").text
    assert "Kommer tillbaka i kön 8 juni 2015." in page
    assert review.send(11, "tillbaka", review.form(11))[0] == 303
    assert queue(review) == [11, 12, 13, 14, 15]


def test_it_is_back_on_its_day(review: Review) -> None:
    entry = review.entry(11)
    today = review.desk.today()
    review.store.put_aside(
        entry.id, version=entry.version, until=today, note="", who="x", now=review.desk.clock() - dt.timedelta(days=3)
    )
    assert queue(review)[0] == 11


def test_a_button_puts_a_mail_off_for_a_week(review: Review) -> None:
    review.send(11, "lat-vanta", review.form(11, days="7", until="strunt"))
    (aside,) = review.store.asides()
    assert aside.until == dt.date(2015, 6, 8)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, "Skriv varför mejlet får vänta, eller välj en dag."),
        ({"until": "i morgon"}, "Skriv dagen som ÅÅÅÅ-MM-DD."),
        ({"until": "2015-06-01"}, "Välj en dag från i morgon"),
        ({"until": "2035-06-01"}, "Välj en dag från i morgon"),
        ({"note": "x", "reviewer": ""}, "Skriv ditt namn"),
    ],
)
def test_what_is_wrong_with_waiting_is_told(review: Review, fields: dict[str, str], fault: str) -> None:
    status, page = review.send(11, "lat-vanta", review.form(11, **fields))
    assert status == 422 and fault in page
    assert review.store.asides() == ()


def test_undo_is_offered_on_the_next_page_once_and_on_the_mails_own_page_after(review: Review) -> None:
    following = review.send(11, "godkann", review.form(11))[1]
    page = review.client.get(following).text
    assert f'action="/mejl/{review.ids[11]}/angra"' in page
    assert f'action="/mejl/{review.ids[11]}/angra"' not in review.client.get(following).text
    assert "Ångra godkännandet" in review.client.get(f"/mejl/{review.ids[11]}").text
    status, there = review.send(11, "angra", review.form(11))
    assert (status, there) == (303, f"/mejl/{review.ids[11]}")
    page = review.client.get(there).text
    assert "godkännandet gäller inte längre" in page and "ångrade godkännandet" in page
    assert "Ångra godkännandet" not in page
    assert review.entry(11).state is State.FLAGGED
    assert [row.state for row in review.store.outbox()] == [OutgoingState.WITHDRAWN]


def test_whoever_has_no_name_yet_is_asked_for_it(review: Review) -> None:
    review.send(11, "fraga", review.form(11, recipient="registrator@botkyrka.se", points="Gäller villkoret?"))
    draft = questions(review)[0].id
    stranger = Review.__new__(Review)
    stranger.store, stranger.ids, stranger.client = review.store, review.ids, review.app.test_client()
    page = stranger.client.get(f"/mejl/{review.ids[11]}").text
    assert 'id="question-reviewer"' in page and 'id="undo-reviewer"' in page
    for verb in (f"fraga/{draft}/skicka", f"fraga/{draft}/kasta", "angra"):
        status, page = stranger.send(11, verb, stranger.form(11, reviewer=""))
        assert status == 422 and "Skriv ditt namn" in page
    assert questions(review)[0].state is OutgoingState.DRAFT


def test_undo_on_a_page_that_is_out_of_date_changes_nothing(review: Review) -> None:
    review.send(11, "godkann", review.form(11))
    late = review.form(11)
    review.send(11, "avfarda", review.form(11, reason="Kopia"))
    assert review.send(11, "angra", late)[0] == 409
    assert review.entry(11).state is State.IGNORED


def test_where_nothing_is_done_there_is_nothing_to_undo(review: Review) -> None:
    status, there = review.send(11, "angra", review.form(11))
    assert status == 303 and "inget att ångra" in review.client.get(there).text


def test_a_question_is_drafted_read_and_only_then_sent(review: Review) -> None:
    page = review.client.get(f"/mejl/{review.ids[11]}").text
    assert "Beslutet har villkor eller tillägg. Antar kommunen rekommendationen i sin helhet?" in page
    form = review.form(11, recipient="registrator@botkyrka.se", points="- Gäller villkoret?\r\n\r\nNär beslutades det?")
    assert review.send(11, "fraga", form) == (303, f"/mejl/{review.ids[11]}")
    (row,) = questions(review)
    assert (row.state, row.mail.recipient) == (OutgoingState.DRAFT, "registrator@botkyrka.se")
    assert "- Gäller villkoret?\n- När beslutades det?" in text_of(row.mail.raw)
    assert "Gäller villkoret?" in review.client.get(f"/mejl/{review.ids[11]}").text
    assert review.send(12, f"fraga/{row.id}/skicka", review.form(12))[0] == 303  # another mail's
    assert questions(review)[0].state is OutgoingState.DRAFT
    assert review.send(11, f"fraga/{row.id}/skicka", review.form(11)) == (303, f"/mejl/{review.ids[11]}")
    assert questions(review)[0].state is OutgoingState.WAITING


def test_a_question_is_sent_and_the_mail_waits_for_its_answer(review: Review) -> None:
    review.send(11, "fraga", review.form(11, recipient="registrator@botkyrka.se", points="Gäller villkoret?"))
    sending = review.form(11, days="14")
    assert review.send(11, f"fraga/{questions(review)[0].id}/skicka", sending) == (303, f"/mejl/{review.ids[12]}")
    assert questions(review)[0].state is OutgoingState.WAITING
    (aside,) = review.store.asides()
    assert (aside.until, aside.note) == (dt.date(2015, 6, 15), "Väntar på svar på vår fråga.")


def test_a_drafted_question_is_thrown_away_or_falls_with_the_verdict(review: Review) -> None:
    form = {"recipient": "registrator@botkyrka.se", "points": "Gäller villkoret?"}
    review.send(11, "fraga", review.form(11, **form))
    review.send(11, f"fraga/{questions(review)[0].id}/kasta", review.form(11))
    review.send(11, "fraga", review.form(11, **form))
    review.send(11, "godkann", review.form(11))
    assert [row.state for row in questions(review)] == [OutgoingState.WITHDRAWN] * 2


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"recipient": "evil@attacker.example", "points": "Hej"}, "Välj vem frågan ska gå till."),
        ({"recipient": "registrator@botkyrka.se", "points": " \r\n -"}, "Skriv vad du vill fråga"),
    ],
)
def test_only_the_sender_or_the_known_registry_is_asked_and_something(
    review: Review, fields: dict[str, str], fault: str
) -> None:
    status, page = review.send(11, "fraga", review.form(11, **fields))
    assert status == 422 and fault in page
    assert questions(review) == []


def linked_to(review: Review, number: int) -> str:
    """Botkyrka has answered before, in mail `number`: its number."""
    earlier = review.entry(number)
    read = review.entry(11).result
    assert read and earlier.documents
    document = earlier.documents[0]
    before = dataclasses.replace(
        read.decisions[0], document_sha256=document.sha256, paragraf="12", meeting_date=dt.date(2015, 4, 1), doubts=()
    )
    review.store.resolve(
        earlier.id,
        version=earlier.version,
        decisions=(before,),
        state=State.REGISTERED,
        reason="",
        who="x",
        verb="correct",
        compose=lambda _: (),
        now=review.desk.clock(),
    )
    return earlier.number


def test_a_mail_is_linked_as_the_same_answer_again_and_counts_once(review: Review) -> None:
    number = linked_to(review, 1)
    before = len(review.store.answers())
    page = review.client.get(f"/mejl/{review.ids[11]}").text
    assert f'name="number" value="{number}"' in page
    assert review.send(11, "koppla", {**review.form(11, kind="resend"), "number": number})[0] == 303
    assert (review.entry(11).state, len(review.store.answers())) == (State.REGISTERED, before)
    assert review.store.audit(review.ids[11])[-1].reason == f"Samma svar som {number}."


def test_a_mail_is_linked_as_a_correction_and_counts_instead(review: Review) -> None:
    number = linked_to(review, 1)
    assert review.send(11, "koppla", {**review.form(11, kind="correction"), "number": number})[0] == 303
    assert answer_of(review, 11).decision.corrects == number
    review.send(11, "angra", review.form(11))
    assert [a for a in review.store.answers() if a.decision.corrects] == []


def test_a_link_to_what_is_no_earlier_answer_is_refused(review: Review) -> None:
    linked_to(review, 1)
    read = review.desk.decisions(review.entry(11))
    solna = next(a.number for a in review.store.answers() if a.decision.municipality != read[0].municipality)
    for number in ("2015-999999", solna):
        status, page = review.send(11, "koppla", {**review.form(11, kind="resend"), "number": number})
        assert status == 422 and "Välj det tidigare svaret." in page


def test_one_more_decision_keeps_what_was_typed(review: Review) -> None:
    document = review.entry(12).documents[0].sha256
    status, page = review.send(12, "ratta", review.form(12, **ANSWER, **{"0-document": document}, more="ja"))
    assert status == 200
    assert 'name="count" value="2"' in page
    assert '<option value="declined" selected>' in page.split('data-decision="1"')[1]
    assert review.entry(12).state is State.FLAGGED


def test_marked_words_must_stand_in_the_document_and_become_the_proof(review: Review) -> None:
    document = review.entry(12).documents[0].sha256
    marked = {**ANSWER, "0-document": document, "0-quote_outcome": "avslår  rekommendationen", "0-page_outcome": "2"}
    wrong = {**marked, "0-quote_paragraf": "§ 4711"}
    status, page = review.send(12, "ratta", review.form(12, **wrong))
    assert status == 422 and "Orden står inte i handlingen." in page
    assert review.send(12, "ratta", review.form(12, **marked))[0] == 303
    decision = answer_of(review, 12).decision
    (proof,) = (e for e in decision.evidence if e.kind is EvidenceKind.OUTCOME)
    assert (decision.outcome, decision.page, decision.quote) == (Outcome.DECLINED, 2, "avslår rekommendationen")
    assert (proof.page, proof.rule, proof.value) == (2, "person.marked", "declined")


def test_the_queue_is_narrowed_by_its_address(review: Review) -> None:
    assert queue(review, "/?skal=conditions") == [11]
    assert queue(review, f"/?rekommendation={DNR}") == [11, 12, 14]
    assert queue(review, "/?kommun=0160") == [12]
    page = review.client.get("/?kommun=0160").text
    assert '<option value="0160" selected>Täby (1)</option>' in page and "1 av 5 mejl visas." in page
    assert "Inget mejl i kön stämmer med filtret." in review.client.get("/?kommun=0126").text


def test_a_page_is_a_picture_with_its_words_and_its_quotes_in_boxes(review: Review) -> None:
    page = review.client.get(f"/mejl/{review.ids[11]}").text
    sha256 = review.entry(11).documents[0].sha256
    assert f'src="/mejl/{review.ids[11]}/handling/{sha256}/sida/1.png"' in page
    assert re.search(
        r'<text [^>]*textLength="[\d.]+"[^>]*>Kommunstyrelsen beslutar för egen del att kommunen</text>', page
    )
    box = re.search(r'<g class="box" id="(stod-0-1)" data-label="beslut: antagen"><rect x="[\d.]+"', page)
    assert box and f'href="#{box[1]}" data-claim="{box[1]}"' in page
    assert len(page.encode()) < 100_000
    assert "<mark" in review.client.get(f"/mejl/{review.ids[11]}?som=text").text


def test_a_picture_is_given_for_the_mails_own_documents_only(review: Review) -> None:
    mine, other = (review.entry(number).documents[0].sha256 for number in (11, 12))
    place = f"/mejl/{review.ids[11]}/handling"
    answer = review.client.get(f"{place}/{mine}/sida/2.png?bredd=160")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.data.startswith(b"\x89PNG") and answer.headers["X-Content-Type-Options"] == "nosniff"
    for address in (
        f"{place}/{other}/sida/1.png",
        f"{place}/{mine}/sida/3.png",
        f"{place}/{mine}/sida/0.png",
        f"{place}/{mine}/sida/1.png?bredd=90000",
        f"{place}/../../{mine}/sida/1.png",
    ):
        assert review.client.get(address).status_code == 404, address
