"""Looking for mails in the register: what is asked, and a page of what is found."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from domain.decision import Decision
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from domain.register import State


class Order(enum.Enum):
    """What a list is ordered by. A mail with several decisions stands where the first of them, in that order, does."""

    ARRIVAL = "arrival"
    MUNICIPALITY = "municipality"
    OUTCOME = "outcome"
    SENDER = "sender"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person looks for; what is empty or None is not asked. All that is asked must hold.

    `words` as typed: several words in any order, "a phrase in quotes", a beginning*. Nothing typed is an error.
    Municipality (a kommunkod), recommendation (a diarienummer) and outcome must hold of one decision of the mail, as
    it stands or was read. The mail arrived at or after `since` and before `until` (aware).

    By arrival the newest stands first unless `oldest_first`. Another order begins with its first value (or, when
    `descending`, its last): outcomes and states as their enums have them, `municipalities` (kommunkoder) as given.
    """

    words: str = ""
    states: tuple[State, ...] = ()
    municipality: str = ""
    recommendation: str = ""
    outcome: Outcome | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    oldest_first: bool = False
    order: Order = Order.ARRIVAL
    descending: bool = False
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text; `hit` when it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedNumber:
    """A registration number with the name of its document, "" for a mail that is its own document. `given_at`: when the
    number was given, with the first mail that brought the document."""

    number: str
    name: str
    given_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMail:
    """A mail as a list shows it: an Entry without the reading of it, and with the decisions that stand or were read.

    The decisions have neither evidence nor doubts. `snippet` is the place in its documents where the words were found,
    empty when they stand elsewhere (or none were asked for).
    """

    id: int
    arrived_at: dt.datetime
    state: State
    reason: str
    sender: str
    subject: str
    documents: tuple[NamedNumber, ...]
    decisions: tuple[Decision, ...]
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page. `before`, `after`: whether there is more on either side of it, in the order asked for.

    `count`: how many there are in all, None when it was not asked for. `ordered`: whether they stand in the order asked
    for; False for a list too long for it, which has the newest first.
    """

    mails: tuple[FoundMail, ...]
    before: bool
    after: bool
    count: int | None = None
    ordered: bool = True


class Relation(enum.Enum):
    """Why another mail belongs with one; of several the first that holds."""

    SAME_DOCUMENT = "same_document"  # the same file came in it
    CORRECTS = "corrects"  # a person has said that one corrects the other
    SAME_ACT = "same_act"  # the same paragraf of the same meeting
    THREAD = "thread"  # one answers the other
    SAME_QUESTION = "same_question"  # the same municipality on the same recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxQuestion:
    """Which outgoing mails are asked for; what is empty is not asked. `words` stand in the subject or the address."""

    words: str = ""
    states: tuple[OutgoingState, ...] = ()
    kinds: tuple[MailKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOutgoing:
    """One page of outgoing mails, without their bytes. `before`, `after`: whether there are newer and older ones."""

    rows: tuple[OutboxRow, ...]
    before: bool
    after: bool
