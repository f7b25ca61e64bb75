"""What the IMAP door needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from domain.ports import TokenSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSettings:
    """One mailbox on one server. TLS is always used and always verified; there is no setting that says otherwise.

    `security`: "tls" from the first byte (port 993) or "starttls" (port 143). `ca_file`: PEM of the authorities to
    trust instead of the system's.
    `tokens`: where tokens to sign in with come from, in the place of a password.
    `seconds`: how long each operation may take as a whole, however the server drips.
    `prefix`: what the names of this mailbox's folders begin with in the register, to tell them from another mailbox's.
    `after`: what becomes of a settled mail: nothing, the keyword `flag`, or a move to the folder `move_to`.
    """

    host: str
    port: int
    security: Literal["tls", "starttls"]
    username: str
    password: str = field(default="", repr=False)
    tokens: TokenSource | None = field(default=None, repr=False)
    ca_file: Path | None = None
    seconds: float = 60.0
    prefix: str = ""
    after: Literal["leave", "flag", "move"] = "leave"
    flag: str = "$Registrerad"
    move_to: str = ""

    @property
    def server(self) -> str:
        """The server as a person reads it."""
        mailbox = f" ({self.username})" if self.prefix else ""
        return f"IMAP-servern {self.host} port {self.port}{mailbox}"
