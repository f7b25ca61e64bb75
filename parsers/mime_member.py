"""What comes out of a container: a zip archive, an Outlook message, a winmail.dat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.mail import SkipReason
from parsers.mime_headers import Headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of a container: its bytes, or the reason why they could not be had.

    `shown`: the mail's text shows it. `mail` stands instead of content for a mail that lies opened in another.
    """

    name: str
    content: bytes = b""
    refused: SkipReason | None = None
    declared: str = ""
    shown: bool = False
    mail: OpenedMail | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMail:
    """A mail in Microsoft's own dress: its headers as far as they are told, its text, and its files one at a time.

    `fault` names in English what was broken, "" when all was well.
    """

    headers: Headers
    text: str
    members: Iterator[Member]
    fault: str = ""
