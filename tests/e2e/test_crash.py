"""SIGKILL at one step after the other, each time a new start: the same register and the same mails sent.

A bounded part of the crash proof; `make crash` dies at every step, and more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates
from tests.crash.oracle import End, end_of, judge
from tests.crash.world import World, make_world, samples
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
SENDING = (
    *("store.queue:1:after", "store.claim:1:after", "store.reached[connect]:1:after"),
    *("mailer.reached[recipient]:1:after", "mailer.reached[data]:2:after", "store.reached[dot]:1:before"),
    *("store.reached[dot]:2:after", "mailer.send:1:after", "store.sent:1:before", "store.sent:2:after"),
)
AFTER_THE_DOT = 4  # of those steps: a mail whose dot was on its way may have been sent


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, dovecot_server: Dovecot, certificates: Certificates
) -> Iterator[End]:
    with SmtpSink(certificates, security="starttls") as sink:
        world = make_world(tmp_path_factory.mktemp("undisturbed"), dovecot_server.user(), sink, samples())
        world.run_to_rest()
        yield end_of(world)


@pytest.fixture
def world(tmp_path: Path, dovecot_server: Dovecot, smtp_sink: SmtpSink) -> World:
    return make_world(tmp_path, dovecot_server.user(), smtp_sink, samples())


def test_a_daemon_killed_again_and_again_while_receiving_loses_and_doubles_nothing(
    world: World, undisturbed: End
) -> None:
    for step in RECEIVING:
        assert world.killed_at(step), f"the daemon never came to {step}"
    world.run_to_rest()
    verdict = judge(end_of(world), undisturbed, world.injected)
    assert verdict.clean, verdict
    assert not verdict.ambiguous


def test_a_daemon_killed_again_and_again_while_sending_sends_once_or_says_that_it_may_have(
    world: World, undisturbed: End
) -> None:
    for step in SENDING:
        assert world.killed_at(step), f"the daemon never came to {step}"
    world.run_to_rest()
    verdict = judge(end_of(world), undisturbed, world.injected)
    assert verdict.clean, verdict
    assert len(verdict.ambiguous) <= AFTER_THE_DOT


def test_a_daemon_on_postgresql_killed_around_its_commits_loses_and_doubles_nothing(
    tmp_path: Path, dovecot_server: Dovecot, smtp_sink: SmtpSink, undisturbed: End, postgresql_server: PostgreSQL
) -> None:
    with postgresql_server.database() as url:
        world = make_world(tmp_path, dovecot_server.user(), smtp_sink, samples(), database=url)
        for step in ("store.receive:1:after", "store.settle:1:after", "store.claim:1:after", "store.sent:1:after"):
            assert world.killed_at(step), f"the daemon never came to {step}"
        world.run_to_rest()
        verdict = judge(end_of(world), undisturbed, world.injected)
    assert verdict.clean, verdict
