"""One document to text, whatever its format: which reader, and what to say when there is none."""

from __future__ import annotations

from collections.abc import Callable

from domain.document import DocumentText, FailureKind, ReadingFailure
from parsers import sniff
from parsers.document_builder import Limits
from parsers.legacy_doc import read_doc
from parsers.office import read_docx, read_locked, read_odt
from parsers.pdf import read_pdf
from parsers.plain import read_html, read_text
from parsers.rtf import read_rtf
from parsers.scan import PICTURE_READERS
from parsers.signature import with_signature

Reader = Callable[[bytes, str, Limits], DocumentText | ReadingFailure]

_READERS: dict[str, Reader] = {
    sniff.PDF: read_pdf,
    sniff.DOCX: read_docx,
    sniff.ODT: read_odt,
    sniff.RTF: read_rtf,
    sniff.DOC: read_doc,
    sniff.LOCKED_OFFICE: read_locked,
    sniff.HTML: read_html,
    sniff.TEXT: read_text,
    **PICTURE_READERS,
}


def read_document(content: bytes, media_type: str, sha256: str, limits: Limits) -> DocumentText | ReadingFailure:
    """Read by the type that the content has. Raises what the format's reader raises; meant for a child process."""
    reader = _READERS.get(media_type)
    if reader:
        outcome = reader(content, sha256, limits)
        if media_type == sniff.PDF and isinstance(outcome, DocumentText):
            return with_signature(outcome, content, limits.roots)
        return outcome
    return ReadingFailure(sha256=sha256, kind=FailureKind.UNSUPPORTED, detail=media_type)
