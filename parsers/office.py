"""Word (docx) and OpenDocument (odt) files to DocumentText, out of their XML and without their pictures or macros.

What a reader of the finished paper sees: headers, footers, notes, tables and text boxes are kept; tracked deletions,
comments, hidden text and field codes are not. Paragraphs are lines, the cells of a table row stand on one line.

On zipfile and expat, for a reason: python-docx 1.2 passes over tracked insertions, text boxes, content controls and
notes, and brings lxml; odfpy has not been kept since 2020.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import Protocol
from xml.parsers import expat

from domain.document import DocumentText, FailureKind, ReadingFailure
from parsers.document_builder import DocumentBuilder, Limits
from parsers.flowed_text import join, tidy
from parsers.odt_numbering import OdtLabels, OdtLists
from parsers.office_text import odt_text, prefixed, word_text
from parsers.sniff import DOCX, ODT
from parsers.word_numbering import WordLabels, WordLists

READER = "office 3"
MAX_XML = 50_000_000
"""Bytes of one unpacked XML part. A novel has two million."""
MAX_PARTS = 100
"""Headers and footers of one document. One for each of thirty sections, times first, odd and even page, is much."""

_ODT_HEADERS = frozenset({"style:header", "style:header-left", "style:header-first"})
_ODT_FOOTERS = frozenset({"style:footer", "style:footer-left", "style:footer-first"})
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


class _Hearer(Protocol):
    """Who is told of the elements of an XML part."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def characters(self, data: str) -> None: ...


class _BadXml(Exception):
    """The XML declares entities, which no word processor does, or is broken."""


class _Locked(Exception):
    """It asks for a password."""


def read_docx(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """A Word document: first its headers, then the text, then notes and footers."""

    def parts(archive: zipfile.ZipFile) -> Iterable[str]:
        names = archive.namelist()
        lists = WordLists()
        for name in ("word/numbering.xml", "word/styles.xml"):
            if name in names:
                _walk(archive, name, lists)
        order = (r"header\d*", r"document\d*", r"footnotes\d*", r"endnotes\d*", r"footer\d*")
        for pattern in order:
            for name in [n for n in names if re.fullmatch(rf"word/{pattern}\.xml", n)][:MAX_PARTS]:
                text = word_text(WordLabels(lists))
                _walk(archive, name, text)
                yield tidy(text.finish())

    return _read(content, sha256, limits, DOCX, parts)


def read_odt(content: bytes, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """An OpenDocument text: the headers of its styles, then the text, then the footers."""

    def parts(archive: zipfile.ZipFile) -> Iterable[str]:
        names = archive.namelist()
        if _odt_locked(archive, names):
            raise _Locked("encryption-data in the manifest")
        lists = OdtLists()
        for name in ("styles.xml", "content.xml"):
            if name in names:
                _walk(archive, name, lists)
        order = (("styles.xml", _ODT_FOOTERS), ("content.xml", frozenset[str]()), ("styles.xml", _ODT_HEADERS))
        for name, left_out in order:
            if name in names:
                text = odt_text(left_out, OdtLabels(lists), lists.hidden)
                _walk(archive, name, text)
                yield tidy(text.finish())

    return _read(content, sha256, limits, ODT, parts)


def read_locked(content: bytes, sha256: str, limits: Limits) -> ReadingFailure:  # noqa: ARG001 - a Reader's signature
    """An Office file inside its own encryption."""
    return ReadingFailure(sha256=sha256, kind=FailureKind.LOCKED, detail="an encrypted Office package")


def _read(
    content: bytes, sha256: str, limits: Limits, media_type: str, parts: Callable[[zipfile.ZipFile], Iterable[str]]
) -> DocumentText | ReadingFailure:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = join(*parts(archive))
    except (*_FAULTS, _BadXml) as error:
        return ReadingFailure(sha256=sha256, kind=FailureKind.BROKEN, detail=f"{type(error).__name__}: {error}")
    except (RuntimeError, _Locked) as error:  # RuntimeError: zipfile's word for an encrypted member
        return ReadingFailure(sha256=sha256, kind=FailureKind.LOCKED, detail=str(error))
    builder = DocumentBuilder(limits)
    builder.add_plain(text)
    return builder.finish(sha256=sha256, media_type=media_type, reader=READER)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        xml = part.read(MAX_XML + 1)
    if len(xml) > MAX_XML:
        raise _BadXml(f"{name} is larger than {MAX_XML} bytes")
    return xml


def _odt_locked(archive: zipfile.ZipFile, names: list[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return "encrypted-package" in names or (manifest in names and b"encryption-data" in _part(archive, manifest))


def _walk(archive: zipfile.ZipFile, name: str, hearer: _Hearer) -> None:
    """Tell of every element and all characters of one XML part."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: hearer.start(prefixed(tag), attributes)
    parser.EndElementHandler = lambda tag: hearer.end(prefixed(tag))
    parser.CharacterDataHandler = hearer.characters
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(_part(archive, name), True)
    except expat.ExpatError as error:
        raise _BadXml(f"{name}: {error}") from error


def _refuse_entities(*_: object) -> None:
    raise _BadXml("an entity is declared")
