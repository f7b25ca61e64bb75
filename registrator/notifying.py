"""The door to systemd's notification socket (sd_notify(3)). Where there is none, nothing is said."""

from __future__ import annotations

import contextlib
import os
import socket

READY = "READY=1"
RELOADING = "RELOADING=1"
STOPPING = "STOPPING=1"
ALIVE = "WATCHDOG=1"


def notify(*lines: str) -> None:
    """Say these lines, as "READY=1", to the one who started us. Never raises: the work goes on unheard."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire, contextlib.suppress(OSError):
        wire.settimeout(1)  # a full socket must not hold up the work
        wire.sendto("\n".join(lines).encode(), "\0" + address[1:] if address[0] == "@" else address)
