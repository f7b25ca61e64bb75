"""The body that Outlook packs as compressed RTF ([MS-OXRTFCP]), for mails that have it in no other dress."""

from __future__ import annotations

import struct

from domain.document import DocumentText
from parsers.document_builder import Limits
from parsers.rtf import read_rtf

MAX_RTF = 20_000_000
"""Bytes of RTF that are unpacked; two bytes can stand for 17."""

_PACKED, _AS_IT_IS = 0x75465A4C, 0x414C454D
_WINDOW = 4096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What every writer's window holds before the first byte."""


def body_text(packed: bytes, most: int) -> str:
    """The text, at most so many characters; "" when there is none or it cannot be unpacked."""
    outcome = read_rtf(unpack(packed), "", Limits(max_pages=1, max_characters=most))
    return outcome.text.replace("\f", "\n").strip() if isinstance(outcome, DocumentText) else ""


def unpack(packed: bytes) -> bytes:
    """The RTF, as far as it goes; b"" for other bytes."""
    if len(packed) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", packed)
    if kind == _AS_IT_IS:
        return packed[16 : 16 + size]
    return _unpacked(packed[16:], min(size, MAX_RTF)) if kind == _PACKED else b""


def _unpacked(packed: bytes, size: int) -> bytes:
    """Runs of eight: a bit for each says whether a byte follows, or a place in the window and a length."""
    out = bytearray(_BEGINNING)
    end = len(_BEGINNING) + size
    position = 0
    while position < len(packed) and len(out) < end:
        control, position = packed[position], position + 1
        for bit in range(8):
            if not control >> bit & 1:
                out += packed[position : position + 1]
                position += 1
                continue
            reference = int.from_bytes(packed[position : position + 2], "big")
            position += 2
            back = (len(out) - (reference >> 4)) % _WINDOW
            if back == 0 or back > len(out):  # a place that is being written now ends it all
                return bytes(out[len(_BEGINNING) : end])
            for _ in range((reference & 0xF) + 2):
                out.append(out[-back])
    return bytes(out[len(_BEGINNING) : end])
