"""Every table is journaled, or it is said why it need not be: a new one cannot be forgotten."""

from __future__ import annotations

from storage import journaling
from storage.schema_all import METADATA

OF_ENTRIES = {table.name for table in (journaling.MAILS, journaling.PARTS, journaling.DOCUMENTS, journaling.DECISIONS)}
OF_ENTRIES |= {table.name for table in (journaling.CORRECTS, journaling.ASIDES)}
OF_SENDING = {journaling.OUTBOX.name, journaling.TOLD.name}
WHOLE = {table.name for table in (*journaling.SMALL, journaling.DISPOSALS, journaling.AUDIT)}
NOT_NEEDED = {
    "positions": "the mailbox is listed from the beginning",
    "marks": "the mailbox is listed from the beginning",
    "series": "it follows from the numbers that were given",
    "texts": "documents are read again",
    "outbox_content": "it repeats documents that the archive holds",
    "audit_head": "it follows from the trail",
    "beats": "the service beats anew",
    "troubles": "what lasts is found anew",
    "sessions": "people sign in anew",
    "sign_in_attempts": "forgotten within a day anyway",
}


def test_every_table_is_journaled_or_need_not_be() -> None:
    named = (OF_ENTRIES, OF_SENDING, WHOLE, set(NOT_NEEDED))
    assert sorted(name for names in named for name in names) == sorted(table for table in METADATA.tables)


def test_numbers_in_a_row_are_written_as_ranges() -> None:
    assert journaling.ranges({5, 1, 2, 3, 9}) == ((1, 3), (5, 5), (9, 9))
    assert journaling.ranges(set()) == ()
