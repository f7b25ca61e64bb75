"""When a mail of the archive arrived, as far as it tells itself: for mails whose entry is lost."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

from registrator.jobs import FIRST_ARRIVAL

_TOP = 1 << 16
_RECEIVED = re.compile(rb"^Received:((?:[^\r\n]*\r?\n[ \t])*[^\r\n]*)", re.IGNORECASE | re.MULTILINE)


def arrival_of(file: Path, now: dt.datetime) -> dt.datetime:
    """The time of the uppermost Received line, which our own server wrote; else that of the file, which is when the
    mail was taken in. Errors: OSError."""
    kept = min(dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC), now)
    with file.open("rb") as stream:
        top = re.split(rb"\r?\n\r?\n", stream.read(_TOP), maxsplit=1)[0]
    if found := _RECEIVED.search(top):
        try:
            said = parsedate_to_datetime(found[1].rpartition(b";")[2].decode("ascii", "replace").strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            return kept
        if said.tzinfo and FIRST_ARRIVAL <= said <= now:
            return said.astimezone(dt.UTC)
    return kept
