"""All cases. A new kind of mail is a module with CASES beside this one, and a word here."""

from __future__ import annotations

from registrator.previews import (
    alarm,
    correction,
    digest,
    notice,
    partner,
    question,
    receipt,
    reminder,
    report,
    summary,
)
from registrator.previews.case import Case

_KINDS = (summary, receipt, partner, correction, digest, reminder, report, question, notice, alarm)

CASES: tuple[Case, ...] = tuple(case for kind in _KINDS for case in kind.CASES)
