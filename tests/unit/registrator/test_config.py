"""One file tells the service everything, and all that is wrong in it is told at once."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from pathlib import Path

import pytest

from domain.access import Role
from domain.errors import ConfigError
from registrator.config import Config, load_config
from registrator.review_settings import hosts_of, roles_of

ROOT = Path(__file__).parents[3]
WHOLE = """
[imap]
host = "imap.example.se"
username = "u"
password = "hemligt"
[smtp]
host = "smtp.example.se"
username = "u"
password = "också hemligt"
[trust]
authserv_ids = ["mx.ksl.se"]
"""


def load(folder: Path, text: str, environment: dict[str, str] | None = None) -> Config:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    return load_config(file, environment or {})


def faults(folder: Path, text: str, environment: dict[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environment)
    return caught.value.faults


def test_defaults_are_those_of_the_organisation(tmp_path: Path) -> None:
    config = load(tmp_path, WHOLE)
    assert config.organisation.mailbox == "registrator@ksl.se"
    assert (config.officer.name, config.officer.address) == ("Anna Nerelius", "anna.nerelius@ksl.se")
    assert (config.digest.weekday, config.digest.time, config.digest.timezone.key) == (
        "monday",
        dt.time(7),
        "Europe/Stockholm",
    )
    assert config.imap.after == "leave"
    assert config.imap.security == "tls"
    assert config.database_url == f"sqlite:///{tmp_path}/var/registrator.sqlite3"


def test_as_many_documents_are_read_at_once_as_there_are_cores_or_as_told(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE).reading.parallel == len(os.sched_getaffinity(0))
    assert load(tmp_path, WHOLE + "[reading]\nworkers = 7\n").reading.parallel == 7


def test_all_faults_are_told_at_once_with_the_key_and_in_swedish(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        """
[imap]
host = ""
port = 70000
username = "u"
password = "x"
folders = "INBOX"
after = "delete"
colour = "red"
[smtp]
username = "u"
[digest]
timezone = "Mars/Olympus"
[surprise]
""",
    )
    for key, words in (
        ("imap.host", "får inte vara tom"),
        ("imap.port", "får vara högst 65535"),
        ("imap.folders", "ska vara en lista"),
        ("imap.after", "'leave', 'flag' eller 'move'"),
        ("imap.colour", "okänd nyckel"),
        ("smtp", "lösenord saknas"),
        ("smtp.host", "saknas"),
        ("trust", "saknas"),
        ("digest.timezone", "ingen känd tidszon"),
        ("surprise", "okänd nyckel"),
    ):
        assert any(fault.startswith(f"{key}:") and words in fault for fault in told), (key, told)


def test_a_fault_never_shows_a_secret(tmp_path: Path) -> None:
    text = WHOLE.replace("password", "pasword")
    assert not any("hemligt" in fault for fault in faults(tmp_path, text))
    assert "hemligt" not in repr(load(tmp_path, WHOLE))


@pytest.mark.parametrize("way", ["password_file", "password_env", "credentials"])
def test_a_secret_may_come_from_a_file_the_environment_or_systemd(tmp_path: Path, way: str) -> None:
    (tmp_path / "imap-password").write_text("ur fil\n", "utf-8")
    line, environment = {
        "password_file": ('password_file = "imap-password"', {}),
        "password_env": ('password_env = "IMAP"', {"IMAP": "ur fil"}),
        "credentials": ("", {"CREDENTIALS_DIRECTORY": str(tmp_path)}),
    }[way]
    config = load(tmp_path, WHOLE.replace('password = "hemligt"', line), environment)
    assert config.imap.password == "ur fil"


def test_two_secrets_for_one_server_are_refused(tmp_path: Path) -> None:
    told = faults(tmp_path, WHOLE.replace('password = "hemligt"', 'password = "a"\npassword_env = "B"'))
    assert any("bara en av" in fault for fault in told)


def test_an_unreadable_secret_names_the_file(tmp_path: Path) -> None:
    told = faults(tmp_path, WHOLE.replace('password = "hemligt"', 'password_file = "finns-inte"'))
    assert any("finns-inte" in fault for fault in told)


def test_there_is_no_way_to_speak_without_encryption(tmp_path: Path) -> None:
    told = faults(tmp_path, WHOLE.replace('host = "imap', 'security = "none"\nhost = "imap'))
    assert any(fault.startswith("imap.security:") for fault in told)


def test_settings_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    text = WHOLE.replace('["mx.ksl.se"]', "[]").replace("[smtp]", 'after = "move"\n[smtp]')
    told = faults(tmp_path, text + '[review]\nhost = "0.0.0.0"\n')
    for key in ("imap.move_to", "trust.authserv_ids", "review.host"):
        assert any(fault.startswith(key) for fault in told), told


OIDC = '[review.oidc]\nissuer = "https://id.exempel.se/t"\nclient_id = "abc"\nclient_secret = "hemligt"\n'


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('host = "0.0.0.0"', "review.host"),
        ('host = "0.0.0.0"\nurl = "https://registrator.exempel.se"', "review.host"),
        ('url = "http://registrator.exempel.se"', "review.url"),
        ('url = "https://registrator.exempel.se/sida"', "review.url"),
        ('url = "registrator.exempel.se"', "review.url"),
        ('behind_proxy = "proxy.exempel.se"', "review.behind_proxy"),
        (OIDC.replace("https", "http"), "review.oidc.issuer"),
        (OIDC.replace("id.exempel.se/t", "login.microsoftonline.com/common/v2.0"), "review.oidc.issuer"),
        (OIDC.replace('client_id = "abc"', ""), "review.oidc.client_id"),
        (OIDC.replace('client_secret = "hemligt"', ""), "review.oidc: hemlighet"),
    ],
)
def test_a_page_that_would_be_open_or_in_clear_is_refused(tmp_path: Path, more: str, key: str) -> None:
    told = faults(tmp_path, f"{WHOLE}[review]\n{more}\n")
    assert [fault for fault in told if fault.startswith(key)] == list(told), told


def test_behind_a_proxy_with_tls_the_page_may_be_reached_from_other_machines(tmp_path: Path) -> None:
    more = '[review]\nhost = "0.0.0.0"\nurl = "https://registrator.exempel.se/"\nbehind_proxy = "127.0.0.1"\n'
    config = load(tmp_path, f"{WHOLE}{more}{OIDC}granska = ['g']\n")
    assert config.review_url == "https://registrator.exempel.se"
    assert "registrator.exempel.se" in hosts_of(config.review)
    assert config.review.oidc.client_secret == "hemligt"
    assert "hemligt" not in repr(config)
    assert roles_of(config.review.oidc) == {Role.REVIEW: ("g",)}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[imap", None])
def test_a_file_that_cannot_be_read_is_told_so(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "config.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"config\.toml"):
        load_config(file, {})


def test_a_server_that_asks_for_no_sign_in_needs_no_password(tmp_path: Path) -> None:
    without = WHOLE[: WHOLE.index("[smtp]")] + WHOLE[WHOLE.index("[trust]") :]
    smtp = load(tmp_path, without + '[smtp]\nhost = "relay.exempel.se"\n').smtp
    assert (smtp.username, smtp.password) == ("", "")
    told = faults(tmp_path, without + '[smtp]\nhost = "relay.exempel.se"\npassword_file = "hemlig"\n')
    assert told == ("smtp.username: saknas; lösenord är angivet",)


def test_the_example_holds_every_key_and_its_true_default(tmp_path: Path) -> None:
    text = (ROOT / "config.example.toml").read_text("utf-8")
    whole = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    (tmp_path / "secrets").mkdir()
    for name in ("imap-password", "smtp-password", "ca.pem"):
        (tmp_path / "secrets" / name).write_text("x", "utf-8")
    shown = load(tmp_path, text)
    defaults = whole
    for an_example in (
        'ca_file = "secrets/ca.pem"',
        'key_file = "secrets/dkim.pem"',
        'move_to = "Registrerat"',
        'folder = "mallar"',
        'folder = "/mnt/backup/registrator"',
        'client_secret_file = "secrets/oidc"',
        'client_secret_file = "secrets/oauth"',
        'certificate_file = "secrets/app.pem"',
    ):
        defaults = defaults.replace(an_example, "")
    assert load(tmp_path, defaults) == shown
    given = tomllib.loads(whole)
    for section in Config.__dataclass_fields__.keys() - {"file"}:
        for key in getattr(shown, section).__dataclass_fields__:
            assert key in given[section] or key in {"password", "client_secret"}, f"{section}.{key} is not documented"
    for key in shown.review.oidc.__dataclass_fields__:
        assert key in given["review"]["oidc"] or key == "client_secret", f"review.oidc.{key} is not documented"


def test_a_configuration_knows_its_file_and_takes_no_word_of_it_for_that(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE).file == (tmp_path / "config.toml").resolve()
    assert faults(tmp_path, 'file = "/etc/annan.toml"\n' + WHOLE) == ("file: är en okänd nyckel (felstavad?)",)


def test_a_service_without_a_folder_to_read_does_not_start(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, WHOLE.replace('host = "imap.example.se"', 'host = "imap.example.se"\nfolders = []'))
    assert fault.startswith("imap.folders: får inte vara tom")


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("officer.address", '[officer]\naddress = "Registrator@ksl.se"'),
        ("staff.addresses", '[staff]\naddresses = ["a@ksl.se", "REGISTRATOR@ksl.se"]'),
    ],
)
def test_our_mail_is_never_addressed_to_the_mailbox_that_is_read(tmp_path: Path, key: str, more: str) -> None:
    (fault,) = faults(tmp_path, f"{WHOLE}{more}\n")
    assert fault.startswith(f"{key}: får inte vara brevlådan som läses")


DKIM = '[dkim]\ndomain = "{domain}"\nselector = "reg2026"\n{key}\n'


def test_a_dkim_key_is_whole_and_of_our_own_domain(tmp_path: Path) -> None:
    key = 'key_file = "dkim.pem"'
    config = load(tmp_path, WHOLE + DKIM.format(domain="ksl.se", key=key))
    assert config.dkim.key_file == tmp_path.resolve() / "dkim.pem"
    (fault,) = faults(tmp_path, WHOLE + DKIM.format(domain="ksl.se", key=""))
    assert fault.startswith("dkim.key_file: saknas")
    for foreign in ("annan.se", "l.se"):
        (fault,) = faults(tmp_path, WHOLE + DKIM.format(domain=foreign, key=key))
        assert fault.startswith("dkim.domain: ska vara ksl.se")


def test_a_configuration_among_debians_has_its_register_where_debian_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registrator.config.INSTALLED", tmp_path)
    assert load(tmp_path, WHOLE).storage.folder == Path("/var/lib/registrator")
    assert load(tmp_path, WHOLE + '[storage]\nfolder = "var"\n').storage.folder == tmp_path / "var"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert load(elsewhere, WHOLE).storage.folder == elsewhere / "var"


def test_a_secret_that_no_line_names_is_a_credential_of_systemd_or_lies_beside_the_file(tmp_path: Path) -> None:
    text = WHOLE.replace('password = "hemligt"\n', "")
    assert any("imap: lösenord saknas" in fault for fault in faults(tmp_path, text))
    for folder, secret in (("secrets", "bredvid"), ("credentials", "från systemd")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "imap-password").write_text(secret + "\n", "utf-8")
    assert load(tmp_path, text).imap.password == "bredvid"
    environment = {"CREDENTIALS_DIRECTORY": str(tmp_path / "credentials")}
    assert load(tmp_path, text, environment).imap.password == "från systemd"


@pytest.mark.parametrize(
    "url", ["http://hc.example.se/1", "hc.example.se", "https://", "https://[::1", "ftp://localhost/"]
)
def test_the_address_that_is_pinged_is_a_secure_one(tmp_path: Path, url: str) -> None:
    (fault,) = faults(tmp_path, WHOLE + f'[operator]\nping_url = "{url}"\n')
    assert fault.startswith("operator.ping_url: ")


@pytest.mark.parametrize("url", ["https://hc.example.se/1?x=2", "http://127.0.0.1:8000/"])
def test_a_watcher_on_this_machine_may_be_pinged_in_clear(tmp_path: Path, url: str) -> None:
    assert load(tmp_path, WHOLE + f'[operator]\nping_url = "{url}"\n').operator.ping_url == url


def test_every_secret_is_known_as_one(tmp_path: Path) -> None:
    database = '[storage]\ndatabase = "postgresql://u:databasens@h/n"\n'
    assert set(load(tmp_path, WHOLE + database).secrets) == {"hemligt", "också hemligt", "databasens"}


def test_metrics_go_to_addresses_and_networks(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE + '[review]\nmetrics_from = ["10.0.0.0/24"]\n').review.metrics_from == ("10.0.0.0/24",)
    (fault,) = faults(tmp_path, WHOLE + '[review]\nmetrics_from = ["prometheus"]\n')
    assert fault.startswith("review.metrics_from: prometheus")
