"""winmail.dat: what Outlook has packed into it is the mail's own."""

from __future__ import annotations

import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.mail import Message
from parsers.message import read_message
from parsers.tnef import open_tnef
from tests.odd_files import lying_tnef
from tests.unit.parsers.eml import PDF, file, mail, text
from tests.unit.parsers.tnef_bytes import (
    attached,
    attribute,
    binary_property,
    named_property,
    object_property,
    properties,
    tnef,
    unicode_property,
)

WINMAIL = tnef(
    attribute(0x00069007, struct.pack("<II", 1252, 0), 1),
    attribute(0x00069003, properties(named_property("x-nyckel", 7), unicode_property(0x1000, "Hej, se bilagan")), 1),
    attached(PDF, title="Åäö.pdf".encode("cp1252"), name="Protokoll åäö § 7.pdf"),
    attached(b"PK\x05\x06", title="Övrigt.zip".encode("cp1252")),
)


def read(content: bytes, body: str = "Se bifogat.") -> Message:
    return read_message(mail(text(body), file(content, name="winmail.dat", kind="application/ms-tnef")))


def test_files_are_found_by_their_long_name_and_belong_to_the_mail() -> None:
    seen = read(WINMAIL)
    assert [(a.name, a.media_type, a.containers) for a in seen.attachments] == [
        ("Protokoll åäö § 7.pdf", "application/pdf", ())
    ]
    assert seen.attachments[0].content == PDF
    assert (seen.faults, seen.forwarded_sender) == ((), None)


def test_a_short_name_is_read_in_the_code_page() -> None:
    seen = read(
        tnef(attribute(0x00069007, struct.pack("<II", 1252, 0), 1), attached(PDF, title="Å.pdf".encode("cp1252")))
    )
    assert [a.name for a in seen.attachments] == ["Å.pdf"]


def test_its_text_is_the_mails_when_there_is_no_other() -> None:
    assert read(WINMAIL, body="").body == "Hej, se bilagan"
    assert read(WINMAIL).body.strip() == "Se bifogat."


def test_its_text_is_had_when_it_is_only_packed_rtf() -> None:
    rtf = binary_property(0x1009, struct.pack("<II4sI", 40, 28, b"MELA", 0) + b"{\\rtf1\\ansi Beslut \\u246?...}")
    assert read(tnef(attribute(0x00069003, properties(rtf), 1)), body="").body == "Beslut ö..."


def test_a_mail_packed_into_it_is_a_forwarded_one() -> None:
    inner = tnef(
        attribute(
            0x00069003, properties(unicode_property(0x0037, "Beslut"), unicode_property(0x5D01, "b@exempel.se")), 1
        ),
        attached(PDF, name="utdrag.pdf"),
    )
    object_data = properties(object_property(0x3701, b"\0" * 16 + inner), unicode_property(0x3001, "Beslut"))
    seen = read(tnef(attribute(0x00069002, b"\0" * 14), attribute(0x00069005, object_data)))
    assert [(a.name, a.containers) for a in seen.attachments] == [("utdrag.pdf", ("Beslut",))]
    assert seen.forwarded_sender
    assert seen.forwarded_sender.address == "b@exempel.se"


def test_one_that_is_cut_off_is_a_fault_and_its_whole_files_are_kept() -> None:
    seen = read(WINMAIL[:-20])
    assert [a.name for a in seen.attachments] == ["Protokoll åäö § 7.pdf"]
    assert any("winmail.dat" in fault for fault in seen.faults)
    assert read(lying_tnef()).faults


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(WINMAIL) - 5), st.integers(0, 2**32 - 1), st.integers(0, len(WINMAIL)))
def test_a_damaged_one_gives_a_value(at: int, number: int, length: int) -> None:
    damaged = bytearray(WINMAIL)
    struct.pack_into("<I", damaged, at, number)
    assert all(len(member.content) <= len(WINMAIL) for member in open_tnef(bytes(damaged[:length])).members)
    read(bytes(damaged))
