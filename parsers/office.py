"""Word (docx) and OpenDocument (odt) files to DocumentText, out of their XML and without their pictures or macros.

What a reader of the finished paper sees: headers and footers are kept, tracked deletions, comments and field codes are
not. Paragraphs are lines, the cells of a table row stand on one line.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from domain.document import DocumentText, FailureKind, ReadingFailure
from parsers.document_builder import COLUMN_GAP, DocumentBuilder, Limits
from parsers.sniff import DOCX, ODT

READER = "office 1"
MAX_XML = 50_000_000
"""Bytes of one unpacked XML part. A novel has two million."""


class _BadXml(Exception):
    """The XML declares entities, which no word processor does, or is broken."""


class _Text:
    """Text of one XML part. `unseen` elements are passed over with all that is in them."""

    def __init__(self, unseen: frozenset[str], marks: dict[str, str], letters: frozenset[str]) -> None:
        self.pieces: list[str] = []
        self._unseen, self._marks, self._letters = unseen, marks, letters
        self._hidden = 0  # depth inside unseen elements
        self._open = 0  # depth inside elements whose characters are text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._hidden or name in self._unseen:
            self._hidden += 1
            return
        self._open += name in self._letters
        if name == "text:s":
            self.pieces.append(" " * min(int(attributes.get("text:c") or 1), 100))
        elif name in self._marks and name not in _AT_END:
            self.pieces.append(self._marks[name])

    def end(self, name: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        self._open -= name in self._letters
        if name in _AT_END and name in self._marks:
            self.pieces.append(self._marks[name])

    def characters(self, data: str) -> None:
        if self._open and not self._hidden:
            self.pieces.append(data)


_CELL = "\x1f"  # ends a cell, until its row is tidied
_ROW = "\x1e"  # ends a row
_GAP = re.compile(r"[ \t]+")
_AT_END = frozenset({"w:p", "w:tc", "w:tr", "text:p", "text:h", "table:table-cell", "table:table-row"})
_WORD_MARKS = {"w:p": "\n", "w:tc": _CELL, "w:tr": _ROW, "w:tab": "\t", "w:br": "\n", "w:cr": "\n"} | {
    "w:noBreakHyphen": "-"
}
# w:pict and mc:Fallback repeat a text box for old versions; w:del and w:moveFrom are what a reviser has taken away.
_WORD_UNSEEN = frozenset({"w:del", "w:moveFrom", "w:instrText", "mc:Fallback", "w:rPr", "w:pPr", "w:delText"})
_ODT_MARKS = {
    **{"text:p": "\n", "text:h": "\n", "text:tab": "\t", "text:line-break": "\n"},
    **{"table:table-cell": _CELL, "table:table-row": _ROW},
}
_ODT_UNSEEN = frozenset({"text:tracked-changes", "office:annotation", "text:ruby-text", "svg:title", "svg:desc"})
_ODT_LETTERS = frozenset({"text:p", "text:h"})


def read_docx(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """A Word document: first its headers, then the text, then footers and footnotes."""

    def parts(archive: zipfile.ZipFile) -> list[str]:
        names = archive.namelist()
        order = (r"word/header\d*\.xml", r"word/document\.xml", r"word/footnotes\.xml", r"word/footer\d*\.xml")
        return [_xml_text(archive, n, _word_text) for pattern in order for n in names if re.fullmatch(pattern, n)]

    return _read(content, sha256, limits, DOCX, parts)


def read_odt(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """An OpenDocument text: the headers and footers of its styles, then the text."""

    def parts(archive: zipfile.ZipFile) -> list[str]:
        names = [name for name in ("styles.xml", "content.xml") if name in archive.namelist()]
        return [_xml_text(archive, name, _odt_text) for name in names]

    return _read(content, sha256, limits, ODT, parts)


def _word_text() -> _Text:
    return _Text(_WORD_UNSEEN, _WORD_MARKS, frozenset({"w:t"}))


def _odt_text() -> _Text:
    return _Text(_ODT_UNSEEN, _ODT_MARKS, _ODT_LETTERS)


def _read(
    content: bytes, sha256: str, limits: Limits, media_type: str, parts: Callable[[zipfile.ZipFile], list[str]]
) -> DocumentText | ReadingFailure:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = list(dict.fromkeys(parts(archive)))  # the same header for first, odd and even pages: once
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, _BadXml) as error:
        return ReadingFailure(sha256=sha256, kind=FailureKind.BROKEN, detail=f"{type(error).__name__}: {error}")
    except RuntimeError as error:  # zipfile's word for an encrypted member
        return ReadingFailure(sha256=sha256, kind=FailureKind.LOCKED, detail=str(error))
    builder = DocumentBuilder(limits)
    builder.add_plain("\n\n".join(text for text in texts if text.strip()).replace("\f", "\n"))
    return builder.finish(sha256=sha256, media_type=media_type, reader=READER)


def _xml_text(archive: zipfile.ZipFile, name: str, make: Callable[[], _Text]) -> str:
    with archive.open(name) as part:
        xml = part.read(MAX_XML + 1)
    if len(xml) > MAX_XML:
        raise _BadXml(f"{name} is larger than {MAX_XML} bytes")
    text = make()
    parser = expat.ParserCreate()
    parser.StartElementHandler = text.start
    parser.EndElementHandler = text.end
    parser.CharacterDataHandler = text.characters
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise _BadXml(f"{name}: {error}") from error
    return _tidy("".join(text.pieces))


def _refuse_entities(*_: object) -> None:
    raise _BadXml("an entity is declared")


def _tidy(text: str) -> str:
    """Rows on one line, no soft hyphens, tabs as a column's gap, at most one empty line."""
    *rows, rest = text.split(_ROW)
    rows_tidy = "".join(map(_row, rows)) + rest
    flat = rows_tidy.replace(_CELL, COLUMN_GAP).replace("\xad", "").replace("\xa0", " ")
    lines = [_GAP.sub(lambda gap: COLUMN_GAP if "\t" in gap[0] else gap[0], line).strip() for line in flat.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _row(piece: str) -> str:
    """The cells up to a row's end on one line; what stands before the first cell's own paragraph is left as it is."""
    cells = piece.split(_CELL)
    before, _, first = cells[0].rstrip("\n").rpartition("\n")
    tidy = [re.sub(r"\n+", "\n", cell.strip("\n")) for cell in (first, *cells[1:])]
    head = f"{before}\n" if before else ""
    return head + COLUMN_GAP.join(cell for cell in tidy if cell) + "\n"
