"""Word's old binary files (.doc, Word 97 to 2003) to DocumentText: the words, and nothing of how they were laid out.

Read from the piece table ([MS-DOC], 2.4.1 and 2.8.35), where LibreOffice is not installed or makes nothing of the file
(parsers.libreoffice). The text is the one that Word shows, tracked deletions and hidden text left out, but numbers of
lists are missing and tables only guessed at: such a document always carries the doubt TEXT_UNCERTAIN.
"""

from __future__ import annotations

import bisect
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from parsers.document_builder import DocumentBuilder, Limits
from parsers.flowed_text import CELL, ROW, join, tidy
from parsers.ole import OleError, OleFile
from parsers.sniff import DOC

READER = "doc 1"

_WORD_97 = 0x00C1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_CHPX_TABLE, _CLX = 0x00FA, 0x01A2  # fc and lcb of each, in the file information block
_LENGTHS = 0x004C  # of text, footnotes, headers, macros, comments, endnotes, text boxes, header text boxes
_COMPRESSED = 0x40000000
_STRUCK, _HIDDEN = 0x0800, 0x083C  # sprmCFRMarkDel, sprmCFVanish
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_FIELD = re.compile("([\x13\x14\x15])")  # a field begins; its code ends and its result begins; it ends
_SIGNS = {
    **dict.fromkeys(map(ord, "\r\x0b\x0c\x0e"), "\n"),
    **{0x07: CELL, 0x1E: "-", 0x1F: None, 0xA0: " "},
    **dict.fromkeys((*range(0x00, 0x07), 0x08, *range(0x0F, 0x13), *range(0x16, 0x1E)), None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """`length` characters that stand from a byte of the WordDocument stream, of one byte each or of two."""

    length: int
    offset: int
    width: int


def read_doc(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """Headers, text, footnotes and text boxes."""
    try:
        flows = _flows(OleFile(content))
    except (OleError, struct.error, ValueError, IndexError) as error:
        return ReadingFailure(sha256=sha256, kind=FailureKind.BROKEN, detail=f"{type(error).__name__}: {error}")
    except _Locked:
        return ReadingFailure(sha256=sha256, kind=FailureKind.LOCKED, detail="fEncrypted")
    except _TooOld as error:
        return ReadingFailure(sha256=sha256, kind=FailureKind.UNSUPPORTED, detail=str(error))
    builder = DocumentBuilder(limits)
    builder.add_plain(join(*flows))
    return builder.finish(sha256=sha256, media_type=DOC, reader=READER, doubts=(Doubt.TEXT_UNCERTAIN,))


class _Locked(Exception):
    """It asks for a password."""


class _TooOld(Exception):
    """Word 6 or 95."""


def _flows(ole: OleFile) -> tuple[str, ...]:
    stream = ole.stream("WordDocument") or b""
    version, flags = struct.unpack_from("<2xH6xH", stream)
    if flags & _ENCRYPTED:
        raise _Locked
    if version < _WORD_97:
        raise _TooOld(f"nFib {version}")
    table = ole.stream("1Table" if flags & _SECOND_TABLE else "0Table") or b""
    unseen = _unseen(stream, _slice(table, stream, _CHPX_TABLE))
    text = "".join(_shown(stream, piece, unseen) for piece in _pieces(_slice(table, stream, _CLX)))
    main, notes, headers, macros, comments, endnotes, boxes, header_boxes = struct.unpack_from("<8I", stream, _LENGTHS)
    parts = []
    at = 0
    for length in (main, notes, headers, macros, comments, endnotes, boxes, header_boxes):
        parts.append(_readable(text[at : at + length]))
        at += length
    return parts[2], parts[0], parts[1], parts[5], parts[6], parts[7]


def _slice(table: bytes, stream: bytes, at: int) -> bytes:
    start, length = struct.unpack_from("<II", stream, at)
    return table[start : start + length]


def _pieces(clx: bytes) -> Iterator[_Piece]:
    position = 0
    while clx[position] == 1:  # property modifiers before the table
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    (size,) = struct.unpack_from("<I", clx, position + 1)
    plc = clx[position + 5 : position + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    room = 2 * len(plc) + 100_000_000
    for number in range(count):
        (where,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        length = places[number + 1] - places[number]
        room -= length
        if length < 0 or room < 0:
            raise ValueError("the piece table runs backwards")
        if where & _COMPRESSED:
            yield _Piece(length=length, offset=(where & ~_COMPRESSED) // 2, width=1)
        else:
            yield _Piece(length=length, offset=where, width=2)


def _shown(stream: bytes, piece: _Piece, unseen: list[tuple[int, int]]) -> str:
    """The piece's characters; each that is struck or hidden is a NUL, so that the parts keep their lengths."""
    data = stream[piece.offset : piece.offset + piece.length * piece.width]
    if piece.width == 1:
        text = data.decode("cp1252", errors="replace")
    else:
        text = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
    text = text.ljust(piece.length, "\0")
    letters: list[str] | None = None
    end = piece.offset + piece.length * piece.width
    for start, stop in unseen[max(bisect.bisect_left(unseen, (piece.offset, 0)) - 1, 0) :]:
        if start >= end:
            break
        first = max(start - piece.offset, 0) // piece.width
        last = (min(stop, end) - piece.offset) // piece.width
        if last > first:
            letters = letters or list(text)
            letters[first:last] = "\0" * (last - first)
    return "".join(letters) if letters else text


def _unseen(stream: bytes, plc: bytes) -> list[tuple[int, int]]:
    """Ranges of bytes of the stream whose characters are tracked deletions or hidden, in order."""
    count = max((len(plc) - 4) // 8, 0)
    found: list[tuple[int, int]] = []
    for number in range(count):
        (page,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
        start = (page & 0x3FFFFF) * 512
        sheet = stream[start : start + 512]
        if len(sheet) == 512:
            found += _unseen_runs(sheet)
    return sorted(found)


def _unseen_runs(sheet: bytes) -> Iterator[tuple[int, int]]:
    """A page of character runs: their bounds, then where in the page each run's properties stand."""
    runs = min(sheet[511], 101)
    bounds = struct.unpack_from(f"<{runs + 1}I", sheet)
    for number in range(runs):
        at = 2 * sheet[4 * (runs + 1) + number]
        if at and at < 511 and _is_unseen(sheet[at + 1 : min(at + 1 + sheet[at], 511)]):
            yield bounds[number], bounds[number + 1]


def _is_unseen(properties: bytes) -> bool:
    position = 0
    while position + 3 <= len(properties):
        (code,) = struct.unpack_from("<H", properties, position)
        operand = properties[position + 2]
        if code in {_STRUCK, _HIDDEN} and operand == 1:
            return True
        position += 2 + _OPERANDS.get(code >> 13, operand + 1)
    return False


def _readable(text: str) -> str:
    units = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    shown = _without_codes(units.replace("\0", ""))
    return tidy((CELL + ROW).join(row.translate(_SIGNS) for row in shown.split("\x07\x07")))


def _without_codes(text: str) -> str:
    """Fields show their result, not their code; a field may stand in another's code."""
    pieces: list[str] = []
    in_code: list[bool] = []  # for each field around
    hidden = 0
    for piece in _FIELD.split(text):
        if piece == "\x13":
            in_code.append(True)
            hidden += 1
        elif piece in {"\x14", "\x15"}:
            if in_code:
                hidden -= in_code.pop()
                if piece == "\x14":
                    in_code.append(False)
        elif not hidden:
            pieces.append(piece)
    return "".join(pieces)
