"""The page of one registration number, and what striking it does and undoes, over a real register."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from domain.decision import DocumentFate
from domain.finding import Relation
from domain.mail import SkipReason
from domain.outgoing import MailKind, OutgoingMail, Tells
from domain.register import Settlement, State
from outbox.told import heard
from review.app import create_app
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_desk import DNR, NOW
from tests.fakes.review_register import fill
from tests.servers.new_register import make_register
from tests.servers.register_values import decision, document, receive, result, settle

pytest_plugins = ["tests.servers.register"]

_Office = tuple[FlaskClient, SqlStore, dict[int, int]]


def told_of(settlement: Settlement) -> tuple[OutgoingMail, ...]:
    """A correction to whoever has heard that the entry stands, when it does not any more."""
    if settlement.entry.state is not State.STRUCK:
        return ()
    return tuple(outgoing(settlement.entry.id, MailKind.CORRECTION, one.reader) for one in heard(settlement))


def outgoing(entry_id: int, kind: MailKind, recipient: str) -> OutgoingMail:
    return OutgoingMail(
        key=f"{kind.value}/{entry_id}",
        kind=kind,
        recipient=recipient,
        subject="Sollentuna har sagt nej",
        message_id=f"<{kind.value}{entry_id}@ksl.se>",
        raw=b"",
        entry_id=entry_id,
        tells=(Tells(entry_id=entry_id, decisions=(decision("x"),)),),
    )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[_Office]:
    make_register(f"sqlite:///{tmp_path}/register.db")
    store = open_store(f"sqlite:///{tmp_path}/register.db")
    desk, ids = fill(store)
    desk = dataclasses.replace(desk, compose=lambda _entry: told_of)
    with create_app(desk, allowed_hosts=("localhost",), secret_key=b"k" * 32).test_client() as client:
        yield client, store, ids
    store.close()


def number_of(store: SqlStore, entry_id: int) -> str:
    entry = store.entry(entry_id)
    assert entry
    return entry.number


def post(client: FlaskClient, path: str, version: int, **fields: str) -> str:
    shown = client.get(path.rpartition("/")[0]).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert token
    answer = client.post(
        path, data={"csrf_token": token[1], "version": version, **fields}, follow_redirects=not fields.get("faulty")
    )
    return html.unescape(answer.text)


def test_the_page_says_what_it_is_and_what_happened(office: _Office) -> None:
    client, store, ids = office
    page = html.unescape(client.get(f"/registrering/{number_of(store, ids[3])}").text)
    assert "Sollentuna" in page and "avslagen</span>, slutligt" in page and "4 maj 2015, § 87" in page
    assert "Kom in från kommun@exempel.se" in page
    assert f'href="/mejl/{ids[3]}/original"' in page


@pytest.mark.parametrize("number", ["2015-999999", "x", "..%2F..", "1' OR 1=1", "%00"])
def test_a_number_that_nobody_has_is_not_found(office: _Office, number: str) -> None:
    assert office[0].get(f"/registrering/{number}").status_code == 404


def test_striking_keeps_the_row_takes_the_answer_away_and_tells_whoever_was_told(office: _Office) -> None:
    client, store, ids = office
    number = number_of(store, ids[3])
    store.queue([outgoing(ids[3], MailKind.SUMMARY, "anna.nerelius@ksl.se")], NOW)
    row = store.claim(NOW)
    assert row
    store.sent(row.id, NOW)
    before = store.answers([DNR])
    entry = store.entry(ids[3])
    assert entry
    path = f"/registrering/{number}/makulera"
    shown = post(client, path, entry.version, reason="Fel ärende <b>", reviewer="Testa Granskare")
    assert "är makulerad" in shown and "Makulerad" in shown and "av Testa Granskare: Fel ärende <b>" in shown
    after = store.entry(ids[3])
    assert after and (after.state, after.reason, after.number) == (State.STRUCK, "Fel ärende <b>", number)
    assert {a.entry_id for a in before} - {a.entry_id for a in store.answers([DNR])} == {ids[3]}
    assert [r.mail.kind for r in store.outgoing_of(ids[3])] == [MailKind.SUMMARY, MailKind.CORRECTION]
    assert [(r.who, r.verb, r.reason) for r in store.audit(ids[3])] == [("Testa Granskare", "strike", "Fel ärende <b>")]

    shown = post(client, f"/registrering/{number}/aterstall", after.version, reviewer="Testa Granskare")
    assert "gäller igen" in shown and "ångrade makuleringen" in shown
    assert store.answers([DNR]) == before


def test_striking_asks_for_a_reason_and_a_name_and_sees_what_others_did(office: _Office) -> None:
    client, store, ids = office
    number = number_of(store, ids[3])
    path = f"/registrering/{number}/makulera"
    entry = store.entry(ids[3])
    assert entry
    shown = post(client, path, entry.version, reason=" ", reviewer="")
    assert "Skriv varför" in shown and "Skriv ditt namn" in shown
    assert "Inget är ändrat" in post(client, path, entry.version + 1, reason="Fel", reviewer="Testa")
    waiting = number_of(store, ids[11])
    flagged = store.entry(ids[11])
    assert flagged and "makulera" not in client.get(f"/registrering/{waiting}").text
    assert store.audit(ids[3]) == ()


def test_what_belongs_together_is_linked(office: _Office) -> None:
    client, store, ids = office
    copy = receive(store, "kopia", uid=80)
    settle(store, copy, result(document("protokoll.pdf"), decisions=[decision("protokoll.pdf", "0163")]))
    again = receive(store, "igen", uid=81)
    settle(store, again, result(document("protokoll.pdf")))
    found = {other: relation for relation, other in store.related(copy)}
    assert found == {again: Relation.SAME_DOCUMENT, ids[3]: Relation.SAME_ACT}
    page = html.unescape(client.get(f"/registrering/{number_of(store, copy)}").text)
    assert "samma paragraf och sammanträde" in page and number_of(store, ids[3]) in page
    there = f'<a href="/registrering/{number_of(store, ids[3])}?mejl={ids[3]}">2015-05-15 10.30</a>'
    assert f"Samma beslut kom också in {there}: det räknas" in page


def test_each_mail_that_brought_the_same_document_is_shown_and_struck_by_itself(office: _Office) -> None:
    client, store, _ = office
    first, second = (receive(store, name, uid=uid) for name, uid in (("ett", 84), ("två", 85)))
    for entry, repeats in ((first, None), (second, "2026-000001")):
        read = decision("samma.pdf", "0163", paragraf="7", repeats=repeats)
        settle(store, entry, result(document("samma.pdf"), decisions=[read]))
    number = number_of(store, second)
    assert number == number_of(store, first)
    page = html.unescape(client.get(f"/registrering/{number}?mejl={second}").text)
    assert f'href="/mejl/{second}"' in page and f'href="/registrering/{number}?mejl={first}"' in page
    for other in ("", "?mejl=1", "?mejl=x", "?mejl=99999999999999999999"):
        assert f'href="/mejl/{first}"' in client.get(f"/registrering/{number}{other}").text
    post(client, f"/registrering/{number}/makulera?mejl={second}", 2, reason="Dubblett", reviewer="Testa")
    states = [entry.state for one in (first, second) if (entry := store.entry(one))]
    assert states == [State.REGISTERED, State.STRUCK]


def test_related_mails_on_both_databases(store: SqlStore) -> None:
    first, second, third = (receive(store, name, uid=n) for n, name in enumerate("abc", start=1))
    for entry, paragraf in ((first, "1"), (second, "2"), (third, "3")):
        store.describe(entry, sender="", subject="", message_id=f"<{paragraf}@x>")
        settle(store, entry, result(document(paragraf), decisions=[decision(paragraf, paragraf=paragraf)]))
    assert store.related(first, ("<2@x>", "")) == ((Relation.THREAD, second), (Relation.SAME_QUESTION, third))
    assert store.related(999) == ()
    assert store.outgoing_of(first) == ()


def test_a_logo_beside_the_document_has_no_number_and_no_page(office: _Office) -> None:
    client, store, _ = office
    logo = document("logo.png", DocumentFate.SKIPPED, SkipReason.DECORATION.value)
    entry = receive(store, "med logga", uid=83)
    settle(store, entry, result(document("svar.pdf"), document("bilaga.pdf"), logo, decisions=[decision("svar.pdf")]))
    page = html.unescape(client.get(f"/registrering/{number_of(store, entry)}").text)
    assert 'href="/registrering/"' not in page and "logo.png" in page
    assert re.search(r"Det gäller hela mejlet: 2026-\d{6}, 2026-\d{6}\.", page)
    assert client.get("/registrering/").status_code == 404


def test_a_struck_mail_still_says_with_whom_it_belonged(office: _Office) -> None:
    _, store, ids = office
    other = receive(store, "annan", uid=82)
    settle(store, other, result(document("annan.pdf"), decisions=[decision("annan.pdf", "0163", paragraf="9")]))
    entry = store.entry(ids[3])
    assert entry
    store.resolve(
        entry.id,
        version=entry.version,
        decisions=(),
        state=State.STRUCK,
        reason="Fel",
        who="Testa",
        verb="strike",
        compose=lambda _: (),
        now=NOW,
    )
    assert store.related(ids[3]) == ((Relation.SAME_QUESTION, other),)
    assert store.related(other) == ()
