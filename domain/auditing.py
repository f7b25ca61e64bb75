"""What is asked of the audit trail: a page of it, and whether its chain of hashes is whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain.register import AuditRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuestion:
    """Which rows; what is "" or None narrows nothing. `since` and `before` are aware times, `before` not included."""

    who: str = ""
    verb: str = ""
    entries: tuple[int, ...] | None = None  # of these mails; None: whatever they are about
    accounts: bool = True  # also what has happened to accounts: who signed in, whose role was changed
    about: str = ""  # "rekommendation KSL/15/0016-5", "utgående 17"
    since: dt.datetime | None = None
    before: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAudit:
    """A page of the trail, newest first. `before` and `after`: whether there are newer rows, and older ones."""

    rows: tuple[AuditRow, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainBreak:
    """The row `row_id` does not follow from the row `after`, 0 for the beginning."""

    row_id: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """What walking the chain of the audit trail has shown.

    `head` is the hash of the last row that the program wrote, `expected_rows` how many it has written. Unless
    `ends_rightly`, rows have gone from the end, or have been added there by something else.
    """

    rows: int
    head: str
    expected_rows: int
    ends_rightly: bool
    breaks: tuple[ChainBreak, ...]

    @property
    def whole(self) -> bool:
        return self.ends_rightly and not self.breaks
