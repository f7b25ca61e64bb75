"""DocumentText and ReadingFailure as JSON bytes, for the way out of a child process.

JSON, for what comes out may have been made by whoever made the document: to unpickle it would be to run it.
"""

from __future__ import annotations

import json
from typing import Any

from domain.document import DocumentText, FailureKind, Page, PageSource, ReadingFailure, Signature, SignatureState, Word
from domain.doubt import Doubt


class WireError(Exception):
    """The bytes are not what a child writes."""


def dump(outcome: DocumentText | ReadingFailure) -> bytes:
    """Words as [offset, length, box]: their text stands in the document's."""
    if isinstance(outcome, ReadingFailure):
        return json.dumps({"failure": outcome.kind.value, "detail": outcome.detail}).encode()
    return json.dumps(as_plain(outcome)).encode()


def as_plain(text: DocumentText) -> dict[str, Any]:
    """A text as values that JSON knows, without the document's own hash and type."""
    pages = [
        [
            [page.number, page.start, page.end, page.width, page.height, page.source.value, page.confidence],
            [[w.start, len(w.text), w.x0, w.top, w.x1, w.bottom] for w in page.words],
        ]
        for page in text.pages
    ]
    doubts = [doubt.value for doubt in text.doubts]
    plain = {"text": text.text, "pages": pages, "reader": text.reader, "doubts": doubts}
    if text.signature:
        plain["signature"] = [text.signature.state.value, text.signature.signer]
    return plain


def load(data: bytes, *, sha256: str, media_type: str) -> DocumentText | ReadingFailure:
    """The outcome for the document that was asked about. Raises WireError."""
    try:
        parsed = json.loads(data)
        if "failure" in parsed:
            return ReadingFailure(sha256=sha256, kind=FailureKind(parsed["failure"]), detail=str(parsed["detail"]))
        return from_plain(parsed, sha256=sha256, media_type=media_type)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error


def from_plain(parsed: dict[str, Any], *, sha256: str, media_type: str) -> DocumentText:
    """The text that `as_plain` took apart. Raises WireError."""
    try:
        text = parsed["text"]
        return DocumentText(
            sha256=sha256,
            media_type=media_type,
            text=text,
            pages=tuple(_page(page, text) for page in parsed["pages"]),
            reader=str(parsed["reader"]),
            doubts=tuple(Doubt(value) for value in parsed["doubts"]),
            signature=_signature(parsed.get("signature")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error


def _signature(plain: Any) -> Signature | None:
    if plain is None:
        return None
    state, signer = plain
    return Signature(state=SignatureState(state), signer=str(signer))


def _page(page: Any, text: str) -> Page:
    (number, start, end, width, height, source, confidence), words = page
    return Page(
        number=number,
        start=start,
        end=end,
        width=width,
        height=height,
        source=PageSource(source),
        confidence=confidence,
        words=tuple(
            Word(start=at, text=text[at : at + length], x0=x0, top=top, x1=x1, bottom=bottom)
            for at, length, x0, top, x1, bottom in words
        ),
    )
