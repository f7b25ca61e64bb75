"""What other servers report of our mail, and which mail of ours an incoming one speaks of."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from domain.outgoing import MailKind


class DeliveryAction(enum.Enum):
    """What became of a mail on its way to one recipient (RFC 3464, 2.3.3). The value is the word of the report."""

    FAILED = "failed"
    DELAYED = "delayed"  # the server goes on trying
    DELIVERED = "delivered"
    RELAYED = "relayed"  # to a server that does not report
    EXPANDED = "expanded"  # to the members of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryStatus:
    """Of one recipient. `addresses` are those that the report names for it, lower case: the final one, the original."""

    addresses: tuple[str, ...]
    action: DeliveryAction
    status: str  # "5.1.1" (RFC 3463), "" when the report has none
    diagnostic: str  # the server's own words, on one line


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """A report, or a refusal in plain words. `message_ids` (with brackets) are of the mail that it is about."""

    message_ids: tuple[str, ...]
    statuses: tuple[DeliveryStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OurMail:
    """A mail of ours in the thread of an incoming one. `recommendations` are the diarienummer it was about."""

    kind: MailKind
    subject: str
    recipient: str
    recommendations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """What the register knows of an incoming mail's thread: `answers`, the nearest mail of ours that it replies to.

    `report` says in Swedish what it reports of a mail of ours, "" when it reports nothing.
    """

    answers: OurMail | None = None
    report: str = ""


NO_CORRESPONDENCE = Correspondence()
