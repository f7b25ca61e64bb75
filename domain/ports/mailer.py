"""Where our mails leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from domain.outgoing import OutgoingMail, SendStage


class Mailer(Protocol):
    """One SMTP connection for many mails. Errors: the MailerError branch, which says what to do with the row."""

    def send(
        self,
        mail: OutgoingMail,
        reached: Callable[[SendStage], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Send one mail; `reached` is called, and returns, before each stage is begun.

        `meanwhile` may be called, when the first command is on its way and the server busy: a moment for work of ours.
        """

    def close(self) -> None: ...
