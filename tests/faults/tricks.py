"""What servers do wrong, as faults for the proxy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.faults.proxy import HANG_UP, RESET, Command, Fault

_LITERAL = re.compile(rb"\{(\d+)\}\r\n")
_DATE = b'"04-May-2015 08:00:00 +0200"'


def silent(command: Command) -> Iterator[bytes]:
    """Nothing, for ever: a server that hangs, or a half-open connection."""
    command.pause()
    yield HANG_UP


def drip(command: Command) -> Iterator[bytes]:
    """A byte now and then, so that no single read is late."""
    while True:
        command.pause(0.15)
        yield b"*"


def dripping(command: Command) -> Iterator[bytes]:
    """The true answer, a byte now and then."""
    for response in command.real():
        for byte in response:
            yield bytes([byte])
            command.pause(0.15)


def hang_up(command: Command) -> Iterator[bytes]:
    yield HANG_UP


def reset(command: Command) -> Iterator[bytes]:
    yield RESET


def bye(command: Command) -> Iterator[bytes]:
    yield b"* BYE Server shutting down.\r\n"
    yield HANG_UP


def only(uid: int, fault: Fault) -> Fault:
    """The fault for this UID; the others are given as they are."""

    def chosen(command: Command) -> Iterator[bytes]:
        yield from fault(command) if command.uid == uid else command.real()

    return chosen


def first_visit(fault: Fault) -> Fault:
    """The fault on the first connection from now on; later ones are well."""
    visits: set[int] = set()

    def chosen(command: Command) -> Iterator[bytes]:
        visits.add(command.visit)
        yield from fault(command) if command.visit == min(visits) else command.real()

    return chosen


def body(uid: int, raw: bytes, *, sequence: int = 1, announced: int | None = None, size: int | None = None) -> bytes:
    """A FETCH response with a mail; lengths are the true ones unless given."""
    size = len(raw) if size is None else size
    announced = len(raw) if announced is None else announced
    head = b"* %d FETCH (UID %d INTERNALDATE %s RFC822.SIZE %d BODY[] {%d}\r\n"
    return head % (sequence, uid, _DATE, size, announced) + raw + b")\r\n"


def cut_inside_the_literal(command: Command) -> Iterator[bytes]:
    yield next(command.real())[:-20]
    yield HANG_UP


def reset_inside_the_literal(command: Command) -> Iterator[bytes]:
    yield next(command.real())[:-20]
    yield RESET


def announced_too_short(command: Command) -> Iterator[bytes]:
    yield from _announced(command, -12)


def announced_too_long(command: Command) -> Iterator[bytes]:
    """The client waits for bytes that never come."""
    yield from _announced(command, 1000)


def _announced(command: Command, more: int) -> Iterator[bytes]:
    for response in command.real():
        yield _LITERAL.sub(lambda found: b"{%d}\r\n" % (int(found[1]) + more), response, count=1)


def nil_body(command: Command) -> Iterator[bytes]:
    yield b"* 1 FETCH (UID %d INTERNALDATE %s RFC822.SIZE 52 BODY[] NIL)\r\n" % (command.uid, _DATE)
    yield command.ok()


def empty_body(command: Command) -> Iterator[bytes]:
    yield body(command.uid, b"")
    yield command.ok()


def no_uid(command: Command) -> Iterator[bytes]:
    for response in command.real():
        yield re.sub(rb"UID \d+ ", b"", response, count=1)


def no_date(command: Command) -> Iterator[bytes]:
    for response in command.real():
        yield re.sub(rb'INTERNALDATE "[^"]*" ', b"", response, count=1)


def refusal(command: Command) -> Iterator[bytes]:
    yield command.no("[SERVERBUG] The message could not be retrieved")


def bad(command: Command) -> Iterator[bytes]:
    yield command.bad("Command Error. 12")


def without_uidvalidity(command: Command) -> Iterator[bytes]:
    """As the folder is opened, it is left out."""
    for response in command.real():
        if b"[UIDVALIDITY" not in response:
            yield response
