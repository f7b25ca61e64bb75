"""Where mails come from, and where their bytes are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from domain.mail import RawMail


class Folder(Protocol):
    """An open folder. Nothing here changes a flag, except `acknowledge`. Errors: MailboxError.

    `name` is what it is called in the register, which need not be what it was asked for by ("\\Junk").
    """

    name: str
    uidvalidity: int
    uidnext: int | None  # what the next mail will be numbered, when the server tells

    def uids(self, above: int) -> Iterator[tuple[int, ...]]:
        """UIDs greater than `above`, rising, in windows small enough for any server."""

    def fetch(self, uid: int) -> RawMail | None:
        """The mail, or None when it is gone or the server would not give its body this time."""

    def exists(self, uid: int) -> bool:
        """Whether the UID is still in the folder: tells "gone" from "not given" after fetch() said None."""

    def acknowledge(self, uids: Sequence[int]) -> None:
        """Flag or move as configured; does nothing by default and for mails that are gone."""


class Mailbox(Protocol):
    def open(self, folder: str) -> AbstractContextManager[Folder]: ...

    def listen(
        self, folders: Sequence[str], news: Callable[[], None], failed: Callable[[str, Exception], None]
    ) -> Callable[[], None]:
        """Have the mailbox tell of new mails, if it can; returns the function that ends it, within about a second.

        `news` is called, from other threads, whenever a folder may hold something new; `failed` with a folder's name
        and why it is not listened to for now. Polling must go on all the same.
        """


class Archive(Protocol):
    """Raw bytes by SHA-256, write-once and fsynced. Errors: StorageError, DiskFull."""

    def keep(self, raw: bytes) -> str:
        """Keep the bytes, on disk for good when this returns; says their SHA-256 in hex. Safe to repeat."""

    def read(self, sha256: str) -> bytes: ...

    def forget(self, sha256: str) -> bool:
        """Remove what has been disposed of; whether it was there."""

    def count(self) -> int:
        """How many mails are kept."""
