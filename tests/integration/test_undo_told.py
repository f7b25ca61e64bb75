"""A verdict that is taken back: what waited to be told of it is not, what was told is corrected."""

from __future__ import annotations

from functools import partial

from domain.outgoing import MailKind
from domain.register import Entry
from registrator.build import House
from registrator.telling import tell
from tests.integration.test_telling import OFFICER, Wall, come_in, decide, readers, send_all, sent, waiting

pytest_plugins = ["tests.servers.register", "tests.integration.test_telling"]  # its house and its clock


def undo(house: House, entry: Entry) -> Entry:
    return house.store.undo(
        entry.id, version=entry.version, who="registrator", compose=partial(tell, house), now=house.clock()
    )


def test_a_verdict_that_is_undone_before_it_was_told_is_never_told(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    undo(house, decide(house, entry))
    assert waiting(house) == []
    assert sent(house, MailKind.CORRECTION) == []


def test_a_verdict_that_is_undone_after_it_was_told_is_corrected(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    dismissed = decide(house, entry)
    send_all(house, clock)
    assert OFFICER in [reader for reader, _ in sent(house, MailKind.CORRECTION)]
    undo(house, dismissed)
    assert (MailKind.CORRECTION, OFFICER) in readers(waiting(house))
