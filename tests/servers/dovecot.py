"""Debian's Dovecot as a private server of the tests: unprivileged, on free loopback ports, with TLS.

Needs the Debian package dovecot-imapd (and nothing else: mail is laid in by IMAP or straight into the maildir).
Version 2.3 (Debian 12) is what the tests are run against; the settings for 2.4 (Debian 13) are written from its
documentation and have not been tried.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.certificates import Certificates
from tests.servers.dovecot_user import DovecotUser
from tests.servers.ports import free_port

PACKAGES = "dovecot-imapd"
PASSWORD = "Hemligt-2015"  # of every user: a user comes to be by signing in
START_SECONDS = 10.0

_COMMON = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
listen = 127.0.0.1
default_internal_user = {account}
default_internal_group = {group}
default_login_user = {account}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
auth_mechanisms = plain login {mechanisms}
auth_failure_delay = 0
mail_fsync = never
mail_max_userip_connections = 100
service anvil {{
  chroot =
  # no penalty: a refused sign-in would make the next tests wait for seconds
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port_starttls}
  }}
  inet_listener imaps {{
    port = {port_tls}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Oönskat {{
    special_use = \\Junk
  }}
}}
"""

_V23 = """
protocols = imap
ssl_cert = <{base}/server.pem
ssl_key = <{base}/server-key.pem
mail_location = maildir:~/Maildir
{oauth}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/home/%u
}}
"""

_V24 = """
protocols {{
  imap = yes
}}
ssl_server_cert_file = {base}/server.pem
ssl_server_key_file = {base}/server-key.pem
mail_driver = maildir
mail_path = ~/Maildir
{oauth}
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {base}/home/%{{user}}
  }}
}}
"""

# Tokens in the place of passwords: Dovecot asks the directory whether a token holds, and whose mailbox it opens.
_OAUTH_V23 = """
passdb {{
  driver = oauth2
  mechanisms = {mechanisms}
  args = {base}/oauth2.conf
}}
"""
_OAUTH_V23_FILE = """
introspection_url = {introspection}
introspection_mode = auth
tls_ca_cert_file = {ca_file}
username_attribute = username
active_attribute = active
active_value = true
"""
_OAUTH_V24 = """
oauth2 {{
  introspection_url = {introspection}
  introspection_mode = auth
  username_attribute = username
  active_attribute = active
  active_value = true
  ssl_client_ca_file = {ca_file}
}}
passdb oauth2 {{
  mechanisms_filter = {mechanisms}
}}
"""


def dovecot_version() -> tuple[int, ...] | None:
    """(2, 3, 19) or the like; None when Dovecot is not installed."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(number) for number in said.split()[0].split(".")[:3])


def _config(version: tuple[int, ...], **values: object) -> str:
    if version < (2, 4):
        return (_COMMON + _V23).format(**values)
    head = "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
    return head + (_COMMON + _V24).format(**values)


class Dovecot:
    """A running server: `with Dovecot(certificates) as server: server.user()`."""

    host = "127.0.0.1"

    def __init__(self, certificates: Certificates, *, introspection: str = "") -> None:
        """`introspection`: where to ask whether a token holds; with it, tokens sign in as well as passwords."""
        self.ca_file = certificates.ca_file
        self._certificates = certificates
        self._introspection = introspection

    @staticmethod
    def missing() -> str:
        """Why there can be no server here, with what to install; empty when there can."""
        return "" if dovecot_version() else f"Dovecot is not installed: apt-get install {PACKAGES}"

    def __enter__(self) -> Dovecot:
        version = dovecot_version()
        assert version is not None, f"Dovecot is missing: apt-get install {PACKAGES}"
        # Dovecot will not serve mail as root, so root steps down; a Unix socket's path holds 107 bytes, and pytest's
        # folders are closed to other accounts: hence a folder directly under /tmp.
        self._root = os.getuid() == 0
        self._account = pwd.getpwnam("nobody") if self._root else pwd.getpwuid(os.getuid())
        self.base = Path(tempfile.mkdtemp(prefix="rd-", dir="/tmp"))
        try:
            self._prepare(version)
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _prepare(self, version: tuple[int, ...]) -> None:
        self.port_tls, self.port_starttls = free_port(), free_port()
        for folder in ("run", "state", "home"):
            (self.base / folder).mkdir()
        shutil.copy(self._certificates.certificate_file, self.base / "server.pem")
        shutil.copy(self._certificates.key_file, self.base / "server-key.pem")
        text = _config(
            version,
            **self._tokens(version),
            base=self.base,
            account=self._account.pw_name,
            group=grp.getgrgid(self._account.pw_gid).gr_name,
            uid=self._account.pw_uid,
            gid=self._account.pw_gid,
            password=PASSWORD,
            port_tls=self.port_tls,
            port_starttls=self.port_starttls,
        )
        (self.base / "dovecot.conf").write_text(text, "utf-8")
        self.give([self.base, *self.base.rglob("*")])

    def _tokens(self, version: tuple[int, ...]) -> dict[str, str]:
        if not self._introspection:
            return {"mechanisms": "", "oauth": ""}
        mechanisms = "xoauth2 oauthbearer"
        shutil.copy(self.ca_file, self.base / "ca.pem")
        known = {"introspection": self._introspection, "ca_file": self.base / "ca.pem"}
        (self.base / "oauth2.conf").write_text(_OAUTH_V23_FILE.format(**known))
        form = _OAUTH_V23 if version < (2, 4) else _OAUTH_V24
        return {"mechanisms": mechanisms, "oauth": form.format(mechanisms=mechanisms, base=self.base, **known)}

    def _start(self) -> None:
        program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        assert program is not None
        with (self.base / "stderr").open("wb") as stderr:
            self._process = subprocess.Popen(
                [program, "-F", "-c", str(self.base / "dovecot.conf")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
                **self._as_account(),
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            with (
                contextlib.suppress(OSError),
                socket.create_connection((self.host, self.port_starttls), timeout=2) as wire,
            ):
                if wire.recv(64).startswith(b"* OK"):
                    return
            time.sleep(0.01)
        logs = [self.base / "stderr", self.base / "dovecot.log"]
        raise RuntimeError("Dovecot did not start: " + "".join(log.read_text() for log in logs if log.exists()))

    def start(self) -> None:
        """Serve again, on the same ports, what was left when it stopped."""
        self._start()

    def close(self) -> None:
        """End the server and remove its mail."""
        self.stop()
        shutil.rmtree(self.base, ignore_errors=True)

    def stop(self) -> None:
        """End the server; its mail stays."""
        process = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def user(self, name: str | None = None) -> DovecotUser:
        """A mailbox of that name, a new and empty one when none is given."""
        return DovecotUser(self, PASSWORD, name or f"u{uuid.uuid4().hex[:12]}@ksl.se")

    def doveadm(self, *words: str) -> str:
        """Run doveadm; returns what it prints."""
        command = ["doveadm", "-c", str(self.base / "dovecot.conf"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **self._as_account())
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return str(done.stdout)

    def _as_account(self) -> dict[str, Any]:
        if not self._root:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}

    def give(self, paths: Iterable[Path]) -> None:
        """Make files belong to the account that Dovecot runs as."""
        if self._root:
            for path in paths:
                os.chown(path, self._account.pw_uid, self._account.pw_gid)


@pytest.fixture(scope="session")
def dovecot_server(certificates: Certificates) -> Iterator[Dovecot]:
    """One server per test process. Skipped, with the package's name, where Dovecot is not installed."""
    if Dovecot.missing():
        pytest.skip(Dovecot.missing())
    with Dovecot(certificates) as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> DovecotUser:
    """A new and empty mailbox of the test's own on a real Dovecot."""
    return dovecot_server.user()
