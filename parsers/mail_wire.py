"""The parts of a mail as bytes, for the way out of a child process: what it said on the way, a line of JSON, the files.

JSON and plain bytes, for what comes out may have been made by whoever made the mail (see parsers.document_wire). Nor is
a hash believed: it is taken of the bytes that came.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from domain.document import FailureKind, ReadingFailure
from domain.mail import Address, Attachment, SkippedPart, SkipReason
from parsers.document_wire import WireError
from parsers.message import Parts

_SAID = re.compile(rb"[0-9 ]*")


def told(leaf: int) -> bytes:
    """What a child says when it begins with a leaf of the mail, 0 when it has done with it."""
    return b"%d " % leaf


def said(data: bytes) -> bytes:
    """The beginning of what a child wrote: the leaves it told of."""
    match = _SAID.match(data)
    return match[0] if match else b""


def leaf_in_hand(data: bytes) -> int:
    """The leaf that the child was at when it ended; 0 for none."""
    words = said(data).split()
    return int(words[-1][:9]) if words else 0


def dump_parts(parts: Parts) -> Iterator[bytes]:
    """Piece by piece, so that no file is held twice."""
    plain = {
        "body": parts.body,
        "attachments": [
            [a.name, a.media_type, a.declared_type, len(a.content), list(a.containers)] for a in parts.attachments
        ],
        "skipped": [[s.name, s.media_type, s.sha256, s.reason.value] for s in parts.skipped],
        "forwarded": [parts.forwarded.display_name, parts.forwarded.address] if parts.forwarded else None,
        "deeper": [[sender.display_name, sender.address] for sender in parts.deeper],
        "faults": list(parts.faults),
        "failures": [[f.sha256, f.kind.value, f.detail] for f in parts.failures],
    }
    yield json.dumps(plain).encode() + b"\n"
    yield from (attachment.content for attachment in parts.attachments)


def load_parts(data: bytes) -> Parts | ReadingFailure:
    """What a child wrote, or why it wrote nothing whole (of no document yet). Raises WireError."""
    try:
        start = len(said(data))
        end = data.find(b"\n", start)
        line = data[start:] if end < 0 else data[start:end]
        plain = json.loads(line)
        if "failure" in plain:
            return ReadingFailure(sha256="", kind=FailureKind(plain["failure"]), detail=str(plain["detail"]))
        return _parts(plain, memoryview(data)[start + len(line) + 1 :])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error


def _parts(plain: dict[str, Any], files: memoryview) -> Parts:
    return Parts(
        body=str(plain["body"]),
        attachments=tuple(_attachments(plain["attachments"], files)),
        skipped=tuple(
            SkippedPart(name=str(name), media_type=str(kind), sha256=str(sha256), reason=SkipReason(reason))
            for name, kind, sha256, reason in plain["skipped"]
        ),
        forwarded=Address(display_name=str(plain["forwarded"][0]), address=str(plain["forwarded"][1]))
        if plain["forwarded"]
        else None,
        deeper=tuple(Address(display_name=str(name), address=str(address)) for name, address in plain["deeper"]),
        faults=tuple(map(str, plain["faults"])),
        failures=tuple(
            ReadingFailure(sha256=str(sha256), kind=FailureKind(kind), detail=str(detail))
            for sha256, kind, detail in plain["failures"]
        ),
    )


def _attachments(rows: list[Any], files: memoryview) -> Iterator[Attachment]:
    position = 0
    for name, media_type, declared, size, containers in rows:
        content = bytes(files[position : position + size])
        if len(content) != size:
            raise ValueError("a file is cut off")
        position += size
        yield Attachment(
            name=str(name),
            media_type=str(media_type),
            declared_type=str(declared),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            containers=tuple(map(str, containers)),
        )
