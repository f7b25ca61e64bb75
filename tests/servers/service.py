"""The service as an operator sets it up: a config.toml that knows the servers of a test, and the command itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.crash.nursery import shared
from tests.servers.dovecot_user import DovecotUser
from tests.servers.ports import free_port
from tests.servers.smtp import SmtpSink

ROOT = Path(__file__).parents[2]
REGISTRATOR = Path(sys.executable).with_name("registrator")
SECONDS = 180


@dataclass(frozen=True)
class Service:
    """A configured service. `run` calls its command line."""

    config_file: Path

    @property
    def folder(self) -> Path:
        return self.config_file.parent

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "COLUMNS": "160", "LANG": "C.UTF-8", "REGISTRATOR_CONFIG": "config.toml"}

    def run(self, *words: str | Path, answer: str = "") -> subprocess.CompletedProcess[str]:
        """In a process that need not load the program first."""
        with tempfile.TemporaryDirectory(prefix="command-", dir="/tmp") as talk:
            for name, said in (("in", answer), ("out", ""), ("err", "")):
                (Path(talk) / name).write_text(said, "utf-8")
            given = [str(word) for word in words]
            wish = {"words": given, "folder": str(self.folder), "environment": self.environment, "talk": talk}
            with (Path(talk) / "err").open("ab") as log:
                child = shared().start("tests.servers.command", [json.dumps(wish)], log.fileno())
            try:
                code = child.wait(SECONDS)
            finally:
                child.kill()
            told = [(Path(talk) / name).read_text("utf-8") for name in ("out", "err")]
        return subprocess.CompletedProcess(["registrator", *given], code, *told)

    def run_installed(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """The command itself, as it is installed."""
        return subprocess.run(
            [REGISTRATOR, *words],
            input="",
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            cwd=self.folder,
            env=self.environment,
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
