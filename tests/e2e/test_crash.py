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
from tests.crash.world import World, make_world, samples, turn_sour
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
WITHOUT_A_SERVER = (
    *("store.merge:1:before", "store.merge:1:after", "folder.acknowledge:1:before", "folder.acknowledge:1:after"),
    *("store.acknowledged:1:after", "store.postpone:1:after", "store.hold:1:before"),
)
WITH_A_SERVER_AGAIN = ("store.park:1:before", "store.clear_trouble:1:before")
BEFORE_THE_DOT = (
    *("store.claim:1:after", "store.reached[connect]:1:after", "mailer.reached[connect]:1:after"),
    *("mailer.reached[recipient]:1:after", "mailer.reached[data]:2:after", "store.reached[dot]:1:before"),
    *("mailer.reached[mail]:1:after", "store.recover:1:before", "store.sent:1:after"),
)
# Each of these deaths costs a mail, and there are few when they have been joined: two a world.
AT_THE_DOT = ("store.reached[dot]:1:after", "mailer.send:1:after")
PAST_THE_DOT = ("mailer.reached[dot]:1:after", "store.sent:1:before")
_ALL = (*RECEIVING, *TAKING_IN, *BEFORE_THE_DOT, *AT_THE_DOT, *PAST_THE_DOT, *WITHOUT_A_SERVER, *WITH_A_SERVER_AGAIN)
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
    """A run may come to rest before the last of them: how many mails are joined into one depends on the machine."""
    died = [step for step in steps if world.killed_at(step, patience=30.0)]
    assert died[:1] == list(steps[:1]), f"the daemon never came to {steps[0]}"


def _killed_without_a_server(steps: Sequence[str], world: World) -> None:
    world.sink.fail("connect", reply="421 4.3.2 Startar om", drop=True, times=None)
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


@pytest.mark.parametrize(
    "steps", [BEFORE_THE_DOT, AT_THE_DOT, PAST_THE_DOT], ids=["before the dot", "at the dot", "past the dot"]
)
def test_a_daemon_killed_again_and_again_while_sending_sends_once_or_says_that_it_may_have(
    steps: Sequence[str], world: World, undisturbed: tuple[End, set[str]]
) -> None:
    _killed_without_a_server(TAKING_IN, world)
    _killed_at_each(steps, world)
    verdict = _verdict(world, undisturbed)
    assert verdict.clean, verdict
    assert len(verdict.ambiguous) <= (0 if steps is BEFORE_THE_DOT else len(steps))


def test_a_daemon_killed_again_and_again_while_no_server_takes_its_mail_sends_all_once_when_one_does(
    world: World, undisturbed: tuple[End, set[str]]
) -> None:
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
