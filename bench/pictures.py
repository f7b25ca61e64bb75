"""What a page's picture costs: drawn for the first time in the reading process, and from what is kept on disk.

By the wall's clock, since another process draws; from Flask's client to the last byte, of a mail that is open.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from email.message import EmailMessage
from statistics import median

from flask.testing import FlaskClient

from bench.measure import say
from bench.minutes import long_minutes
from demo.samples.press import document
from parsers.page_picture import WIDTHS
from registrator.build import House
from storage.database import Database
from storage.schema import MailRow, PartRow

FIRST_LIMIT = 150.0  # ms
KEPT_LIMIT = 5.0
PAPERS: dict[str, tuple[int, int, Callable[[], bytes]]] = {
    "an extract": (3, 2, lambda: document("nacka-kf-142")),
    "long minutes": (4, 9, lambda: long_minutes(tempting=False)),
}
"""Each with the id of the mail that it is put in, and how many of its pages are drawn."""


def fill(house: House, database: Database) -> None:
    """Puts the papers into their mails."""
    for mail_id, _, make in PAPERS.values():
        pdf = make()
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "registrator@nacka.se", "registrator@ksl.se", "Protokoll"
        mail.set_content("Hej!\n")
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="protokoll.pdf")
        with database.writing() as session:
            session.get_one(MailRow, mail_id).sha256 = house.archive.keep(mail.as_bytes())
            part = session.query(PartRow).filter_by(mail_id=mail_id).one()
            part.sha256, part.media_type = hashlib.sha256(pdf).hexdigest(), "application/pdf"


def measured(client: FlaskClient, house: House) -> bool:
    well = True
    for what, (mail_id, pages, _) in PAPERS.items():
        entry = house.store.entry(mail_id)
        assert entry
        path = f"/mejl/{mail_id}/handling/{entry.documents[0].sha256}/sida"
        _taken(client, f"{path}/1.png?bredd={WIDTHS[0]}")  # opens and reads the mail, as the page around has done
        pictures = [f"{path}/{number}.png?bredd={WIDTHS[1]}" for number in range(1, pages + 1)]
        first = median(_taken(client, picture) for picture in pictures)
        kept = median(_taken(client, picture) for _ in range(5) for picture in pictures)
        for when, value, limit in (("first time", first, FIRST_LIMIT), ("from disk", kept, KEPT_LIMIT)):
            well &= say(f"picture, {what}, {when}", value, target=f"< {limit:.0f}", well=value < limit, unit=" ms")
    return well


def _taken(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - began) * 1000
