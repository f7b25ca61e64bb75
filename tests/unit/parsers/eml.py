"""Mails written by hand for the tests of reading."""

from __future__ import annotations

import base64

HEADERS = (
    "From: Registrator <registrator@solna.se>\nTo: registrator@ksl.se\nSubject: Svar\nMessage-ID: <a1@solna.se>\n"
    "Date: Mon, 4 May 2015 10:00:00 +0200\n"
)
PDF = b"%PDF-1.4\nbara till namnet\n%%EOF\n"


def mail(*parts: str, headers: str = HEADERS, kind: str = "mixed") -> bytes:
    return (headers + multipart(*parts, kind=kind)).encode("utf-8")


def multipart(*parts: str, kind: str = "mixed", boundary: str = "gr\u00e4ns") -> str:
    joined = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{joined}--{boundary}--\n'


def text(content: str) -> str:
    return f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{content}"


def file(content: bytes, *, name: str = "", kind: str = "application/octet-stream", more: str = "") -> str:
    disposition = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    encoded = base64.encodebytes(content).decode()
    return f"Content-Type: {kind}\n{disposition}{more}Content-Transfer-Encoding: base64\n\n{encoded}"


def enclosed(raw: bytes) -> str:
    own_boundary = raw.decode("utf-8").replace("gr\u00e4ns", "inre")
    return f"Content-Type: message/rfc822\n\n{own_boundary}"
