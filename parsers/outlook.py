"""Outlook's .msg files ([MS-OXMSG]): a mail with its attachments, and the mails within, out of an OLE2 file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mail import SkipReason
from parsers import mapi
from parsers.mime_headers import Headers
from parsers.mime_member import Member, OpenedMail
from parsers.ole import OleError, OleFile

MAX_ATTACHMENTS = 200
MAX_NESTED = 5
"""Mails within mails within one file."""

_PROPERTY = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})", re.IGNORECASE)
_ATTACHMENT = "__attach_version1.0_"
_WANTED = frozenset(
    {
        *(mapi.SUBJECT, mapi.TRANSPORT_HEADERS, mapi.SENDER_NAME, mapi.SENDER_ADDRESS, mapi.SENDER_SMTP, mapi.BODY),
        *(mapi.HTML, mapi.RTF_COMPRESSED, mapi.ATTACH_DATA, mapi.ATTACH_SHORT_NAME, mapi.ATTACH_NAME, mapi.ATTACH_MIME),
        *(mapi.ATTACH_CONTENT_ID, mapi.DISPLAY_NAME),
    }
)
_DATA_STORAGE = "__substg1.0_3701000D"


def open_outlook(content: bytes) -> OpenedMail:
    """Never raises: a file that cannot be opened is a mail without anything but its fault."""
    try:
        return _mail(OleFile(content), (), 0)
    except OleError as error:
        nothing = Headers(fields=(), cut=False)
        return OpenedMail(headers=nothing, text="", members=iter(()), fault=f"Outlook file: {str(error)[:200]}")


def _mail(ole: OleFile, path: tuple[str, ...], depth: int) -> OpenedMail:
    values = _values(ole, path)
    return OpenedMail(headers=mapi.headers_of(values), text=mapi.body_of(values), members=_members(ole, path, depth))


def _members(ole: OleFile, path: tuple[str, ...], depth: int) -> Iterator[Member]:
    storages = [name for name in ole.children(*path) if name.lower().startswith(_ATTACHMENT)]
    for number, storage in enumerate(storages):
        if number >= MAX_ATTACHMENTS:
            yield Member(name="", refused=SkipReason.TOO_LARGE)
            return
        at = (*path, storage)
        values = _values(ole, at)
        name, declared, shown = mapi.file_values(values)
        if mapi.ATTACH_DATA in values:
            yield Member(name=name, content=values[mapi.ATTACH_DATA][1], declared=declared, shown=shown)
        elif not ole.children(*at, _DATA_STORAGE):
            yield Member(name=name, refused=SkipReason.BROKEN)
        elif depth >= MAX_NESTED:
            yield Member(name=name, refused=SkipReason.TOO_DEEP)
        elif "__properties_version1.0" in ole.children(*at, _DATA_STORAGE):
            yield Member(name=name, mail=_mail(ole, (*at, _DATA_STORAGE), depth + 1))
        else:  # a drawing or a sheet of another program, embedded as an object
            yield Member(name=name, refused=SkipReason.UNSUPPORTED)


def _values(ole: OleFile, path: tuple[str, ...]) -> mapi.Values:
    found: mapi.Values = {}
    for name in ole.children(*path):
        match = _PROPERTY.fullmatch(name)
        if not match or int(match[1], 16) not in _WANTED:
            continue
        data = ole.stream(*path, name)
        if data is not None:
            found[int(match[1], 16)] = (int(match[2], 16), data)
    return found
