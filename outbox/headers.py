"""Headers that need care: Message-IDs that strangers wrote, threads that must not be folded, the List-Id of a kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from typing import Any, cast

TOKEN = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,99}", re.IGNORECASE)
LEAF_TYPES = ("application", "audio", "image", "text", "video")

# RFC 5322 allows 998 characters a line; no real identifier comes near 250.
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]{1,120}@[!-;=?A-~]{1,120}>")
_IDENTIFIERS = ("message-id", "in-reply-to", "references", "list-id")
_THREAD = 20  # a thread of hundreds would make the header longer than the mail; the first and the last ones count


class _Text:
    """Subject: encoded as a whole, for the library's way of encoding word by word doubles a blank at some folds."""

    max_count = 1
    _name: str

    @staticmethod
    def parse(value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"] = None
        kwds["decoded"] = value

    def init(self, name: str, *, parse_tree: object, defects: list[Any], **_: object) -> None:
        del parse_tree
        self._name = name
        self._defects = defects

    def fold(self, *, policy: Policy) -> str:
        text = str(self)
        charset = "us-ascii" if text.isascii() and "=?" not in text else "utf-8"
        header = Header(text, charset, maxlinelen=policy.max_line_length or 76, header_name=self._name)
        return f"{self._name}: {header.encode(linesep=policy.linesep)}{policy.linesep}"


class _Identifiers(_Text):
    """Message-ID, In-Reply-To, References, List-Id: one identifier a line, as it is.

    The standard library folds a long one into "=?utf-8?q?...", which no client knows as the mail that it answers.
    """

    @staticmethod
    def parse(value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"] = None
        kwds["decoded"] = " ".join(value.split())

    def fold(self, *, policy: Policy) -> str:
        separator = f"{policy.linesep} "
        return f"{self._name}: {separator.join(str(self).split())}{policy.linesep}"


def careful(policy: EmailPolicy[EmailMessage]) -> EmailPolicy[EmailMessage]:
    """`policy`, but identifiers are written as they are, and encoded words keep below the 75 signs of RFC 2047."""
    registry = HeaderRegistry()
    kinds: tuple[tuple[str, type], ...] = (("subject", _Text), *((name, _Identifiers) for name in _IDENTIFIERS))
    for name, kind in kinds:
        # typeshed wants a BaseHeader, which the registry itself mixes in, as with the library's own kinds.
        registry.map_to_type(name, cast("type[BaseHeader]", kind))
    return policy.clone(header_factory=registry, max_line_length=76)


def message_ids(found: Iterable[str]) -> tuple[str, ...]:
    """What of this has the form of a Message-ID, each once, in order; of a long thread its first and last ones."""
    ids = tuple(dict.fromkeys(one.strip() for one in found if _MESSAGE_ID.fullmatch(one.strip())))
    return ids if len(ids) <= _THREAD else (ids[0], *ids[1 - _THREAD :])


def list_id(kind: str, mailbox: str) -> str:
    """RFC 2919, to sort our mail by: "Veckobrev <veckobrev.registrator.ksl.se>" for "veckobrev"."""
    local, _, domain = mailbox.rpartition("@")
    name = kind.capitalize()
    shown = name if name.isascii() else Header(name, "utf-8").encode()
    return f"{shown} <{_label(kind)}.{_label(local) or 'registrator'}.{domain}>"


def _label(word: str) -> str:
    """A word as a label of a List-Id, which is ASCII: "påminnelse" gives "paminnelse"."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
