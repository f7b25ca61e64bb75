"""Certificates for the servers of the tests, made once per session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates, make_certificates


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The authority that the servers' certificates are signed by, and a server certificate for localhost."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def foreign_ca_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An authority that has signed none of the servers' certificates."""
    yield make_certificates(tmp_path_factory.mktemp("foreign")).ca_file
