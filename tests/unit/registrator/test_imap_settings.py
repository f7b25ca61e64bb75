"""Several mailboxes and folders in config.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import ConfigError
from registrator.config import Config, load_config
from registrator.permissions import _secrets

WHOLE = """
[imap]
host = "imap.exempel.se"
username = "registrator@ksl.se"
password = "hemligt"
ca_file = "ca.pem"
folders = ["INBOX", "\\\\Junk"]
{more}
[[imap.also]]
host = "imap.exempel.se"
username = "info@ksl.se"
password_file = "info-password"
ca_file = "ca.pem"
{also}
[smtp]
host = "smtp.exempel.se"
[trust]
authserv_ids = ["mx.ksl.se"]
"""


def load(folder: Path, *, more: str = "", also: str = "", environment: dict[str, str] | None = None) -> Config:
    (folder / "info-password").write_text("annat\n", "utf-8")
    (folder / "config.toml").write_text(WHOLE.format(more=more, also=also), "utf-8")
    return load_config(folder / "config.toml", environment or {})


def faults(folder: Path, **given: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, **given)
    return caught.value.faults


def test_the_first_mailboxs_folders_keep_their_names_and_the_others_bear_their_mailboxs(tmp_path: Path) -> None:
    config = load(tmp_path, also='folders = ["INBOX", "Remisser"]')
    assert config.imap.places == ("INBOX", "\\Junk", "info@ksl.se/INBOX", "info@ksl.se/Remisser")


def test_each_mailbox_has_its_own_secret_and_paths_beside_the_file(tmp_path: Path) -> None:
    (also,) = load(tmp_path).imap.also
    assert also.password == "annat"
    assert also.ca_file == tmp_path / "ca.pem"
    assert "annat" not in repr(load(tmp_path))


def test_systemd_gives_the_second_mailbox_a_credential_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "imap-password-2").write_text("ur systemd", "utf-8")
    text = WHOLE.format(more="", also="").replace('password_file = "info-password"\n', "")
    (tmp_path / "config.toml").write_text(text, "utf-8")
    config = load_config(tmp_path / "config.toml", {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert config.imap.also[0].password == "ur systemd"


def test_the_files_of_all_secrets_are_known_to_those_who_guard_them(tmp_path: Path) -> None:
    load(tmp_path)
    inline, files = _secrets(tmp_path / "config.toml", {})
    assert inline
    assert files == (tmp_path / "info-password",)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"also": "folders = []"}, "imap.also.0.folders: får inte vara tom; då läses inget mejl"),
        ({"also": "farg = 1"}, "imap.also.0.farg: är en okänd nyckel"),
        ({"also": "poll_seconds = 5"}, "imap.also.0.poll_seconds: är en okänd nyckel"),
        (
            {"also": 'folders = ["Klart"]', "more": 'after = "move"\nmove_to = "Klart"'},
            "imap.move_to: får inte vara en av mapparna som läses (imap.also.0.folders)",
        ),
    ],
)
def test_faults_name_the_mailbox(tmp_path: Path, given: dict[str, str], told: str) -> None:
    (fault,) = faults(tmp_path, **given)
    assert fault.startswith(told)


def test_one_mailbox_is_not_read_twice(tmp_path: Path) -> None:
    text = WHOLE.format(more="", also="").replace("info@ksl.se", "Registrator@ksl.se")
    (tmp_path / "info-password").write_text("x", "utf-8")
    (tmp_path / "config.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"registrator@ksl\.se läses redan"):
        load_config(tmp_path / "config.toml", {})


def test_tokens_for_the_second_mailbox_alone_need_an_app(tmp_path: Path) -> None:
    text = WHOLE.format(more="", also="").replace('password_file = "info-password"', 'auth = "oauth2"')
    (tmp_path / "config.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="oauth"):
        load_config(tmp_path / "config.toml", {})
