"""What stands in the place of an outgoing mail's content that is not kept any more: it can be read, and never sent."""

from __future__ import annotations

_MARK = b"X-Registrator-Innehall: borta\r\n"


def gone(subject: str, why: str) -> bytes:
    """A small mail that says `why` (Swedish, whole sentences)."""
    title = " ".join(subject.split())
    head = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return _MARK + f"{head}{title}\r\n\r\n{why}\r\n".encode()


def is_gone(raw: bytes) -> bool:
    return raw.startswith(_MARK)
