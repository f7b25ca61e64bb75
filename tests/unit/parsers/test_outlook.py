"""Outlook's messages: their files are found as in any forwarded mail."""

from __future__ import annotations

import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.mail import Message, SkipReason
from parsers.message import read_message
from parsers.outlook import MAX_ATTACHMENTS, open_outlook
from tests.odd_files import looping_ole
from tests.unit.parsers.eml import PDF, file, mail, text
from tests.unit.parsers.ole_bytes import attached_message, attachment, message, ole

MSG = ole(message("VB: Svar", "kansliet@exempel.se", attachment("Protokoll § 7 åäö.pdf", PDF), body="Hej"))


def read(content: bytes, name: str = "VB.msg") -> Message:
    return read_message(mail(text("Se bifogat."), file(content, name=name)))


def found(message: Message) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(a.name, a.media_type, a.containers) for a in message.attachments]


def test_a_file_in_a_message_is_found_with_its_container_and_sender() -> None:
    seen = read(MSG)
    assert found(seen) == [("Protokoll § 7 åäö.pdf", "application/pdf", ("VB.msg",))]
    assert seen.attachments[0].content == PDF
    assert seen.forwarded_sender
    assert seen.forwarded_sender.address == "kansliet@exempel.se"
    assert (seen.body.strip(), seen.skipped, seen.faults) == ("Se bifogat.", (), ())


def test_a_large_file_is_whole() -> None:
    large = PDF + bytes(range(256)) * 400
    seen = read(ole(message("s", "a@exempel.se", attachment("a.pdf", large))))
    assert seen.attachments[0].content == large


def test_a_message_within_a_message_is_opened() -> None:
    inner = message("Beslut", "nagon@exempel.se", attachment("utdrag.pdf", PDF))
    seen = read(ole(message("VB", "a@exempel.se", attached_message("Beslut", inner))))
    assert found(seen) == [("utdrag.pdf", "application/pdf", ("VB.msg", "Beslut"))]


def test_messages_are_opened_only_so_deep() -> None:
    tree = message("innerst", "a@exempel.se", attachment("utdrag.pdf", PDF))
    for _ in range(8):
        tree = message("VB", "a@exempel.se", attached_message("VB", tree))
    seen = read(ole(tree))
    assert (seen.attachments, [part.reason for part in seen.skipped]) == ((), [SkipReason.TOO_DEEP])


def test_more_files_than_the_bound_are_told_of() -> None:
    files = [attachment(f"{number}.pdf", PDF) for number in range(MAX_ATTACHMENTS + 1)]
    seen = read(ole(message("VB", "a@exempel.se", *files)))
    assert len(seen.attachments) == MAX_ATTACHMENTS
    assert [part.reason for part in seen.skipped] == [SkipReason.TOO_LARGE]


def test_a_file_that_is_missing_from_its_storage_is_broken() -> None:
    seen = read(ole(message("VB", "a@exempel.se", {"__properties_version1.0": b"\0" * 8})))
    assert [(part.name, part.reason) for part in seen.skipped] == [("VB.msg", SkipReason.BROKEN)]


def test_tables_that_bite_their_tail_are_refused_at_once() -> None:
    seen = read(looping_ole())
    assert [part.reason for part in seen.skipped] == [SkipReason.BROKEN]
    assert seen.faults


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(MSG) - 5), st.integers(0, 2**32 - 1), st.integers(1, len(MSG)))
def test_a_damaged_message_gives_a_value(at: int, number: int, length: int) -> None:
    damaged = bytearray(MSG)
    struct.pack_into("<I", damaged, at, number)
    opened = open_outlook(bytes(damaged[:length]))
    assert all(len(member.content) <= len(MSG) for member in opened.members)
    read(bytes(damaged))
