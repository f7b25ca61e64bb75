"""What a delivery report means for the mail of ours that it is about. Whoever writes a report may lie in it.

So it can only ever say of a mail that was sent that it came back: no other mail changes, nothing is sent again, and
what lies in the report is read as in any mail.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.delivery import DeliveryAction, DeliveryReport, DeliveryStatus
from domain.outgoing import OutboxRow, OutgoingState

_LEFT = frozenset({OutgoingState.SENT, OutgoingState.UNCERTAIN, OutgoingState.BOUNCED, OutgoingState.SENDING})
_WORDS = {
    DeliveryAction.FAILED: "kom inte fram",
    DeliveryAction.DELAYED: "är försenat; servern försöker igen",
    DeliveryAction.DELIVERED: "har kommit fram",
    DeliveryAction.RELAYED: "har lämnats vidare till en server som inte rapporterar",
    DeliveryAction.EXPANDED: "har delats ut till mottagarna på en lista",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """`row` is what the report is about. `failed`: it did not reach the one we sent it to; `why` for the row,
    `words` for the incoming mail, both in Swedish."""

    row: OutboxRow
    failed: bool
    why: str
    words: str


def has_left(row: OutboxRow) -> bool:
    """Whether somebody may have it: nobody can answer, or send back, what never left."""
    return row.state in _LEFT


def judge_report(report: DeliveryReport, rows: tuple[OutboxRow, ...]) -> Returned | None:
    """`rows` are those with the report's Message-IDs. None when it is about no mail that has left us."""
    row = _about(report, rows)
    if row is None:
        return None
    status, ours = _status_of(report, row.mail.recipient)
    why = " ".join(part for part in (status.status, _without_code(status)) if part) or "utan angivet skäl"
    mail = f"vårt mejl »{row.mail.subject}« till {row.mail.recipient}"
    if not ours:
        other = status.addresses[0] if status.addresses else "en annan adress"
        return Returned(row=row, failed=False, why="", words=f"{mail} {_WORDS[status.action]} hos {other} ({why})")
    words = f"{mail} {_WORDS[status.action]} ({why})"
    return Returned(row=row, failed=status.action is DeliveryAction.FAILED, why=why, words=words)


def _about(report: DeliveryReport, rows: tuple[OutboxRow, ...]) -> OutboxRow | None:
    """The nearest of the mails that the report names, in its order."""
    left = {row.mail.message_id: row for row in rows if has_left(row)}
    return next((left[message_id] for message_id in report.message_ids if message_id in left), None)


def _status_of(report: DeliveryReport, recipient: str) -> tuple[DeliveryStatus, bool]:
    """What became of it on the way to `recipient`, the worst first, and whether it is said of that recipient.

    A server may know the reader under another name of the same domain (an alias), or give no name at all; a failure in
    another domain is that of somebody to whom the reader forwards her mail.
    """
    domain = recipient.rpartition("@")[2]
    worst = sorted(report.statuses, key=lambda status: status.action is not DeliveryAction.FAILED)
    exact = [status for status in worst if recipient in status.addresses]
    near = [s for s in worst if not s.addresses or any(a.rpartition("@")[2] == domain for a in s.addresses)]
    found = next(iter(exact or near), None)
    return (found, True) if found else (worst[0], False)


def _without_code(status: DeliveryStatus) -> str:
    """ "550 5.1.1 <x@y.se>: User unknown" beside 5.1.1 says the code once."""
    return status.diagnostic.replace(f"{status.status} ", "", 1) if status.status else status.diagnostic
