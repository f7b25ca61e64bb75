"""Signing in with a token in the place of a password, as Microsoft 365 wants it (OAuth2, mechanism XOAUTH2)."""

from __future__ import annotations

from domain.errors import MailboxError, MailboxRefused, TokenError, TokenRefused
from domain.ports import Token
from domain.xoauth2 import refusal_words, sign_in_words
from ingest.settings import ImapSettings

MECHANISM = "XOAUTH2"
ADVICE = (
    "Kontrollera att appen har behörigheten IMAP.AccessAsApp med administratörens godkännande, att den är inlagd i "
    "Exchange (New-ServicePrincipal, med objekt-id från Enterprise applications) och har rätt till brevlådan "
    "(Add-MailboxPermission). Stegen visas av »registrator check«."
)


class Conversation:
    """The client's side of one sign-in. `why` is what the server's challenge says of its refusal."""

    def __init__(self, username: str, token: Token) -> None:
        self._words: bytes = sign_in_words(username, token.value)
        self.why = ""

    def __call__(self, challenge: bytes) -> bytes:
        if self._words:
            words, self._words = self._words, b""
            return words
        self.why = refusal_words(challenge)
        return b""


def token_for(settings: ImapSettings, *, fresh: bool = False) -> Token | None:
    """The token to sign in with, None where a password does. Errors: MailboxRefused, MailboxError."""
    if settings.tokens is None:
        return None
    try:
        return settings.tokens.token(settings.seconds, fresh=fresh)
    except TokenRefused as error:
        raise MailboxRefused(str(error)) from error
    except TokenError as error:
        raise MailboxError(str(error)) from error
