"""All cases. A new kind of mail is a module with CASES beside this one, and a word here."""

from __future__ import annotations

from registrator.previews import digest, notice, summary
from registrator.previews.case import Case

CASES: tuple[Case, ...] = tuple(case for part in (summary, digest, notice) for case in part.CASES)
