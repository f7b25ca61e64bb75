"""What [imap] may say: the mailboxes that are read, how often, and what becomes of a mail that is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from registrator.settings import Auth
from registrator.toml_file import STRICT, Port, Seconds, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """One mailbox. `folders` are named as they are called, or by their use (RFC 6154): "\\\\Junk".

    Where a mail lay says nothing of who sent it: from junk it is accepted on the same proof as from the inbox, for a
    spam filter's guess is weaker than the DMARC result that the same server wrote.
    """

    __pydantic_config__ = STRICT
    host: Text
    port: Port = 993
    security: Literal["tls", "starttls"] = "tls"
    username: Text
    auth: Auth = "password"
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    folders: tuple[Text, ...] = ("INBOX",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapConfig(MailboxSettings):
    """The first mailbox, what holds for all of them, and the others (`also`)."""

    __pydantic_config__ = STRICT
    idle: bool = True
    poll_seconds: Seconds = 60
    timeout_seconds: Seconds = 60
    after: Literal["leave", "flag", "move"] = "leave"
    flag: Text = "$Registrerad"
    move_to: str = ""
    also: tuple[MailboxSettings, ...] = ()

    @property
    def mailboxes(self) -> tuple[tuple[str, MailboxSettings], ...]:
        """Each mailbox, with what the names of its folders begin with in the register: nothing for the first."""
        return (("", self), *((f"{one.username}/", one) for one in self.also))

    @property
    def by_token(self) -> bool:
        """Whether some mailbox is signed in to with tokens."""
        return any(one.auth == "oauth2" for _, one in self.mailboxes)

    @property
    def places(self) -> tuple[str, ...]:
        """Every folder that is read, as it is asked for: "INBOX", "info@ksl.se/INBOX"."""
        return tuple(prefix + folder for prefix, one in self.mailboxes for folder in one.folders)


def imap_faults(imap: ImapConfig) -> list[str]:
    """What cannot be so, as "section.key: why"."""
    faults = []
    for number, (_, one) in enumerate(imap.mailboxes):
        section = f"imap.also.{number - 1}" if number else "imap"
        if not one.folders:
            faults.append(f"{section}.folders: får inte vara tom; då läses inget mejl")
        if imap.move_to and imap.move_to in one.folders:
            faults.append(f"imap.move_to: får inte vara en av mapparna som läses ({section}.folders)")
    if imap.after == "move" and not imap.move_to:
        faults.append('imap.move_to: saknas; den behövs när after = "move"')
    names = [one.username.lower() for _, one in imap.mailboxes]
    faults += [
        f"imap.also.{number - 1}.username: {name} läses redan"
        for number, name in enumerate(names)
        if name in names[:number]
    ]
    return faults
