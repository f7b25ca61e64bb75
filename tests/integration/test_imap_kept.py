"""The connection that is kept from one poll to the next, and a server that is away when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from demo.certificates import Certificates
from domain.errors import MailboxError, MailboxRefused
from ingest import backoff
from ingest.imap import ImapMailbox
from tests.fakes.imap import HANG_UP, Command, FakeImap
from tests.fakes.imap_settings import settings
from tests.integration.test_imap import MAIL, all_uids
from tests.integration.test_imap import settings as dovecot_settings
from tests.servers.dovecot_user import DovecotUser


def kept(server: FakeImap, certificates: Certificates, **changed: Any) -> ImapMailbox:
    return ImapMailbox(settings(server, certificates, **changed), keep=True)


def verbs(server: FakeImap) -> list[str]:
    return [command.verb for command in server.commands]


def test_a_visit_with_nothing_new_costs_one_command_a_folder(certificates: Certificates) -> None:
    with FakeImap(certificates, mails={1: MAIL, 2: MAIL}) as server:
        box = kept(server, certificates)
        assert all_uids(box, above=2) == []
        before = len(server.commands)
        assert all_uids(box, above=2) == all_uids(box, "Skräppost", above=2) == []
        assert verbs(server)[before:] == ["EXAMINE", "EXAMINE"]
        box.close()
    assert server.visits == 1
    assert verbs(server)[-1] == "LOGOUT"


def test_what_came_between_two_visits_is_seen(dovecot: DovecotUser) -> None:
    box = ImapMailbox(dovecot_settings(dovecot), keep=True)
    dovecot.create_folder("Skräppost")
    assert all_uids(box) == []
    first, other = dovecot.deliver(MAIL), dovecot.deliver(MAIL, "Skräppost")
    assert all_uids(box) == [first]
    assert all_uids(box, "Skräppost") == [other]
    second = dovecot.deliver(MAIL)
    assert all_uids(box, above=first) == [second]
    dovecot.expunge([first])
    assert all_uids(box) == [second]
    box.close()


def test_a_folder_renumbered_between_two_visits_is_seen(dovecot: DovecotUser) -> None:
    box = ImapMailbox(dovecot_settings(dovecot), keep=True)
    dovecot.deliver(MAIL)
    with box.open("INBOX") as folder:
        before = folder.uidvalidity
    now = dovecot.change_uidvalidity()
    with box.open("INBOX") as folder:
        assert folder.uidvalidity == now != before
    box.close()


def test_news_of_the_folder_before_are_not_taken_for_this_one(certificates: Certificates) -> None:
    def opened(command: Command) -> Iterator[bytes]:
        if "Tom" in command.arguments:
            yield b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n"
        else:
            yield b"* 0 EXISTS\r\n* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n"
        yield command.ok()

    with FakeImap(certificates, mails={1: MAIL}, answers={"EXAMINE": opened}) as server:
        box = kept(server, certificates)
        assert all_uids(box, "Tom") == []
        assert all_uids(box) == [1]
        box.close()


@pytest.mark.parametrize("last_words", [(), (b"* BYE Idle for too long\r\n",)])
def test_a_kept_connection_that_the_server_has_closed_is_no_trouble(
    last_words: tuple[bytes, ...], certificates: Certificates
) -> None:
    def opened(command: Command) -> Iterator[bytes]:
        if command.visit == 1 and [c.verb for c in server.commands].count("EXAMINE") == 2:
            yield from last_words
            yield HANG_UP
        yield from server._ordinary(command)

    with FakeImap(certificates, mails={1: MAIL}, answers={"EXAMINE": opened}) as server:
        box = kept(server, certificates)
        assert all_uids(box) == [1]
        assert all_uids(box) == [1]
        box.close()
    assert server.visits == 2


def test_a_kept_connection_whose_other_end_is_dead_is_given_up_and_made_anew(certificates: Certificates) -> None:
    def opened(command: Command) -> Iterator[bytes]:
        if command.visit == 1 and [c.verb for c in server.commands].count("EXAMINE") == 2:
            command.pause()
        yield from server._ordinary(command)

    with FakeImap(certificates, mails={1: MAIL}, answers={"EXAMINE": opened}) as server:
        box = kept(server, certificates, seconds=0.5)
        assert all_uids(box) == [1]
        assert all_uids(box) == [1]
        box.close()
    assert server.visits == 2


def test_a_connection_left_in_the_middle_of_something_is_not_kept(certificates: Certificates) -> None:
    with FakeImap(certificates, mails={1: MAIL}) as server:
        box = kept(server, certificates)
        with pytest.raises(ZeroDivisionError), box.open("INBOX"):
            raise ZeroDivisionError
        assert all_uids(box) == [1]
        box.close()
    assert server.visits == 2


def test_a_folder_that_is_not_there_leaves_the_others_to_be_read(dovecot: DovecotUser) -> None:
    uid = dovecot.deliver(MAIL)
    box = ImapMailbox(dovecot_settings(dovecot), keep=True)
    assert all_uids(box) == [uid]
    for _ in range(2):
        with pytest.raises(MailboxRefused, match="Borta"):
            all_uids(box, "Borta")
        assert all_uids(box) == [uid]
    box.close()


def test_a_server_that_is_away_is_not_asked_again_before_its_time(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = [True]

    def greeting(command: Command) -> Iterator[bytes]:
        yield HANG_UP if away[0] else b"* OK ready\r\n"

    monkeypatch.setattr(backoff, "FIRST_SECONDS", 40.0)
    with FakeImap(certificates, mails={1: MAIL}, answers={"greeting": greeting}) as server:
        box = kept(server, certificates)
        for _ in range(3):
            with pytest.raises(MailboxError, match="bröts"):
                all_uids(box)
        assert server.visits == 1
        away[0] = False
        box.connect().close()  # somebody who listens has found it well
        assert all_uids(box) == [1], "and then it is asked at once"
        box.close()
