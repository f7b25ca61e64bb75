"""The daemon after 20,000 mails against after 1,000: memory, open files, threads.

`python -m bench.daemon_memory [MANY [FEW]]`. The service is the real one, a process with its reading processes; mails
come as fast as it takes them in, through a local Dovecot, and what it sends goes to a local SMTP server. Of twenty
mails one has an extract of two pages to be read, four are questions that a person must look at and soon does, fifteen
are newsletters.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench import backlog
from bench.measure import say
from bench.process import Size, running_service, size_of
from demo.certificates import make_certificates
from demo.samples.letter import Enclosure, Letter, delivered
from demo.sink import EmbeddedSink
from domain.outgoing import OutgoingState
from domain.ports import Store
from domain.register import State
from registrator.build import House, open_house, utc_now
from registrator.config import load_config
from registrator.telling import tell
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.dovecot_user import DovecotUser
from tests.servers.ports import free_port

MANY, FEW = 20_000, 1000
BATCH = 250
LEFT_TO_REVIEW = 50
LOOKS = 9
PATIENCE = 600.0
LIMIT = 1.1
CONFIG = """
[imap]
host = "{imap.host}"
port = {imap.port_tls}
username = "{imap.username}"
password = "{password}"
ca_file = "{imap.ca_file}"
poll_seconds = 2
after = "flag"
[smtp]
host = "{smtp.host}"
port = {smtp.port}
username = "{smtp.username}"
password = "{smtp.password}"
ca_file = "{smtp.ca_file}"
send_seconds = 1
max_per_hour = 1000000
max_per_recipient_per_hour = 1000000
[summary]
collect_seconds = 0
[receipt]
enabled = true
max_per_hour = 1000000
[trust]
authserv_ids = ["mx.ksl.se"]
[review]
port = {review}
[log]
level = "warning"
"""


def main(many: int = MANY, few: int = FEW) -> int:
    if Dovecot.missing():
        print(f"    skipped: {Dovecot.missing()}")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        certificates = make_certificates(folder)
        user = stack.enter_context(Dovecot(certificates)).user()
        sink = stack.enter_context(EmbeddedSink(certificates, told=lambda _mail: sink.messages.clear()))
        text = CONFIG.format(imap=user, password=PASSWORD, smtp=sink, review=free_port())
        (folder / "config.toml").write_text(text, "utf-8")
        house = stack.enter_context(open_house(load_config(folder / "config.toml", {}), upgrade=True))
        for recommendation in backlog.RECOMMENDATIONS:
            house.store.put_recommendation(recommendation, utc_now())
        pid = stack.enter_context(running_service(folder, PATIENCE))
        looks = [_look_after(pid, house, user, start, stop) for start, stop in pairwise(_steps(few, many))]
    first, last = looks[0], looks[-1]
    well = say("memory of the daemon", last.memory / first.memory, target=f"≤ {LIMIT}", well=_grown(first, last))
    for name in ("files", "threads"):
        more = getattr(last, name) - getattr(first, name)
        well &= say(f"more {name} than then", more, target="≤ 0", well=more <= 0)
    return 0 if well else 1


def _steps(few: int, many: int) -> list[int]:
    """Looked at on the way too: what grows without end is told from what is filled once."""
    return [0, *(few * 2**n for n in range(many.bit_length()) if few * 2**n < many), many]


def _look_after(pid: int, house: House, user: DovecotUser, start: int, stop: int) -> Size:
    began = time.monotonic()
    _take_in(house, user, start, stop)
    rate = (stop - start) / (time.monotonic() - began)
    look = _look(pid)
    print(f"    after {stop} mails ({rate:.0f} a second): {look}", flush=True)
    return look


def _grown(first: Size, last: Size) -> bool:
    return last.memory <= LIMIT * first.memory


def _take_in(house: House, user: DovecotUser, start: int, stop: int) -> None:
    """Deliver the mails of these numbers, the next when few are left, until all are settled and nothing is due."""
    store = house.store
    for number in range(start, stop, BATCH):
        user.deliver_many([a_mail(n) for n in range(number, min(number + BATCH, stop))], utc_now())
        _wait_until(partial(_settled, store, number - BATCH // 2))
        _act_as_staff(house)
    _wait_until(lambda: _settled(store, stop) and not store.due(utc_now(), limit=1))
    _wait_until(lambda: not store.outbox((OutgoingState.SENDING,), limit=1))


def _act_as_staff(house: House) -> None:
    """Dismiss what waits for a person, but the newest."""
    for entry in house.store.entries((State.FLAGGED,), limit=10 * BATCH)[LEFT_TO_REVIEW:]:
        house.store.resolve(
            entry.id,
            version=entry.version,
            decisions=(),
            state=State.IGNORED,
            reason="Inget svar.",
            who="Kim Exempel",
            verb="dismiss",
            compose=partial(tell, house),
            now=utc_now(),
        )


def _settled(store: Store, enough: int) -> bool:
    return sum(count for state, count in store.counts().items() if state is not State.RECEIVED) >= enough


def _wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "the service does not get on"
        time.sleep(0.2)


def _look(pid: int) -> Size:
    """The median of some looks: at one of them a job may run."""
    seen = []
    for _ in range(LOOKS):
        time.sleep(1)
        seen.append(size_of(pid))
    return Size(**{name: median(getattr(one, name) for one in seen) for name in ("memory", "files", "threads")})


def a_mail(number: int) -> bytes:
    """Every twentieth with an extract, from a sender of its own, who gets a receipt; every fifth a question."""
    sent_at = utc_now()
    if number % 20 == 0:
        letter = Letter(
            seed=f"memory-{number}",
            sent_at=sent_at,
            sender_name="Registrator",
            sender_address=f"registrator{number}@nacka.se",
            subject=f"Protokollsutdrag {number}",
            body="Hej! Här kommer protokollsutdraget.",
            enclosures=(Enclosure(name="Protokollsutdrag.pdf", content=backlog.a_document(number)),),
        )
        return delivered(letter, sent_at)
    mail, question = EmailMessage(), number % 5 == 1
    mail["From"] = f"Kim {number} <kim{number}@exempel.se>" if question else "Nyhetsbrev <nyheter@exempel.se>"
    mail["To"], mail["Message-ID"] = "registrator@ksl.se", f"<minne-{number}@exempel.se>"
    mail["Date"] = format_datetime(sent_at)
    mail["Subject"] = f"Fråga {number} om rekommendationen" if question else f"Nyheter {number}"
    if not question:
        mail["List-Unsubscribe"], mail["Precedence"] = "<mailto:bort@exempel.se>", "bulk"
    mail.set_content(f"Hej!\n\nDet här är mejl {number} från oss. Hör gärna av er.\n")
    return mail.as_bytes()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
