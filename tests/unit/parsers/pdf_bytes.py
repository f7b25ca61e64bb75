"""Small PDFs written by hand, byte for byte, for what no program would print on purpose."""

from __future__ import annotations

import hashlib
import struct
import zlib


def pdf(
    *contents: str | bytes, extra: str = "", trailer: str = "", size: str = "0 0 595 842", states: str = ""
) -> bytes:
    """A PDF with one page for each content stream, in Helvetica (F1); `extra` goes into every page's dictionary.

    `states`: named graphics states, "/Clear << /ca 0 >>".
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    picture = 4 + 2 * len(contents)
    for number, content in enumerate(contents):
        stream = content.encode("cp1252") if isinstance(content, str) else content
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 {picture} 0 R >> "
            f"/ExtGState << {states} >> >> {extra} >>".encode()
        )
        objects.append(_stream(stream))
    objects.append(
        _stream(
            zlib.compress(b"\x00"),
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 "
            "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
        )
    )
    return _file(objects, trailer)


def line(text: str, x: float, y: float, *, size: float = 11, mode: int = 0) -> str:
    """A content stream that prints one line at a place, y from the bottom; mode 3 is invisible."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {mode} Tr /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def picture_of_the_page() -> str:
    return "q 595 0 0 842 0 0 cm /Im1 Do Q\n"


def locked_pdf() -> bytes:
    """A PDF that asks for a password that nobody knows."""
    secret = "<" + "5a" * 32 + ">"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<01> <01>]"
    return pdf(line("hemligt", 72, 700), trailer=encrypt)


def copy_protected_pdf(content: str) -> bytes:
    """A page encrypted under an empty user password, as a program does that forbids copying: any reader opens it.

    PDF 32000-1, 7.6.3: algorithms 1 to 4, RC4 of 40 bits.
    """
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    identity, forbids = b"0123456789abcdef", -60
    owner = _rc4(hashlib.md5(b"agare" + padding[:27]).digest()[:5], padding)
    key = hashlib.md5(padding + owner + struct.pack("<i", forbids) + identity).digest()[:5]
    user = _rc4(key, padding)
    of_stream = hashlib.md5(key + (4).to_bytes(3, "little") + (0).to_bytes(2, "little")).digest()[:10]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        _stream(_rc4(of_stream, content.encode("cp1252"))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    encrypt = f"/Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {forbids}"
    return _file(objects, f"/Encrypt << {encrypt} >> /ID [<{identity.hex()}> <{identity.hex()}>]")


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def bomb(megabytes: int) -> bytes:
    """A page whose content grows to so many megabytes of spaces when unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        _stream(packed, "/Filter /FlateDecode"),
    ]
    return _file(objects, "")


def pages_in_pages(depth: int) -> bytes:
    """One page at the bottom of so many nested lists of pages, which no engine goes down to."""
    lists = [f"<< /Type /Pages /Kids [{n + 3} 0 R] /Count 1 >>".encode() for n in range(depth)]
    page = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    return _file([b"<< /Type /Catalog /Pages 2 0 R >>", *lists, page], "")


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n".encode()
    return bytes(out)
