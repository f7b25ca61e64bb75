"""Free loopback ports for servers that must be told their port before they start."""

from __future__ import annotations

import secrets
import socket

_FIRST, _LAST = 10_000, 32_000
"""Below those that Linux gives to outgoing connections, of which one might take the port before its server does."""


def free_port() -> int:
    """A port that nobody listened on a moment ago. Errors: OSError when a hundred drawn ones are all taken."""
    for _ in range(100):
        port = _FIRST + secrets.randbelow(_LAST - _FIRST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
