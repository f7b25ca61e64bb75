"""Larm: what the operator gets when something must be put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from domain.outgoing import MailKind, OutgoingMail
from outbox import alarm, troubles
from outbox.compose import Composer
from registrator.previews.case import Case
from registrator.previews.values import NOW

READER = "drift@ksl.se"
_BEGUN = NOW - dt.timedelta(minutes=5)


def _episode(name: str, what: str, **times: dt.datetime) -> alarm.Episode:
    given = {"begun_at": _BEGUN, "ended_at": None, **times}
    return alarm.Episode(id=9, name=name, what=what, worth=True, **given)  # type: ignore[arg-type]


_AWAY = _episode(
    troubles.MAILBOX,
    "imap.ksl.se (port 993) svarar inte: anslutningen bröts efter 60 sekunder. Kontrollera att servern är igång och "
    "att inget hindrar trafiken dit.",
)
_REFUSED = _episode(
    troubles.SIGN_IN,
    "imap.ksl.se släpper inte in registrator@ksl.se: [AUTHENTICATIONFAILED] Authentication failed.",
    begun_at=NOW - dt.timedelta(days=2, hours=4),
)
_SMTP = _episode(
    troubles.SMTP,
    "E-postservern smtp.ksl.se:587 kan inte nås: ingen svarar på porten. Nytt försök görs.",
    begun_at=NOW - dt.timedelta(days=3, minutes=20),
    ended_at=NOW - dt.timedelta(minutes=10),
)


def _case(name: str, title: str, compose: Callable[[Composer], OutgoingMail]) -> Case:
    return Case(kind=MailKind.ALARM, name=f"larm-{name}", title=title, compose=compose)


CASES = (
    _case("borjar", "brevlådan går inte att nå", lambda c: alarm.begun(c, _AWAY, READER, NOW)),
    _case("varar", "inloggningen nekas sedan två dygn", lambda c: alarm.daily(c, _REFUSED, READER, NOW)),
    _case(
        "over",
        "utgående mejl gick inte att skicka på tre dygn",
        lambda c: alarm.over(c, _SMTP, READER, NOW, told=False),
    ),
)
