"""A backlog through the whole service beside reading its documents and nothing else: `python -m bench.backlog [MAILS]`.

The mails lie in a local Dovecot, each with an extract of two pages of its own. The yardstick is what the same number of
workers do in the same time when each document is put into their hands: no mailbox, archive, register or mail around it.
"""

from __future__ import annotations

import datetime as dt
import functools
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.measure import pdf_attachment, say
from demo.certificates import make_certificates
from demo.samples.letter import Enclosure, Letter, delivered
from demo.samples.press import facts_of, set_in_type
from domain.catalogue import Recommendation
from domain.document import DocumentText
from domain.register import State
from parsers.relevance import words_of
from registrator import log, schedule
from registrator.build import House, build_reader, open_house, utc_now
from registrator.config import load_config
from tests.servers.dovecot import PASSWORD, Dovecot

MAILS = 1000
WARM = 20
TARGET = 0.7
SAMPLE = "nacka-kf-142"
ARRIVED = dt.datetime(2015, 6, 8, 8, tzinfo=dt.UTC)
"""After the meeting of 18 May: a mail that came before what it tells of would be flagged for that, every one."""

MATTERS = (
    "samverkan för en trygg, säker och störningsfri region",
    "kostnadsdelning för skolskjuts över kommungräns",
    "gemensam upphandling av hjälpmedel",
    "vård och omsorg om äldre vid utskrivning",
    "mottagande av ensamkommande barn",
    "gymnasieregionen och dess antagning",
    "vuxenutbildning i länet",
    "färdtjänstens tillståndsgivning",
    "bostäder åt nyanlända",
    "beroendevård för unga",
    "habilitering i särskolan",
    "tillsyn av serveringstillstånd",
    "energi- och klimatrådgivning",
    "klottersanering längs spårtrafiken",
    "barnahus och deras bemanning",
    "digital infrastruktur",
    "familjehemsvård i jourläge",
    "regional cykelplan",
    "krisberedskap vid snöoväder",
    "arkivering av elevers betyg",
)
CONFIG = """
[imap]
host = "{host}"
port = {port}
username = "{username}"
password = "{password}"
ca_file = "{ca_file}"
[smtp]
host = "localhost"
[trust]
authserv_ids = ["mx.ksl.se"]
[log]
level = "error"
"""
RECOMMENDATIONS = tuple(
    Recommendation(
        diarienummer=f"KSL/15/{100 + number:04}-1",
        title=f"Överenskommelse om {matter}",
        decided_on=dt.date(2015, 3, 19),
        respond_by=dt.date(2015, 6, 15),
    )
    for number, matter in enumerate(MATTERS)
)


def main(mails: int = MAILS) -> int:
    if Dovecot.missing():
        print(f"    skipped: {Dovecot.missing()}")
        return 0
    log.set_up("text", "error")
    with tempfile.TemporaryDirectory() as name, Dovecot(make_certificates(Path(name))) as server:
        user = server.user()
        user.deliver_many([a_mail(number) for number in range(mails)], when=ARRIVED)
        text = CONFIG.format(
            host=user.host,
            port=user.port_tls,
            username=user.username,
            password=PASSWORD,
            ca_file=user.ca_file,
        )
        (Path(name) / "config.toml").write_text(text, "utf-8")
        with open_house(load_config(Path(name) / "config.toml", {}), upgrade=True) as house:
            alone = reading_alone(house.config.reading.parallel, mails)
            whole = through_the_house(house, mails)
    print(f"    {mails} mails: {mails / whole:.1f} a second; documents alone: {mails / alone:.1f} a second")
    well = alone / whole >= TARGET
    return 0 if say("a backlog: share of reading alone", alone / whole, target=f"≥ {TARGET}", well=well) else 1


def reading_alone(workers: int, mails: int) -> float:
    """Seconds to read as many documents."""
    sought = words_of(RECOMMENDATIONS)
    with build_reader(None) as reader, ThreadPoolExecutor(workers) as pool:

        def read(number: int) -> None:
            text = reader.read(pdf_attachment(a_document(number)), sought)
            assert isinstance(text, DocumentText), text

        list(pool.map(read, range(-WARM, 0)))
        start = time.perf_counter()
        list(pool.map(read, range(mails)))
        return time.perf_counter() - start


def through_the_house(house: House, mails: int) -> float:
    """Seconds until the last one is settled, its copy in the archive and what is told of it in the outbox."""
    for recommendation in RECOMMENDATIONS:
        house.store.put_recommendation(recommendation, utc_now())
    start = time.perf_counter()
    schedule.cycle(house)
    taken = time.perf_counter() - start
    assert house.store.counts().get(State.RECEIVED, 0) == 0 and sum(house.store.counts().values()) == mails
    return taken


def a_document(number: int) -> bytes:
    """Two pages. No two are the same bytes: what stands after a PDF's end is nothing to its reader."""
    return _adopted(number % len(RECOMMENDATIONS)) + f"\n% {number}\n".encode()


@functools.cache
def _adopted(which: int) -> bytes:
    """Nacka's sample answer as one to this recommendation."""
    facts = facts_of(SAMPLE)
    (item,) = facts["item"]
    text = (
        item["text"].replace("KSL/15/0016-5", RECOMMENDATIONS[which].diarienummer).replace(MATTERS[0], MATTERS[which])
    )
    changed = {"title": RECOMMENDATIONS[which].title, "paragraf": f"§ {142 + which}", "text": text}
    return set_in_type({**facts, "item": [{**item, **changed}]})


def a_mail(number: int) -> bytes:
    sent_at = dt.datetime(2015, 6, 1, 8, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    letter = Letter(
        seed=f"backlog-{number}",
        sent_at=sent_at,
        sender_name="Registrator",
        sender_address="registrator@nacka.se",
        subject=f"Protokollsutdrag {number}",
        body="Hej! Här kommer protokollsutdraget.",
        enclosures=(Enclosure(name="Protokollsutdrag.pdf", content=a_document(number)),),
    )
    return delivered(letter, sent_at)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
