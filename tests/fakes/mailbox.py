"""A mailbox in memory whose server may misbehave: what a real one does only on a bad day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from domain.errors import MailboxError
from domain.mail import MailPosition, RawMail

ARRIVED = dt.datetime(2015, 5, 4, 8, tzinfo=dt.UTC)


@dataclass
class FakeFolder:
    """Mails by UID. `withheld` are there but not given; `cut_after` lets the connection break after so many."""

    name: str = "INBOX"
    uidvalidity: int = 1
    uidnext: int | None = None
    mails: dict[int, bytes] = field(default_factory=dict)
    withheld: set[int] = field(default_factory=set)
    cut_after: int | None = None
    fetched: list[int] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)

    def uids(self, above: int) -> Iterator[tuple[int, ...]]:
        wanted = sorted(uid for uid in self.mails if uid > above)
        for start in range(0, len(wanted), 3):
            yield tuple(wanted[start : start + 3])

    def fetch(self, uid: int) -> RawMail | None:
        if self.cut_after is not None and len(self.fetched) >= self.cut_after:
            raise MailboxError("Anslutningen bröts.")
        self.fetched.append(uid)
        if uid in self.withheld or not self.mails[uid]:
            return None
        position = MailPosition(folder=self.name, uidvalidity=self.uidvalidity, uid=uid)
        return RawMail(raw=self.mails[uid], position=position, arrived_at=ARRIVED + dt.timedelta(minutes=uid))

    def exists(self, uid: int) -> bool:
        return bool(self.mails.get(uid))

    def acknowledge(self, uids: Sequence[int]) -> None:
        self.acknowledged += uids


@dataclass
class FakeMailbox:
    folders: dict[str, FakeFolder]

    @contextmanager
    def open(self, folder: str) -> Iterator[FakeFolder]:
        if folder not in self.folders:
            raise MailboxError(f"Mappen {folder} finns inte.")
        yield self.folders[folder]

    def listen(self, *_: object) -> Callable[[], None]:
        return lambda: None
