"""Reminders on a real register: drafted once, released by a person, overtaken by answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from domain.decision import Result, StandingKind, Status
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import State
from registrator import reminding
from registrator.build import House
from registrator.cli import app
from registrator.config import load_config
from registrator.desk import build_desk
from registrator.previews.values import RECOMMENDATION
from registrator.standings import all_overviews, open_overviews
from review.app import create_app
from tests.servers.new_register import new_house
from tests.servers.register_values import decision, document, nothing, receive, result, settle

LAST = dt.date(2015, 6, 15)
NOW = dt.datetime(2015, 6, 1, 5, 30, tzinfo=dt.UTC)  # a Monday, two weeks before, half past seven in Sweden
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
"""
ASKED = ("0126", "0127", "0163")
NOWHERE = "0160"  # Täby prints no address of its registry


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    yield from opened(tmp_path)


@pytest.fixture
def automatic(tmp_path: Path) -> Iterator[House]:
    yield from opened(tmp_path, "[reminders]\nautomatic = true\n")


def opened(folder: Path, more: str = "") -> Iterator[House]:
    (folder / "config.toml").write_text(CONFIG + more, "utf-8")
    with new_house(load_config(folder / "config.toml", {})) as made:
        house = replace(made, clock=lambda: NOW)
        house.store.put_recommendation(replace(RECOMMENDATION, addressees=ASKED), NOW)
        yield house


def at(house: House, day: dt.date) -> House:
    moment = dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC)
    return replace(house, clock=lambda: moment)


def reminders(house: House, *states: OutgoingState) -> tuple[OutboxRow, ...]:
    return tuple(reversed(house.store.outbox(states, kinds=(MailKind.REMINDER,))))


def about(*rows: OutboxRow) -> list[str]:
    return [row.mail.about.rpartition("/")[2] for row in rows]


def answer(house: House, municipality: str, status: Status = Status.REGISTERED) -> None:
    store = house.store
    given = result(document(municipality), decisions=[decision(municipality, municipality)], status=status)
    settle(store, receive(store, municipality), given, nothing)  # type: ignore[arg-type]


def test_the_silent_get_a_draft_each_and_only_one(house: House) -> None:
    answer(house, "0126")
    assert reminding.remind(house) == 2
    assert reminding.remind(house) == 0
    assert reminding.remind(at(house, LAST)) == 0
    assert about(*reminders(house, OutgoingState.DRAFT)) == ["0127", "0163"]
    assert house.store.claim(NOW + dt.timedelta(days=30)) is None, "nothing goes without a person"


def test_an_answer_withdraws_the_draft_and_a_discarded_one_does_not_come_back(house: House) -> None:
    reminding.remind(house)
    answer(house, "0126")
    assert about(*reminders(house, OutgoingState.WITHDRAWN)) == ["0126"]
    client, _ = review(house)
    post(client, "kasta", bara=str(reminders(house, OutgoingState.DRAFT)[0].id))
    assert reminding.remind(house) == 0
    assert about(*reminders(house, OutgoingState.DRAFT)) == ["0163"]


def test_what_is_released_is_checked_anew_and_says_who(house: House) -> None:
    reminding.remind(house)
    first, second, _ = reminders(house)
    assert reminding.release(house, first, who="Registratorn") == ""
    assert reminding.release(at(house, LAST + dt.timedelta(days=1)), second, who="Registratorn") == (
        "Svarstiden har gått ut sedan påminnelsen skrevs."
    )
    assert [row.state for row in reminders(house)[:2]] == [OutgoingState.WAITING, OutgoingState.WITHDRAWN]
    assert [trail.who for trail in house.store.outgoing_audit(first.id)] == ["Registratorn"]
    assert "läget" in reminding.release(house, first, who="Registratorn"), "it is no draft any more"


def test_a_mail_under_review_holds_the_draft_back_but_keeps_it(house: House) -> None:
    reminding.remind(house)
    answer(house, "0126", Status.FLAGGED)
    draft = reminders(house)[0]
    assert reminding.release(house, draft, who="Registratorn") == "Ett mejl från kommunen granskas just nu."
    reminding.remind(house)
    assert reminders(house)[0].state is OutgoingState.DRAFT


def wordless(house: House, sender: str, subject: str, read: Result | None = None) -> None:
    """A mail that waits for a person, with nothing read in it."""
    store = house.store
    entry_id = receive(store, subject + sender)
    store.describe(entry_id, sender=sender, subject=subject, message_id="")
    settle(store, entry_id, read or result(document(sender), status=Status.FLAGGED))


def kinds(house: House) -> list[StandingKind]:
    (overview,) = all_overviews(house)
    assert open_overviews(house) == (overview,)
    return [standing.kind for standing in overview.standings]


def test_who_has_just_written_is_not_reminded_before_a_person_has_looked(house: House) -> None:
    wordless(house, "registrator@huddinge.se", "Svar på er rekommendation")
    silent = StandingKind.NO_ANSWER
    assert kinds(house) == [StandingKind.NEEDS_REVIEW, silent, silent]
    assert reminding.remind(house) == 2
    assert about(*reminders(house)) == ["0127", "0163"]
    assert "Huddinge: granskas" in review(house)[0].get("/oversikt").text


def test_a_mail_that_nobody_could_read_holds_an_earlier_draft_back(house: House) -> None:
    reminding.remind(house)
    wordless(house, "kansli@edu.botkyrka.se", "Protokoll")
    client, page = review(house)
    assert "Skicka alla 2" in page
    assert "Ett mejl från kommunen granskas just nu." in page
    post(client, "skicka", rad=[str(row.id) for row in reminders(house)])
    assert about(*reminders(house, OutgoingState.DRAFT)) == ["0127"]


def test_a_later_step_takes_the_place_of_a_draft_that_nobody_released(house: House) -> None:
    reminding.remind(house)
    sent = reminders(house)[0]
    assert reminding.release(house, sent, who="Registratorn") == ""
    row = house.store.claim(NOW)
    assert row
    house.store.sent(row.id, NOW)
    assert reminding.remind(at(house, LAST + dt.timedelta(days=7))) == 3
    rows = reminders(house)
    assert [row.state.value for row in rows] == ["sent", "withdrawn", "withdrawn", "draft", "draft", "draft"]
    assert f"In-Reply-To: {sent.mail.message_id}".encode() in rows[3].mail.raw


def test_closing_or_a_new_last_day_takes_the_drafts_back(house: House) -> None:
    reminding.remind(house)
    later = replace(RECOMMENDATION, addressees=ASKED, respond_by=LAST + dt.timedelta(days=2))
    house.store.put_recommendation(later, NOW)
    assert reminding.remind(at(house, dt.date(2015, 6, 3))) == 3
    assert [row.state.value for row in reminders(house)] == ["withdrawn"] * 3 + ["draft"] * 3
    house.store.put_recommendation(replace(later, closed_on=LAST), NOW)
    reminding.remind(house)
    assert {row.state for row in reminders(house)} == {OutgoingState.WITHDRAWN}


def test_automatic_ones_go_when_offices_open_and_an_answer_still_stops_them(automatic: House) -> None:
    assert reminding.remind(automatic) == 3
    assert automatic.store.claim(NOW) is None
    answer(automatic, "0127")
    opening = dt.datetime(2015, 6, 1, 6, tzinfo=dt.UTC)  # eight on the clock on the wall
    assert about(*automatic.store.due(opening)) == ["0126", "0163"]
    assert automatic.store.due(opening - dt.timedelta(seconds=1)) == ()
    answer(automatic, "0126", Status.FLAGGED)
    reminding.remind(automatic)
    assert about(*automatic.store.due(opening)) == ["0163"]


def test_nobody_is_written_to_without_an_address(house: House) -> None:
    house.store.put_recommendation(replace(RECOMMENDATION, addressees=(*ASKED, NOWHERE)), NOW)
    assert reminding.remind(house) == 3
    page = review(house)[1]
    assert "ingen mejladress" in page
    assert f"Täby: {RECOMMENDATION.title}" in page


def test_that_nobody_can_be_reminded_is_said_where_no_reminder_waits_and_in_the_list(
    house: House, tmp_path: Path
) -> None:
    listed = ["outbox", "list", "--config", str(tmp_path / "config.toml")]
    assert "Ingen påminnelse kan skrivas" not in CliRunner().invoke(app, listed).output
    house.store.put_recommendation(replace(RECOMMENDATION, addressees=(NOWHERE,)), NOW)
    page = review(house)[1]
    assert "Inga påminnelser väntar" in page
    assert "Täby: " in page
    assert "Ingen påminnelse kan skrivas till Täby" in " ".join(CliRunner().invoke(app, listed).output.split())
    house.store.put_recommendation(replace(RECOMMENDATION, addressees=(NOWHERE,), closed_on=NOW.date()), NOW)
    assert "Täby" not in review(house)[1]


def review(house: House) -> tuple[FlaskClient, str]:
    client = create_app(build_desk(house), allowed_hosts=("localhost",), secret_key=b"k" * 32).test_client()
    return client, client.get("/paminnelser").text


def post(client: FlaskClient, verb: str, reviewer: str = "Registratorn", **fields: str | list[str]) -> str:
    page = client.get("/paminnelser").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    data = {"csrf_token": token[1], "reviewer": reviewer, **fields}
    return client.post(f"/paminnelser/{verb}", data=data, follow_redirects=True).text


def test_the_page_shows_each_as_it_would_go(house: House) -> None:
    assert "Inga påminnelser väntar" in review(house)[1]
    reminding.remind(house)
    page = review(house)[1]
    assert "Vi behöver ert svar senast den 15 juni 2015." in page
    assert page.count('name="rad"') == 3
    assert "Skicka alla 3" in page
    assert re.search(r"<details[^>]*><summary>Skicka alla 3</summary>.*Skicka 3 påminnelser</button>", page, re.S), (
        "one press sends nothing to all, and who they are is read before the second"
    )


def test_all_or_one_by_one_are_released_on_the_page(house: House) -> None:
    reminding.remind(house)
    client, page = review(house)
    first, *others = re.findall(r'name="rad" value="(\d+)"', page)
    assert "1 påminnelse skickas nu." in post(client, "skicka", bara=first, rad=others)
    assert "2 påminnelser skickas nu." in post(client, "skicka", rad=others)
    assert {row.state for row in reminders(house)} == {OutgoingState.WAITING}
    assert [t.who for t in house.store.outgoing_audit(int(first))] == ["Registratorn"]


def test_only_those_that_were_seen_go_and_what_has_been_answered_says_so(house: House) -> None:
    reminding.remind(house)
    client, page = review(house)
    seen = re.findall(r'name="rad" value="(\d+)"', page)
    answer(house, "0126", Status.FLAGGED)
    text = post(client, "skicka", rad=seen[:2])
    assert "1 påminnelse skickas nu." in text
    assert "granskas just nu" in text
    assert [row.state.value for row in reminders(house)] == ["draft", "waiting", "draft"]


def test_nothing_goes_without_a_name_a_choice_or_the_forms_own_token(house: House) -> None:
    reminding.remind(house)
    client, page = review(house)
    (first, *_) = re.findall(r'name="rad" value="(\d+)"', page)
    assert "Skriv ditt namn" in post(client, "skicka", reviewer=" ", bara=first)
    assert "Välj vilken påminnelse" in post(client, "skicka", bara="0", rad=[first])
    assert client.post("/paminnelser/skicka", data={"reviewer": "x", "bara": first}).status_code == 400
    assert {row.state for row in reminders(house)} == {OutgoingState.DRAFT}
    assert house.store.entries((State.FLAGGED,)) == ()
