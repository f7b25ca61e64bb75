"""Everything around the daemon of a soak: servers, proxy, disk, register, and the one who keeps it running."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demo.certificates import Certificates
from registrator.config import Config, load_config
from tests.crash.nursery import Nursery
from tests.crash.world import fill
from tests.faults.proxy import ImapProxy
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import Service, configure
from tests.servers.smtp import SmtpSink
from tests.soak.keeper import Keeper
from tests.soak.pace import Pace
from tests.soak.post import Post

FLAG = "$Registrerad"
OPERATOR = "drift@ksl.se"
LEAST_TIMEOUT = 2.0
"""Real seconds: a machine that is busy with twenty other things needs them for a sign-in."""

CONFIG = """timeout_seconds = {timeout}
after = "flag"
flag = "{flag}"
[operator]
addresses = ["{operator}"]
disk_reserve_mb = 20
[backup]
folder = "{backup}"
[receipt]
enabled = true
max_per_address_per_day = 100000
max_per_hour = 100000
"""
SMTP = "timeout_seconds = {timeout}\nmax_per_hour = 100000\nmax_per_recipient_per_hour = 100000"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`order` and `low` are files that, while they are there, let the disk fail, or seem nearly full."""

    folder: Path
    pace: Pace
    dice: random.Random
    dovecot: Dovecot
    mailbox: DovecotUser
    proxy: ImapProxy
    sink: SmtpSink
    service: Service
    keeper: Keeper
    post: Post
    order: Path
    low: Path

    @property
    def config(self) -> Config:
        return load_config(self.service.config_file)

    @property
    def log(self) -> str:
        path = self.folder / "daemon.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def heal(self) -> None:
        """Every server is well, and the disk too."""
        self.proxy.heal()
        self.sink.heal()
        for file in (self.order, self.low):
            file.unlink(missing_ok=True)

    def stop(self) -> int:
        """End the service as systemd does; its exit status."""
        return self.keeper.stop()


@contextlib.contextmanager
def scene(
    folder: Path, pace: Pace, dice: random.Random, certificates: Certificates, dovecot: Dovecot, nursery: Nursery
) -> Iterator[Scene]:
    """A mailbox, a proxy before it, an SMTP server, a register with its recommendations, and the daemon running."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # the secrets in it would be told of
    (folder / "backup").mkdir(mode=0o750)
    mailbox = dovecot.user()
    with (
        ImapProxy(mailbox, certificates) as proxy,
        SmtpSink(certificates, security="starttls") as sink,
    ):
        service = _configured(folder, pace, proxy, sink)
        order, low = folder / "order", folder / "low"
        config = load_config(service.config_file)
        fill(config)
        environment = {"FAIL_FOLDER": str(config.storage.folder), "FAIL_ORDER": str(order)}
        arguments = [str(service.config_file), pace.words, str(low)]
        keeper = Keeper(nursery, "tests.soak.hasty", arguments, environment, folder / "daemon.log")
        post = Post(mailbox, pace.now)
        with keeper:
            yield Scene(
                folder=folder,
                pace=pace,
                dice=dice,
                dovecot=dovecot,
                mailbox=mailbox,
                proxy=proxy,
                sink=sink,
                service=service,
                keeper=keeper,
                post=post,
                order=order,
                low=low,
            )


def _configured(folder: Path, pace: Pace, proxy: ImapProxy, sink: SmtpSink) -> Service:
    timeout = max(LEAST_TIMEOUT, pace.seconds(60))
    more = CONFIG.format(timeout=timeout, flag=FLAG, operator=OPERATOR, backup=folder / "backup")
    service = configure(folder, proxy, sink, more=more, smtp=SMTP.format(timeout=timeout))  # type: ignore[arg-type]
    text = service.config_file.read_text("utf-8")
    for key, seconds in (("poll_seconds", 60), ("send_seconds", 15)):
        text = text.replace(f"{key} = 1\n", f"{key} = {pace.seconds(seconds)}\n")
    service.config_file.write_text(text, "utf-8")
    return service
