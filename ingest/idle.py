"""Having the server tell of new mails (IDLE, RFC 2177): a thread and a connection of its own for each folder.

It only ever tells that there may be something new. What is new is found out by polling, which goes on beneath: a server
that never tells, or a listener that cannot reach it, costs time and no mail.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.errors import MailboxError, MailboxRefused
from ingest.backoff import LONGEST_SECONDS, Backoff, pause
from ingest.connection import Connection

RENEW_SECONDS = 120.0
"""After so long IDLE is ended and begun anew. Servers need it within 29 minutes and routers within some; so often,
because a connection that is dead at the other end shows only when something is said."""

GAP_SECONDS = 0.5
"""Between two IDLEs, whatever the server says: one that talks without end keeps nobody busy."""

END_SECONDS = 1.0


class Bell:
    """Rung once, it wakes all who wait, and nobody waits any more."""

    def __init__(self) -> None:
        self._heard, self._rope = os.pipe()
        self._lock = threading.Lock()
        self.rung = False

    def ring(self) -> None:
        with self._lock:
            if not self.rung:
                self.rung = True
                os.close(self._rope)  # makes the other end readable, for ever and for all

    def wait(self, seconds: float, *also: int) -> bool:
        """Until it rings, one of the descriptors can be read, or the time is up; whether one of them can be read."""
        poll = select.poll()
        for descriptor in (self._heard, *also):
            poll.register(descriptor, select.POLLIN)
        return any(descriptor in also for descriptor, _ in poll.poll(seconds * 1000))

    def close(self) -> None:
        """When nobody can wait any more."""
        os.close(self._heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Listens to one folder for as long as the bell is silent."""

    folder: str
    connect: Callable[[], Connection]
    backoff: Backoff
    bell: Bell
    news: Callable[[], None]
    failed: Callable[[str, Exception], None]

    def run(self) -> None:
        """Until the bell rings, or the server turns out not to know IDLE."""
        failures = 0
        while not self.bell.rung:
            began = time.monotonic()
            try:
                self._hear()
                return
            except Exception as error:
                if time.monotonic() - began > LONGEST_SECONDS:
                    failures = 0
                failures += 1
                self.failed(self.folder, error)
            self.bell.wait(pause(failures, random.random()))  # noqa: S311
            self._wait_for_the_server()

    def _hear(self) -> None:
        with contextlib.closing(self.connect()) as connection:
            if not connection.can_idle():
                self.failed(self.folder, MailboxError("Servern kan inte säga till om nya mejl (IDLE)."))
                return
            connection.select(self.folder, readonly=True)
            self.news()  # of what came while nobody listened
            while not self.bell.rung:
                if connection.idle(lambda wire: self.bell.wait(RENEW_SECONDS, wire)):
                    self.news()
                self.bell.wait(GAP_SECONDS)

    def _wait_for_the_server(self) -> None:
        """A refused sign-in is tried again by polling alone, or an account would be locked the sooner."""
        while not self.bell.rung:
            refused = isinstance(self.backoff.error, MailboxRefused)
            left = max(self.backoff.left(), 1.0 if refused else 0.0)
            if not left:
                return
            self.bell.wait(left)


def listen(
    connect: Callable[[], Connection],
    backoff: Backoff,
    folders: Sequence[str],
    news: Callable[[], None],
    failed: Callable[[str, Exception], None],
) -> Callable[[], None]:
    """Begin to listen to the folders; returns the function that ends it, within about a second.

    `news` is called, from another thread, when a folder may hold something new; `failed` with a folder's name and why
    it is not listened to for now.
    """
    bell = Bell()
    threads = [
        threading.Thread(
            target=Listener(folder=folder, connect=connect, backoff=backoff, bell=bell, news=news, failed=failed).run,
            name=f"idle {folder}",
            daemon=True,  # one that waits for a server that says nothing is left behind
        )
        for folder in folders
    ]
    for thread in threads:
        thread.start()

    def end() -> None:
        bell.ring()
        until = time.monotonic() + END_SECONDS
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        if not any(thread.is_alive() for thread in threads):
            bell.close()

    return end
