"""The network proof, scenarios 7-10 and 12: a server that numbers its mails anew, and people who work beside us.

The daemon's cycle, the proxy, and a real Dovecot behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from demo.certificates import Certificates
from outbox import troubles
from parsers.reader import LocalReader
from registrator.build import build_reader
from tests.faults.proxy import Command, ImapProxy
from tests.faults.tricks import without_uidvalidity
from tests.faults.world import World, mail, world_at
from tests.servers.dovecot_user import DovecotUser

FOLDER = "Inkommet"
FIRST = [mail(number) for number in (1, 2, 3)]
OTHERS = [mail(number) for number in (11, 12, 13)]


@pytest.fixture(scope="module")
def reader() -> Iterator[LocalReader]:
    with closing(build_reader(None)) as made:
        yield made


@pytest.fixture
def world(tmp_path: Path, dovecot: DovecotUser, certificates: Certificates, reader: LocalReader) -> Iterator[World]:
    """A folder with three mails, which are registered and marked."""
    dovecot.create_folder(FOLDER)
    with (
        ImapProxy(dovecot, certificates) as proxy,
        world_at(tmp_path, proxy, dovecot, reader, folders=[FOLDER], after="flag") as made,
    ):
        deliver(made, FIRST)
        made.turn()
        assert made.kept() == dict.fromkeys(FIRST, 1)
        made.alarms()
        yield made


def deliver(world: World, mails: list[bytes]) -> None:
    with world.user.colleague() as client:
        for raw in mails:
            assert client.append(FOLDER, None, None, raw)[0] == "OK"  # type: ignore[arg-type]


def renumber(world: World) -> None:
    """The folder is made anew, with nothing in it: UIDs begin at 1 again."""
    world.user.recreate_folder(FOLDER)


def only_the_number_changes(world: World) -> None:
    world.user.change_uidvalidity(FOLDER)


def other_uids_for_the_same_mails(world: World) -> None:
    renumber(world)
    deliver(world, FIRST[::-1])


def other_mails_under_the_same_uids(world: World) -> None:
    renumber(world)
    deliver(world, OTHERS)


def marked(world: World) -> dict[int, bool]:
    return {uid: "$Registrerad" in world.user.flags(uid, FOLDER) for uid in world.user.uids(FOLDER)}


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (only_the_number_changes, FIRST),
        (other_uids_for_the_same_mails, FIRST),
        (other_mails_under_the_same_uids, FIRST + OTHERS),
    ],
)
def test_uidvalidity_changed_each_mail_is_registered_once_and_one_notice_tells_of_it(
    world: World, change: Callable[[World], None], left: list[bytes]
) -> None:
    """Scenarios 7 and 8."""
    change(world)
    for _ in range(3):
        world.turn()
    assert world.kept() == dict.fromkeys(left, 1)
    world.later(minutes=20)
    assert world.alarms() == ["Löst: mappen som numrerades om är genomgången"]
    world.turn()
    world.later(minutes=20)
    assert world.alarms() == []
    assert world.trouble() == {}


def test_a_folder_numbered_anew_and_cut_short_is_not_over_because_another_was_read_to_its_end(
    tmp_path: Path, dovecot: DovecotUser, certificates: Certificates, reader: LocalReader
) -> None:
    """Scenario 7, with two folders, of which the first is read half."""
    dovecot.create_folder(FOLDER)
    with (
        ImapProxy(dovecot, certificates) as proxy,
        world_at(tmp_path, proxy, dovecot, reader, folders=[FOLDER, "INBOX"], after="flag") as world,
    ):
        deliver(world, FIRST)
        world.turn()
        only_the_number_changes(world)

        def cut(command: Command) -> Iterator[bytes]:
            yield b"* BYE\r\n"
            yield b"<FIN>"

        world.proxy.faults["UID FETCH"] = cut
        world.turn()
        assert world.trouble()[troubles.MAILBOX]
        assert troubles.RENUMBERED in world.trouble()
        world.proxy.heal()
        world.turn()
        assert world.trouble() == {}


def test_a_folder_renumbered_between_fetch_and_mark_has_nothing_foreign_marked(world: World) -> None:
    """Scenario 9."""
    deliver(world, [mail(4)])

    def renumbered_meanwhile(command: Command) -> Iterator[bytes]:
        world.proxy.faults.pop("SELECT")
        other_mails_under_the_same_uids(world)
        deliver(world, [mail(14)])
        yield from command.real()

    world.proxy.faults["SELECT"] = renumbered_meanwhile
    world.turn()
    assert "SELECT" not in world.proxy.faults, "it came so far as to mark"
    assert set(marked(world).values()) == {False}
    world.turn()
    assert world.kept() == dict.fromkeys([*FIRST, mail(4), *OTHERS, mail(14)], 1)
    assert set(marked(world).values()) == {True}, "now they are our own"


def test_a_folder_renumbered_while_the_connection_was_away_is_read_anew_at_the_next_turn(world: World) -> None:
    """Scenario 9: between the list and the fetch."""
    deliver(world, [mail(4)])

    def renumbered_and_cut(command: Command) -> Iterator[bytes]:
        world.proxy.heal()
        other_mails_under_the_same_uids(world)
        yield b"* BYE\r\n"
        yield b"<FIN>"

    world.proxy.faults["UID FETCH"] = renumbered_and_cut
    world.turn()
    assert "UIDVALIDITY" in world.trouble()[troubles.MAILBOX].what
    world.turn()
    assert world.kept() == dict.fromkeys([*FIRST, *OTHERS], 1), "and mail 4 was never there to be fetched"
    assert world.trouble() == {}


def test_without_uidvalidity_every_mail_is_known_by_its_content(world: World) -> None:
    """Scenario 10: nothing is marked, for a UID names nothing then."""
    world.proxy.faults["EXAMINE"] = world.proxy.faults["SELECT"] = without_uidvalidity
    renumber(world)
    deliver(world, [FIRST[0], *OTHERS])
    for _ in range(2):
        world.turn()
    assert world.kept() == dict.fromkeys([*FIRST, *OTHERS], 1)
    assert set(marked(world).values()) == {False}
    renumber(world)
    deliver(world, [mail(20)])
    world.turn()
    assert world.kept()[mail(20)] == 1


def test_uids_given_once_more_under_the_same_uidvalidity_are_seen_and_every_mail_is_registered(world: World) -> None:
    """Scenario 10: a mailbox restored from a backup gives the numbers of the time since to other mails."""
    validity = world.user.uidvalidity(FOLDER)

    def as_before(command: Command) -> Iterator[bytes]:
        for response in command.real():
            yield re.sub(rb"UIDVALIDITY \d+", b"UIDVALIDITY %d" % validity, response)

    world.proxy.faults["EXAMINE"] = world.proxy.faults["SELECT"] = as_before
    renumber(world)
    deliver(world, [FIRST[0], OTHERS[1]])
    world.turn()
    assert world.kept() == dict.fromkeys([*FIRST, OTHERS[1]], 1)
    deliver(world, [OTHERS[2]])
    world.turn()
    assert world.kept() == dict.fromkeys([*FIRST, OTHERS[1], OTHERS[2]], 1)
    world.later(minutes=20)
    assert world.alarms() == ["Löst: mappen som numrerades om är genomgången"]
    assert world.trouble() == {}


def test_what_a_colleague_reads_is_still_fetched_and_stays_as_she_left_it(world: World) -> None:
    """Scenario 12."""
    deliver(world, [mail(4)])
    uid = world.user.uids(FOLDER)[-1]
    with world.user.colleague(FOLDER) as client:
        client.uid("STORE", str(uid), "+FLAGS", "(\\Seen \\Answered)")
    world.turn()
    assert world.kept()[mail(4)] == 1
    assert world.user.flags(uid, FOLDER) == {"\\Seen", "\\Answered", "$Registrerad"}


def test_what_a_colleague_moves_before_the_mark_is_no_trouble(world: World) -> None:
    """Scenario 12: registered all the same, and the mark is set on those that are left."""
    deliver(world, [mail(4), mail(5)])
    moved, left = world.user.uids(FOLDER)[-2:]

    def moved_meanwhile(command: Command) -> Iterator[bytes]:
        world.proxy.heal()
        with world.user.colleague(FOLDER) as client:
            assert client.uid("MOVE", str(moved), "Arkiv")[0] == "OK"
        yield from command.real()

    world.user.create_folder("Arkiv")
    world.proxy.faults["SELECT"] = moved_meanwhile
    world.turn()
    assert world.kept()[mail(4)] == world.kept()[mail(5)] == 1
    assert marked(world)[left]
    assert world.user.flags(1, "Arkiv") == set()
    assert world.trouble() == {}


def test_what_a_colleague_deletes_before_it_is_fetched_is_told_and_holds_nothing_up(world: World) -> None:
    """Scenario 12: between the list and the fetch."""
    deliver(world, [mail(4), mail(5)])
    deleted = world.user.uids(FOLDER)[-2]

    def deleted_meanwhile(command: Command) -> Iterator[bytes]:
        world.proxy.heal()
        world.user.expunge([deleted], FOLDER)
        yield from command.real()

    world.proxy.faults["UID FETCH"] = deleted_meanwhile
    world.turn()
    assert world.kept() == dict.fromkeys([*FIRST, mail(5)], 1)
    assert world.trouble() == {}
    assert "1 mejl försvann ur brevlådan innan de kunde hämtas." in world.health_page()
    fetched = len(world.proxy.said("UID FETCH"))
    world.turn()
    assert len(world.proxy.said("UID FETCH")) == fetched, "the mark has passed it"
