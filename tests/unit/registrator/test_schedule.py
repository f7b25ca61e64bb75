"""When cycles run: at every poll, at news, and never two beside one another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from registrator import schedule

PATIENCE = 20


class Mailbox:
    """Tells of news when the test says so."""

    def __init__(self) -> None:
        self.listening = False

    def listen(self, folders: Any, news: Callable[[], None], failed: Any) -> Callable[[], None]:
        self.listening, self.news = True, news

        def end() -> None:
            self.listening = False

        return end


def house(mailbox: Mailbox, *, idle: bool = True, poll_seconds: float = 3600) -> Any:
    imap = SimpleNamespace(places=("INBOX",), idle=idle, poll_seconds=poll_seconds)
    return SimpleNamespace(mailbox=mailbox, config=SimpleNamespace(imap=imap))


class Cycles:
    """What runs instead of a cycle: counted, and held back until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = threading.Semaphore(0), threading.Semaphore(0)
        self.count = self.running = self.most = 0
        monkeypatch.setattr(schedule, "cycle", self.run)

    def run(self, _house: object) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        self.count += 1
        self.begun.release()
        assert self.go_on.acquire(timeout=PATIENCE)
        self.running -= 1


def test_news_in_the_middle_of_a_cycle_bring_another_one_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    cycles, mailbox = Cycles(monkeypatch), Mailbox()
    end = schedule._start_cycles(house(mailbox))
    assert cycles.begun.acquire(timeout=PATIENCE), "the first at once"
    for _ in range(5):
        mailbox.news()
    cycles.go_on.release()
    assert cycles.begun.acquire(timeout=PATIENCE), "not after an hour"
    cycles.go_on.release()
    end()
    assert cycles.count == 2, "five pieces of news are one cycle"
    assert cycles.most == 1
    assert not mailbox.listening


def test_polling_goes_on_when_no_news_come(monkeypatch: pytest.MonkeyPatch) -> None:
    cycles = Cycles(monkeypatch)
    end = schedule._start_cycles(house(Mailbox(), poll_seconds=0.01))
    for _ in range(3):
        assert cycles.begun.acquire(timeout=PATIENCE)
        cycles.go_on.release()
    cycles.go_on.release(1000)
    end()


def test_a_cycle_that_fails_does_not_end_the_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    cycles, mailbox = Cycles(monkeypatch), Mailbox()
    real = cycles.run

    def failing(of: object) -> None:
        real(of)
        raise ZeroDivisionError

    monkeypatch.setattr(schedule, "cycle", failing)
    end = schedule._start_cycles(house(mailbox))
    for _ in range(2):
        assert cycles.begun.acquire(timeout=PATIENCE)
        cycles.go_on.release()
        mailbox.news()
    cycles.go_on.release(1000)
    end()


def test_nobody_listens_when_it_is_configured_off(monkeypatch: pytest.MonkeyPatch) -> None:
    cycles, mailbox = Cycles(monkeypatch), Mailbox()
    cycles.go_on.release(1000)
    end = schedule._start_cycles(house(mailbox, idle=False))
    assert not mailbox.listening
    end()
