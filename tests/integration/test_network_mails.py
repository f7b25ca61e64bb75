"""The network proof, scenarios 5, 11, 14 and 15: what a server may do wrong with a mail, and mails that are alike.

Nothing false is kept, the mail stays pending, those behind it go on. The daemon's cycle, the proxy, and a real
Dovecot behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from demo.certificates import Certificates
from domain.register import State
from ingest import wire
from outbox import troubles
from tests.faults import tricks
from tests.faults.proxy import Command, Fault, ImapProxy
from tests.faults.tricks import body, only
from tests.faults.world import World, mail, world_at
from tests.servers.dovecot import Dovecot

NUMBERS = count(1000)
FOREIGN = mail(1)  # what another mail's text would look like


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, dovecot_server: Dovecot, certificates: Certificates
) -> Iterator[World]:
    user = dovecot_server.user()
    with ImapProxy(user, certificates) as proxy, world_at(tmp_path_factory.mktemp("mails"), proxy, user) as made:
        yield made


@pytest.fixture
def world(house: World) -> World:
    """One service for all tests; each takes it over when it is well, a night later."""
    house.tomorrow()
    return house


def deliver(world: World) -> tuple[int, bytes]:
    raw = mail(next(NUMBERS))
    return world.user.deliver(raw), raw


def another_uid(command: Command) -> Iterator[bytes]:
    yield body(command.uid + 1, FOREIGN)
    yield command.ok()


def a_body_without_uid_and_our_uid_without_a_body(command: Command) -> Iterator[bytes]:
    yield body(1, FOREIGN, sequence=1).replace(b"UID 1 ", b"")
    yield b"* 1 FETCH (UID %d FLAGS (\\Seen))\r\n" % command.uid
    yield command.ok()


def two_bodies(command: Command) -> Iterator[bytes]:
    yield next(command.real())
    yield body(command.uid, FOREIGN)
    yield command.ok()


@pytest.mark.parametrize(
    "fault",
    [
        tricks.cut_inside_the_literal,
        tricks.reset_inside_the_literal,
        tricks.announced_too_short,
        tricks.announced_too_long,
        tricks.nil_body,
        tricks.empty_body,
        tricks.no_uid,
        tricks.no_date,
        tricks.refusal,
        tricks.bad,
        another_uid,
        a_body_without_uid_and_our_uid_without_a_body,
        two_bodies,
    ],
)
def test_a_mail_that_is_not_given_whole_is_kept_by_nobody_stays_pending_and_is_told(world: World, fault: Fault) -> None:
    """Scenarios 5 and 11."""
    (uid, broken), (_, next_mail) = deliver(world), deliver(world)
    before = world.house.archive.count()
    world.proxy.faults["UID FETCH"] = only(uid, fault)
    world.turn(patience=2.0)
    kept = world.kept()
    assert not kept[broken]
    assert not kept[FOREIGN]
    assert kept[next_mail] == 1, "those behind it go on"
    assert world.house.archive.count() == before + 1, "no half mail lies in the archive"
    world.later(minutes=31)
    assert f"INBOX UID {uid}" in world.trouble()[troubles.WITHHELD].what
    assert world.alarms() == ["Larm: mejlservern lämnar inte ut ett mejl"]
    world.proxy.heal()
    world.turn()
    kept = world.kept()
    assert kept[broken] == kept[next_mail] == 1
    assert world.trouble() == {}


def test_unsolicited_answers_around_a_mail_do_no_harm(world: World) -> None:
    """Scenario 11."""
    uid, raw = deliver(world)

    def noisy(command: Command) -> Iterator[bytes]:
        yield b"* 3 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID %d FLAGS (\\Seen))\r\n" % uid
        yield body(uid + 7, FOREIGN, sequence=2)
        yield from command.real()

    world.proxy.faults["UID FETCH"] = only(uid, noisy)
    world.turn()
    assert world.kept()[raw] == 1
    assert not world.kept()[FOREIGN]
    assert world.trouble() == {}


def test_a_server_that_estimates_sizes_is_asked_twice_once_and_then_believed(world: World) -> None:
    """Scenario 5: Exchange tells an estimate as RFC822.SIZE; what binds is the length of the literal."""
    (first, _), (second, _) = deliver(world), deliver(world)

    def estimated(command: Command) -> Iterator[bytes]:
        for response in command.real():
            yield response.replace(b"RFC822.SIZE 1", b"RFC822.SIZE 9")

    world.proxy.faults["UID FETCH"] = estimated
    began = len(world.proxy.commands)
    world.turn()
    fetched = [command.uid for command in world.proxy.commands[began:] if command.verb == "UID FETCH"]
    assert fetched == [first, first, second]
    assert world.trouble() == {}


def test_a_mail_whose_size_is_wrong_and_whose_bytes_change_is_not_taken(world: World) -> None:
    """Scenario 5."""
    uid, raw = deliver(world)
    bodies = iter([raw[:-9], raw[:-2]])

    def changing(command: Command) -> Iterator[bytes]:
        yield body(uid, next(bodies), size=len(raw))
        yield command.ok()

    world.proxy.faults["UID FETCH"] = only(uid, changing)
    world.turn()
    assert not [kept for kept in world.kept() if kept in raw]
    assert troubles.WITHHELD in world.trouble()


def test_a_mail_beyond_the_bound_is_passed_by_on_the_same_connection(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 5: a literal that would fill the memory."""
    monkeypatch.setattr(wire, "LARGEST_LITERAL", 100_000)
    huge = mail(next(NUMBERS)) + b"y" * 200_000 + b"\r\n"
    world.user.deliver(huge)
    _, after = deliver(world)
    visits = world.proxy.visits
    world.turn()
    assert world.proxy.visits - visits <= 2
    assert not world.kept()[huge]
    assert world.kept()[after] == 1
    monkeypatch.undo()
    world.turn()
    assert world.kept()[huge] == 1


def test_a_server_that_breaks_off_over_mail_after_mail_is_a_server_that_is_ill(world: World) -> None:
    """Scenario 5: three in a row, and the mails are not to blame."""
    mails = [deliver(world)[1] for _ in range(5)]
    world.proxy.faults["UID FETCH"] = tricks.cut_inside_the_literal
    visits = world.proxy.visits
    world.turn()
    assert "bröts" in world.trouble()[troubles.MAILBOX].what
    assert world.proxy.visits - visits <= 4
    world.proxy.heal()
    world.turn()
    assert [world.kept()[raw] for raw in mails] == [1] * 5


def test_the_same_bytes_twice_are_one_entry_and_both_places_are_known(world: World) -> None:
    """Scenario 14."""
    uid, raw = deliver(world)
    world.turn()
    copy = world.user.deliver(raw)
    world.turn()
    assert world.kept()[raw] == 1
    validity = world.user.uidvalidity()
    assert world.house.store.unknown("INBOX", validity, [uid, copy]) == ()
    assert world.house.store.mark("INBOX", validity) == copy


@pytest.mark.parametrize("message_id", ["Message-ID: <same@botkyrka.se>\r\n", ""])
def test_other_mails_with_the_same_message_id_or_none_are_all_kept(world: World, message_id: str) -> None:
    """Scenario 15."""
    mails = [mail(next(NUMBERS), message_id=message_id) for _ in range(2)]
    for raw in mails:
        world.user.deliver(raw)
    world.turn()
    assert [world.kept()[raw] for raw in mails] == [1, 1]
    states = {entry.state for entry in world.entries if world.house.archive.read(entry.sha256) in mails}
    assert states == {State.FLAGGED}
    if message_id:
        assert any("Message-ID" in entry.reason for entry in world.entries)
