"""Settings for the scripted IMAP server."""

from __future__ import annotations

from typing import Any

from demo.certificates import Certificates
from ingest.imap import ImapSettings
from tests.fakes.imap import FakeImap


def settings(server: FakeImap, certificates: Certificates, **changed: Any) -> ImapSettings:
    return ImapSettings(
        **{
            "host": server.host,
            "port": server.port,
            "security": "tls",
            "username": "registrator@ksl.se",
            "password": "Hemligt-2015",
            "ca_file": certificates.ca_file,
            "seconds": 10.0,
            **changed,
        }
    )
