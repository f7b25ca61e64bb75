"""Tokens in the place of passwords: what config.toml must say, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import ConfigError
from registrator.config import Config, load_config

SERVERS = """
[imap]
host = "outlook.office365.com"
username = "registrator@ksl.se"
auth = "oauth2"
[smtp]
host = "smtp.office365.com"
username = "registrator@ksl.se"
auth = "oauth2"
[trust]
authserv_ids = ["mx.ksl.se"]
"""
APP = """
[oauth]
tenant = "11111111-2222"
client_id = "66666666-7777"
"""
SECRET = 'client_secret = "hemligt"\n'


def load(folder: Path, text: str, environment: dict[str, str] | None = None) -> Config:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    return load_config(file, environment or {})


def faults(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    return caught.value.faults


def test_with_tokens_no_password_is_needed_and_the_secret_is_never_shown(tmp_path: Path) -> None:
    config = load(tmp_path, SERVERS + APP + SECRET)
    assert (config.imap.password, config.smtp.password) == ("", "")
    assert config.oauth.address == "https://login.microsoftonline.com/11111111-2222"
    assert "hemligt" not in repr(config)


@pytest.mark.parametrize("way", ["client_secret_file", "client_secret_env", "credentials"])
def test_the_secret_comes_the_ways_that_passwords_do(tmp_path: Path, way: str) -> None:
    (tmp_path / "oauth-client-secret").write_text("ur fil\n", "utf-8")
    line, environment = {
        "client_secret_file": ('client_secret_file = "oauth-client-secret"', {}),
        "client_secret_env": ('client_secret_env = "APP"', {"APP": "ur fil"}),
        "credentials": ("", {"CREDENTIALS_DIRECTORY": str(tmp_path)}),
    }[way]
    assert load(tmp_path, SERVERS + APP + line, environment).oauth.client_secret == "ur fil"


def test_a_certificate_stands_in_for_the_secret_and_its_path_counts_from_the_file(tmp_path: Path) -> None:
    config = load(tmp_path, SERVERS + APP + 'certificate_file = "app.pem"\n')
    assert config.oauth.certificate_file == tmp_path / "app.pem"
    assert config.oauth.client_secret == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SERVERS, ("oauth.tenant: saknas", "oauth.client_id: saknas")),
        (SERVERS + APP, ("oauth: klienthemlighet saknas; ange client_secret_file",)),
        (
            SERVERS + APP + SECRET + 'certificate_file = "app.pem"\n',
            ("oauth.certificate_file: klienthemlighet är också angiven",),
        ),
        (SERVERS.replace("[trust]", 'password = "x"\n[trust]') + APP + SECRET, ("smtp.auth: ”oauth2” behöver inget",)),
        (SERVERS.replace("[smtp]", 'password = "x"\n[smtp]') + APP + SECRET, ("imap.auth: ”oauth2” behöver inget",)),
        (SERVERS + APP.replace("11111111-2222", "common") + SECRET, ("oauth.tenant: ska vara er egen katalogs id",)),
        (SERVERS + APP + SECRET + 'authority = "http://login.se"\n', ("oauth.authority: ska vara en adress",)),
        (SERVERS + APP + SECRET + 'scope = "https://x/IMAP"\n', ("oauth.scope: ska sluta med /.default",)),
        (
            SERVERS.replace('auth = "oauth2"', 'password = "x"') + APP + SECRET,
            ("oauth.tenant: betyder inget utan imap.auth", "oauth.client_id: betyder inget utan imap.auth"),
        ),
        (
            SERVERS.replace('username = "registrator@ksl.se"\nauth = "oauth2"\n[trust]', 'auth = "oauth2"\n[trust]')
            + APP
            + SECRET,
            ("smtp.username: saknas; ange brevlådan",),
        ),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, text: str, told: tuple[str, ...]) -> None:
    found = faults(tmp_path, text)
    assert len(found) == len(told), found
    for fault, words in zip(found, told, strict=True):
        assert fault.startswith(words)
        assert "hemligt" not in fault
