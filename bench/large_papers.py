"""What mails leave in a large register beside their own rows: documents, parts, texts, their words, mails of ours."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection

from bench.large_register import FIRST, NOW, answers_to, moment
from domain.decision import DocumentFate
from domain.outgoing import MailKind, OutgoingState, SendStage, Tells
from outbox.message import Letter, build
from registrator.build import House
from storage.codec import dumps
from storage.database import Database
from storage.schema import DocumentRow, PartRow, SeriesRow, TextRow
from storage.schema_sending import OutgoingContentRow, OutgoingRow, ToldRow
from storage.search_index import index_mails

_AT_ONCE = 5_000
_LAYOUT = json.dumps({"bench": "x" * 1_000})
"""Shorter than that of a page with its words and boxes: it is in nobody's way, and 200,000 of them are a gigabyte."""
_SAID = """
    kommunstyrelsen beslutar att anta överenskommelsen om samverkan för en trygg säker och störningsfri region i
    ärendet föreslår förvaltningen nämnden bifaller yrkandet reservation mot beslutet till förmån för eget förslag
    protokollet justeras av ordföranden tjänsteskrivelse daterad bilaga ekonomiska konsekvenser barnperspektivet
    länets kommuner rekommendation från förbundet svar senast utdrag ur protokoll sammanträde paragraf kommunen
"""
_WORDS = _SAID.split()


def fill_papers(database: Database, mails: int) -> None:
    """Each of so many mails holds a document with its text; all that the index of words says of it."""
    sa.event.listen(database.engine, "connect", _with_memory)
    for start in range(0, mails, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, mails))
        with database.writing_rows(flushed=False) as connection:
            texts = list(texts_of(numbers))
            hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
            connection.execute(sa.insert(DocumentRow), [_document(n, h) for n, h in zip(numbers, hashes, strict=True)])
            connection.execute(sa.insert(PartRow), [_part(n, h) for n, h in zip(numbers, hashes, strict=True)])
            connection.execute(sa.insert(TextRow), [_text(t, h) for t, h in zip(texts, hashes, strict=True)])
        with database.writing() as session:
            index_mails(session, (number + 1 for number in numbers))
    with database.writing_rows() as connection:
        connection.execute(sa.insert(SeriesRow), {"year": NOW.year, "last": mails})


def _with_memory(driver: DBAPIConnection, _record: object) -> None:
    """Hashes come in no order: with SQLite's two megabytes each would read and write a page of the disk."""
    driver.cursor().execute("PRAGMA cache_size = -300000")


def fill_outbox(house: House, database: Database, mails: int) -> None:
    """So many that were sent, each of one mail's answer."""
    text = "Botkyrka kommun har antagit överenskommelsen om samverkan.\n" * 20
    letter = Letter(
        key="k", kind=MailKind.SUMMARY, recipient="a@ksl.se", subject="Antagen", text=text, html=f"<p>{text}</p>"
    )
    raw = build(letter, house.config.sender, NOW).raw
    told = (decision for recommendation in house.catalogue().recommendations for decision in answers_to(recommendation))
    said = [dumps(Tells(entry_id=0, decisions=(decision,))) for decision, _ in zip(told, range(100), strict=False)]
    with database.writing_rows() as connection:
        for start in range(1, mails + 1, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, mails + 1))
            connection.execute(sa.insert(OutgoingRow), [_sent(number, mails) for number in numbers])
            connection.execute(sa.insert(OutgoingContentRow), [{"outbox_id": n, "raw": raw} for n in numbers])
            connection.execute(
                sa.insert(ToldRow), [{"outbox_id": n, "entry_id": n, "data": said[n % len(said)]} for n in numbers]
            )


def _sent(number: int, mails: int) -> dict[str, object]:
    at = moment(number, mails, dt.timedelta(hours=1))
    return {
        "id": number,
        "key": f"sammanfattning/{number}",
        "kind": MailKind.SUMMARY.value,
        "recipient": f"lasare{number}@ksl.se",
        "subject": f"Österåker har antagit, ärende {number}",
        "message_id": f"<{number}@ksl.se>",
        "state": OutgoingState.SENT.value,
        "stage": SendStage.DOT.value,
        "attempts": 1,
        "next_attempt_at": at,
        "last_error": "",
        "created_at": at,
        "sent_at": at,
        "entry_id": number,
        "handed_at": at,
    }


def texts_of(numbers: Sequence[int]) -> Iterator[str]:
    """Two thousand characters each, of words that nearly all have and some that only one has."""
    dice = random.Random(1)  # noqa: S311 - the same register each time
    known = [" ".join(dice.choices(_WORDS, k=25)) for _ in range(1000)]
    for number in numbers:
        lines = (known[(number * 7 + line * 131) % 1000] for line in range(10))
        yield f"Botkyrka kommun ärende{number}\n§ {number % 300} trygg säker och störningsfri\n" + "\n".join(lines)


def _document(number: int, sha256: str) -> dict[str, object]:
    return {"id": number + 1, "identity": sha256, "number": f"2026-{number:06}", "registered_at": FIRST}


def _part(number: int, sha256: str) -> dict[str, object]:
    return {
        "mail_id": number + 1,
        "place": 0,
        "document_id": number + 1,
        "name": f"Protokollsutdrag {number}.pdf",
        "sha256": sha256,
        "media_type": "text/plain",
        "fate": DocumentFate.READ.value,
        "reason": "",
        "reader": "text",
    }


def _text(text: str, sha256: str) -> dict[str, object]:
    return {
        "sha256": sha256,
        "media_type": "text/plain",
        "version": "bench",
        "sought": "",
        "read_at": FIRST,
        "text": text,
        "layout": _LAYOUT,
    }
