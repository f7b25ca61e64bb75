"""The verb that sends the outbox: what each row's fate means for the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from domain.errors import MailDelayed, MailerUnreachable, MailRefused, MailUncertain
from domain.outgoing import OutboxRow, OutgoingState
from outbox.retry import next_attempt
from registrator.build import House
from registrator.log import get_log

log = get_log("sending")


def send_outbox(house: House, on_row: Callable[[OutboxRow], None] = lambda _row: None) -> int:
    """Send what is due; how many were sent. A server that cannot be reached ends the round.

    There is one sender at a time: what is claimed when a round begins was left by one that a full disk cut short.
    """
    left, sent = house.store.recover(), 0
    if left:
        log.warning("claims_left", rows=left)
    while not house.stopping.is_set() and (row := house.store.claim(house.clock())):
        try:
            house.mailer.send(row.mail, reached=partial(house.store.reached, row.id))
        except MailUncertain as error:
            house.store.park(row.id, state=OutgoingState.UNCERTAIN, error=str(error))
            log.error("mail_uncertain", row=row.id, error=str(error))
        except MailRefused as error:
            house.store.park(row.id, state=OutgoingState.PARKED, error=str(error))
            log.error("mail_refused", row=row.id, error=str(error))
        except MailDelayed as error:
            _later(house, row, error)
        except MailerUnreachable as error:
            _later(house, row, error)
            break
        else:
            house.store.sent(row.id, house.clock())
            sent += 1
            log.info("sent", row=row.id, kind=row.mail.kind.value, to=row.mail.recipient)
            on_row(row)
    house.store.beat("send", house.clock())
    return sent


def _later(house: House, row: OutboxRow, error: Exception) -> None:
    until = next_attempt(row.attempts, house.clock())
    if until is None:
        house.store.park(row.id, state=OutgoingState.PARKED, error=str(error))
        log.error("mail_given_up", row=row.id, error=str(error))
    else:
        house.store.postpone(row.id, until=until, error=str(error))
        log.warning("mail_delayed", row=row.id, until=until.isoformat(), error=str(error))
