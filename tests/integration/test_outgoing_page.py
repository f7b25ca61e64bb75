"""The pages of outgoing mail over a real register: lists, the mail as it was sent, and what a person does about it."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from domain.finding import OutboxQuestion
from domain.outgoing import MailKind, OutgoingMail, OutgoingState, SendStage
from outbox.message import Enclosure, Letter, build
from review.app import create_app
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_desk import NOW, ORGANISATION
from tests.fakes.review_register import fill
from tests.servers.new_register import make_register
from tests.servers.register_values import outgoing

pytest_plugins = ["tests.servers.register"]

EVIL = "<script>alert(1)</script>"


def letter(number: int, **more: object) -> OutgoingMail:
    fields: dict[str, object] = {
        "key": f"sammanfattning/{number}",
        "kind": MailKind.SUMMARY,
        "recipient": f"lasare{number}@ksl.se",
        "subject": f"Österåker har antagit {number}",
        "text": "Hej!\nÖsteråker har antagit.",
        "html": f'<!doctype html><p style="color:red">Österåker har antagit {EVIL}</p>',
    }
    return build(Letter(**{**fields, **more}), ORGANISATION, NOW)  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[FlaskClient, SqlStore]]:
    make_register(f"sqlite:///{tmp_path}/register.db")
    store = open_store(f"sqlite:///{tmp_path}/register.db")
    desk, _ = fill(store)
    with create_app(desk, allowed_hosts=("localhost",), secret_key=b"k" * 32).test_client() as client:
        yield client, store
    store.close()


def order(client: FlaskClient, row_id: int, verb: str, name: str = "Testa Granskare") -> str:
    shown = client.get(f"/utskick/{row_id}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    fields = {"csrf_token": token[1] if token else "", "verb": verb, "reviewer": name, "reason": "Frågade dem"}
    return html.unescape(client.post(f"/utskick/{row_id}", data=fields, follow_redirects=True).text)


def stuck(store: SqlStore, state: OutgoingState) -> int:
    """A mail that was refused, or lost at the dot."""
    store.queue([letter(1)], NOW)
    row = store.claim(NOW)
    assert row
    store.reached(row.id, SendStage.DOT, NOW)
    store.park(row.id, state=state, error="550 mottagaren finns inte")
    return row.id


def test_the_list_is_filtered_and_paged(office: tuple[FlaskClient, SqlStore]) -> None:
    client, store = office
    store.queue([letter(number) for number in range(120)], NOW)
    seen: list[int] = []
    path: str | None = "/utskick?sok=österåker&slag=sammanfattning&lage=waiting"
    while path:
        page = html.unescape(client.get(path).text)
        seen += map(int, re.findall(r'<a href="/utskick/(\d+)"', page))
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1] if following else None
    assert seen == sorted(seen, reverse=True) and len(seen) == 120
    assert "Inget utgående mejl stämmer" in client.get("/utskick?sok=finns%25inte").text
    assert re.findall(r'<a href="/utskick/\d+"', client.get("/utskick?sok=lasare77@KSL.se").text) != []


def test_pages_of_outgoing_mail_on_both_databases(store: SqlStore) -> None:
    store.queue([outgoing(f"{number}") for number in range(5)], NOW)
    first = store.find_outgoing(OutboxQuestion(), limit=2)
    second = store.find_outgoing(OutboxQuestion(), limit=2, after=first.rows[-1].id)
    assert [row.mail.key for row in (*first.rows, *second.rows)] == ["4", "3", "2", "1"]
    assert (first.before, first.after, second.before, second.after) == (False, True, True, True)
    assert store.find_outgoing(OutboxQuestion(), limit=2, before=second.rows[0].id).rows == first.rows
    assert store.find_outgoing(OutboxQuestion(words="botkyrka ANTAGIT"), limit=9).rows[0].mail.key == "4"
    assert store.find_outgoing(OutboxQuestion(words="100%")).rows == ()
    assert store.outgoing_counts()[OutgoingState.WAITING] == 5


def test_a_mail_is_shown_as_it_was_sent_and_nothing_of_it_runs(office: tuple[FlaskClient, SqlStore]) -> None:
    client, store = office
    file = Enclosure(name=f"{EVIL}.pdf", media_type="application/pdf", content=b"%PDF")
    store.queue([letter(1, enclosures=(file,), subject=f"Hej {EVIL}")], NOW)
    row = store.find_outgoing(OutboxQuestion()).rows[0]
    page = client.get(f"/utskick/{row.id}")
    assert EVIL not in page.text
    assert f'<iframe class="mail-frame" sandbox="" src="/utskick/{row.id}/html"' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Österåker har antagit." in page.text and row.mail.message_id in html.unescape(page.text)
    framed = client.get(f"/utskick/{row.id}/html")
    policy = framed.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'") and "allow-" not in policy and "script" not in policy
    assert "frame-ancestors 'self'" in policy and framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert framed.headers["X-Content-Type-Options"] == "nosniff"
    saved = client.get(f"/utskick/{row.id}/original")
    assert saved.headers["Content-Disposition"] == f'attachment; filename="utskick-{row.id}.eml"'
    for missing in ("/utskick/99", "/utskick/99/html", "/utskick/99999999999999999999"):
        assert client.get(missing).status_code == 404


def test_a_refused_mail_is_tried_again_by_a_person(office: tuple[FlaskClient, SqlStore]) -> None:
    client, store = office
    row_id = stuck(store, OutgoingState.PARKED)
    assert "550 mottagaren finns inte" in client.get(f"/utskick/{row_id}").text
    assert "1 mejl" in client.get("/utskick").text
    assert "Skriv ditt namn" in order(client, row_id, "retry", name=" ")
    assert "försök igen" in order(client, row_id, "retry")
    row = store.outgoing_row(row_id)
    assert row and (row.state, row.attempts) == (OutgoingState.WAITING, 0)
    done = store.outgoing_audit(row_id)
    assert [(one.who, one.verb, one.reason) for one in done] == [("Testa Granskare", "retry", "Frågade dem")]


@pytest.mark.parametrize(("verb", "state"), [("sent", OutgoingState.SENT), ("resend", OutgoingState.WAITING)])
def test_what_may_have_been_sent_is_settled_either_way(
    office: tuple[FlaskClient, SqlStore], verb: str, state: OutgoingState
) -> None:
    client, store = office
    row_id = stuck(store, OutgoingState.UNCERTAIN)
    order(client, row_id, verb)
    row = store.outgoing_row(row_id)
    assert row and row.state is state


def test_a_waiting_mail_is_withdrawn_and_what_is_sent_is_not(office: tuple[FlaskClient, SqlStore]) -> None:
    client, store = office
    store.queue([letter(1)], NOW)
    row = store.find_outgoing(OutboxQuestion()).rows[0]
    order(client, row.id, "withdraw")
    after = store.outgoing_row(row.id)
    assert after and after.state is OutgoingState.WITHDRAWN
    page = client.get("/mejl/1")  # any page with a form
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    fields = {"csrf_token": token[1], "verb": "retry", "reviewer": "Testa"}
    assert "Inget är ändrat" in client.post(f"/utskick/{row.id}", data=fields, follow_redirects=True).text
    for verb in ("", "erase"):
        assert client.post(f"/utskick/{row.id}", data={**fields, "verb": verb}).status_code == 400


def test_a_reminder_is_not_released_past_the_page_that_looks_whether_they_answered(
    office: tuple[FlaskClient, SqlStore],
) -> None:
    client, store = office
    store.queue([_draft()], NOW)
    row = store.find_outgoing(OutboxQuestion()).rows[0]
    page = client.get(f"/utskick/{row.id}").text
    assert 'value="release"' not in page and 'href="/paminnelser">sin egen sida' in page
    order(client, row.id, "release")
    after = store.outgoing_row(row.id)
    assert after and after.state is OutgoingState.DRAFT


def _draft() -> OutgoingMail:
    return dataclasses.replace(letter(1), kind=MailKind.REMINDER, about="KSL/15/0016-5/0127", draft=True)


def test_a_mail_that_went_in_another_is_shown_as_joined_and_leads_to_it(office: tuple[FlaskClient, SqlStore]) -> None:
    client, store = office
    store.queue([letter(1), letter(2)], NOW)
    ids = [row.id for row in store.outbox(kinds=(MailKind.SUMMARY,)) if row.state is OutgoingState.WAITING]
    assert store.merge(ids, letter(3), NOW)
    (both,) = (row.id for row in store.outbox() if row.mail.key == "sammanfattning/3")
    listed, shown = (html.unescape(client.get(f"/utskick{place}").text) for place in ("", f"/{ids[0]}"))
    for page in (listed, shown):
        assert "samlat" in page
        assert "tillbakataget</span>" not in page
        assert f'href="/utskick/{both}"' in page
