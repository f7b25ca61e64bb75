"""Reading everything again, as after an upgrade: it is shown what would differ, and a person's verdict stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from demo.samples import catalogue, mails
from demo.samples.sample import SampleMail
from domain.catalogue import Catalogue
from domain.decision import Result
from domain.document import FailureKind, ReadingFailure
from domain.doubt import Doubt
from domain.errors import EntryChanged
from domain.evidence import Outcome
from domain.mail import Attachment, MailPosition
from domain.ports import DocumentReader
from domain.register import Entry, State
from parsers.message import read_message
from registrator import jobs, rereading
from registrator.build import House
from registrator.config import load_config
from registrator.telling import tell
from registrator.understand import Understanding
from registrator.understand import understand_mail as honest
from tests.integration.test_cut_short import CONFIG, GoodMailer
from tests.servers.new_register import new_house
from tests.servers.service import Service

NOW = dt.datetime(2015, 7, 1, 8, tzinfo=dt.UTC)


def few() -> tuple[SampleMail, ...]:
    """Two sample mails of each status, in order of arrival."""
    kept: list[SampleMail] = []
    for sample in mails():
        if sum(other.expected.status == sample.expected.status for other in kept) < 2:
            kept.append(sample)
    return tuple(kept)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A register with some sample mails, read by version 1 of the program."""
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        made = replace(opened, mailer=GoodMailer(), clock=lambda: NOW, version="version 1")
        for recommendation in catalogue():
            made.store.put_recommendation(recommendation, NOW)
        for uid, sample in enumerate(few(), 1):
            made.store.receive(
                sha256=made.archive.keep(sample.raw),
                size=len(sample.raw),
                position=MailPosition(folder="INBOX", uidvalidity=1, uid=uid),
                arrived_at=sample.arrived_at,
                now=NOW,
            )
        jobs.read_waiting(made)
        yield made


def upgraded(house: House) -> House:
    return replace(house, version="version 2")


def of_state(house: House, state: State) -> Entry:
    return house.store.entries((state,))[-1]


def learn(monkeypatch: pytest.MonkeyPatch, **change: object) -> None:
    """From now on, what was certain is read otherwise."""

    def understand(raw: bytes, *, catalogue: Catalogue, reader: DocumentReader, **_more: object) -> Understanding:
        understood = honest(raw, catalogue=catalogue, reader=reader)
        decisions = tuple(replace(decision, **change) for decision in understood.result.decisions)  # type: ignore[arg-type]
        return replace(understood, result=replace(understood.result, decisions=decisions))

    monkeypatch.setattr(rereading, "understand_mail", understand)


def everything(house: House) -> list[tuple[Entry | None, object]]:
    entries = house.store.entries(limit=100)
    return [(entry, house.store.audit(entry.id)) for entry in entries]


def test_the_same_program_reads_the_same_and_reads_no_document_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parsers.reader.LocalReader.read", None)
    found = list(rereading.reread(house))
    assert len(found) == len(few())
    assert not any(one.differs or one.fault for one in found)
    assert [one.entry.arrived_at for one in found] == sorted(one.entry.arrived_at for one in found)


def test_only_what_another_version_read_is_read_again_when_asked(house: House) -> None:
    assert list(rereading.reread(house, changed=True)) == []
    assert len(list(rereading.reread(upgraded(house), changed=True))) == len(few())


def test_looking_changes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    learn(monkeypatch, outcome=Outcome.DECLINED)
    before = everything(house)
    assert any(one.differs for one in rereading.reread(upgraded(house)))
    assert everything(house) == before


def test_an_applied_reading_takes_the_place_of_the_machines_and_keeps_the_numbers(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = of_state(house, State.REGISTERED)
    learn(monkeypatch, outcome=Outcome.DECLINED)
    for found in rereading.reread(upgraded(house)):
        if found.differs:
            rereading.apply(upgraded(house), found)
    after = house.store.entry(entry.id)
    assert after
    assert after.result
    assert after.result.decisions[0].outcome is Outcome.DECLINED
    assert after.documents == entry.documents
    assert after.version == entry.version + 1
    answers = [a for a in house.store.answers() if a.entry_id == entry.id]
    assert [a.decision.outcome for a in answers] == [Outcome.DECLINED]
    (row,) = house.store.audit(entry.id)
    assert (row.who, row.verb, row.reason) == ("registrator", "reread", "version 2")
    assert '"adopted"' in row.before
    assert '"declined"' in row.after
    assert not any(one.differs for one in rereading.reread(upgraded(house)))
    assert list(rereading.reread(upgraded(house), changed=True)) == [
        one for one in rereading.reread(upgraded(house)) if one.entry.result and one.entry.result.read_by == "version 1"
    ]


def test_what_becomes_doubtful_is_told_of_and_what_stays_doubtful_is_not(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain, doubtful = of_state(house, State.REGISTERED), of_state(house, State.FLAGGED)
    learn(monkeypatch, doubts=(Doubt.OUTCOME_UNCLEAR,))
    sent = len(house.store.outbox())
    for found in rereading.reread(upgraded(house)):
        if found.entry.id in {certain.id, doubtful.id}:
            rereading.apply(upgraded(house), found)
    after = house.store.entry(certain.id)
    assert after
    assert after.state is State.FLAGGED
    assert len(house.store.outbox()) == sent + 1


def verdict(house: House, entry: Entry) -> None:
    """A person accepts what stands there."""
    house.store.resolve(
        entry.id,
        version=entry.version,
        decisions=entry.result.decisions if entry.result else (),
        state=State.REGISTERED,
        reason="Kontrollerat per telefon",
        who="Registratorn",
        verb="accept",
        compose=partial(tell, house),
        now=NOW,
    )


def forget_reader(entry: Entry | None) -> Entry | None:
    return replace(entry, result=replace(entry.result, read_by="")) if entry and entry.result else entry


def test_a_persons_verdict_is_never_overwritten(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = of_state(house, State.REGISTERED)
    verdict(house, entry)
    learn(monkeypatch, outcome=Outcome.DECLINED)
    (found,) = [one for one in rereading.reread(upgraded(house)) if one.entry.id == entry.id]
    assert (found.differs, found.by_person) == (True, True)
    before = everything(house)
    with pytest.raises(EntryChanged):
        rereading.apply(upgraded(house), found)
    assert everything(house) == before


def test_a_person_who_decides_meanwhile_wins(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    learn(monkeypatch, outcome=Outcome.DECLINED)
    entry = of_state(house, State.REGISTERED)
    (found,) = [one for one in rereading.reread(upgraded(house)) if one.entry.id == entry.id]
    house.store.resolve(
        entry.id,
        version=entry.version,
        decisions=(),
        state=State.IGNORED,
        reason="Dubblett",
        who="Registratorn",
        verb="dismiss",
        compose=partial(tell, house),
        now=NOW,
    )
    with pytest.raises(EntryChanged):
        rereading.apply(upgraded(house), found)


def test_what_reads_the_same_is_marked_and_not_read_again_when_asked_for_what_changed(house: House) -> None:
    newer = upgraded(house)
    before = everything(house)
    for found in rereading.reread(newer, changed=True):
        rereading.note(newer, found)
    assert list(rereading.reread(newer, changed=True)) == []
    assert [(forget_reader(entry), trail) for entry, trail in everything(house)] == [
        (forget_reader(entry), trail) for entry, trail in before
    ]


def test_a_persons_verdict_stands_though_the_machine_read_the_mail_anew(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = of_state(house, State.REGISTERED)
    verdict(house, entry)
    answers = house.store.answers()
    learn(monkeypatch, outcome=Outcome.DECLINED)
    newer = upgraded(house)
    (found,) = [one for one in rereading.reread(newer, changed=True) if one.entry.id == entry.id]
    assert (found.differs, found.by_person) == (True, True)
    rereading.note(newer, found)
    assert house.store.answers() == answers
    after = house.store.entry(entry.id)
    assert after
    assert forget_reader(after) == forget_reader(found.entry)
    assert entry.id not in {one.entry.id for one in rereading.reread(newer, changed=True)}


def test_a_mail_settled_anew_meanwhile_is_left_for_the_next_time(house: House) -> None:
    entry = of_state(house, State.REGISTERED)
    newer = upgraded(house)
    (found,) = [one for one in rereading.reread(newer) if one.entry.id == entry.id]
    verdict(house, entry)
    rereading.note(newer, found)
    after = house.store.entry(entry.id)
    assert after
    assert after.result
    assert after.result.read_by == "version 1"


class Deadly:
    """A reader whose processes end at every document."""

    open_mail = staticmethod(read_message)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> ReadingFailure:
        return ReadingFailure(sha256=attachment.sha256, kind=FailureKind.TIMEOUT, detail="")


def test_a_document_that_ends_its_process_is_not_read_for_ever(house: House) -> None:
    """Scenario 3: three tries, then a person; and an upgrade that fares no better is as good as done."""
    deadly = replace(upgraded(house), reader=Deadly())
    sample = next(sample for sample in mails() if sample not in few() and read_message(sample.raw).attachments)
    entry_id = house.store.receive(
        sha256=house.archive.keep(sample.raw),
        size=len(sample.raw),
        position=MailPosition(folder="INBOX", uidvalidity=1, uid=1000),
        arrived_at=sample.arrived_at,
        now=NOW,
    )
    settled = [jobs.read_waiting(deadly) for _ in range(4)]
    assert settled == [0, 0, 1, 0]
    entry = house.store.entry(entry_id)
    assert entry
    assert entry.state is State.FLAGGED
    assert {part.reason for part in entry.documents} == {"timeout"}
    newest = replace(deadly, version="version 3")
    (found,) = [one for one in rereading.reread(newest) if one.entry.id == entry_id]
    assert (found.fault, found.differs) == ("", False)
    rereading.note(newest, found)
    assert entry_id not in {one.entry.id for one in rereading.reread(newest, changed=True)}


def test_a_document_that_was_read_and_now_ends_its_process_is_told_and_left_as_it_is(house: House) -> None:
    entry = of_state(house, State.REGISTERED)
    (found,) = [one for one in rereading.reread(replace(upgraded(house), reader=Deadly())) if one.entry.id == entry.id]
    assert found.fault
    assert not found.differs


def test_a_document_found_only_now_gets_the_next_number(house: House) -> None:
    entry = of_state(house, State.REGISTERED)
    assert entry.result
    first = entry.result.documents[0]
    more = replace(entry.result, documents=(*entry.result.documents, replace(first, name="ny.pdf", sha256="f" * 64)))
    after = house.store.reread(entry.id, version=entry.version, result=more, compose=lambda *_: (), now=NOW)
    assert after.documents[: len(entry.documents)] == entry.documents
    assert after.documents[-1].name == "ny.pdf"
    numbers = [d.number for other in house.store.entries(limit=100) for d in other.documents if d.number]
    assert after.documents[-1].number == max(numbers)


def test_a_mail_whose_original_is_gone_is_told_and_the_others_are_read(house: House) -> None:
    entry = of_state(house, State.REGISTERED)
    for file in (house.config.storage.folder / "archive").rglob(f"*{entry.sha256[4:]}*"):
        file.unlink()
    found = {one.entry.id: one for one in rereading.reread(house)}
    assert len(found) == len(few())
    assert found[entry.id].fault
    assert not found[entry.id].differs


def test_the_command_shows_the_difference_and_writes_only_when_told(house: House) -> None:
    entry = of_state(house, State.REGISTERED)
    assert entry.result
    other: Result = replace(entry.result, decisions=tuple(replace(d, paragraf="999") for d in entry.result.decisions))
    house.store.reread(entry.id, version=entry.version, result=other, compose=lambda *_: (), now=NOW)
    service = Service(house.config.storage.folder.parent / "config.toml")
    shown = service.run("reread").stdout
    assert entry.number in shown
    assert "999" in shown
    assert "1 skiljer sig, 0 skrivna" in " ".join(shown.split())
    assert "1 skiljer sig, 1 skrivna" in " ".join(service.run("reread", "--changed", "--apply").stdout.split())
    assert service.run("reread", "--changed").stdout.startswith("0 mejl lästa")
    assert "0 skiljer sig" in " ".join(service.run("reread").stdout.split())
