"""The pages as a browser gets them, over a register in memory: content, headers, hostile mail, refusals."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from domain.decision import DocumentFate
from domain.errors import StorageError
from domain.mail import Message
from domain.outgoing import OutgoingState
from domain.register import Entry, RegisteredDocument, State, Trouble
from domain.swedish import reasons
from review.app import create_app
from review.desk import Desk
from tests.fakes.review_desk import DNR, DeskBuilder, decision, entry, full_desk, minutes
from tests.fakes.review_store import FakeStore

PAGES = [
    "/",
    "/mejl/1",
    "/mejl/11",
    "/mejl/12",
    "/mejl/13",
    "/mejl/14",
    "/mejl/15",
    "/register",
    "/oversikt",
    "/utskick",
]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"


def client_of(desk: Desk) -> FlaskClient:
    return create_app(desk, allowed_hosts=("localhost", "127.0.0.1", "[::1]"), secret_key=b"k" * 32).test_client()


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    with client_of(full_desk()[0]) as opened:
        yield opened


def token(client: FlaskClient, path: str = "/mejl/11") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_in_swedish_without_inline_code_or_foreign_hosts(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="sv">' in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text)
    assert not re.search(r'(?:href|src|action)="(?!/|#)', answer.text)
    ids = re.findall(r'\sid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", [*PAGES, "/mejl/99", "/healthz", "/static/review.css", "/mejl/11/original"])
def test_every_answer_carries_the_headers_that_keep_content_inert(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    if not path.startswith("/static"):
        assert headers["Cache-Control"] == "no-store"


def test_pages_may_not_be_framed(client: FlaskClient) -> None:
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]


def test_the_queue_tells_why_from_whom_what_and_when_oldest_first(client: FlaskClient) -> None:
    page = html.unescape(client.get("/").text)
    subjects = re.findall(r'<a href="/mejl/(\d+)">', page)
    assert subjects == ["11", "12", "13", "14", "15"]
    assert "Beslutet har villkor eller tillägg." in page
    assert "registrator@botkyrka.se" in page
    assert "Botkyrka · KSL/15/0016-5 · Kommunstyrelsen: antagen, § 87, 4 maj 2015" in page
    assert "2015-05-26 10.30" in page
    assert "väntat i 6 dagar" in page
    assert "(utan ämne)" in page


def test_an_empty_queue_says_so_kindly() -> None:
    desk, _ = DeskBuilder().desk()
    with client_of(desk) as client:
        assert "Inget väntar på dig." in client.get("/").text
        assert "Inget mejl är här just nu." in client.get("/register").text
        assert "Inga mejl har skrivits än." in client.get("/utskick").text


def test_a_mail_out_of_junk_says_so_and_one_of_the_inbox_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = full_desk()[0]
    with client_of(desk) as client:
        assert "Hämtat ur" not in client.get("/mejl/11").text
        monkeypatch.setattr(type(desk.store), "places", lambda _store, _entry: ("Skräppost", "info@ksl.se/INBOX"))
        assert "Hämtat ur Skräppost, info@ksl.se/INBOX" in client.get("/mejl/11").text


def test_an_entry_shows_claims_doubts_advice_sender_text_and_earlier_answers() -> None:
    builder = DeskBuilder()
    text = minutes("Solna stad", "KS/2015:91")
    for number, state in ((1, State.REGISTERED), (2, State.FLAGGED)):
        made = entry(number, subject="Svar", sender="registrator@solna.se", state=state, days=9 - number)
        read = decision(text, made.documents[0].sha256, "0184", "Solna stad", "KS/2015:91")
        assert made.result
        made = dataclasses.replace(made, result=dataclasses.replace(made.result, decisions=(read,)))
        builder.add(made, text, body="Hej, här är vårt svar.")
    with client_of(builder.desk()[0]) as client:
        page = html.unescape(client.get("/mejl/2").text)
    assert re.search(r'<mark title="Beslut: antagen"><span class="anchor" id="stod-0-1"></span>antar', page, re.I)
    assert '<q><a href="#stod-0-1" data-claim="stod-0-1">antar rekommendationen</a></q> s. 1' in page
    assert "Avsändaren är verifierad" in page
    assert "Hej, här är vårt svar." in page
    assert "Tidigare svar från samma kommun" in page
    assert '<a href="/mejl/1">2015-000001</a>' in page


def test_doubts_come_with_what_would_settle_them(client: FlaskClient) -> None:
    page = client.get("/mejl/14").text
    assert "Avsändaren liknar en kommun men är det inte." in page
    assert "Läs adressen bokstav för bokstav." in page
    assert "Avsändaren är inte äkta" in page


def test_only_a_complete_reading_offers_to_accept(client: FlaskClient) -> None:
    assert "Godkänn som läst" in client.get("/mejl/11").text
    incomplete = client.get("/mejl/12").text
    assert "Godkänn som läst" not in incomplete
    assert "eftersom något saknas: beslut." in incomplete


def test_the_correction_form_is_filled_with_what_was_read(client: FlaskClient) -> None:
    page = client.get("/mejl/11").text
    assert '<option value="0127" selected>Botkyrka kommun</option>' in page
    assert f'<option value="{DNR}" selected>' in page
    assert 'name="0-meeting_date" value="2015-05-04"' in page


def hostile_desk() -> Desk:
    builder = DeskBuilder()
    text = f"{EVIL}\nantar rekommendationen {EVIL}\x00\u202e"
    made = entry(1, subject=EVIL, sender=EVIL, state=State.FLAGGED, days=1, name=f"{EVIL}.pdf", reason=EVIL)
    read = decision(text, made.documents[0].sha256, "0184", EVIL, EVIL, quote=EVIL, paragraf=EVIL, recommendation=EVIL)
    assert made.result
    made = dataclasses.replace(made, result=dataclasses.replace(made.result, decisions=(read,)))
    builder.add(made, text, body=EVIL)
    builder.add(dataclasses.replace(made, id=2, state=State.REGISTERED), text, body=EVIL)
    return builder.desk()[0]


@pytest.mark.parametrize("path", ["/", "/mejl/1", "/mejl/2", "/register", "/oversikt"])
def test_hostile_subject_sender_file_name_and_text_are_only_text(path: str) -> None:
    with client_of(hostile_desk()) as client:
        answer = client.get(path)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert "49" not in re.sub(r"[0-9a-f]{64}|csrf_token.*", "", answer.text)
    assert "\u202e" not in answer.text and "\x00" not in answer.text
    if path != "/oversikt":
        assert "&lt;script&gt;alert(1)" in answer.text


def test_text_that_cannot_be_encoded_still_gives_a_page() -> None:
    builder = DeskBuilder()
    builder.add(entry(1, subject="a\ud800b", sender="x", state=State.FLAGGED, days=1), "text \udfff", body="\ud834")
    with client_of(builder.desk()[0]) as client:
        assert client.get("/mejl/1").status_code == 200


def test_a_mail_that_breaks_the_reader_is_shown_without_its_text() -> None:
    desk, _ = full_desk()

    def broken(_: object) -> Any:
        raise RecursionError

    desk = dataclasses.replace(desk, texts=broken, message=broken)
    with client_of(desk) as client:
        answer = client.get("/mejl/11")
    assert answer.status_code == 200
    assert "Mejlet går inte att visa." in answer.text
    assert "Protokollsutdrag.pdf" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", ""])
def test_a_foreign_host_name_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "botkyrka" not in answer.text.lower()


@pytest.mark.parametrize("host", ["localhost:8025", "127.0.0.1:8025", "[::1]:8025"])
def test_our_own_host_names_are_served_on_any_port(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("verb", ["godkann", "ratta", "avfarda"])
def test_no_verdict_without_the_token_of_the_form(verb: str) -> None:
    desk, store = full_desk()
    with client_of(desk) as client:
        answer = client.post(f"/mejl/11/{verb}", data={"version": "1", "reviewer": "A", "reason": "x"})
        assert answer.status_code == 400
        assert client.get(f"/mejl/11/{verb}").status_code == 405
    assert store.by_id[11].state is State.FLAGGED


def test_a_token_of_another_session_is_refused() -> None:
    desk, store = full_desk()
    app = create_app(desk, allowed_hosts=("localhost",), secret_key=b"k" * 32)
    stolen = token(app.test_client())
    form = {"csrf_token": stolen, "version": "1", "reviewer": "A"}
    assert app.test_client().post("/mejl/11/godkann", data=form).status_code == 400
    assert store.by_id[11].state is State.FLAGGED


def test_too_large_a_form_is_refused(client: FlaskClient) -> None:
    form = {"csrf_token": token(client), "reason": "x" * 100_000}
    answer = client.post("/mejl/11/avfarda", data=form)
    assert answer.status_code == 413
    assert "för stort" in answer.text


@pytest.mark.parametrize(
    "path", ["/mejl/99", "/mejl/abc", "/mejl/-1", "/mejl/1/handling/x", "/../etc/passwd", "/static/"]
)
def test_what_is_not_there_gets_a_page_that_says_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.text


def test_a_database_that_does_not_answer_gives_a_page_without_internals(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, store = full_desk()

    def locked(*_: object, **__: object) -> object:
        raise StorageError("/var/lib/registrator/register.db är låst")

    monkeypatch.setattr(store, "counts", locked)
    with client_of(desk) as client:
        page = client.get("/register")
        assert page.status_code == 503
        assert "/var/lib" not in page.text
        health = client.get("/healthz")
        assert health.status_code == 503
        assert health.get_json() == {"status": "error"}


def test_a_fault_of_our_own_gives_a_page_without_internals(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, store = full_desk()
    monkeypatch.setattr(store, "find_outgoing", lambda *_, **__: 1 / 0)
    with client_of(desk) as client:
        answer = client.get("/utskick")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text and "Inget har ändrats" in answer.text


def test_originals_are_handed_out_only_to_be_saved(client: FlaskClient) -> None:
    store_document = full_desk()[1].by_id[11].documents[0]
    for path, name in (
        ("/mejl/11/original", "2015-000011.eml"),
        (f"/mejl/11/handling/{store_document.sha256}", '"2015-000011 Protokollsutdrag.pdf"'),
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"/mejl/11/handling/{store_document.sha256}").data.startswith(b"%PDF")


def test_a_document_is_only_given_under_its_own_mail(client: FlaskClient) -> None:
    other = full_desk()[1].by_id[12].documents[0].sha256
    assert client.get(f"/mejl/11/handling/{other}").status_code == 404


def test_a_header_injecting_file_name_stays_a_name() -> None:
    builder = DeskBuilder()
    made = builder.add(
        entry(1, subject="x", sender="x", state=State.FLAGGED, days=1, name='å"\r\nSet-Cookie: a=b;.html'), "x"
    )
    with client_of(builder.desk()[0]) as client:
        answer = client.get(f"/mejl/1/handling/{made.documents[0].sha256}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer.headers["Content-Disposition"]


def test_a_mail_without_documents_is_its_own_document() -> None:
    builder = DeskBuilder()
    made = entry(1, subject="x", sender="x", state=State.FAILED, days=1)
    itself = RegisteredDocument(
        number="2015-000001",
        name="",
        sha256=made.sha256,
        media_type="message/rfc822",
        fate=DocumentFate.FAILED,
        reason="",
    )
    builder.add(dataclasses.replace(made, documents=(itself,)))
    with client_of(builder.desk()[0]) as client:
        page = client.get("/mejl/1").text
        assert page.count(">Ladda ned<") == 1 and "mejlet självt" in page
        answer = client.get(f"/mejl/1/handling/{made.sha256}")
    assert answer.headers["Content-Disposition"] == "attachment; filename=2015-000001.eml"


def test_the_register_pages_through_everything_newest_first_and_by_state() -> None:
    builder = DeskBuilder()
    for number in range(1, 121):
        state = State.IGNORED if number % 2 else State.REGISTERED
        builder.add(entry(number, subject=f"Mejl {number}", sender="x", state=state, days=200 - number))
    seen: list[int] = []
    with client_of(builder.desk()[0]) as client:
        path: str | None = "/register?lage=registered"
        while path:
            page = html.unescape(client.get(path).text)
            seen += map(int, re.findall(r'<a href="/mejl/(\d+)"', page))
            following = re.search(r'rel="next" href="([^"]+)"', page)
            path = following[1] if following else None
    assert seen == list(range(120, 0, -2))


def test_the_overview_gives_letters_as_well_as_colours(client: FlaskClient) -> None:
    page = client.get("/oversikt").text
    assert len(re.findall(r'class="tile ', page)) == 2 * 26
    tile = re.search(r'<li class="tile column-4 row-4 kind-adopted" title="Nacka: antagit">(.*?)</li>', page, re.S)
    assert tile and '<span class="tile-letter" aria-hidden="true">A</span>' in tile[1]
    assert "svar senast 15 juni 2015" in page


def test_outgoing_mail_is_listed_with_its_state(client: FlaskClient) -> None:
    page = client.get("/utskick").text
    assert "anna.nerelius@ksl.se" in page
    assert "kunde inte skickas" in page and "550 mottagaren finns inte" in page


def test_what_is_wrong_and_what_came_back_stands_with_the_outgoing_mail() -> None:
    desk, store = full_desk()
    begun = dt.datetime(2015, 6, 1, 6, tzinfo=dt.UTC)
    what = "imap.ksl.se <svarar> inte."
    store.lasting = (Trouble(id=1, name="mailbox", what=what, begun_at=begun, ended_at=None),)
    back = replace(store.rows[0], state=OutgoingState.BOUNCED, bounced_at=begun, bounce="5.1.1 User unknown")
    store.rows = (back, *store.rows[1:])
    page = client_of(desk).get("/utskick").text
    assert "Brevlådan går inte att nå</strong> sedan" in page
    assert "imap.ksl.se &lt;svarar&gt; inte." in page
    assert "kom i retur" in page and "5.1.1 User unknown" in page
    assert client_of(desk).get("/healthz").get_json()["troubles"] == {"mailbox": begun.isoformat()}


def test_a_reply_to_a_mail_of_ours_links_it() -> None:
    desk, store = full_desk()
    plain = desk.message

    def replying(read: Entry) -> Message:
        return replace(plain(read), in_reply_to=(store.rows[0].mail.message_id,))

    page = client_of(replace(desk, message=replying)).get("/mejl/11").text
    assert f'<a href="/utskick#utskick-{store.rows[0].id}">{store.rows[0].mail.subject}</a>' in page
    assert "Svar på vårt mejl" not in client_of(desk).get("/mejl/11").text


def test_health_tells_counts_and_cycles_and_no_secrets(client: FlaskClient) -> None:
    told = client.get("/healthz").get_json()
    assert told["status"] == "ok"
    assert told["counts"] == {"received": 0, "registered": 5, "flagged": 4, "ignored": 0, "failed": 1, "struck": 0}
    assert set(told) == {"status", "now", "counts", "cycles", "troubles"}


def test_a_reason_made_of_doubts_is_not_said_twice(client: FlaskClient) -> None:
    store: FakeStore = full_desk()[1]
    assert store.by_id[11].result
    assert client.get("/mejl/11").text.count(reasons(store.by_id[11].result.all_doubts)) == 1


def test_a_long_queue_is_turned_page_by_page_and_stays_narrowed() -> None:
    builder = DeskBuilder()
    for number in range(1, 121):
        sender = "registrator@taby.se" if number <= 60 else "registrator@solna.se"
        builder.add(entry(number, subject=f"Svar {number}", sender=sender, state=State.FLAGGED, days=number))
    with client_of(builder.desk()[0]) as client:
        pages = [client.get(f"/?sida={at}").text for at in (1, 2, 3, 9)]
        found = [[int(n) for n in re.findall(r'<h2><a href="/mejl/(\d+)">', page)] for page in pages]
        assert found[0] + found[1] + found[2] == list(range(120, 0, -1))
        assert found[3] == found[2]
        assert all(len(page.encode()) < 100_000 for page in pages)
        narrowed = html.unescape(client.get("/?kommun=0160&sida=2").text)
        assert "Sidan 2 av 2" in narrowed and "/?sida=1&skal=&rekommendation=&kommun=0160" in narrowed
