"""The network proof, scenarios 4 and 6: a server that cannot be reached, or is no longer there, ends in plain words.

The daemon's cycle, the proxy, and a real Dovecot behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pytest

from demo.certificates import Certificates
from outbox import troubles
from tests.faults.proxy import Command, Fault, ImapProxy
from tests.faults.tricks import bye, drip, dripping, first_visit, hang_up, only, reset, silent
from tests.faults.world import World, mail, world_at
from tests.servers.dovecot import Dovecot

NUMBERS = count(1)


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, dovecot_server: Dovecot, certificates: Certificates
) -> Iterator[World]:
    user = dovecot_server.user()
    with ImapProxy(user, certificates) as proxy, world_at(tmp_path_factory.mktemp("reaching"), proxy, user) as made:
        yield made


@pytest.fixture
def world(house: World) -> World:
    """One service for all tests; each takes it over when it is well, a night later."""
    house.tomorrow()
    return house


def arrives(world: World) -> bytes:
    """A new mail in the mailbox."""
    raw = mail(next(NUMBERS))
    world.user.deliver(raw)
    return raw


@pytest.mark.parametrize("fault", [silent, drip])
@pytest.mark.parametrize("stage", ["handshake", "greeting", "LOGIN", "EXAMINE", "UID SEARCH"])
def test_a_server_that_hangs_or_drips_is_told_as_unreachable_since_when(world: World, stage: str, fault: Fault) -> None:
    """Scenario 4."""
    raw = arrives(world)
    world.proxy.faults[stage] = fault
    world.mailbox.close()  # or the kept connection would be used
    world.turn(patience=0.4)
    world.later(minutes=6)
    what = world.trouble()[troubles.MAILBOX].what
    assert re.search(r"svarade inte inom 0\.4 sekunder|talar inte TLS", what), what
    page = world.health_page()
    assert "Brevlådan går inte att nå sedan" in page
    assert "02.30" in page
    assert world.alarms() == ["Larm: brevlådan går inte att nå"]
    assert not world.kept()[raw]
    world.proxy.heal()
    world.turn()
    world.later(minutes=20)
    assert world.kept()[raw] == 1
    assert world.trouble() == {}
    assert world.alarms() == ["Löst: brevlådan går att nå igen"]


def test_a_mail_that_drips_is_asked_for_again_and_the_others_flow(world: World) -> None:
    """Scenario 4."""
    slow, other = arrives(world), arrives(world)
    uid = world.user.uids()[-2]
    world.proxy.faults["UID FETCH"] = only(uid, dripping)
    world.turn(patience=1.0)
    assert not world.kept()[slow]
    assert world.kept()[other] == 1
    assert f"INBOX UID {uid}" in world.trouble()[troubles.WITHHELD].what
    world.proxy.heal()
    world.turn()
    assert world.kept()[slow] == 1
    assert world.trouble() == {}


@pytest.mark.parametrize("fault", [hang_up, reset, bye])
@pytest.mark.parametrize("stage", ["greeting", "LOGIN", "UID SEARCH"])
def test_a_connection_that_ends_is_made_anew_at_the_next_turn_and_no_sooner(
    world: World, stage: str, fault: Fault
) -> None:
    """Scenario 6: a server that closes at once must not be asked again and again."""
    raw = arrives(world)
    world.proxy.faults[stage] = fault
    world.mailbox.close()  # or the kept connection would be used
    before = world.proxy.visits
    world.turn()
    assert world.proxy.visits - before <= 2, "no spin"
    assert "bröts" in world.trouble()[troubles.MAILBOX].what
    world.proxy.heal()
    world.turn()
    assert world.kept()[raw] == 1
    assert world.trouble() == {}


@pytest.mark.parametrize("command", ["EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_half_open_connection_is_found_within_two_turns(world: World, command: str) -> None:
    """Scenario 6: the packets of a connection vanish, and nobody says that it is over; new ones are well."""
    raw = arrives(world)
    world.proxy.faults[command] = first_visit(silent)
    world.turn(patience=0.6)
    world.turn()
    assert world.kept()[raw] == 1
    assert world.trouble() == {}


def away(command: Command) -> Iterator[bytes]:
    yield command.no("[UNAVAILABLE] Temporary authentication failure.")


def refused(command: Command) -> Iterator[bytes]:
    yield command.no("[AUTHENTICATIONFAILED] Authentication failed.")


@pytest.mark.parametrize(
    ("fault", "name", "told"),
    [
        (away, troubles.MAILBOX, []),
        (refused, troubles.SIGN_IN, ["Larm: brevlådan släpper inte in tjänsten"]),
    ],
)
def test_a_refused_sign_in_is_told_at_once_and_one_that_time_may_heal_is_not(
    world: World, fault: Fault, name: str, told: list[str]
) -> None:
    """Scenario 4."""
    raw = arrives(world)
    world.proxy.faults["LOGIN"] = fault
    world.mailbox.close()  # or the kept connection would be used
    world.turn()
    assert set(world.trouble()) == {name}
    assert world.user.password not in world.trouble()[name].what
    assert world.alarms() == told
    world.proxy.heal()
    world.turn()
    assert world.kept()[raw] == 1
    assert world.trouble() == {}
