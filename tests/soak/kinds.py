"""The kinds of fault that the dice draws from, and the long outages: what each does, for how long, where."""

from __future__ import annotations

import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from outbox import troubles
from tests.faults import tricks
from tests.faults.proxy import Command, Fault
from tests.soak.scene import Scene

EIO, ENOSPC = 5, 28
ALL = ("handshake", "greeting", "CAPABILITY", "AUTHENTICATE", "LOGIN", "LIST", "EXAMINE", "SELECT", "UID SEARCH")
ALL += ("UID FETCH", "UID STORE", "IDLE", "NOOP")
STRUCK_WITHIN = 15.0
"""Simulated minutes that a single SMTP fault waits for a mail to strike."""

Act = Callable[[Scene], object]


def _nothing(_scene: Scene) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`area` is what it befalls: two faults never befall one at a time. `minutes` simulated, from and to.

    `alarm`: the trouble that the operator must be told of when it lasts as long as this one does. `waits`: it strikes
    the next mail, whenever that is sent.
    """

    name: str
    area: str
    begin: Act
    end: Act = _nothing
    minutes: tuple[float, float] = (0.0, 0.0)
    alarm: str = ""
    weight: int = 1
    waits: bool = False


def _signal(number: signal.Signals) -> Act:
    return lambda scene: scene.keeper.send(number)


def _healed_imap(scene: Scene) -> None:
    scene.proxy.heal()
    scene.proxy.cut()


def _imap(name: str, fault: Fault, *verbs: str, minutes: tuple[float, float] = (0.5, 2.0), weight: int = 1) -> Kind:
    """The fault at one of these commands, drawn by the dice, at each that comes meanwhile."""

    def begin(scene: Scene) -> None:
        scene.proxy.faults[scene.dice.choice(verbs)] = fault

    return Kind(name=f"IMAP: {name}", area="imap", begin=begin, end=_healed_imap, minutes=minutes, weight=weight)


def _all_silent(scene: Scene) -> None:
    for verb in ALL:
        scene.proxy.faults[verb] = tricks.silent


def _refuse(scene: Scene) -> None:
    for verb in ("LOGIN", "AUTHENTICATE"):
        scene.proxy.faults[verb] = _refused
    scene.proxy.cut()


def _refused(command: Command) -> Iterator[bytes]:
    yield command.no("[AUTHENTICATIONFAILED] Authentication failed.")


def _stop_dovecot(scene: Scene) -> None:
    scene.dovecot.stop()
    scene.proxy.cut()


def _cut(scene: Scene) -> None:
    scene.proxy.cut()


def _renumber(scene: Scene) -> None:
    scene.mailbox.change_uidvalidity()


def _smtp(name: str, stage: str, *, reply: str | None = None, drop: bool = False, kept: bool = False) -> Kind:
    def begin(scene: Scene) -> None:
        scene.sink.fail(stage, reply=reply, drop=drop, kept=kept)

    return Kind(
        name=f"SMTP: {name}",
        area="smtp",
        begin=begin,
        end=lambda scene: scene.sink.heal(),
        minutes=(STRUCK_WITHIN, STRUCK_WITHIN),
        waits=True,
    )


def _smtp_hang(scene: Scene) -> None:
    scene.sink.fail(scene.dice.choice(("connect", "ehlo", "mail", "rcpt", "data")), hang=10.0, drop=True)


def _smtp_down(scene: Scene) -> None:
    scene.sink.__exit__(None, None, None)


def _smtp_up(scene: Scene) -> None:
    scene.sink.__enter__()


def _smtp_busy(scene: Scene) -> None:
    scene.sink.fail("connect", reply="421 4.3.2 Startar om", drop=True, times=None)


def _order(words: str) -> Act:
    return lambda scene: scene.order.write_text(words)


def _no_order(scene: Scene) -> None:
    scene.order.unlink(missing_ok=True)


def _lock(scene: Scene) -> None:
    """Another connection writes, and takes its time: up to twice as long as the daemon waits for it."""
    seconds, file = scene.dice.uniform(0.2, 2.0), scene.config.storage.folder / "registrator.sqlite3"

    def hold() -> None:
        register = sqlite3.connect(file, timeout=10, isolation_level=None)
        try:
            register.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            register.execute("ROLLBACK")
        finally:
            register.close()

    threading.Thread(target=hold, name="lock").start()


KINDS = (
    Kind(name="daemon: SIGKILL", area="daemon", begin=_signal(signal.SIGKILL), weight=6),
    Kind(name="daemon: SIGTERM", area="daemon", begin=_signal(signal.SIGTERM), weight=3),
    Kind(name="daemon: SIGHUP", area="daemon", begin=_signal(signal.SIGHUP), weight=2),
    _imap("hangs", tricks.silent, "handshake", "greeting", "EXAMINE", "SELECT", "UID SEARCH", "UID FETCH", weight=3),
    _imap("drips", tricks.drip, "greeting", "EXAMINE", "UID SEARCH"),
    _imap("reset", tricks.reset, "handshake", "EXAMINE", "SELECT", "UID SEARCH", "UID FETCH", "UID STORE", weight=3),
    _imap("hangs up", tricks.hang_up, "greeting", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE", weight=2),
    _imap("BYE", tricks.bye, "greeting", "EXAMINE", "UID SEARCH", "UID FETCH", "UID STORE", "IDLE", weight=3),
    _imap("ends in a literal", tricks.cut_inside_the_literal, "UID FETCH", weight=2),
    _imap("reset in a literal", tricks.reset_inside_the_literal, "UID FETCH", weight=2),
    _imap("announces too little", tricks.announced_too_short, "UID FETCH"),
    _imap("announces too much", tricks.announced_too_long, "UID FETCH"),
    _imap("NIL for a mail", tricks.nil_body, "UID FETCH"),
    _imap("no UID", tricks.no_uid, "UID FETCH"),
    _imap("refuses a mail", tricks.refusal, "UID FETCH", "UID STORE"),
    _imap("BAD", tricks.bad, "EXAMINE", "SELECT", "UID SEARCH", "IDLE"),
    _imap("no UIDVALIDITY", tricks.without_uidvalidity, "EXAMINE", minutes=(0.5, 1.0)),
    Kind(name="IMAP: half-open", area="imap", begin=_all_silent, end=_healed_imap, minutes=(1.0, 4.0), weight=2),
    Kind(name="IMAP: refuses the sign-in", area="imap", begin=_refuse, end=_healed_imap, minutes=(1.0, 2.0)),
    Kind(name="IMAP: all connections end", area="imap", begin=_cut, weight=2),
    Kind(
        name="IMAP: server stopped",
        area="imap",
        begin=_stop_dovecot,
        end=lambda scene: scene.dovecot.start(),
        minutes=(1.0, 3.0),
        weight=2,
    ),
    _smtp("421 at connect", "connect", reply="421 4.3.2 Startar om", drop=True),
    _smtp("refuses the sign-in", "auth", reply="535 5.7.8 Fel"),
    _smtp("450 at MAIL", "mail", reply="451 4.3.0 Senare"),
    _smtp("450 at RCPT", "rcpt", reply="450 4.2.1 Upptaget"),
    _smtp("drops at MAIL", "mail", drop=True),
    _smtp("drops after DATA", "data", drop=True),
    _smtp("drops in the mail", "content", drop=True),
    _smtp("452 after the dot", "dot", reply="452 4.3.1 Fullt"),
    _smtp("drops after the dot, mail kept", "dot", drop=True, kept=True),
    _smtp("drops after the dot, mail not kept", "dot", drop=True),
    _smtp("421 at QUIT", "quit", reply="421 4.3.0 Bye"),
    Kind(
        name="SMTP: hangs",
        area="smtp",
        begin=_smtp_hang,
        end=lambda scene: scene.sink.heal(),
        minutes=(STRUCK_WITHIN, STRUCK_WITHIN),
        waits=True,
    ),
    Kind(name="SMTP: server stopped", area="smtp", begin=_smtp_down, end=_smtp_up, minutes=(1.0, 4.0)),
    Kind(name="disk: I/O error", area="disk", begin=_order(f"{EIO} once"), end=_no_order, minutes=(2.0, 2.0), weight=4),
    Kind(name="disk: full", area="disk", begin=_order(str(ENOSPC)), end=_no_order, minutes=(0.5, 3.0), weight=2),
    Kind(name="database: locked", area="database", begin=_lock, minutes=(4.0, 4.0), weight=4),
)


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A fault that lasts: from this simulated minute to that one."""

    kind: Kind
    begins: float
    ends: float


def _long(name: str, area: str, begin: Act, end: Act, alarm: str) -> Kind:
    return Kind(name=f"outage: {name}", area=area, begin=begin, end=end, alarm=alarm)


IMAP_AWAY = _long("IMAP server stopped", "imap", _stop_dovecot, lambda scene: scene.dovecot.start(), troubles.MAILBOX)
IMAP_HANGS = _long("IMAP hangs", "imap", _all_silent, _healed_imap, troubles.MAILBOX)
IMAP_REFUSES = _long("IMAP refuses the sign-in", "imap", _refuse, _healed_imap, troubles.SIGN_IN)
SMTP_AWAY = _long("SMTP server stopped", "smtp", _smtp_down, _smtp_up, troubles.SMTP)
SMTP_BUSY = _long("SMTP answers 421", "smtp", _smtp_busy, lambda scene: scene.sink.heal(), troubles.SMTP)
DISK_LOW = _long(
    "disk nearly full",
    "disk",
    lambda scene: scene.low.touch(),
    lambda scene: scene.low.unlink(missing_ok=True),
    troubles.DISK,
)
RENUMBERED = Kind(name="IMAP: new UIDVALIDITY", area="imap", begin=_renumber, alarm=troubles.RENUMBERED)
"""Not drawn each hour: after it every mail is fetched once more, which takes as long as it does in real time."""

_HOURS = (
    (SMTP_AWAY, 1.5, 4.5),
    (IMAP_AWAY, 3.0, 5.0),  # nobody hears of it before mails leave again
    (RENUMBERED, 6.0, 6.0),
    (DISK_LOW, 7.0, 8.0),
    (IMAP_REFUSES, 9.0, 9.75),
    (RENUMBERED, 11.0, 11.0),
    (SMTP_BUSY, 12.0, 13.0),
    (IMAP_HANGS, 14.0, 14.75),
    (DISK_LOW, 16.0, 16.5),
    (IMAP_AWAY, 18.0, 18.5),
    (SMTP_AWAY, 19.0, 20.0),
    (RENUMBERED, 21.0, 21.0),
)
_SHORT = ((SMTP_AWAY, 2.0, 15.0), (IMAP_AWAY, 3.0, 11.0), (RENUMBERED, 11.0, 11.0), (DISK_LOW, 12.0, 15.0))


def outages(minutes: int) -> tuple[Outage, ...]:
    """Those of the first hours of a day; where that is none, some that last for minutes."""
    hours = tuple(Outage(kind=kind, begins=60 * begins, ends=60 * ends) for kind, begins, ends in _HOURS)
    short = tuple(Outage(kind=kind, begins=begins, ends=ends) for kind, begins, ends in _SHORT)
    return tuple(one for one in hours if one.ends < minutes) or tuple(one for one in short if one.ends < minutes)
