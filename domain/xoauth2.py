"""What is said when a token signs in in the place of a password: the same over IMAP and SMTP.

Source: Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"; Google, "XOAUTH2 Mechanism".
"""

from __future__ import annotations

import json


def sign_in_words(username: str, token: str) -> bytes:
    """The client's first words, before base64."""
    return f"user={username}\1auth=Bearer {token}\1\1".encode()


def refusal_words(challenge: bytes) -> str:
    """Why the server says no, out of its challenge after base64; empty when it tells nothing.

    `{"status":"invalid_token","schemes":"bearer","scope":"mail"}` -> "invalid_token". The client must answer the
    challenge with an empty line; only then comes the refusal.
    """
    try:
        said = json.loads(challenge)
    except ValueError:
        return ""
    status = str(said.get("status", "")) if isinstance(said, dict) else ""
    return "".join(sign for sign in status if sign.isprintable())[:60]
