"""What a verb of the store asks of its caller inside the transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.decision import Result
from domain.outgoing import OutgoingMail
from domain.register import Answer, Settlement

Conclude = Callable[[tuple[Answer, ...]], Result]
"""Given the answers already registered for the same recommendations: the result to keep."""

Compose = Callable[[Settlement], Iterable[OutgoingMail]]
"""Given an entry as it now is, and what stood before: the mails to queue with it."""
