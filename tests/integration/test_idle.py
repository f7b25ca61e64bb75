"""Mails that the server tells of by itself (IDLE), and servers that break off, keep silent or never stop talking."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from demo.certificates import Certificates
from ingest import backoff, idle
from ingest.imap import ImapMailbox
from tests.fakes.imap import HANG_UP, Command, FakeImap
from tests.fakes.imap_settings import settings
from tests.integration.test_imap import MAIL
from tests.integration.test_imap import settings as dovecot_settings
from tests.servers.dovecot_user import DovecotUser

PATIENCE = 20  # seconds; what is waited for comes in less than one
CAN = "IMAP4rev1 IDLE"


class Heard:
    """What a listener has told."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self.news = 0
        self.failures: list[str] = []

    def tell(self) -> None:
        with self._turn:
            self.news += 1
            self._turn.notify_all()

    def fail(self, folder: str, error: Exception) -> None:
        with self._turn:
            self.failures.append(f"{folder}: {error}")
            self._turn.notify_all()

    def wait(self, *, news: int = 0, failures: int = 0) -> bool:
        with self._turn:
            return self._turn.wait_for(lambda: self.news >= news and len(self.failures) >= failures, PATIENCE)


@contextmanager
def listening(mailbox: ImapMailbox, *folders: str) -> Iterator[Heard]:
    heard = Heard()
    end = mailbox.listen(folders or ("INBOX",), heard.tell, heard.fail)
    try:
        yield heard
    finally:
        end()
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("idle ")]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of seconds become waits of hundredths."""
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 0.01)
    monkeypatch.setattr(idle, "GAP_SECONDS", 0.01)


def test_a_new_mail_is_told_of_and_a_colleague_who_reads_is_not(dovecot: DovecotUser) -> None:
    read = dovecot.deliver(MAIL)
    with listening(ImapMailbox(dovecot_settings(dovecot))) as heard:
        assert heard.wait(news=1), "at the start: something may have come before it listened"
        with dovecot.colleague("INBOX") as client:
            client.uid("STORE", str(read), "+FLAGS", "(\\Seen)")
        dovecot.deliver(MAIL)
        assert heard.wait(news=2)
    assert heard.news == 2
    assert not heard.failures


def test_each_folder_is_listened_to(dovecot: DovecotUser) -> None:
    dovecot.create_folder("Skräppost")
    with listening(ImapMailbox(dovecot_settings(dovecot)), "INBOX", "Skräppost") as heard:
        assert heard.wait(news=2)
        dovecot.deliver(MAIL, "Skräppost")
        assert heard.wait(news=3)
        dovecot.deliver(MAIL)
        assert heard.wait(news=4)


def test_a_server_without_idle_is_left_in_peace(certificates: Certificates) -> None:
    with FakeImap(certificates) as server, listening(ImapMailbox(settings(server, certificates))) as heard:
        assert heard.wait(failures=1)
        assert "IDLE" in heard.failures[0]
        for thread in threading.enumerate():
            if thread.name.startswith("idle "):
                thread.join(PATIENCE)
    assert heard.news == 0
    assert server.visits == 1


@pytest.mark.parametrize(
    "pieces",
    [
        (b"+ idling\r\n* 1 EXISTS\r\n",),
        (b"* 1 EXISTS\r\n+ idling\r\n",),
        (b"+ idling\r\n* 1 EX", None, b"ISTS\r\n"),
        (b"+ idling\r\n", None, b"* OK Still here\r\n* 1 EXISTS\r\n"),
    ],
    ids=["with the plus", "before the plus", "in two pieces", "after small talk"],
)
def test_a_mail_is_heard_of_however_the_server_cuts_its_words(
    pieces: tuple[bytes | None, ...], certificates: Certificates
) -> None:
    idles = []

    def answer(command: Command) -> Iterator[bytes]:
        idles.append(command)
        for piece in pieces if len(idles) == 1 else (b"+ idling\r\n",):
            if piece is None:
                command.pause(0.3)
            else:
                yield piece

    with (
        FakeImap(certificates, capability=CAN, answers={"IDLE": answer}) as server,
        listening(ImapMailbox(settings(server, certificates))) as heard,
    ):
        assert heard.wait(news=2)
    assert server.visits == 1, "on one connection"


def fin(_command: Command) -> Iterator[bytes]:
    yield b"+ idling\r\n"
    yield HANG_UP


def bye(_command: Command) -> Iterator[bytes]:
    yield b"+ idling\r\n* BYE Going down\r\n"
    yield HANG_UP


def refusal(command: Command) -> Iterator[bytes]:
    yield command.no("[LIMIT] Not now")


def half_a_line(_command: Command) -> Iterator[bytes]:
    yield b"+ idling\r\n* 1 EXI"
    yield HANG_UP


def nonsense(_command: Command) -> Iterator[bytes]:
    yield b"?????\r\n"


@pytest.mark.parametrize("fault", [fin, bye, refusal, half_a_line, nonsense])
def test_a_server_that_breaks_off_is_tried_again_ever_more_slowly(
    fault: Any, certificates: Certificates, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    monkeypatch.setattr(idle, "pause", lambda failures, _jitter: waits.append(failures) or 0.01)
    with (
        FakeImap(certificates, capability=CAN, answers={"IDLE": fault}) as server,
        listening(ImapMailbox(settings(server, certificates))) as heard,
    ):
        assert heard.wait(failures=4)
    assert waits[:4] == [1, 2, 3, 4], "each loss has its pause, and counts"
    assert heard.news <= server.visits


def test_a_server_that_is_back_is_listened_to_again(certificates: Certificates, hasty: None) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        yield from fin(command) if command.visit == 1 else (b"+ idling\r\n* 3 EXISTS\r\n",)

    with (
        FakeImap(certificates, capability=CAN, answers={"IDLE": answer}) as server,
        listening(ImapMailbox(settings(server, certificates))) as heard,
    ):
        assert heard.wait(news=3), "at each start, and of the mail"
    assert len(heard.failures) == 1


def test_a_refused_sign_in_is_not_tried_by_those_who_listen(certificates: Certificates, hasty: None) -> None:
    def answer(command: Command) -> Iterator[bytes]:
        yield command.no("[AUTHENTICATIONFAILED] no") if command.visit == 1 else command.ok()

    with FakeImap(certificates, capability=CAN, answers={"LOGIN": answer}) as server:
        mailbox = ImapMailbox(settings(server, certificates))
        with listening(mailbox) as heard:
            assert heard.wait(failures=1)
            mailbox.connect().close()  # as polling does, when somebody has put it right
            assert heard.wait(news=1)
    assert server.visits == 3


def test_a_connection_that_is_dead_at_the_other_end_is_found_when_idle_is_renewed(
    certificates: Certificates, hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf(command: Command) -> Iterator[bytes]:
        command.pause()
        yield b""

    monkeypatch.setattr(idle, "RENEW_SECONDS", 0.05)
    with (
        FakeImap(certificates, capability=CAN, answers={"DONE": deaf}) as server,
        listening(ImapMailbox(settings(server, certificates, seconds=0.3))) as heard,
    ):
        assert heard.wait(failures=2)
        assert "svarade inte inom 0.3 sekunder" in heard.failures[0]


def test_a_server_that_never_stops_talking_is_heard_at_a_bounded_pace(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    gaps: list[float] = []
    real = idle.Bell.wait

    def wait(self: idle.Bell, seconds: float, *also: int) -> bool:
        if not also:
            gaps.append(seconds)
        return real(self, min(seconds, 0.01), *also)

    monkeypatch.setattr(idle.Bell, "wait", wait)

    def chatter(_command: Command) -> Iterator[bytes]:
        yield b"+ idling\r\n" + b"* 1 EXISTS\r\n* 0 EXISTS\r\n" * 500

    with (
        FakeImap(certificates, capability=CAN, answers={"IDLE": chatter}) as server,
        listening(ImapMailbox(settings(server, certificates))) as heard,
    ):
        assert heard.wait(news=5)
    assert heard.news <= len(gaps) + 2, "never two pieces of news without a pause"
    assert set(gaps) == {idle.GAP_SECONDS}


def test_it_ends_though_the_server_hangs(certificates: Certificates) -> None:
    def hang(command: Command) -> Iterator[bytes]:
        command.pause()
        yield b""

    heard = Heard()
    with FakeImap(certificates, capability=CAN, answers={"greeting": hang}) as server:
        end = ImapMailbox(settings(server, certificates, seconds=60.0)).listen(("INBOX",), heard.tell, heard.fail)
        began = time.monotonic()
        end()
        assert time.monotonic() - began < 30, "it does not wait for the minute"
    for thread in threading.enumerate():
        if thread.name == "idle INBOX":
            thread.join(PATIENCE)
