"""The register on both databases, as fixtures.

A test module asks for them with `pytest_plugins = ["tests.servers.register"]`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import open_store
from storage.migrate import migrate
from storage.store import SqlStore
from tests.servers.postgresql import PostgreSQL

DATABASES = ["sqlite", "postgresql"]


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/register.db"
    else:
        yield request.getfixturevalue("postgresql_url")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "migrated.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgresql_server: PostgreSQL) -> str:
    postgresql_server.execute("CREATE DATABASE migrated")
    migrate(postgresql_server.url("migrated"))
    return "migrated"


@pytest.fixture(params=DATABASES)
def register_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the tables, and nothing in them; made by copying one that was migrated once."""
    if request.param == "sqlite":
        path = tmp_path / "register.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("migrated_template")
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    with server.database(template) as url:
        yield url


@pytest.fixture
def store(register_url: str) -> Iterator[SqlStore]:
    """An empty register, on each database in turn; its reason text is "skäl: " and the status."""
    opened = open_store(register_url, lambda result: f"skäl: {result.status.value}")
    try:
        yield opened
    finally:
        opened.close()
