"""One mail to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.outgoing import MailKind, OutgoingMail
from outbox.compose import Composer


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A mail with invented content. `name` becomes the file's, `title` says in Swedish what the case shows.

    `compose` is what writes such mails in earnest, so that what is looked at is what is sent.
    """

    kind: MailKind
    name: str  # "sammanfattning-villkor"
    title: str
    compose: Callable[[Composer], OutgoingMail]
