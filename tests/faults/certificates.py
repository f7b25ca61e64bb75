"""Certificates that no server should show: run out, of another host, of nobody we trust."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

import trustme

from demo.certificates import Certificates

_NOW = dt.datetime.now(dt.UTC)


def server_contexts(folder: Path) -> tuple[Certificates, dict[str, ssl.SSLContext]]:
    """A trusted authority, and what a server shows: "well", "expired", "early", "other host", "unknown authority"."""
    authority, stranger = trustme.CA(), trustme.CA()
    day = dt.timedelta(days=1)
    leaves = {
        "well": authority.issue_cert("localhost", "127.0.0.1"),
        "expired": authority.issue_cert("localhost", "127.0.0.1", not_before=_NOW - 90 * day, not_after=_NOW - day),
        "early": authority.issue_cert("localhost", "127.0.0.1", not_before=_NOW + day, not_after=_NOW + 90 * day),
        "other host": authority.issue_cert("mejl.exempel.se"),
        "unknown authority": stranger.issue_cert("localhost", "127.0.0.1"),
    }
    contexts = {}
    for name, leaf in leaves.items():
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(contexts[name])
    well, files = leaves["well"], [folder / name for name in ("ca.pem", "server.pem", "server-key.pem")]
    authority.cert_pem.write_to_path(files[0])
    well.cert_chain_pems[0].write_to_path(files[1])
    well.private_key_pem.write_to_path(files[2])
    return Certificates(ca_file=files[0], certificate_file=files[1], key_file=files[2]), contexts
