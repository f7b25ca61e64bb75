"""What the readers of our mails last heard of an entry, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.decision import Decision
from domain.evidence import EvidenceKind
from domain.outgoing import MailKind, OutboxRow, OutgoingState, Tells
from domain.register import Settlement

_OPENING = (MailKind.SUMMARY, MailKind.PARTNER, MailKind.RECEIPT)  # what a reader hears first; then corrections
_CLAIMS = (
    *("municipality", "recommendation", "outcome", "final"),
    *("decision_body", "paragraf", "meeting_date", "diarienummer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one reader was last told that stands of an entry; nothing, when told that nothing does.

    `kind` is that of the first mail: SUMMARY for a reader of ours, PARTNER, or RECEIPT for the sender. `message_id` is
    the last mail's.
    """

    reader: str
    kind: MailKind
    decisions: tuple[Decision, ...]
    message_id: str


def tells(entry_id: int, decisions: Iterable[Decision]) -> Tells:
    """For a mail that says of an entry that these stand: without the evidence, but for how the body is printed."""
    return Tells(entry_id=entry_id, decisions=tuple(_slim(decision) for decision in decisions))


def heard(settlement: Settlement) -> tuple[Heard, ...]:
    """What each reader of the entry's earlier mails last heard, in the order in which they were first told.

    A summary, a receipt or a correction says all that stands; a notice to the partner adds to what was said before. A
    mail of a time when it was not kept what it tells is taken to have told what stood until now. What came back has
    told nobody anything; what may have been sent is taken to have arrived.
    """
    readers: dict[str, Heard] = {}
    for row in settlement.told:
        known = readers.get(row.mail.recipient)
        if row.mail.kind not in (*_OPENING, MailKind.CORRECTION) or _claims_nothing(row) or _came_back(row):
            continue
        said = tuple(d for t in row.mail.tells for d in t.decisions) if row.mail.tells else settlement.struck
        if row.mail.kind is MailKind.PARTNER and known:
            said = (*known.decisions, *(d for d in said if d not in known.decisions))
        # whoever reads the summaries hears as one of ours, whatever else she gets
        ours = known is None or row.mail.kind is MailKind.SUMMARY
        readers[row.mail.recipient] = Heard(
            reader=row.mail.recipient,
            kind=row.mail.kind if known is None or ours else known.kind,
            decisions=said,
            message_id=row.mail.message_id,
        )
    return tuple(readers.values())


def same_claims(one: Decision, other: Decision) -> bool:
    """Whether a reader would see no difference: page, file and quote may be others."""
    return all(getattr(one, name) == getattr(other, name) for name in _CLAIMS)


def _claims_nothing(row: OutboxRow) -> bool:
    """A receipt that says only that a person looks at the mail."""
    return row.mail.kind is MailKind.RECEIPT and not row.mail.tells


def _came_back(row: OutboxRow) -> bool:
    return row.state is OutgoingState.BOUNCED


def _slim(decision: Decision) -> Decision:
    printed = tuple(e for e in decision.evidence if e.kind is EvidenceKind.BODY)
    return replace(decision, evidence=printed, doubts=())
