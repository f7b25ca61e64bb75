"""SIGKILL at one step after the other, each time a new start: the same register and the same mails sent.

A bounded part of the crash proof that leaves no kind of step out; `make crash` dies at every step, and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from demo.certificates import Certificates
from tests.crash.nursery import Nursery
from tests.crash.oracle import End, Verdict, end_of, judge
from tests.crash.steps import STEPS, kind
from tests.crash.world import World, know_not_all, make_world, samples, turn_sour
from tests.servers.dovecot import Dovecot
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp import SmtpSink

# Steps of one life after the other, each beyond what the life before it has done: a new start begins where it died.
# No mail may be in hand at three deaths: it would be taken for the killer, and left to a person.
RECEIVING = (
    *("folder.fetch:1:after", "archive.keep:1:before", "archive.keep:2:after", "store.receive:2:before"),
    *("store.receive:2:after", "store.advance:1:before", "store.begin:1:after", "store.keep_text:1:after"),
    *("store.settle:1:after", "store.describe:2:after", "store.settle:2:before", "store.settle:2:after"),
)
# While no server takes mail, all is read: at the deaths that come after it, no mail is in hand.
TAKING_IN = ("store.queue:1:after", "store.raise_trouble:1:after", "folder.acknowledge:1:before")
# Two threads: while one is died in, the other may have done all of its work. So each has a world of its own.
MARKING = ("folder.acknowledge:1:before", "folder.acknowledge:1:after", "store.acknowledged:1:after")
JOINING = ("store.merge:1:before", "store.merge:1:after")
WITHOUT_A_SERVER = ("store.postpone:1:after", "store.hold:1:before")
WITH_A_SERVER_AGAIN = ("store.park:1:before",)
WELL_AGAIN = ("store.clear_trouble:1:before",)
BEFORE_THE_DOT = (
    *(
        "store.claim:1:after",
        "mailer.send:1:before",
        "store.reached[connect]:1:after",
        "mailer.reached[connect]:1:after",
    ),
    *("mailer.reached[recipient]:1:after", "mailer.reached[data]:2:after", "store.reached[dot]:1:before"),
    *("mailer.reached[mail]:1:after", "store.recover:1:before", "store.sent:1:after"),
)
# Each of these deaths costs a mail, and when they have been joined there may be no other: one a world.
AT_THE_DOT = ("store.reached[dot]:1:after", "mailer.reached[dot]:1:after", "store.sent:1:before")
_ALL = (
    *RECEIVING,
    *TAKING_IN,
    *BEFORE_THE_DOT,
    *AT_THE_DOT,
    *MARKING,
    *JOINING,
    *WITHOUT_A_SERVER,
    *WITH_A_SERVER_AGAIN,
    *WELL_AGAIN,
)

ON_POSTGRESQL = (
    ("store.receive:1:after", "store.begin:1:after", "store.settle:1:after", "store.acknowledged:1:before"),
    ("store.claim:1:after", "store.reached[dot]:1:after", "store.sent:1:before", "store.sent:1:after"),
)


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, dovecot_server: Dovecot, certificates: Certificates, nursery: Nursery
) -> Iterator[tuple[End, set[str]]]:
    """What a run comes to that nothing disturbs, and the kinds of step that it passed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with SmtpSink(certificates, security="starttls") as sink:
        world = make_world(folder, dovecot_server.user(), sink, nursery, samples())
        world.run_to_rest(f"record={folder / 'steps'}")
        yield end_of(world), {kind(step) for step in (folder / "steps").read_text("utf-8").split()}


@pytest.fixture
def world(tmp_path: Path, dovecot_server: Dovecot, smtp_sink: SmtpSink, nursery: Nursery) -> World:
    return make_world(tmp_path, dovecot_server.user(), smtp_sink, nursery, samples())


def _killed_at_each(steps: Sequence[str], world: World) -> None:
    for step in steps:
        assert world.killed_at(step), f"the daemon never came to {step}"


def _take_the_server_away(world: World) -> None:
    world.sink.fail("connect", reply="421 4.3.2 Startar om", drop=True, times=None)


def _killed_without_a_server(steps: Sequence[str], world: World) -> None:
    _take_the_server_away(world)
    _killed_at_each(steps, world)
    world.sink.heal()
    turn_sour(world.sink)


def _verdict(world: World, undisturbed: tuple[End, set[str]]) -> Verdict:
    world.run_to_rest()
    return judge(end_of(world), undisturbed[0], world.injected)


def test_a_daemon_killed_again_and_again_while_receiving_loses_and_doubles_nothing(
    world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _killed_at_each(RECEIVING, world)
    verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict
    assert not verdict.ambiguous


def test_a_daemon_killed_again_and_again_before_a_mail_has_left_sends_all_once(
    world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _killed_without_a_server(TAKING_IN, world)
    _killed_at_each(BEFORE_THE_DOT, world)
    verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict
    assert not verdict.ambiguous


@pytest.mark.parametrize("step", AT_THE_DOT)
def test_a_daemon_killed_as_a_mail_leaves_sends_once_or_says_that_it_may_have(
    step: str, world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _killed_without_a_server(TAKING_IN[-1:], world)
    world.sink.heal()
    know_not_all(world.sink)
    _killed_at_each([step], world)
    verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict
    assert len(verdict.ambiguous) <= 1


def test_a_daemon_killed_as_the_servers_trouble_ends_tells_that_it_is_over(
    world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _killed_without_a_server(TAKING_IN[1:], world)
    _killed_at_each(WELL_AGAIN, world)
    verdict = _verdict(world, undisturbed)  # at rest there is no trouble
    assert verdict.clean, verdict
    assert not verdict.ambiguous


def test_a_daemon_killed_again_and_again_while_it_marks_mails_reads_none_twice(
    world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _killed_without_a_server(MARKING, world)
    verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict
    assert not verdict.ambiguous


def test_a_daemon_killed_again_and_again_while_no_server_takes_its_mail_sends_all_once_when_one_does(
    world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _take_the_server_away(world)
    _killed_at_each(JOINING, world)
    world.take_in()
    _killed_without_a_server(WITHOUT_A_SERVER, world)
    _killed_at_each(WITH_A_SERVER_AGAIN, world)
    verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict
    assert not verdict.ambiguous


def test_a_daemon_on_postgresql_killed_around_its_commits_loses_and_doubles_nothing(
    tmp_path: Path,
    dovecot_server: Dovecot,
    smtp_sink: SmtpSink,
    nursery: Nursery,
    undisturbed: tuple[End, set[str]],
    postgresql_server: PostgreSQL,
) -> None:
    with postgresql_server.database() as url:
        world = make_world(tmp_path, dovecot_server.user(), smtp_sink, nursery, samples(), database=url)
        _killed_without_a_server(ON_POSTGRESQL[0], world)
        _killed_at_each(ON_POSTGRESQL[1], world)
        verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict


def test_every_kind_of_step_that_a_run_passes_is_died_at_on_sqlite(undisturbed: tuple[End, set[str]]) -> None:
    named = {step.name for step in STEPS if not step.elsewhere}
    assert undisturbed[1] <= named, "a step is passed that is said to be proved elsewhere only"
    assert named == {kind(step) for step in _ALL}
