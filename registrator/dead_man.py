"""The ping of a dead man's switch: an outside watcher that raises the alarm when it hears nothing.

It hears of whole visits to the mailbox and of a backlog being read, within a minute. Of a mailbox that does not answer,
a full disk or a service that stands still it hears nothing, and that is the message.
"""

from __future__ import annotations

import http.client
import socket
from contextlib import closing
from urllib.parse import SplitResult, urlsplit

from ingest.deadline import Clock, connect, verifying_context
from registrator import __version__
from registrator.build import House
from registrator.log import get_log
from registrator.signs_of_life import last_visit

log = get_log("dead_man")

SECONDS = 15.0
"""For the whole request, however slowly the other side drips."""


class DeadMan:
    """Pings the address of [operator] ping_url; does nothing without one."""

    def __init__(self, house: House) -> None:
        self._told = last_visit(house.store.beats())  # of an earlier run: no sign that this one lives

    def ping(self, house: House) -> None:
        """Tell of what was committed since the last ping that arrived. Never raises for what the other side does."""
        url, latest = house.config.operator.ping_url, last_visit(house.store.beats())
        if not url or latest is None or latest == self._told:
            return
        try:
            status = ask(url, seconds=SECONDS)
        except (OSError, ValueError, http.client.HTTPException) as error:
            log.warning("ping_failed", host=urlsplit(url).hostname, error=type(error).__name__)
            return
        if status >= 400:
            log.warning("ping_failed", host=urlsplit(url).hostname, status=status)
            return
        self._told = latest


def ask(url: str, *, seconds: float) -> int:
    """GET the address, which is http or https; the status of the answer, whose body is left unread.

    Errors: OSError, http.client.HTTPException, ValueError.
    """
    address = urlsplit(url)
    path = f"{address.path or '/'}{'?' + address.query if address.query else ''}"
    headers = {"Host": address.netloc.rpartition("@")[2], "User-Agent": f"registrator/{__version__}"}
    with closing(_connected(address, Clock(seconds))) as wire:
        line = http.client.HTTPConnection(address.hostname or "")
        line.sock = wire
        line.request("GET", path, headers=headers)
        return line.getresponse().status


def _connected(address: SplitResult, clock: Clock) -> socket.socket:
    host, secure = address.hostname or "", address.scheme == "https"
    wire = connect(host, address.port or (443 if secure else 80), clock)
    return verifying_context(None).wrap_socket(wire, server_hostname=host) if secure else wire
