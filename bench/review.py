"""What the staff's pages cost with a large register: 100,000 mails with texts on SQLite, 50,000 mails sent.

The computing of our process for a request, from Flask's client to the last byte of the page; the median of rounds. Each
page has been seen once before, so that what is kept in memory (mails and texts that were opened) is there.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from dataclasses import replace
from email.message import EmailMessage
from functools import partial
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient

from bench import pictures
from bench.large_papers import fill_outbox, fill_papers, texts_of
from bench.large_register import CONFIG, FLAGGED, MAILS, NOW, answers_to, fill
from bench.measure import medians, say
from domain.decision import Result, Status
from domain.doubt import Doubt
from registrator import log
from registrator.build import House, open_house
from registrator.config import load_config
from registrator.desk import build_desk
from review.app import create_app
from storage.codec import dumps
from storage.database import Database
from storage.schema import MailRow

ROUNDS = 7
PAGE_LIMIT = 100.0  # ms
SEARCH_LIMIT = 150.0
SIZE_LIMIT = 100.0  # kB
SENT = 50_000
PAGES = {
    "overview": "/oversikt",
    "overview, further on": "/oversikt?sida=2&avslutade=3",
    "overview of one": "/oversikt/{dnr}",
    "queue": "/",
    "mail to review": "/mejl/{flagged}",
    "register": "/register",
    "register, in the middle": "/register?efter=50000",
    "register, one municipality": "/register?kommun=0127&utfall=declined",
    "register, one recommendation, oldest first": "/register?rek={dnr}&ordning=aldst",
    "register, by sender, too long for it": "/register?ordning=avsandare",
    "register, some thousands by municipality": "/register?kommun=0127&ordning=-kommun",
    "register, some thousands by sender, further on": "/register?kommun=0127&ordning=avsandare&efter=55484",
    "register, state and days": "/register?lage=ignored&fran=2026-01-01&till=2026-06-30",
    "registration": "/registrering/2026-000000",
    "outgoing": "/utskick",
    "outgoing, looked for": "/utskick?sok=lasare777@&slag=sammanfattning",
    "one outgoing mail": "/utskick/777",
    "reminders": "/paminnelser",
    "recommendations": "/rekommendationer",
    "recommendations, further on": "/rekommendationer?sida=4",
    "one recommendation": "/rekommendationer/{dnr}",
    "log": "/logg",
    "how it runs": "/drift",
    "health": "/healthz",
}
SEARCHES = {
    "a rare word": "ärende77777",
    "a word of every text": "kommunstyrelsen",
    "a phrase": '"trygg säker och störningsfri"',
    "a beginning": "kommun*",
    "a short beginning": "ko*",
    "several words": "reservation barnperspektivet bilaga",
    "a number": "2026-077777",
    "nothing": "finnsinte",
    "a rare word, by municipality": "ärende77777&ordning=kommun",
    "a word of every text, by decision": "kommunstyrelsen&ordning=beslut",
}


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "config.toml").write_text(CONFIG, "utf-8")
        config = load_config(Path(name) / "config.toml", {})
        log.set_up("text", "error")
        with open_house(config, upgrade=True) as opened:
            house = replace(opened, clock=lambda: NOW)
            fill(house, config.database_url)
            names = _fill_more(house, config.database_url)
            app = create_app(build_desk(house), allowed_hosts=("localhost",), secret_key=b"k" * 32)
            with app.test_client() as client:
                well = _measured(client, names)
                return 0 if pictures.measured(client, house) and well else 1


def _measured(client: FlaskClient, names: dict[str, object]) -> bool:
    paths = {what: path.format(**names) for what, path in PAGES.items()}
    searches = {f"search: {what}": f"/register?sok={quote(words, safe='&=')}" for what, words in SEARCHES.items()}
    sizes: dict[str, int] = {}

    def visit(what: str, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        sizes[what] = len(answer.data)

    everything = {**paths, **searches}
    for what, path in everything.items():
        visit(what, path)
    works = {what: partial(visit, what, path) for what, path in everything.items()}
    taken = medians(works, ROUNDS, clock=time.process_time)
    well = True
    for what, seconds in taken.items():
        limit = SEARCH_LIMIT if what in searches else PAGE_LIMIT
        size = sizes[what] / 1000
        fits = seconds * 1000 < limit and size < SIZE_LIMIT
        well &= say(f"{what}, {size:.0f} kB", seconds * 1000, target=f"< {limit:.0f}", well=fits, unit=" ms")
    return well


def _fill_more(house: House, url: str) -> dict[str, object]:
    """Documents, texts, outgoing mails and the index; what the addresses of the pages name."""
    database = Database(url)
    fill_papers(database, MAILS)
    fill_outbox(house, database, SENT)
    for recommendation in house.catalogue().recommendations:
        if recommendation.respond_by and recommendation.respond_by < NOW.date() - dt.timedelta(days=365):
            house.store.put_recommendation(replace(recommendation, closed_on=recommendation.respond_by), NOW)
    _doubt(house, database)
    flagged = MAILS - FLAGGED + 1
    with database.writing() as session:
        for mail_id in (1, flagged):
            session.get_one(MailRow, mail_id).sha256 = house.archive.keep(_raw(next(iter(texts_of([mail_id - 1])))))
    pictures.fill(house, database)
    database.close()
    return {"flagged": flagged, "dnr": house.catalogue().recommendations[7].diarienummer}


def _doubt(house: House, database: Database) -> None:
    """The mails that wait for review were read to a decision each, with all its evidence."""
    recommendations = house.catalogue().recommendations[-10:]
    read = cycle(decision for recommendation in recommendations for decision in answers_to(recommendation))
    with database.writing() as session:
        for number, decision in zip(range(MAILS - FLAGGED + 1, MAILS + 1), read, strict=False):
            found = replace(decision, doubts=(Doubt.CONDITIONS,), paragraf=str(number))
            result = Result(status=Status.FLAGGED, authentic=True, doubts=(), decisions=(found,))
            session.get_one(MailRow, number).result = dumps(result)


def _raw(text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "registrator@botkyrka.se", "registrator@ksl.se", "Protokollsutdrag"
    mail.set_content("Hej!\n\nHär kommer vårt svar.\n")
    mail.add_attachment(text.encode(), maintype="text", subtype="plain", filename="Protokollsutdrag.txt")
    return mail.as_bytes()


if __name__ == "__main__":
    sys.exit(main())
