"""A register on another machine's PostgreSQL: spoken to over TLS with a server that proves who it is, or not at all."""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from demo.certificates import Certificates, make_certificates
from domain.errors import StorageError
from storage.encryption import encrypted
from storage.migrate import migrate
from tests.servers.ports import free_port
from tests.servers.postgresql import PostgreSQL, binaries


@dataclass(frozen=True)
class Listening:
    """A server on a port of this machine; `address` takes the host's name and what follows the database's."""

    server: PostgreSQL
    port: int
    certificates: Certificates

    def address(self, host: str, more: str) -> str:
        return f"postgresql://registrator@{host}:{self.port}/postgres{more}"


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    found = binaries()
    if found is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    certificates = make_certificates(tmp_path_factory.mktemp("certificates"))
    server, port = PostgreSQL(found), free_port()
    try:
        owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        for name, file in (("cert", certificates.certificate_file), ("key", certificates.key_file)):
            copy = server.base / f"{name}.pem"
            shutil.copyfile(file, copy)
            copy.chmod(0o600)
            if owner:
                os.chown(copy, owner.pw_uid, owner.pw_gid)
        server.stop()
        server.options = (
            *("listen_addresses=127.0.0.1", f"port={port}", "ssl=on"),
            *(f"ssl_cert_file={server.base}/cert.pem", f"ssl_key_file={server.base}/key.pem"),
        )
        server.socket_port = port
        server.start()
        yield Listening(server, port, certificates)
    finally:
        server.close()


def test_a_server_is_spoken_to_only_when_it_proves_who_it_is(listening: Listening, tmp_path: Path) -> None:
    migrate(listening.address("localhost", f"?sslrootcert={listening.certificates.ca_file}"))
    used = listening.server.execute("SELECT count(*) FROM alembic_version")
    assert used == [[1]]
    stranger = make_certificates(tmp_path)
    with pytest.raises(StorageError, match="visar inte med ett giltigt certifikat"):
        migrate(listening.address("localhost", f"?sslrootcert={stranger.ca_file}"))


def test_a_server_without_tls_is_not_spoken_to_when_it_should_have_it(listening: Listening) -> None:
    options = listening.server.options
    listening.server.stop()
    listening.server.options = (*options, "ssl=off")
    listening.server.start()
    try:
        with pytest.raises(StorageError, match="SSL"):
            migrate(listening.address("127.0.0.1", f"?sslrootcert={listening.certificates.ca_file}"))
    finally:
        listening.server.stop()
        listening.server.options = options
        listening.server.start()


@pytest.mark.parametrize("host", ["db.ksl.se", "10.0.0.7", "[2001:db8::1]"])
def test_another_machine_is_always_verified(host: str) -> None:
    url, context = encrypted(make_url(f"postgresql+pg8000://u:p@{host}/register"))
    assert context is not None and context.check_hostname
    assert not url.query


@pytest.mark.parametrize("address", ["u@/register?unix_sock=/run/postgresql/.s.PGSQL.5432", "u@localhost/register"])
def test_this_machine_needs_no_certificate(address: str) -> None:
    assert encrypted(make_url(f"postgresql+pg8000://{address}"))[1] is None


def test_a_missing_file_of_certificates_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"saknas\.pem i databasens adress"):
        encrypted(make_url(f"postgresql+pg8000://u@localhost/register?sslrootcert={tmp_path}/saknas.pem"))
