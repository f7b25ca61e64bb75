"""The service as an operator sets it up: a config.toml that knows the servers of a test, and the command itself."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.servers.dovecot_user import DovecotUser
from tests.servers.ports import free_port
from tests.servers.smtp import SmtpSink

ROOT = Path(__file__).parents[2]
REGISTRATOR = Path(sys.executable).with_name("registrator")


@dataclass(frozen=True)
class Service:
    """A configured service. `run` calls its command line."""

    config_file: Path

    @property
    def folder(self) -> Path:
        return self.config_file.parent

    def run(self, *words: str | Path, answer: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [REGISTRATOR, *words],
            input=answer,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "COLUMNS": "160", "LANG": "C.UTF-8", "REGISTRATOR_CONFIG": "config.toml"},
        )


def configure(
    folder: Path, mailbox: DovecotUser, sink: SmtpSink, *, database: str = "", more: str = "", smtp: str = ""
) -> Service:
    """Write config.toml into the folder, with secrets in files as an operator would.

    `more` are further lines of [imap], and sections; `smtp` further lines of that section.
    """
    for name, secret in (("imap", mailbox.password), ("smtp", sink.password)):
        (folder / f"{name}-password").write_text(secret + "\n", "utf-8")
    storage = folder / "var"
    storage.mkdir(mode=0o750)
    (folder / "config.toml").write_text(
        f"""
[imap]
host = "{mailbox.host}"
port = {mailbox.port_tls}
username = "{mailbox.username}"
password_file = "imap-password"
ca_file = "{mailbox.ca_file}"
poll_seconds = 1
{more}
[smtp]
host = "{sink.host}"
port = {sink.port}
username = "{sink.username}"
password_file = "smtp-password"
ca_file = "{sink.ca_file}"
send_seconds = 1
{smtp}
[trust]
authserv_ids = ["mx.ksl.se"]
[storage]
database = "{database}"
[review]
port = {free_port()}
""",
        "utf-8",
    )
    return Service(folder / "config.toml")
