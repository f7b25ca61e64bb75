"""A scripted IMAP server for faults at an exact byte, which no real server can be made to do.

Real TLS on a loopback port; what it answers is ordinary until a test gives another answer for a command:

    def nil(command):
        yield b"* 1 FETCH (UID 1 BODY[] NIL)\\r\\n"
        yield command.ok()

    with FakeImap(certificates, mails={1: b"..."}, answers={"UID FETCH": nil}) as server: ...

An answer is a generator of bytes; it may sleep (`command.pause`), and ends the connection by yielding HANG_UP.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from demo.certificates import Certificates

HANG_UP = b""
DATE = '"04-May-2015 08:00:00 +0200"'


@dataclass(frozen=True, slots=True)
class Command:
    """One command as the client sent it. `visit` counts the connections from 1."""

    tag: str
    verb: str  # "UID FETCH", "EXAMINE" ...
    arguments: str
    visit: int
    stopping: threading.Event = field(repr=False)

    def ok(self, words: str = "done") -> bytes:
        return f"{self.tag} OK {words}\r\n".encode()

    def no(self, words: str) -> bytes:
        return f"{self.tag} NO {words}\r\n".encode()

    def bad(self, words: str) -> bytes:
        return f"{self.tag} BAD {words}\r\n".encode()

    def pause(self, seconds: float = 60.0) -> None:
        """Say nothing for so long, or until the test is over."""
        self.stopping.wait(seconds)

    @property
    def uid(self) -> int:
        """The first UID that the command names."""
        return int(self.arguments.replace(":", " ").replace(",", " ").split()[0])


Answer = Callable[[Command], Iterator[bytes]]


def body(uid: int, raw: bytes, *, sequence: int = 1, announced: int | None = None, size: int | None = None) -> bytes:
    """An untagged FETCH response with a mail; lengths are the true ones unless given."""
    size = len(raw) if size is None else size
    announced = len(raw) if announced is None else announced
    head = f"* {sequence} FETCH (UID {uid} INTERNALDATE {DATE} RFC822.SIZE {size} BODY[] {{{announced}}}\r\n"
    return head.encode() + raw + b")\r\n"


class FakeImap:
    """The server; `commands` is what it has been told, `visits` how many connections it has had."""

    host = "127.0.0.1"

    def __init__(
        self,
        certificates: Certificates,
        *,
        mails: Mapping[int, bytes] | None = None,
        answers: Mapping[str, Answer] | None = None,
        uidvalidity: int | None = 7,
        uidnext: int | None = None,
        exists: int | None = None,
        tls: bool = True,
        capability: str = "IMAP4rev1 MOVE UIDPLUS",
    ) -> None:
        self.mails = dict(mails or {})
        self.answers = dict(answers or {})
        self.uidvalidity = uidvalidity
        self.uidnext = uidnext
        self.exists = exists
        self.capability = capability
        self.commands: list[Command] = []
        self.visits = 0
        self._context = certificates.server_context() if tls else None
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._spawn(self._accept)
        return self

    def __exit__(self, *error: object) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            self.visits += 1
            self._spawn(self._serve, plain, self.visits)

    def _serve(self, plain: socket.socket, visit: int) -> None:
        plain.settimeout(60)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or each second chunk waits 40 ms
        with contextlib.suppress(OSError, ssl.SSLError, ValueError), plain:
            if "handshake" in self.answers:
                self._say(plain, "handshake", "", visit)
                return
            wire = self._context.wrap_socket(plain, server_side=True) if self._context else plain
            with wire, wire.makefile("rb") as lines:
                if not self._say(wire, "greeting", "", visit):
                    return
                tag = ""
                for line in lines:
                    verb, rest = ("DONE", tag) if line == b"DONE\r\n" else _verb(line.decode())
                    tag = rest.partition(" ")[0]
                    if not self._say(wire, verb, rest, visit):
                        return

    def _say(self, wire: socket.socket, verb: str, rest: str, visit: int) -> bool:
        tag, _, arguments = rest.partition(" ")
        command = Command(tag, verb, arguments, visit, self._stopping)
        self.commands.append(command)
        for chunk in self.answers.get(verb, self._ordinary)(command):
            if chunk == HANG_UP:
                wire.shutdown(socket.SHUT_RDWR)
                return False
            wire.sendall(chunk)
        return verb != "LOGOUT"

    def _ordinary(self, command: Command) -> Iterator[bytes]:
        if command.verb == "greeting":
            yield b"* OK ready\r\n"
            return
        if command.verb == "CAPABILITY":
            yield f"* CAPABILITY {self.capability}\r\n".encode()
        elif command.verb in ("EXAMINE", "SELECT"):
            yield from self._opened()
        elif command.verb == "UID SEARCH":
            low, _, high = command.arguments.split()[1].partition(":")
            wanted = range(int(low), int(high or low) + 1)
            few = wanted if len(wanted) < len(self.mails) else sorted(self.mails)
            found = [str(uid) for uid in few if uid in wanted and uid in self.mails]
            yield f"* SEARCH {' '.join(found)}\r\n".encode()
        elif command.verb == "UID FETCH" and command.uid in self.mails:
            yield body(command.uid, self.mails[command.uid], sequence=sorted(self.mails).index(command.uid) + 1)
        elif command.verb == "IDLE":
            yield b"+ idling\r\n"
            return  # DONE is answered, with the tag of this command
        elif command.verb == "LOGOUT":
            yield b"* BYE\r\n"
        yield command.ok()

    def _opened(self) -> Iterator[bytes]:
        yield f"* {len(self.mails) if self.exists is None else self.exists} EXISTS\r\n".encode()
        if self.uidvalidity is not None:
            yield f"* OK [UIDVALIDITY {self.uidvalidity}] ok\r\n".encode()
        if self.uidnext is not None or self.uidvalidity is not None:
            yield f"* OK [UIDNEXT {self.uidnext or max(self.mails, default=0) + 1}] ok\r\n".encode()


def _verb(line: str) -> tuple[str, str]:
    """("UID FETCH", "A1 12 (BODY.PEEK[])") of "A1 UID FETCH 12 (BODY.PEEK[])"."""
    tag, verb, *rest = line.strip().split(" ", 2)
    arguments = rest[0] if rest else ""
    if verb.upper() == "UID":
        second, _, arguments = arguments.partition(" ")
        verb = f"UID {second}"
    return verb.upper(), f"{tag} {arguments}"
