"""What others on the computer can read or change is told, with what to run; what nobody can reach is not."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.outgoing import MailKind
from outbox import troubles
from registrator import watching
from registrator.checking import lines
from registrator.config import Config, load_config
from registrator.permissions import open_to_others
from tests.servers.outbox import Clock, sending_house

SECRETS = ("imap-password", "smtp-password", "dkim.pem")
CONFIG = """[imap]
host = "imap.exempel.se"
username = "registrator"
password_file = "secrets/imap-password"
ca_file = "secrets/ca.pem"
[smtp]
host = "smtp.exempel.se"
username = "registrator"
password_file = "secrets/smtp-password"
[dkim]
domain = "ksl.se"
selector = "s"
key_file = "secrets/dkim.pem"
[trust]
authserv_ids = ["mx.ksl.se"]
[storage]
folder = "data"
[backup]
folder = "backup"
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that everybody can enter; pytest's own are closed. As the service leaves it, all in it is well."""
    if not Path(tempfile.gettempdir()).stat().st_mode & 0o001:
        pytest.skip("the computer's folder for temporary files is closed to others")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    for name, mode in {"secrets": 0o755, "data": 0o750, "backup": 0o700}.items():
        (folder / name).mkdir()
        (folder / name).chmod(mode)
    for name in SECRETS:
        _write(folder / "secrets" / name, 0o640)
    _write(folder / "secrets" / "ca.pem", 0o644)
    _write(folder / "config.toml", 0o644, CONFIG)
    _write(folder / "data" / "registrator.sqlite3", 0o600)
    _write(folder / "data" / "review.key", 0o600)
    yield folder
    shutil.rmtree(folder)


def _write(path: Path, mode: int, content: str = "x") -> None:
    path.write_text(content, "utf-8")
    path.chmod(mode)


def _config(home: Path) -> Config:
    return load_config(home / "config.toml", {})


def told(home: Path) -> tuple[str, ...]:
    return open_to_others(_config(home), {})


def test_as_the_service_makes_them_nothing_is_open(home: Path) -> None:
    assert told(home) == ()


@pytest.mark.parametrize("name", [*(f"secrets/{name}" for name in SECRETS), "data", "backup"])
@pytest.mark.parametrize("bit", [0o004, 0o002])
def test_what_everybody_can_read_or_change_is_told_with_what_to_run(home: Path, name: str, bit: int) -> None:
    path = home / name
    path.chmod(path.stat().st_mode | bit)
    (sentence,) = told(home)
    assert str(path) in sentence
    command = sentence.rpartition("Kör: ")[2]
    assert ("ändras" if bit == 0o002 else "läsas") in sentence
    subprocess.run(command.split(), check=True)
    assert told(home) == (), "doing what it says helps"


@pytest.mark.parametrize("name", ["review.key", "registrator.sqlite3", "registrator.sqlite3-wal"])
def test_files_within_an_open_folder_are_told_each(home: Path, name: str) -> None:
    _write(home / "data" / name, 0o644)
    assert told(home) == (), "nobody comes into the folder"
    (home / "data").chmod(0o755)
    assert any(name in sentence.partition(" kan ")[0] for sentence in told(home))


def test_a_configuration_may_be_read_unless_a_password_stands_in_it_and_never_be_changed(home: Path) -> None:
    file = home / "config.toml"
    file.chmod(0o646)
    (sentence,) = told(home)
    assert f"Konfigurationen {file} kan ändras" in sentence
    _write(file, 0o644, CONFIG.replace('password_file = "secrets/imap-password"', 'password = "hemligt"'))
    (sentence,) = told(home)
    assert f"Konfigurationen {file} kan läsas" in sentence
    assert "hemligt" not in sentence


def test_systemds_credentials_are_looked_at_too(home: Path) -> None:
    (home / "cred").mkdir(mode=0o755)
    _write(home / "cred" / "oidc-client-secret", 0o444)
    found = open_to_others(_config(home), {"CREDENTIALS_DIRECTORY": str(home / "cred")})
    assert len(found) == 1 and "oidc-client-secret" in found[0]


def test_a_secret_that_is_found_where_none_is_named_is_looked_at_too(home: Path) -> None:
    _write(home / "config.toml", 0o644, CONFIG.replace('password_file = "secrets/imap-password"\n', ""))
    (home / "secrets" / "imap-password").chmod(0o644)
    (sentence,) = told(home)
    assert f"chmod 640 {home / 'secrets' / 'imap-password'}" in sentence


def test_the_check_says_it(home: Path) -> None:
    (home / "secrets" / "dkim.pem").chmod(0o644)
    _what, well, words = next(line for line in lines(_config(home), home / "config.toml") if line[0] == "Rättigheter")
    assert not well
    assert f"chmod 640 {home / 'secrets' / 'dkim.pem'}" in words


def test_it_is_a_trouble_while_it_lasts_and_nothing_stands_still(home: Path, tmp_path: Path) -> None:
    clock = Clock()
    with sending_house(tmp_path, clock) as opened:
        house = replace(opened, config=_config(home))
        (home / "config.toml").chmod(0o646)
        watching.watch(house)
        (trouble,) = [one for one in house.store.troubles() if one.name == troubles.PERMISSIONS]
        assert f"chmod 640 {home / 'config.toml'}" in trouble.what
        assert any(row.mail.kind is MailKind.ALARM for row in house.store.outbox())
        (home / "config.toml").chmod(0o640)
        watching.watch(house)
        assert troubles.PERMISSIONS not in {one.name for one in house.store.troubles()}


def test_what_the_program_makes_is_closed_to_others_and_a_crash_leaves_no_memory_on_disk(tmp_path: Path) -> None:
    program = (
        "import os, resource, subprocess, sys; from registrator.permissions import keep_private; keep_private();"
        "open('made', 'w'); os.mkdir('folder'); print(resource.getrlimit(resource.RLIMIT_CORE)[0]);"
        "sys.stdout.flush(); subprocess.run(['sh', '-c', 'ulimit -Sc; touch child'])"
    )
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said == ["0", "0"]
    assert all(not path.stat().st_mode & 0o007 for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 3
