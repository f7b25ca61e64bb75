"""The journal: what the archive alone cannot give again, written beside it as the register grows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalMark:
    """How far the journal has come: the last row of each kind, with what shows that it is the same register.

    `unsent` are the outgoing mails whose fate was open, as ranges; `sent` those that the last page says were sent.
    `changed` is when a recommendation was last put, as the register writes it, `tables` the short tables that are
    written whole, with a digest of each as it last was.
    """

    mail: int = 0
    mail_sha256: str = ""
    part: int = 0
    audit: int = 0
    audit_hash: str = ""
    outgoing: int = 0
    outgoing_key: str = ""
    changed: str = ""
    unsent: tuple[tuple[int, int], ...] = ()
    sent: tuple[int, ...] = ()
    tables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPage:
    """Lines to write, each a JSON text without line breaks, and how far they come. `more`: there are further pages."""

    lines: tuple[str, ...]
    mark: JournalMark
    more: bool
