"""Odd and hostile files, made here byte by byte: each is a trap that some program once fell into."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import zipfile
import zlib
from functools import cache

from tests.unit.parsers.pdf_bytes import bomb, line, locked_pdf, pages_in_pages, pdf

HEADERS = b"From: Kansliet <kansliet@exempel.se>\nTo: registrator@ksl.se\nSubject: Svar\nMIME-Version: 1.0\n"
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def wrap(name: str, content: bytes) -> bytes:
    """A mail that carries the file, as a sender's program would send it."""
    return b"".join(
        (
            HEADERS,
            b'Content-Type: multipart/mixed; boundary="gr"\n\n--gr\nContent-Type: text/plain\n\nSe bilagan.\n--gr\n',
            b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n",
            f'Content-Disposition: attachment; filename="{name}"\n\n'.encode("utf-8", "replace"),
            base64.encodebytes(content),
            b"--gr--\n",
        )
    )


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def flat_bomb(megabytes: int = 300) -> bytes:
    return zipped(("protokoll.txt", b"\0" * (megabytes * 1_000_000)))


def nested_bomb(width: int = 16, levels: int = 5) -> bytes:
    """Like 42.zip: archives of archives, whose leaves are each within the limit of one file."""
    inner = zipped(("0.txt", b" " * 900_000))
    for _ in range(levels):
        inner = zipped(*((f"{number}.zip", inner) for number in range(width)))
    return inner


def climbing_zip() -> bytes:
    names = ("../../../etc/passwd", "..\\..\\start.bat", "/etc/cron.d/x", "C:\\Windows\\x.txt", "a/../../b.txt")
    return zipped(*((name, b"Kommunstyrelsen beslutar att anta den.") for name in names))


def encrypted_zip() -> bytes:
    """The flag that says "encrypted", in both of the places where it stands."""
    content = bytearray(zipped(("hemligt.pdf", pdf(line("hemligt", 72, 700)))))
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    content[local + 6] |= 1
    content[central + 8] |= 1
    return bytes(content)


def deflate64_zip() -> bytes:
    """A method of packing that Windows uses for large files and zipfile does not know."""
    content = bytearray(zipped(("stor.pdf", pdf(line("stor", 72, 700)))))
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    content[local + 8], content[central + 10] = 9, 9
    return bytes(content)


def docx(body: bytes, prolog: bytes = b"") -> bytes:
    document = prolog + b'<w:document xmlns:w="' + WORD + b'"><w:body>' + body + b"</w:body></w:document>"
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document))


def laughing_docx() -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 12))
    return docx(b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", b"<!DOCTYPE x [" + entities + b"]>")


def deep_docx(depth: int = 200_000) -> bytes:
    return docx(b"<w:p>" * depth + b"</w:p>" * depth)


def png(width: int, height: int) -> bytes:
    """A white picture, one bit a pixel: packed it is small, whatever its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def looping_xref() -> bytes:
    """A cross-reference table whose /Prev is itself."""
    content = pdf(line("Kommunstyrelsen beslutar att anta den.", 72, 700))
    at = content.rindex(b"xref\n0")
    return content.replace(b"/Root 1 0 R", b"/Prev %d /Root 1 0 R" % at)


def looping_ole() -> bytes:
    """An OLE2 header that promises four thousand million allocation tables in a chain that bites its own tail."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 0x2C, 0xFFFFFF00, 0, 0, 4096, 0, 0, 0, (0xFFFFFF00 - 109 + 126) // 127, 109)
    sectors = bytearray(b"\0" * 512)
    return bytes(header + sectors) + "__substg1.0_".encode("utf-16-le") * 100


def lying_tnef() -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00\x02" + struct.pack("<II", 0x00069002, 0xFFFFFFF0) + b"kort"


def nested_mails(depth: int = 1_000) -> bytes:
    return HEADERS + b"Content-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * depth + b"\nslut\n"


def nested_multiparts(depth: int = 1_000) -> bytes:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return HEADERS + opening + b"\nslut\n"


@cache
def odd_files() -> dict[str, bytes]:
    """All of them as mails, by a name that says what is odd. Not to be changed: to pack them takes seconds."""
    header = HEADERS + b"\n"
    documents = {
        "flat-bomb.zip": flat_bomb(),
        "nested-bomb.zip": nested_bomb(),
        "bomb.txt.gz": gzip.compress(bytes(30_000_000)),
        "climbing.zip": climbing_zip(),
        "encrypted.zip": encrypted_zip(),
        "deflate64.zip": deflate64_zip(),
        "cut.zip": climbing_zip()[:200],
        "laughing.docx": laughing_docx(),
        "deep.docx": deep_docx(),
        "huge.docx": docx(b"<w:p><w:r><w:t>" + b"a" * 60_000_000 + b"</w:t></w:r></w:p>"),
        "wide.png": png(20_000, 20_000),
        "lying.png": png(8, 8)[:16] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + png(8, 8)[24:],
        "mountain.pdf": pdf(line("Beslut", 72, 700), size="0 0 595 2147483648"),
        "xref-loop.pdf": looping_xref(),
        "bomb.pdf": bomb(400),
        "deep-pages.pdf": pages_in_pages(2_000),
        "locked.pdf": locked_pdf(),
        "only-a-name.pdf": b"%PDF-1.7\n",
        "no-pdf.pdf": b"<html>Filen finns inte</html>",
        "deep.rtf": b"{\\rtf1 " + b"{" * 500_000,
        "binary.rtf": b"{\\rtf1 {\\pict\\bin99999999999 }} Beslut}",
        "looping.msg": looping_ole(),
        "looping.doc": looping_ole().replace("__substg1.0_".encode("utf-16-le"), "WordDocument".encode("utf-16-le")),
        "lying-winmail.dat": lying_tnef(),
        "angles.html": b"<" * 1_000_000,
        "nothing.pdf": b"",
        "nul-and-surrogates.txt": b"Beslut \x00 \xed\xa0\x80 att anta.",
        "program.exe": b"MZ" + bytes(range(256)) * 10,
    }
    mails = {
        "nested-mails.eml": nested_mails(),
        "nested-multiparts.eml": nested_multiparts(),
        "long-subject.eml": b"Subject: " + b"=?utf-8?q?=C3=A5?= " * 11_000 + b"\n" + header + b"text\n",
        "many-headers.eml": b"X-A: b\n" * 100_000 + header + b"text\n",
        "comments.eml": b"From: a@exempel.se " + b"(" * 500 + b")" * 500 + b"\nDate: " + b"(" * 500 + b"\n\ntext\n",
        "no-parts.eml": HEADERS + b"Content-Type: multipart/mixed; boundary=gr\n\nbara text\n",
        "charset.eml": HEADERS + b"Content-Type: text/plain; charset=klingonska\n\n\xe5\xe4\xf6\n",
        "group.eml": b"From: Odef:;\nSubject: =?x-ok\xe4nd?b?!!?=\nDate: i g\xe5r\n\n\n",
        "uuencode.eml": HEADERS + b"\n\nbegin 644 a.pdf\nM" + b"A" * 61 + b"\n",
        "nothing.eml": b"",
        "noise.eml": bytes(range(256)) * 400,
    }
    return {name: wrap(name, content) for name, content in documents.items()} | mails
