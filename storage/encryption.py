"""TLS to a database server: always when it is another machine, and there is no way to turn it off."""

from __future__ import annotations

import ssl

from sqlalchemy.engine import URL

from domain.errors import StorageError

_HERE = {None, "", "localhost", "127.0.0.1", "::1"}
_CA_FILE = "sslrootcert"
"""The word that libpq, too, has in a PostgreSQL address for it (PostgreSQL's manual, 34.1.2)."""


def encrypted(url: URL) -> tuple[URL, ssl.SSLContext | None]:
    """The address for the driver, and what certificate and name of the server are held against.

    None for a socket or a server on this machine, unless the address names a file with certificates to trust:
    "postgresql://user@db.ksl.se/registrator?sslrootcert=/etc/registrator/ca.pem". Errors: StorageError for such a file
    that cannot be read.
    """
    ca_file = url.query.get(_CA_FILE)
    url = url.difference_update_query([_CA_FILE])
    if ca_file is None and (url.host in _HERE):
        return url, None
    try:
        return url, ssl.create_default_context(cafile=ca_file if isinstance(ca_file, str) else None)
    except (OSError, ssl.SSLError) as error:
        raise StorageError(
            f"Certifikatfilen {ca_file} i databasens adress (sslrootcert) kan inte läsas: {error.strerror or error}."
        ) from error
