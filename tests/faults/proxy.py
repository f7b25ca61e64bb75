"""An IMAP proxy of our own between the program and a real Dovecot, with a fault at any command and any byte.

It speaks TLS with a certificate of its own, knows lines and literals, and passes everything on as it is until a test
gives a fault for a command:

    def nil(command):
        yield b"* 1 FETCH (UID 1 BODY[] NIL)\\r\\n"
        yield command.ok()

    def late(command):
        for response in command.real():  # what Dovecot answers, a response at a time
            command.pause(0.3)
            yield response

    with ImapProxy(dovecot, certificates, faults={"UID FETCH": nil}) as proxy: ...
    proxy.faults["EXAMINE"] = late

What a fault yields goes to the program as it is; HANG_UP ends the connection (FIN), RESET cuts it (RST). Two stages
stand before any command: "handshake" (nothing is said at all) and "greeting". An ImapProxy is configured like the
DovecotUser behind it: it has the same host, port_tls, ca_file, username and password.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from demo.certificates import Certificates
from tests.faults.wire import PATIENCE, Cut, Wire
from tests.servers.dovecot_user import DovecotUser

HANG_UP = b"<FIN>"
RESET = b"<RST>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command as the program sent it. `visit` counts the connections from 1; secrets are not in `arguments`."""

    tag: str
    verb: str  # "UID FETCH", "EXAMINE" ...
    arguments: str
    visit: int
    at: float = field(default_factory=time.monotonic)
    raw: bytes = field(repr=False)
    real: Callable[[], Iterator[bytes]] = field(repr=False)
    """Passes the command on; Dovecot's responses, one at a time, the tagged one last."""
    pause: Callable[..., None] = field(repr=False)
    """Say nothing for so many seconds, or until the proxy is healed."""

    def ok(self, words: str = "done") -> bytes:
        return f"{self.tag} OK {words}\r\n".encode()

    def no(self, words: str) -> bytes:
        return f"{self.tag} NO {words}\r\n".encode()

    def bad(self, words: str) -> bytes:
        return f"{self.tag} BAD {words}\r\n".encode()

    @property
    def uid(self) -> int:
        """The first UID that the command names."""
        return int(re.split(r"[ :,]", self.arguments)[0])


Fault = Callable[[Command], Iterator[bytes]]


class ImapProxy:
    """`commands` are all that came through, `visits` how many connections there were, `most` how many at a time."""

    def __init__(
        self,
        user: DovecotUser,
        certificates: Certificates,
        *,
        faults: Mapping[str, Fault] | None = None,
        security: Literal["tls", "starttls"] = "tls",
        host: str = "127.0.0.1",
    ) -> None:
        self.host = host
        self.username, self.password, self.ca_file = user.username, user.password, certificates.ca_file
        self.security = security
        self.faults = dict(faults or {})
        self.context = certificates.server_context()
        self.commands: list[Command] = []
        self.visits = self.most = 0
        self._user = user
        self._waking = threading.Event()
        self._stopping = False
        self._conversations: dict[threading.Thread, tuple[Wire, ...]] = {}

    def __enter__(self) -> Self:
        self._listener = socket.create_server((self.host, 0))
        self.port_tls: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopping = True
        self.heal()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(5)
        self.cut()
        for thread in list(self._conversations):
            thread.join(5)

    def heal(self) -> None:
        """Forget all faults, and go on where one pauses."""
        self.faults.clear()
        waking, self._waking = self._waking, threading.Event()
        waking.set()

    def cut(self) -> None:
        """End every connection that there is: what comes next is a new one."""
        for wires in list(self._conversations.values()):
            for wire in wires:
                with contextlib.suppress(OSError):
                    wire.sock.shutdown(socket.SHUT_RDWR)

    def said(self, *verbs: str) -> list[Command]:
        """The commands of these verbs, in order."""
        return [command for command in self.commands if command.verb in verbs]

    def _accept(self) -> None:
        while not self._stopping:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            self.visits += 1
            thread = threading.Thread(target=self._converse, args=(plain, self.visits), daemon=True)
            self._conversations[thread] = ()
            self.most = max(self.most, len(self._conversations))
            thread.start()

    def _converse(self, plain: socket.socket, visit: int) -> None:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or each second chunk waits 40 ms
        try:
            with plain, contextlib.suppress(Cut, OSError, ValueError):
                if fault := self.faults.get("handshake"):
                    self._play(Wire(plain), fault, self._command("handshake", b"", visit, lambda: iter(())))
                    return
                self._serve(plain, visit)
        finally:
            self._conversations.pop(threading.current_thread(), None)

    def _serve(self, plain: socket.socket, visit: int) -> None:
        encrypted = self.security == "tls"
        program = Wire(self.context.wrap_socket(plain, server_side=True) if encrypted else plain)
        behind = socket.create_connection(
            (self._user.host, self._user.port_tls if encrypted else self._user.port_starttls)
        )
        with contextlib.closing(program.sock), behind:
            server = Wire(self._trusting().wrap_socket(behind, server_hostname="localhost") if encrypted else behind)
            with contextlib.closing(server.sock):
                self._conversations[threading.current_thread()] = (program, server)
                Conversation(self, program, server, visit).run()

    def _trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._user.ca_file))

    def _command(self, verb: str, raw: bytes, visit: int, real: Callable[[], Iterator[bytes]]) -> Command:
        tag, _, rest = raw.decode("utf-8", "replace").strip().partition(" ")
        arguments = rest[len(verb) :].strip()
        if verb in ("LOGIN", "AUTHENTICATE"):
            arguments = arguments.partition(" ")[0]
        waking = self._waking
        command = Command(
            tag=tag, verb=verb, arguments=arguments, visit=visit, raw=raw, real=real,
            pause=lambda seconds=PATIENCE: (waking.wait(seconds), None)[1],
        )  # fmt: skip
        self.commands.append(command)
        return command

    def _play(self, program: Wire, fault: Fault, command: Command) -> None:
        for chunk in fault(command):
            if chunk in (HANG_UP, RESET):
                program.end(reset=chunk == RESET)
                raise Cut
            program.say(chunk)


class Conversation:
    """One connection through the proxy, both ways, a command at a time."""

    def __init__(self, proxy: ImapProxy, program: Wire, server: Wire, visit: int) -> None:
        self._proxy, self._program, self._server, self._visit = proxy, program, server, visit
        self._encrypting = False

    def run(self) -> None:
        self._perform("greeting", b"", lambda: iter([self._server.response()]))
        while True:
            raw = self._program.line()
            verb = _verb(raw)
            self._perform(verb, raw, lambda raw=raw: self._answers(raw))  # type: ignore[misc]
            if verb == "LOGOUT":
                return
            if self._encrypting:
                self._encrypt()

    def _perform(self, verb: str, raw: bytes, real: Callable[[], Iterator[bytes]]) -> None:
        fault = self._proxy.faults.get(verb, lambda command: command.real())
        passed_on: list[Iterator[bytes]] = []

        def passing_on() -> Iterator[bytes]:
            passed_on.append(real())
            return passed_on[-1]

        self._proxy._play(self._program, fault, self._proxy._command(verb, raw, self._visit, passing_on))
        for answers in passed_on:  # what the fault has left of them is no answer to the next command
            for _ in answers:
                pass

    def _answers(self, raw: bytes) -> Iterator[bytes]:
        tag = raw.split(b" ", 1)[0] + b" "
        self._server.say(raw)
        while True:
            response = self._server.response()
            yield response
            if response.startswith(tag):
                self._encrypting = _verb(raw) == "STARTTLS" and response.startswith(tag + b"OK")
                return
            if response.startswith(b"+"):
                if _verb(raw) == "IDLE":
                    yield from self._while_idle()
                else:  # a line of a sign-in
                    self._server.say(self._program.line())

    def _while_idle(self) -> Iterator[bytes]:
        """What Dovecot tells meanwhile, until the program says DONE."""
        while True:
            if self._program.waits(0.02):
                self._server.say(self._program.line())
                return
            while self._server.waits(0):
                yield self._server.response()

    def _encrypt(self) -> None:
        """Both sides go over to TLS, as Dovecot has said that it will."""
        self._encrypting = False
        self._program = Wire(self._proxy.context.wrap_socket(self._program.sock, server_side=True))
        self._server = Wire(self._proxy._trusting().wrap_socket(self._server.sock, server_hostname="localhost"))


def _verb(raw: bytes) -> str:
    """ "UID FETCH" of b"A1 uid fetch 12 (BODY.PEEK[])"."""
    words = raw.decode("ascii", "replace").upper().split()
    return " ".join(words[1:3]) if words[1:2] == ["UID"] else words[1] if len(words) > 1 else ""
