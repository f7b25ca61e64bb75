"""A register in which everything has happened that people and the machine do to it, with its mails in the archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from domain.access import Role
from domain.catalogue import Recommendation
from domain.decision import Status
from domain.learning import LessonKind
from domain.outgoing import MailKind, OutgoingVerb, SendStage, Tells
from domain.register import Entry, State
from registrator.config import Config
from storage.database import Database
from storage.schema_all import METADATA
from storage.store import SqlStore
from tests.servers.backed_up import NOW, take_in
from tests.servers.register_values import DNR, always, decision, document, nothing, outgoing, result

WHO = "Prov Granskare"
DERIVED = {"texts", "positions", "marks", "beats", "troubles", "sessions", "sign_in_attempts", "outbox_content"}
"""What reading, polling and running give again, or what nobody misses."""


def live(store: SqlStore, config: Config) -> None:
    """Mails 1 to 8, and all that follows; before the journal is written the last time."""
    store.put_recommendation(_recommendation(), NOW)
    settled = [_settled(store, config, number) for number in range(1, 6)]
    accepted = _resolve(store, settled[0], verb="accept")
    _resolve(store, accepted, verb="correct", outcome=None)
    _resolve(store, settled[1], verb="dismiss", state=State.IGNORED)
    _resolve(store, settled[2], verb="strike", state=State.STRUCK)
    undone = _resolve(store, settled[3], verb="accept")
    store.undo(undone.id, version=undone.version, who=WHO, compose=nothing, now=_at(50))
    aside = store.put_aside(
        settled[4].id, version=settled[4].version, until=dt.date(2026, 12, 1), note="Ringer", who=WHO, now=_at(51)
    )
    store.take_back(aside.id, version=aside.version, who=WHO, now=_at(52))
    _asked(store, config)
    _people(store)
    _sending(store)
    take_in(store, config, 8)  # not read yet


def _recommendation() -> Recommendation:
    return Recommendation(diarienummer=DNR, title="Avsiktsförklaring om klimat", decided_on=dt.date(2015, 1, 15))


def _at(minutes: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def _settled(store: SqlStore, config: Config, number: int) -> Entry:
    take_in(store, config, number, _at(number))
    (entry_id,) = store.waiting()
    name = f"protokoll {number}.pdf"
    status = Status.FLAGGED if number > 3 else Status.REGISTERED
    read = result(document(name), decisions=[decision(name, municipality=f"012{number}")], status=status)
    return store.settle(entry_id, conclude=always(read), recommendations=(DNR,), compose=nothing, now=_at(number + 1))


def _resolve(
    store: SqlStore, entry: Entry, *, verb: str, state: State = State.REGISTERED, outcome: object = ...
) -> Entry:
    decisions = tuple(
        one if outcome is ... else replace(one, outcome=None, final=False, corrects="2015-000001")
        for one in (store.decisions_of(entry.id) if state is State.REGISTERED else ())
    )
    return store.resolve(
        entry.id,
        version=entry.version,
        decisions=decisions,
        state=state,
        reason=f"Prövat: {verb}",
        who=WHO,
        verb=verb,
        compose=nothing,
        now=_at(20 + entry.id),
    )


def _asked(store: SqlStore, config: Config) -> None:
    take_in(store, config, 6, _at(6))
    (entry_id,) = store.waiting()
    failed = store.fail(entry_id, reason="Läsningen misslyckades", compose=nothing, now=_at(7))
    question = replace(outgoing("fråga/6"), kind=MailKind.QUESTION, entry_id=entry_id, draft=True)
    store.ask(failed.id, version=failed.version, mail=question, who=WHO, reason="Vad?", now=_at(53))


def _people(store: SqlStore) -> None:
    user = store.add_user(
        name="prov", full_name=WHO, role=Role.REVIEW, who="drift", now=NOW, email="prov@exempel.se", password="$argon2"
    )
    store.change_user(user.id, who="drift", now=_at(1), role=Role.ADMINISTER)
    for said in ("Nybyn", "Gamlebyn"):
        lesson = store.learn(LessonKind.SENDER, said=said, meaning="0127", municipality="0127", who=WHO, now=NOW)
    store.unlearn(lesson.id, who=WHO, now=_at(2))


def _sending(store: SqlStore) -> None:
    tells = (Tells(entry_id=1, decisions=store.decisions_of(1)),)
    for key in ("sent", "uncertain", "waits", "withdrawn"):
        store.queue([replace(outgoing(key), entry_id=1, tells=tells)], NOW)
    for key in ("sent", "uncertain"):
        row = store.claim(_at(60))
        assert row and row.mail.key == key
        store.reached(row.id, SendStage.DOT, _at(60))
        if key == "sent":
            store.sent(row.id, _at(60))
    store.recover()
    withdrawn = next(row for row in store.outbox() if row.mail.key == "withdrawn")
    store.order(withdrawn.id, OutgoingVerb.WITHDRAW, who=WHO, why="Behövs inte", now=_at(61))


def facts(url: str) -> dict[str, list[dict[str, Any]]]:
    """All rows that must be the same in a register that is built anew; reading gives `result` again."""
    database = Database(url)
    try:
        with database.reading() as session:
            return {
                table.name: [
                    {name: value for name, value in row.items() if name != "result"}
                    for row in session.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings()
                ]
                for table in METADATA.sorted_tables
                if table.name not in DERIVED
            }
    finally:
        database.close()
