"""A certificate authority of one's own, for loopback servers. The only user of trustme."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Files (PEM) of a fresh authority and of a server certificate for localhost and 127.0.0.1 that it has signed."""

    ca_file: Path
    certificate_file: Path
    key_file: Path

    def server_context(self) -> ssl.SSLContext:
        """What a TLS server that shows the certificate needs."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate_file, self.key_file)
        return context


def make_certificates(folder: Path) -> Certificates:
    """Write a new authority and server certificate into an existing folder; they hold for as long as trustme gives."""
    made = Certificates(
        ca_file=folder / "ca.pem", certificate_file=folder / "server.pem", key_file=folder / "server-key.pem"
    )
    authority = trustme.CA(organization_name="Registrator, endast för denna dator")
    server = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(made.ca_file))
    made.key_file.touch(mode=0o600)
    server.private_key_pem.write_to_path(str(made.key_file))
    for number, blob in enumerate(server.cert_chain_pems):
        blob.write_to_path(str(made.certificate_file), append=number > 0)
    return made
