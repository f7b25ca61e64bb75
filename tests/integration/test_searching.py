"""Finding mails on both databases: by words, by what was decided, page by page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from domain.decision import Status
from domain.document import DocumentText
from domain.evidence import Outcome
from domain.finding import Order, Question
from domain.register import State
from registrator.cli import app
from storage import searching
from storage.migrate import migrate
from storage.search_index import complete
from storage.store import SqlStore
from tests.integration.test_cut_short import CONFIG
from tests.servers.register_values import DNR, NOW, decision, document, nothing, receive, result, settle, sha

pytest_plugins = ["tests.servers.register"]

TEXTS = {
    "botkyrka.pdf": "Botkyrka kommun\nKommunstyrelsen beslutar att anta överens-\nkommelsen om en trygg region.",
    "habo.pdf": "Håbo kommun\nKommunstyrelsen avslår förslaget om Region Stockholm.",
    "sala.pdf": "Salem\nÄrendet återremitteras till région stockholm.",
}


def filled(store: SqlStore) -> dict[str, int]:
    """Three mails an hour apart, each with a document of some words and a decision."""
    ids = {}
    outcomes = (Outcome.ADOPTED, Outcome.DECLINED, Outcome.REFERRED_BACK)
    for number, (name, outcome) in enumerate(zip(TEXTS, outcomes, strict=True)):
        keep(store, name, TEXTS[name])
        entry = receive(store, f"mejl {name}", uid=number + 1, arrived_at=NOW + dt.timedelta(hours=number))
        store.describe(entry, sender=f"registrator@{name.split('.')[0]}.se", subject=f"Svar {number}", message_id="")
        read = dataclasses.replace(decision(name, f"012{number}"), outcome=outcome, quote="")
        settle(store, entry, result(document(name), decisions=[read], status=Status.REGISTERED))
        ids[name] = entry
    return ids


def keep(store: SqlStore, name: str, text: str) -> None:
    read = DocumentText(sha256=sha(name), media_type="application/pdf", text=text, pages=(), reader="test")
    store.keep_text(read, version="1", sought="", now=NOW)


def found(store: SqlStore, words: str, **more: object) -> list[str]:
    """Names of the documents of the mails, in the order given."""
    question = dataclasses.replace(Question(words=words), **more)  # type: ignore[arg-type]
    mails = store.find(question).mails
    assert store.count(question, most=100) == len(mails)
    counted = store.find(question, limit=2, count_to=100)
    assert (counted.mails, counted.count, counted.after) == (mails[:2], len(mails), len(mails) > 2)
    return [one.documents[0].name.split(".")[0] for one in mails]


def test_words_are_found_wherever_they_stand(store: SqlStore) -> None:
    filled(store)
    assert found(store, "kommunstyrelsen") == ["habo", "botkyrka"]
    assert found(store, "KOMMUNSTYRELSEN trygg") == ["botkyrka"]
    assert found(store, "överenskommelsen") == ["botkyrka"]
    assert found(store, '"Region Stockholm"') == ["habo"]
    assert found(store, '"Stockholm Region"') == []
    assert found(store, "återremit*") == ["sala"]
    assert found(store, "registrator@habo.se") == ["habo"]
    assert found(store, "KSL 15/0016-5 svar") == ["sala", "habo", "botkyrka"]
    assert found(store, "2026-000002") == ["habo"]
    assert found(store, "botkyrka.pdf") == ["botkyrka"]
    assert found(store, "håbo") == ["habo"] and found(store, "hå*") == ["habo"]
    assert found(store, "habo.se trygg") == []


def test_a_and_o_with_marks_are_letters_of_their_own(store: SqlStore) -> None:
    filled(store)
    assert found(store, "atremitteras") == found(store, "overenskommelsen") == found(store, "avslar") == []


@pytest.mark.parametrize(
    "words",
    [
        *(
            '"',
            '""',
            "*",
            "(",
            ")",
            "AND",
            "NOT trygg",
            "trygg OR",
            "NEAR(a b",
            "said:trygg",
            "a^b",
            "-trygg",
            "\\",
            "'",
        ),
        *(
            "';DROP TABLE search;--",
            "&|!<->:*",
            "\x00",
            "\ud800",
            "§",
            "%",
            "a" * 5000,
            "a " * 500,
            '"' * 99,
            "trygg*)",
        ),
    ],
)
def test_no_words_are_an_error(store: SqlStore, words: str) -> None:
    store.find(Question(words=words))
    store.count(Question(words=words), most=10)


def test_words_without_a_letter_find_nothing_and_no_words_find_everything(store: SqlStore) -> None:
    filled(store)
    assert found(store, "§ *") == []
    assert len(found(store, "  ")) == 3


def test_filters_hold_together_with_words_and_of_one_decision(store: SqlStore) -> None:
    filled(store)
    assert found(store, "kommunstyrelsen", outcome=Outcome.DECLINED) == ["habo"]
    assert found(store, "", municipality="0120") == ["botkyrka"]
    assert found(store, "", municipality="0120", outcome=Outcome.DECLINED) == []
    assert found(store, "", recommendation=DNR, since=NOW + dt.timedelta(hours=1)) == ["sala", "habo"]
    assert found(store, "", until=NOW + dt.timedelta(hours=1)) == ["botkyrka"]
    assert found(store, "", states=(State.FLAGGED, State.FAILED)) == []


def test_a_hit_is_shown_in_its_place(store: SqlStore) -> None:
    filled(store)
    mail = store.find(Question(words='"region stockholm"')).mails[0]
    assert [(piece.text, piece.hit) for piece in mail.snippet][-2:] == [("Region Stockholm", True), (".", False)]
    assert store.find(Question(words="registrator")).mails[0].snippet == ()


def test_pages_follow_one_another_in_both_directions(store: SqlStore) -> None:
    for number in range(7):  # two and two arrive at the same moment
        arrived = NOW + dt.timedelta(hours=number // 2)
        settle(store, receive(store, f"m{number}", uid=number + 1, arrived_at=arrived), result())
    everything = [mail.id for mail in store.find(Question()).mails]
    assert len(everything) == 7
    for oldest_first in (False, True):
        question = Question(oldest_first=oldest_first)
        expected = everything[::-1] if oldest_first else everything
        first = store.find(question, limit=3)
        second = store.find(question, limit=3, after=first.mails[-1].id)
        third = store.find(question, limit=3, after=second.mails[-1].id)
        assert [m.id for page in (first, second, third) for m in page.mails] == expected
        assert [(p.before, p.after) for p in (first, second, third)] == [(False, True), (True, True), (True, False)]
        back = store.find(question, limit=3, before=second.mails[0].id)
        assert back == dataclasses.replace(first, after=True)
        assert [m.id for page in store.find_all(question, most=5) for m in page] == expected[:5]
    assert store.find(Question(), after=999).mails == ()


def in_all_orders(store: SqlStore, question: Question) -> list[int]:
    """The ids of the whole list: as it is exported, turned page by page, and turned back."""
    exported = [mail.id for some in store.find_all(question, most=100) for mail in some]
    page = store.find(question, limit=2, count_to=100)
    assert (page.count, page.ordered, page.before) == (len(exported), True, False)
    there = [mail.id for mail in page.mails]
    while page.after:
        page = store.find(question, limit=2, after=page.mails[-1].id)
        there += [mail.id for mail in page.mails]
    back = [mail.id for mail in page.mails]
    while page.before:
        page = store.find(question, limit=2, before=page.mails[0].id)
        back = [mail.id for mail in page.mails] + back
    assert there == back == exported
    return exported


def test_a_list_is_ordered_by_what_was_decided_who_sent_and_where_it_is(store: SqlStore) -> None:
    botkyrka, habo, sala = filled(store).values()
    empty = receive(store, "tomt", uid=9, arrived_at=NOW + dt.timedelta(hours=9))
    settle(store, empty, result(status=Status.FLAGGED))
    by_name = ("0122", "0120", "0121")
    municipality = Question(order=Order.MUNICIPALITY, municipalities=by_name)
    assert in_all_orders(store, municipality) == [sala, botkyrka, habo, empty]
    backwards = dataclasses.replace(municipality, descending=True)
    assert in_all_orders(store, backwards) == [habo, botkyrka, sala, empty], "what has none stands last"
    assert in_all_orders(store, dataclasses.replace(backwards, words="svar")) == [habo, botkyrka, sala]
    assert in_all_orders(store, Question(order=Order.OUTCOME)) == [botkyrka, habo, sala, empty]
    assert in_all_orders(store, Question(order=Order.OUTCOME, descending=True)) == [sala, habo, botkyrka, empty]
    assert in_all_orders(store, Question(order=Order.SENDER, descending=True)) == [sala, habo, botkyrka, empty]
    assert in_all_orders(store, Question(order=Order.STATE)) == [sala, habo, botkyrka, empty], (
        "the newest of a kind first"
    )
    assert in_all_orders(store, Question(order=Order.STATE, descending=True)) == [empty, sala, habo, botkyrka]


def test_a_page_goes_on_after_a_mail_that_has_left_the_list(store: SqlStore) -> None:
    botkyrka, habo, sala = filled(store).values()
    question = Question(order=Order.SENDER, states=(State.REGISTERED,), since=NOW + dt.timedelta(minutes=1))
    assert [mail.id for mail in store.find(question, after=botkyrka).mails] == [habo, sala]
    assert store.find(question, after=999).mails == store.find(question, before=-1).mails == ()


def test_a_list_too_long_to_be_ordered_has_the_newest_first_and_says_so(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_SORTED", 2)
    botkyrka, habo, sala = filled(store).values()
    page = store.find(Question(order=Order.SENDER), limit=2, count_to=3)
    assert ([mail.id for mail in page.mails], page.ordered, page.count) == ([sala, habo], False, 3)
    rest = store.find(Question(order=Order.SENDER), limit=2, after=habo)
    assert ([mail.id for mail in rest.mails], rest.ordered) == ([botkyrka], False)


def test_what_was_decided_anew_is_found_by_what_it_now_says(store: SqlStore) -> None:
    ids = filled(store)
    entry = store.entry(ids["habo.pdf"])
    assert entry
    read = dataclasses.replace(decision("habo.pdf", "0120"), quote="avstår tillsvidare", diarienummer="KS/77:1")
    store.resolve(
        entry.id,
        version=entry.version,
        decisions=(read,),
        state=State.REGISTERED,
        reason="",
        who="Testa",
        verb="correct",
        compose=nothing,
        now=NOW,
    )
    assert found(store, "tillsvidare") == found(store, "KS/77:1") == ["habo"]
    assert found(store, "avslår") == ["habo"]
    assert found(store, '"KS 2015 238"') == ["sala", "botkyrka"]


def test_a_text_read_anew_takes_the_place_of_the_old_one(store: SqlStore) -> None:
    filled(store)
    keep(store, "habo.pdf", "Håbo kommun\nFullmäktige antar.")
    assert found(store, "fullmäktige") == ["habo"]
    assert found(store, "avslår") == []


def test_a_register_from_before_the_index_is_indexed_when_it_is_upgraded(store: SqlStore, register_url: str) -> None:
    filled(store)
    with store._database.writing() as session:
        _empty(session)
    assert found(store, "kommunstyrelsen") == []
    migrate(register_url)
    assert found(store, "kommunstyrelsen") == ["habo", "botkyrka"]


def test_the_index_can_be_made_anew(store: SqlStore) -> None:
    filled(store)
    with store._database.writing() as session:
        assert complete(session) == 0
    assert store.reindex() == 3
    assert found(store, "kommunstyrelsen") == ["habo", "botkyrka"]


def test_the_mails_of_a_registration_number(store: SqlStore) -> None:
    ids = filled(store)
    again = receive(store, "samma fil igen", uid=9, arrived_at=NOW - dt.timedelta(days=1))
    settle(store, again, result(document("habo.pdf")))
    assert store.with_number("2026-000002") == (again, ids["habo.pdf"])
    assert store.with_number("2026-999999") == store.with_number("' OR 1=1") == ()
    assert [mail.id for mail in store.mails((again, 77, ids["habo.pdf"]))] == [again, ids["habo.pdf"]]


def _empty(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("INSERT INTO search_words (search_words) VALUES ('delete-all')"))
    session.execute(sa.text("DELETE FROM search"))


def test_what_waits_for_a_person_is_known_by_what_was_read_in_it(store: SqlStore) -> None:
    filled(store)
    waiting = receive(store, "väntar", uid=7)
    read = [decision("x.pdf", "0182"), dataclasses.replace(decision("x.pdf", "0183"), municipality=None, paragraf="9")]
    settle(store, waiting, result(document("x.pdf"), decisions=read, status=Status.FLAGGED))
    assert store.in_review([DNR, "KSL/1"]) == {("0182", DNR)}
    assert store.in_review(["KSL/1"]) == frozenset()


def test_the_command_makes_an_emptied_index_anew(store: SqlStore, register_url: str, tmp_path: Path) -> None:
    filled(store)
    with store._database.writing() as session:
        _empty(session)
    file = tmp_path / "config.toml"
    file.write_text(f'{CONFIG}\n[storage]\ndatabase = "{register_url}"\n', "utf-8")
    done = CliRunner().invoke(app, ["reindex", "--config", str(file)])
    assert (done.exit_code, found(store, "kommunstyrelsen")) == (0, ["habo", "botkyrka"])
