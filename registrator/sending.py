"""The verb that sends the outbox: what each mail's fate means for the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import MailDelayed, MailerError, MailRefused, MailUncertain
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from outbox.brake import HOUR, Brake, Held, Limits
from outbox.retry import next_attempt, next_connection
from outbox.troubles import BRAKE, SMTP
from registrator.build import House
from registrator.claims import Claims
from registrator.gathering import join_waiting
from registrator.log import get_log

log = get_log("sending")


SLOW = dt.timedelta(hours=1)
"""A server that for so long takes no mail from us, whomever it is to, is a trouble."""

OnRow = Callable[[OutboxRow], None]


def recover(house: House) -> int:
    """Whatever a crash left claimed is decided: not sent, or may have been sent; how many."""
    left = house.store.recover(resend=house.config.smtp.after_dot == "resend")
    if left:
        log.warning("claims_left", rows=left)
    return left


def send_outbox(house: House, on_row: OnRow = lambda _row: None) -> int:
    """Send what is due; how many were sent. A server that cannot be reached ends the round.

    There is one sender at a time: what is claimed when a round begins was left by one that a full disk cut short.
    With [smtp] dry_run nothing is sent, and nothing is changed.
    """
    sent = 0
    if house.config.smtp.dry_run:
        for planned in plan(house):
            log.debug("dry_run", row=planned.row.id, to=planned.row.mail.recipient, would=planned.would)
        log.info("dry_run", waiting=len(house.store.due(house.clock())))
    else:
        recover(house)
        join_waiting(house)
        sent = _Round(house, on_row).run()
    house.store.beat("send", house.clock())
    return sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would become of a mail that is due; `would` in Swedish."""

    row: OutboxRow
    would: str


def plan(house: House, *, limit: int = 1000) -> tuple[Planned, ...]:
    """What a round would do now, without a connection and without a change."""
    now, brake, planned = house.clock(), brake_of(house), []
    for row in house.store.due(now, limit=limit):
        barred, held = not_allowed(house, row.mail), brake.holds(row.mail, now)
        if not (barred or held):
            brake.note(row.mail, now)
        planned.append(Planned(row=row, would=barred or (held.why if held else "Skulle skickas nu.")))
    return tuple(planned)


def brake_of(house: House) -> Brake:
    """The brake as it stands now, by what the register says of the last hour."""
    smtp = house.config.smtp
    limits = Limits(per_hour=smtp.max_per_hour, per_recipient=smtp.max_per_recipient_per_hour)
    now = house.clock()
    # What a clock that had run ahead wrote must not hold back the mail of years.
    return Brake(limits, (handed for handed in house.store.handed_over(now - HOUR) if handed[0] <= now))


def not_allowed(house: House, mail: OutgoingMail) -> str:
    """Why this mail may not be sent from here, for a test system; empty when it may."""
    allowed, domain = house.config.smtp.only_domains, mail.recipient.rpartition("@")[2].lower()
    if not allowed or domain in allowed:
        return ""
    return f"Mottagarens domän {domain} står inte bland [smtp] only_domains, så mejlet skickas inte härifrån."


class _Round:
    """One round over what is due.

    A connection that is lost once may be the mail's own doing (a filter that dies of it): that mail waits, the next is
    tried. Lost twice in a row, or never made, it is the server: then all wait, and no mail's attempt is counted.
    """

    def __init__(self, house: House, on_row: OnRow) -> None:
        self._house, self._claims = house, Claims(house, on_row)
        self._brake = brake_of(house)
        self._answered = False  # the server takes mails, or says of each why not
        self._losses = 0  # in a row
        self._stage = SendStage.NONE

    def run(self) -> int:
        house = self._house
        while row := self._claims.take():
            if why := not_allowed(house, row.mail):
                self._claims.write()
                house.store.park(row.id, state=OutgoingState.PARKED, error=why)
                log.warning("mail_not_allowed", row=row.id, to=row.mail.recipient)
            elif held := self._brake.holds(row.mail, house.clock()):
                self._hold(row, held)
            elif not self._send(row):
                return self._claims.sent
        if self._answered or self._nobody_waits_for_it():
            house.store.clear_trouble(SMTP, house.clock())
        if not any(house.store.held(why) for why in self._brake.reasons):
            house.store.clear_trouble(BRAKE, house.clock())
        return self._claims.sent

    def _nobody_waits_for_it(self) -> bool:
        """A kill left the server's trouble standing, and no mail to try it by: it would last until the next one."""
        store = self._house.store
        what = next((trouble.what for trouble in store.troubles() if trouble.name == SMTP), None)
        return what is not None and not store.held(what)

    def _send(self, row: OutboxRow) -> bool:
        """Whether the round goes on."""
        house = self._house
        self._stage = SendStage.NONE
        try:
            house.mailer.send(
                row.mail,
                reached=lambda stage: self._reached(row, stage),
                meanwhile=lambda: self._claims.write(claim=True),
            )
        except MailerError as error:
            self._claims.write()
            return self._failed(row, error)
        self._claims.done(row)
        return self._was_answered()

    def _failed(self, row: OutboxRow, error: MailerError) -> bool:
        """Whether the round goes on."""
        store, now = self._house.store, self._house.clock()
        if isinstance(error, MailRefused):
            store.park(row.id, state=OutgoingState.PARKED, error=str(error), stage=self._stage)
            log.error("mail_refused", row=row.id, error=str(error))
            return self._was_answered()
        if isinstance(error, MailDelayed):
            self._later(row, error)
            if self._stage is SendStage.MAIL and now - row.created_at > SLOW:
                store.raise_trouble(SMTP, str(error), now)
                return True
            return self._was_answered()
        self._losses += 1
        if isinstance(error, MailUncertain):
            self._uncertain(row, error)
            return self._losses < 2 or self._unreachable(error)
        if self._house.stopping.is_set():  # broken off by us: it waits as before
            store.postpone(row.id, until=now, error=row.last_error, stage=self._stage, counted=False)
            return True
        if self._losses > 1 or self._stage in {SendStage.NONE, SendStage.CONNECT}:
            store.postpone(row.id, until=now, error=str(error), stage=self._stage, counted=False)
            return self._unreachable(error)
        self._later(row, error)
        if row.attempts > 2:
            store.raise_trouble(SMTP, str(error), now)
        return True

    def _was_answered(self) -> bool:
        """The server took the mail, or said why not: it is there. The round goes on."""
        self._losses = 0
        self._answered = self._answered or self._stage is not SendStage.NONE
        return True

    def _reached(self, row: OutboxRow, stage: SendStage) -> None:
        """Connecting may take long, so it is seen at once; the dot is on disk before it leaves. The stages between are
        written down with the mail's fate."""
        self._stage = stage
        if stage is SendStage.CONNECT:
            self._claims.write()
            self._house.store.reached(row.id, stage)
        elif stage is SendStage.DOT:
            now = self._house.clock()
            self._house.store.reached(row.id, stage, now)
            self._brake.note(row.mail, now)

    def _uncertain(self, row: OutboxRow, error: MailUncertain) -> None:
        if self._house.config.smtp.after_dot == "resend":
            self._later(row, error, given_up=OutgoingState.UNCERTAIN)
        else:
            self._house.store.park(row.id, state=OutgoingState.UNCERTAIN, error=str(error), stage=self._stage)
            log.error("mail_uncertain", row=row.id, error=str(error))

    def _later(self, row: OutboxRow, error: Exception, *, given_up: OutgoingState = OutgoingState.PARKED) -> None:
        until = next_attempt(row.attempts, self._house.clock())
        if until is None:
            self._house.store.park(row.id, state=given_up, error=str(error), stage=self._stage)
            log.error("mail_given_up", row=row.id, error=str(error))
        else:
            maybe_sent = given_up is OutgoingState.UNCERTAIN
            self._house.store.postpone(row.id, until=until, error=str(error), stage=self._stage, maybe_sent=maybe_sent)
            log.warning("mail_delayed", row=row.id, until=until.isoformat(), error=str(error))

    def _hold(self, row: OutboxRow, held: Held) -> None:
        """The mail and all others that the same reason holds back."""
        house, now = self._house, self._house.clock()
        self._claims.write()
        house.store.postpone(row.id, until=held.until, error=held.why, counted=False)
        alarms = row.mail.kind is MailKind.ALARM
        others = house.store.hold(until=held.until, why=held.why, now=now, recipient=held.recipient, alarms=alarms)
        log.warning("braked", rows=1 + others, to=held.recipient, until=held.until.isoformat(), why=held.why)
        house.store.raise_trouble(
            BRAKE,
            f"{held.why} Resten väntar. Se med »registrator outbox list« varför de är så många; är de rätt, höj "
            "max_per_hour eller max_per_recipient_per_hour under [smtp], annars ta tillbaka dem.",
            now,
        )

    def _unreachable(self, error: Exception) -> bool:
        """The server is away: all wait, and the operator is told. False, for the round ends."""
        house, now = self._house, self._house.clock()
        self._claims.give_back()
        house.store.raise_trouble(SMTP, str(error), now)
        began = next(trouble.begun_at for trouble in house.store.troubles() if trouble.name == SMTP)
        until = next_connection(now - began, now)
        waiting = sum(house.store.hold(until=until, why=str(error), now=now, alarms=alarms) for alarms in (False, True))
        log.warning("smtp_unreachable", waiting=waiting, until=until.isoformat(), error=str(error))
        return False
