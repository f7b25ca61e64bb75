"""Debian's Postfix as a private server of the tests: its own folder, free port, TLS; delivers into maildirs.

Needs the Debian package postfix, and root: Postfix gives each of its processes an account. What it takes for
anybody at ksl.se lies in a maildir of the folder, what is for registrator@ksl.se in one of its own; what it takes for
borta@ksl.se it sends back. Other domains are refused, and nothing ever leaves this machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from demo.certificates import Certificates
from tests.servers.ports import free_port

PACKAGES = "postfix"
START_SECONDS = 20.0

_MAIN = """
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = {base}/postfix.log
maillog_file_prefixes = /tmp
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.ksl.se
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
relay_domains =
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {base}/server.pem
smtpd_tls_key_file = {base}/server-key.pem
smtp_tls_security_level = none
virtual_mailbox_domains = ksl.se
virtual_mailbox_base = {base}/mail
virtual_mailbox_maps = inline:{{ {{ registrator@ksl.se = registrator/ }} }}, static:all/
virtual_alias_maps = inline:{{ {{ borta@ksl.se = borta@flyttad.invalid }} }}
transport_maps = inline:{{ {{ flyttad.invalid = error:5.1.1 User unknown }} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{{
  {{ full@ksl.se = 452 4.2.2 Mailbox full }},
  {{ okand@ksl.se = 550 5.1.1 User unknown }} }}
smtpd_client_connection_rate_limit = 0
message_size_limit = 1000000
"""

_MASTER = """
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
showq unix n - n - - showq
proxymap unix - - n - - proxymap
"""


class Postfix:
    """A running server: `with Postfix(certificates) as server: ...; server.wait_for(3)`."""

    host = "127.0.0.1"
    username = "unused"  # it asks for no login, but the configuration must name one
    password = "unused"

    def __init__(self, certificates: Certificates) -> None:
        self.ca_file = certificates.ca_file
        self.port = free_port()
        self._certificates = certificates

    @staticmethod
    def missing() -> str:
        """Why there can be no server here, with what to do; empty when there can."""
        if not (shutil.which("postfix", path=_PATH) and Path("/usr/lib/postfix/sbin/master").exists()):
            return f"Postfix is not installed: apt-get install {PACKAGES}"
        return "" if os.getuid() == 0 else "Postfix needs root: its processes change accounts"

    def __enter__(self) -> Self:
        # pytest's folders are closed to other accounts, and the account postfix must get in
        self.base = Path(tempfile.mkdtemp(prefix="rp-", dir="/tmp"))
        try:
            self._prepare()
            self._run("postfix", "-c", self.base / "etc", "start")
            self._wait_for_port()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def stop(self) -> None:
        """Every process of it ends at once; what it took stays in its queue."""
        self._run("postfix", "-c", self.base / "etc", "abort")

    def start(self) -> None:
        self._run("postfix", "-c", self.base / "etc", "start")
        self._wait_for_port()

    def close(self) -> None:
        subprocess.run(
            ["postfix", "-c", self.base / "etc", "abort"], capture_output=True, check=False, env={"PATH": _PATH}
        )
        shutil.rmtree(self.base, ignore_errors=True)

    def delivered(self) -> list[bytes]:
        """The mails that lie in the maildir."""
        return [file.read_bytes() for file in sorted((self.base / "mail" / "all" / "new").glob("*"))]

    def deliver_into(self, maildir: Path) -> None:
        """What is for registrator@ksl.se lies there from now on."""
        own = self.base / "mail" / "registrator"
        if own.is_symlink():
            own.unlink()
        else:
            shutil.rmtree(own, ignore_errors=True)
        own.symlink_to(maildir)

    def empty(self) -> None:
        """Forget what was delivered."""
        shutil.rmtree(self.base / "mail" / "all", ignore_errors=True)

    def wait_for(self, count: int, seconds: float = 20.0) -> list[bytes]:
        """The mails, as soon as there are `count` of them or the seconds have passed."""
        end = time.monotonic() + seconds
        while len(mails := self.delivered()) < count and time.monotonic() < end:
            time.sleep(0.05)
        return mails

    def _prepare(self) -> None:
        self.base.chmod(0o755)
        for name in ("etc", "queue", "data", "mail"):
            (self.base / name).mkdir(mode=0o755)
        shutil.chown(self.base / "data", "postfix", "postfix")
        shutil.chown(self.base / "mail", "nobody", "nogroup")
        for file, name in (
            (self._certificates.certificate_file, "server.pem"),
            (self._certificates.key_file, "server-key.pem"),
        ):
            shutil.copyfile(file, self.base / name)
        (self.base / "server-key.pem").chmod(0o600)
        owner = (self.base / "mail").stat()
        values = {"base": self.base, "port": self.port, "uid": owner.st_uid, "gid": owner.st_gid}
        (self.base / "etc" / "main.cf").write_text(_MAIN.format(**values))
        (self.base / "etc" / "master.cf").write_text(_MASTER.format(**values))

    def _wait_for_port(self) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                with socket.create_connection((self.host, self.port), timeout=5) as connection:
                    if connection.recv(3) == b"220":
                        return
            except OSError:
                pass
            assert time.monotonic() < end, self._log()
            time.sleep(0.05)

    def _run(self, *command: str | Path) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": _PATH})
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}{self._log()}"

    def _log(self) -> str:
        file = self.base / "postfix.log"
        return file.read_text() if file.exists() else ""


_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


@pytest.fixture(scope="session")
def postfix_server(certificates: Certificates) -> Iterator[Postfix]:
    """One server per test process. Skipped, with the package's name, where there can be none."""
    if Postfix.missing():
        pytest.skip(Postfix.missing())
    with Postfix(certificates) as server:
        yield server


@pytest.fixture
def postfix(postfix_server: Postfix) -> Postfix:
    """The server with an empty maildir."""
    postfix_server.empty()
    return postfix_server
