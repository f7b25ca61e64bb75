"""The sign of life of a cycle that is not over yet: a backlog of thousands takes hours, and is no standstill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from domain.document import DocumentText, ReadingFailure
from domain.mail import Attachment, Message
from domain.ports import DocumentReader
from registrator.build import House
from registrator.signs_of_life import PROGRESS

_PAUSE = dt.timedelta(minutes=1)


class Pulse:
    """Notes, once a minute at most, that work goes on. Any thread may call."""

    def __init__(self, house: House) -> None:
        self._house, self._last = house, house.clock()

    def beat(self) -> None:
        now = self._house.clock()
        if now - self._last >= _PAUSE:
            self._last = now
            self._house.store.beat(PROGRESS, now)


class PulsingReader:
    """A DocumentReader that tells of each document when it is done: one mail may hold fifty scans of six minutes each.

    For the cycle alone. What the staff's page has read for itself says nothing of the cycle.
    """

    def __init__(self, reader: DocumentReader, done: Callable[[], None]) -> None:
        self._reader, self._done = reader, done

    def open_mail(self, raw: bytes) -> Message:
        return self._reader.open_mail(raw)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        outcome = self._reader.read(attachment, looking_for)
        self._done()
        return outcome
