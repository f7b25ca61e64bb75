"""A real SMTP server (aiosmtpd, with TLS and sign-in) that fails where a test tells it to.

    smtp_sink.fail("rcpt", reply="450 4.2.1 Busy")       the next RCPT gets this answer
    smtp_sink.fail("rcpt", reply="550 5.1.1 Unknown", when=lambda argument: "okand@" in argument, times=None)
    smtp_sink.fail("mail", drop=True)                    the connection ends when MAIL comes
    smtp_sink.fail("content", drop=True)                 ends when the first line of the mail has come
    smtp_sink.fail("dot", drop=True)                     ends after the final dot; the mail is not kept
    smtp_sink.fail("dot", drop=True, kept=True)          the mail is kept, the answer never comes
    smtp_sink.fail("quit", reply="421 4.3.0 Bye")        a sour answer to QUIT

Stages: connect, ehlo, starttls, auth, mail, rcpt, data, content, dot, quit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.certificates import Certificates
from demo.sink import CaughtMail, EmbeddedSink

STAGES = ("connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "content", "dot", "quit")


@dataclass(slots=True)
class Fault:
    """What goes wrong at a stage, `times` times (for ever when None)."""

    stage: str
    reply: str | None
    drop: bool
    kept: bool
    hang: float
    times: int | None
    when: Callable[[str], bool]


class SmtpSink(EmbeddedSink):
    """The demo's sink, with faults. `stages` is what clients have asked of it, in order: ["connect", "ehlo", ...]."""

    def __init__(self, certificates: Certificates, **settings: Any) -> None:
        super().__init__(certificates, **{"password": "Hemligt-2015", **settings})
        self.stages: list[str] = []
        self._faults: list[Fault] = []

    def fail(
        self,
        stage: str,
        *,
        reply: str | None = None,
        drop: bool = False,
        kept: bool = False,
        hang: float = 0.0,
        times: int | None = 1,
        when: Callable[[str], bool] = lambda argument: True,
    ) -> None:
        """Fail at the stage: wait `hang` seconds, answer `reply` (when given), end the connection (when `drop`).

        `when` sees the command's argument; for "dot", the mail's text. `kept`: at "dot", accept the mail all the same.
        """
        assert stage in STAGES, stage
        assert reply or drop or hang, "a fault must do something"
        self._faults.append(Fault(stage=stage, reply=reply, drop=drop, kept=kept, hang=hang, times=times, when=when))

    def heal(self) -> None:
        """Forget all faults."""
        self._faults.clear()

    @property
    def faulty(self) -> bool:
        """Whether a fault waits to strike."""
        return bool(self._faults)

    def take(self, stage: str, argument: str) -> Fault | None:
        """Note the stage; the fault that is due there, now used once."""
        self.stages.append(stage)
        for fault in self._faults:
            if fault.stage == stage and fault.when(argument):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self._faults.remove(fault)
                return fault
        return None

    def protocol(self, **settings: Any) -> SMTP:
        return FaultyConversation(FaultyKeeper(self), self, **settings)


class FaultyConversation(SMTP):
    def __init__(self, handler: Any, sink: SmtpSink, **settings: Any) -> None:
        self._sink = sink
        super().__init__(handler, **settings)

    async def failed(self, stage: str, argument: str) -> bool:
        """Let the due fault happen; True when it has taken the place of the ordinary answer."""
        fault = self._sink.take(stage, argument)
        if fault is None:
            return False
        await asyncio.sleep(fault.hang)
        if fault.reply:
            await self.push(fault.reply)
        if fault.drop:
            self.hang_up()
        return bool(fault.reply or fault.drop)

    def hang_up(self) -> None:
        """Cut the connection at once, without a word."""
        if self.transport is not None:
            self.transport.abort()  # type: ignore[attr-defined]

    async def _handle_client(self) -> None:
        if await self.failed("connect", ""):
            if self.transport is not None:
                self.transport.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self.failed("ehlo", hostname):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self.failed("starttls", arg):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self.failed("auth", arg):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self.failed("mail", arg or ""):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self.failed("rcpt", arg or ""):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self.failed("data", arg or ""):
            return
        if self._sink.take("content", ""):
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readline()
            self.hang_up()
            return
        await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self.failed("quit", arg or ""):
            await super().smtp_QUIT(arg)


class FaultyKeeper:
    def __init__(self, sink: SmtpSink) -> None:
        self._sink = sink

    async def handle_DATA(self, server: FaultyConversation, session: Session, envelope: Envelope) -> str:
        raw = bytes(envelope.original_content or b"")
        fault = self._sink.take("dot", raw.decode("utf-8", "replace"))
        if fault is None or fault.kept or not (fault.reply or fault.drop):
            self._sink.keep(CaughtMail(sender=envelope.mail_from or "", recipients=tuple(envelope.rcpt_tos), raw=raw))
        if fault is not None:
            await asyncio.sleep(fault.hang)
            if fault.drop:
                server.hang_up()
        return fault.reply if fault is not None and fault.reply else "250 2.0.0 Mottaget"


@pytest.fixture
def smtp_sink(certificates: Certificates) -> Iterator[SmtpSink]:
    """An SMTP server with STARTTLS and sign-in, that keeps what it is sent."""
    with SmtpSink(certificates, security="starttls") as sink:
        yield sink


@pytest.fixture
def smtp_sink_tls(certificates: Certificates) -> Iterator[SmtpSink]:
    """The same, with TLS from the first byte."""
    with SmtpSink(certificates, security="tls") as sink:
        yield sink
