"""What the operating system asks of the service: signals, in their order."""

from __future__ import annotations

import select
import signal
import socket
from enum import Enum
from types import FrameType


class Order(Enum):
    """SIGTERM and SIGINT end the service, a second one in a hurry; SIGHUP takes a changed configuration into use."""

    END = "end"
    RELOAD = "reload"


_MEANING = {signal.SIGTERM: Order.END, signal.SIGINT: Order.END, signal.SIGHUP: Order.RELOAD}


class Orders:
    """Hears the signals from when it is made. Make it, and ask it, in the main thread.

    The signals' numbers come through a socket. A handler in Python runs when the main thread gets round to it: one that
    comes just as a wait for a queue or an event begins is not heard before the next one.
    """

    def __init__(self) -> None:
        self.ending = False  # whether an END has been given out
        self._heard, said = socket.socketpair()
        said.setblocking(False)
        self._said = said
        signal.set_wakeup_fd(said.fileno(), warn_on_full_buffer=False)
        for number in _MEANING:
            signal.signal(number, _nothing)

    def next(self, seconds: float | None = None) -> Order | None:
        """The next order, waited for; None when there is none for so long."""
        poll = select.poll()
        poll.register(self._heard, select.POLLIN)
        while poll.poll(None if seconds is None else seconds * 1000):
            order = _MEANING.get(signal.Signals(self._heard.recv(1)[0]))
            if order is not None:
                self.ending = self.ending or order is Order.END
                return order
        return None

    def repeat(self, order: Order) -> None:
        """Hear it again, after all others: its time had not come."""
        self._said.send(bytes([next(number for number, meaning in _MEANING.items() if meaning is order)]))


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """That there is a handler is enough."""
