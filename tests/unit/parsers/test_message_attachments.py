"""Which parts of a mail may be documents, how they are named, and what becomes of the others."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile

import pytest

from domain.mail import Attachment, Message
from parsers.message import read_message
from tests.unit.parsers.eml import HEADERS, PDF, enclosed, file, mail, text


def only(message: Message) -> Attachment:
    assert len(message.attachments) == 1, message
    return message.attachments[0]


def skipped(message: Message) -> list[tuple[str, str]]:
    return [(part.name, part.reason.value) for part in message.skipped]


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x00\x00\x00\x00" * 4


def test_a_pdf_is_found_by_its_content_whatever_it_is_called() -> None:
    for kind in ("application/octet-stream", "image/jpeg", "text/plain", "application/x-oväntat"):
        attachment = only(read_message(mail(text("Hej"), file(PDF, name="svar.dat", kind=kind))))
        assert (attachment.media_type, attachment.content) == ("application/pdf", PDF)
        assert attachment.sha256 == hashlib.sha256(PDF).hexdigest()


def test_what_was_declared_is_kept_too() -> None:
    assert only(read_message(mail(file(PDF, name="a.pdf", kind="text/x-konstigt")))).declared_type == "text/x-konstigt"


def test_an_inline_pdf_and_one_that_is_the_whole_mail_are_found() -> None:
    inline = f"Content-Type: application/pdf; name=a.pdf\nContent-Disposition: inline\n\n{PDF.decode()}"
    assert only(read_message(mail(text("Hej"), inline))).name == "a.pdf"
    assert only(read_message((HEADERS + inline).encode())).name == "a.pdf"


def test_a_damaged_pdf_is_a_document_still() -> None:
    assert only(read_message(mail(file(b"\x00\x01", name="a.pdf")))).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("filename*=utf-8''Protokollsutdrag%20%C2%A7%2087.pdf", "Protokollsutdrag § 87.pdf"),
        ("filename*0*=iso-8859-1''Bes%; filename*1*=lut%20%E5.pdf", "Bes%lut å.pdf"),
        ('filename="=?iso-8859-1?Q?=A7_87.pdf?="', "§ 87.pdf"),
        ('filename="=?utf-8?Q?KS_=C2=A7?= =?utf-8?Q?_87.pdf?="', "KS § 87.pdf"),
        ("filename=KS 87 utan citat.pdf", "KS 87 utan citat.pdf"),
        ('filename="Täby.pdf"', "Täby.pdf"),
        ('filename="Ta\u0308by.pdf"', "Täby.pdf"),
        ('filename="../../etc/pass\twd.pdf"', "pass wd.pdf"),
        ('filename="C:\\\\Beslut\\\\KS 87.pdf"', "KS 87.pdf"),
        ("attachment", "namnlös.pdf"),
    ],
)
def test_a_name_is_decoded_without_directories(disposition: str, name: str) -> None:
    raw = f"Content-Type: application/pdf\nContent-Disposition: attachment; {disposition}\n\n{PDF.decode()}"
    assert only(read_message(mail(text("Hej"), raw))).name == name


def test_a_long_name_keeps_its_ending() -> None:
    name = only(read_message(mail(file(PDF, name="a" * 500 + ".pdf")))).name
    assert len(name) <= 200
    assert name.endswith(".pdf")


def test_a_document_in_a_forwarded_mail_is_found_with_its_container() -> None:
    inner = mail(text("Hej"), file(PDF, name="KS 87.pdf"), headers="From: a@b.se\nSubject: Beslut 2015/12\n")
    attachment = only(read_message(mail(text("vb"), enclosed(inner))))
    assert (attachment.name, attachment.containers) == ("KS 87.pdf", ("Beslut 2015-12",))


def test_a_document_in_an_eml_file_in_a_zip_is_found() -> None:
    inner = mail(file(PDF, name="KS 87.pdf"))
    packed = archive(("mapp/svar.eml", inner), ("__MACOSX/._svar.eml", b"x"))
    message = read_message(mail(text("Hej"), file(packed, name="allt.zip")))
    attachment = only(message)
    assert (attachment.name, attachment.containers) == ("KS 87.pdf", ("allt.zip", "svar.eml"))
    assert message.forwarded_sender is not None


def test_files_of_an_archive_lose_their_directories() -> None:
    message = read_message(mail(file(archive(("../../x/KS.pdf", PDF), ("b\\TU.pdf", PDF + b" ")), name="a.zip")))
    assert [a.name for a in message.attachments] == ["KS.pdf", "TU.pdf"]


def test_a_bomb_in_an_archive_is_refused_alone() -> None:
    packed = archive(("bomb.txt", b"0" * 30_000_000), ("KS.pdf", PDF))
    message = read_message(mail(file(packed, name="a.zip")))
    assert only(message).name == "KS.pdf"
    assert skipped(message) == [("bomb.txt", "too_large")]


def test_an_archive_in_archives_is_opened_only_so_deep() -> None:
    packed = archive(("KS.pdf", PDF))
    for level in range(8):
        packed = archive((f"{level}.zip", packed))
    message = read_message(mail(file(packed, name="a.zip")))
    assert message.attachments == ()
    assert [reason for _, reason in skipped(message)] == ["too_deep"]


def test_a_locked_member_is_named_so() -> None:
    packed = bytearray(archive(("KS.pdf", PDF)))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    assert skipped(read_message(mail(file(bytes(packed), name="a.zip")))) == [("KS.pdf", "locked")]


def test_a_broken_archive_is_named_so() -> None:
    assert skipped(read_message(mail(file(archive(("KS.pdf", PDF))[:60], name="a.zip")))) == [("a.zip", "broken")]


def test_a_swedish_name_in_an_old_archive_is_read() -> None:
    packed = archive(("T_by.pdf", PDF)).replace(b"T_by.pdf", "Täby.pdf".encode("cp850"))
    assert only(read_message(mail(file(packed, name="a.zip")))).name == "Täby.pdf"


def test_a_logo_is_decoration_and_a_photographed_page_a_document() -> None:
    message = read_message(
        mail(
            file(png(300, 90), name="image001.png", kind="image/png", more="Content-ID: <1>\n"),
            file(png(1, 1), name="p.gif", kind="image/gif"),
            file(png(1240, 1754), name="sida.png", kind="image/png"),
        )
    )
    assert only(message).name == "sida.png"
    assert skipped(message) == [("image001.png", "decoration"), ("p.gif", "decoration")]


def test_signatures_and_visiting_cards_are_no_documents() -> None:
    message = read_message(
        mail(
            file(b"0\x82", name="smime.p7s", kind="application/pkcs7-signature"),
            file(b"BEGIN:VCARD\nEND:VCARD", name="jag.vcf"),
            file(b"BEGIN:VCALENDAR\n", name="", kind="text/calendar"),
        )
    )
    assert message.attachments == ()
    assert [reason for _, reason in skipped(message)] == ["signature", "calendar", "calendar"]


def test_an_unknown_format_is_skipped_with_its_reason_and_an_empty_file_is_broken() -> None:
    message = read_message(mail(file(b"\x00\x01\x02", name="a.bin"), file(b"", name="b.docx")))
    assert skipped(message) == [("a.bin", "unsupported"), ("b.docx", "broken")]


def test_a_text_file_is_a_document_but_the_body_is_not() -> None:
    message = read_message(mail(text("Hej"), file("§ 87".encode(), name="beslut.txt", kind="text/plain")))
    assert only(message).media_type == "text/plain"
    assert message.body == "Hej"


def test_a_file_written_into_the_text_by_uuencode_is_found() -> None:
    lines = "".join(f"{_uu(PDF[i : i + 45])}\n" for i in range(0, len(PDF), 45))
    message = read_message(f"{HEADERS}\nHej\nbegin 644 KS 87.pdf\n{lines}`\nend\n".encode())
    assert (only(message).name, only(message).content) == ("KS 87.pdf", PDF)
    assert message.body.startswith("Hej")


def _uu(data: bytes) -> str:
    import binascii

    return binascii.b2a_uu(data).decode().rstrip("\n")


def test_the_mail_in_a_mail_that_never_ends_is_too_deep() -> None:
    raw = mail(file(PDF, name="KS.pdf"))
    for _ in range(30):
        raw = b"Content-Type: message/rfc822\n\n" + raw
    message = read_message(raw)
    assert message.attachments == ()
    assert [reason for _, reason in skipped(message)] == ["too_deep"]
    assert message.faults
