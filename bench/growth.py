"""What a mail costs in a register of 200,000 mails against one of 1,000: `python -m bench.growth [LARGE [SMALL]]`.

Both registers are real SQLite files with the same recommendations, and are worked on in turn. Counted is the computing
of our own process: what the readers' processes do with a document does not depend on the register, and would hide what
does. The mailbox and the mail server are values in memory, for the same reason.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask.testing import FlaskClient

from bench.large_papers import fill_outbox, fill_papers
from bench.large_register import CONFIG, NOW, a_recommendation, fill
from bench.measure import against, say
from demo.samples.letter import Enclosure, Letter, delivered
from demo.samples.press import facts_of, set_in_type
from domain.catalogue import Recommendation
from domain.mail import MailPosition, RawMail
from domain.outgoing import OutgoingMail, SendStage
from registrator import jobs, log, sending
from registrator.build import House, open_house
from registrator.config import load_config
from registrator.desk import build_desk
from review.app import create_app
from storage.database import Database

LARGE, SMALL = 200_000, 1000
ROUNDS = 7
AT_ONCE = 20
"""Mails in each round."""

ANSWERED = 4
"""Recommendations that the small register too holds all answers to."""

LIMIT = 1.2
NO_BRAKE = "[smtp]\nmax_per_hour = 1000000\nmax_per_recipient_per_hour = 1000000\n"
AT_ONCE_TOLD = "[summary]\ncollect_seconds = 0\n"


def main(large: int = LARGE, small: int = SMALL) -> int:
    log.set_up("text", "error")
    with contextlib.ExitStack() as stack:
        mails = tuple(_mail(number) for number in range((ROUNDS + 1) * AT_ONCE))
        works = {size: stack.enter_context(_worked_on(size, mails)) for size in (small, large)}
        both = {name: (works[small][name], works[large][name]) for name in works[small]}
        for pair in both.values():  # what is kept in memory after the first time
            for act in pair:
                act()
        taken = against(both, ROUNDS)
    well = True
    for name, (few, ratio) in taken.items():
        what = f"{name} with {large} mails / with {small} ({1000 * few / AT_ONCE:.1f} ms a mail)"
        well &= say(what, ratio, target=f"≤ {LIMIT}", well=ratio <= LIMIT)
    return 0 if well else 1


@dataclass
class _Folder:
    """New mails lie above those that the register has."""

    uidnext: int | None
    name: str = "INBOX"
    uidvalidity: int = 1
    mails: dict[int, bytes] = field(default_factory=dict)

    def put(self, raw: bytes) -> None:
        assert self.uidnext is not None
        self.mails[self.uidnext] = raw
        self.uidnext += 1

    def uids(self, above: int) -> Iterator[tuple[int, ...]]:
        yield tuple(uid for uid in self.mails if uid > above)

    def fetch(self, uid: int) -> RawMail:
        position = MailPosition(folder=self.name, uidvalidity=self.uidvalidity, uid=uid)
        return RawMail(raw=self.mails[uid], position=position, arrived_at=NOW)

    def exists(self, uid: int) -> bool:
        return uid in self.mails

    def acknowledge(self, uids: Sequence[int]) -> None: ...

    @contextmanager
    def open(self, folder: str) -> Iterator[_Folder]:  # noqa: ARG002 - as the port names it
        yield self

    def listen(self, *_: object) -> Callable[[], None]:
        return lambda: None


class _Mailer:
    """Takes every mail."""

    def send(
        self, _mail: OutgoingMail, reached: Callable[[SendStage], None], meanwhile: Callable[[], None] = lambda: None
    ) -> None:
        for stage in (SendStage.CONNECT, SendStage.MAIL, SendStage.DATA, SendStage.DOT):
            reached(stage)
        meanwhile()

    def close(self) -> None: ...


@contextmanager
def _worked_on(size: int, mails: Sequence[bytes]) -> Iterator[dict[str, Callable[[], object]]]:
    """What is done in a register of so many mails, in this order; `mails` are those that come to it."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "config.toml").write_text(CONFIG.replace("[smtp]\n", NO_BRAKE) + AT_ONCE_TOLD, "utf-8")
        config = load_config(Path(name) / "config.toml", {})
        with open_house(config, upgrade=True) as opened:
            folder = _Folder(uidnext=size + 1)
            house = replace(opened, mailbox=folder, mailer=_Mailer(), clock=_clock)
            fill(house, config.database_url, size)
            database = Database(config.database_url)
            fill_papers(database, size)
            fill_outbox(house, database, size // 2)
            database.give_back()
            database.close()
            house.store.advance(folder.name, folder.uidvalidity, size)
            pages = create_app(build_desk(house), allowed_hosts=("localhost",), secret_key=b"k" * 32)
            yield _works(house, folder, pages.test_client(), mails)


def _works(
    house: House, folder: _Folder, client: FlaskClient, mails: Sequence[bytes]
) -> dict[str, Callable[[], object]]:
    coming = iter(mails)

    def poll() -> None:
        for _ in range(AT_ONCE):
            folder.put(next(coming))
        assert jobs.poll_mailbox(house) == AT_ONCE

    def register() -> None:
        assert jobs.read_waiting(house) == AT_ONCE

    def send() -> None:
        assert sending.send_outbox(house)

    def look() -> None:
        assert client.get("/").status_code == 200

    return {"polling": poll, "registering": register, "sending": send, "the review queue": look}


def _clock() -> dt.datetime:
    return NOW


def _mail(number: int) -> bytes:
    """Nacka adopts one of the first recommendations, which both registers have answers to, by another paragraf."""
    letter = Letter(
        seed=f"growth-{number}",
        sent_at=NOW,
        sender_name="Registrator",
        sender_address="registrator@nacka.se",
        subject=f"Protokollsutdrag {number}",
        body="Hej! Här kommer protokollsutdraget.",
        enclosures=(Enclosure(name="Protokollsutdrag.pdf", content=_document(number)),),
    )
    return delivered(letter, NOW)


def _document(number: int) -> bytes:
    asked = a_recommendation(number % ANSWERED)
    facts = facts_of("nacka-kf-142")
    (item,) = facts["item"]
    text = item["text"].replace("KSL/15/0016-5", asked.diarienummer).replace("2015", "2019")
    text = text.replace("överenskommelsen om samverkan för en trygg, säker och störningsfri region", _asked_for(asked))
    changed = {"text": text, "title": asked.title, "paragraf": f"§ {number % 300 + 1}"}
    meeting = {"date": "20 maj 2019", "front": [], "notice": []}
    return set_in_type({**facts, **meeting, "item": [{**item, **changed}]}) + f"% {number}\n".encode()


def _asked_for(recommendation: Recommendation) -> str:
    return recommendation.title.replace("Rekommendation", "rekommendationen")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
