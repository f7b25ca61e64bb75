"""Small PDFs written by hand, byte for byte, for what no program would print on purpose."""

from __future__ import annotations

import zlib


def pdf(*contents: str | bytes, extra: str = "", trailer: str = "", size: str = "0 0 595 842") -> bytes:
    """A PDF with one page for each content stream, in Helvetica (F1); `extra` goes into every page's dictionary."""
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
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 {picture} 0 R >> >> {extra} >>".encode()
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
