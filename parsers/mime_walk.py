"""Every part of a mail gets a fate: body, attachment that may be a document, or skipped with a reason."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from domain.document import ReadingFailure
from domain.mail import Attachment, SkippedPart, SkipReason
from parsers import sniff
from parsers.html_text import decode_html, html_to_text
from parsers.mime_archive import gunzipped, members
from parsers.mime_member import Member, OpenedMail
from parsers.mime_structure import Part, children, parse_part, uuencoded
from parsers.mime_text import decode, one_line
from parsers.mime_verdict import DOCUMENTS, not_a_document
from parsers.outlook import open_outlook
from parsers.smime import holds_parts, signed_content
from parsers.tnef import open_tnef

MAX_DEPTH = 20
"""Parts within parts, mails and archives counted alike. Real mails reach 6; a bomb has 1,000."""
MAX_PARTS = 1_000
MAX_CONTAINERS = 4
"""Archives and enclosed mails around a file that is still taken out of one more."""
MAX_UNPACKED = 200_000_000
"""Bytes that all archives of one mail may come to, together: 200 archives in an archive are one bomb."""
MAX_BODY = 1_000_000
"""Characters of the body that are kept."""

_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"})


@dataclass(slots=True)
class Findings:
    """What the walk has gathered so far."""

    room: int  # bytes that may still be unpacked
    texts: list[str] = field(default_factory=list)  # of the outer mail's body
    attachments: list[Attachment] = field(default_factory=list)
    skipped: list[SkippedPart] = field(default_factory=list)
    forwarded: list[Part] = field(default_factory=list)  # enclosed mails, outermost first
    faults: list[str] = field(default_factory=list)
    failures: list[ReadingFailure] = field(default_factory=list)
    parts: int = 0
    closed: Mapping[int, ReadingFailure] = field(default_factory=dict)
    opening: Callable[[int], object] = lambda _: None
    leaves: int = 0  # of the mail's own structure, not of what lies in them
    in_leaf: bool = False

    def skip(self, name: str, kind: str, content: bytes, reason: SkipReason) -> None:
        digest = hashlib.sha256(content).hexdigest()
        self.skipped.append(SkippedPart(name=name, media_type=kind, sha256=digest, reason=reason))

    def keep(self, name: str, kind: str, declared: str, content: bytes, containers: tuple[str, ...]) -> None:
        self.attachments.append(
            Attachment(
                name=name or f"namnlös.{sniff.ENDINGS.get(kind, kind.rpartition('/')[2])}",
                media_type=kind,
                declared_type=declared,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                containers=containers,
            )
        )


def walk(mail: Part, closed: Mapping[int, ReadingFailure], opening: Callable[[int], object]) -> Findings:
    """Everything in a mail, in its order. For `closed` and `opening` see parsers.message."""
    found = Findings(room=MAX_UNPACKED, closed=closed, opening=opening)
    _walk_part(found, mail, (), 0, False)
    return found


def file_name(name: str) -> str:
    """A file's own name: no directories, no control characters, NFC, at most 200 characters, its ending kept."""
    last = re.split(r"[/\\]", one_line(name).rstrip("/\\"))[-1].strip()
    last = unicodedata.normalize("NFC", last)
    if last in {".", ".."}:
        return ""
    if len(last) > 200:
        stem, dot, ending = last.rpartition(".")
        last = f"{stem[:190]}{dot}{ending}" if dot and len(ending) < 10 else last[:200]
    return last


def _walk_part(found: Findings, part: Part, containers: tuple[str, ...], depth: int, inline: bool) -> None:
    """`inline`: the part stands in a multipart/related, among what an HTML body shows."""
    found.parts += 1
    if part.headers.cut:
        found.faults.append("headers are cut")
    if depth > MAX_DEPTH or found.parts > MAX_PARTS:
        found.skip(file_name(part.file_name), part.content_type, part.body, SkipReason.TOO_DEEP)
        found.faults.append("parts beyond the limit")
    elif part.is_multipart:
        _walk_multipart(found, part, containers, depth)
    else:
        _walk_leaf(found, part, containers, depth, inline)


def _walk_multipart(found: Findings, part: Part, containers: tuple[str, ...], depth: int) -> None:
    inner, fault = children(part, MAX_PARTS)
    if fault:
        found.faults.append(fault)
    if not inner:  # nothing that a reader of mail would show: keep the text that lies there
        _add_text(found, decode(part.body), containers)
        return
    if part.content_type == "multipart/alternative":
        _walk_alternative(found, inner, containers, depth)
        return
    related = part.content_type == "multipart/related"
    for child in inner:
        _walk_part(found, child, containers, depth + 1, related)


def _walk_alternative(found: Findings, inner: tuple[Part, ...], containers: tuple[str, ...], depth: int) -> None:
    """One text in several dresses: the first that says something is the body; every other part is walked as usual."""
    before = len(found.texts)
    for child in inner:
        if child.content_type in {sniff.TEXT, sniff.HTML} and not child.file_name and len(found.texts) > before:
            continue
        at = len(found.texts)
        _walk_part(found, child, containers, depth + 1, False)
        if len(found.texts) > at + 1 or (before < at < len(found.texts)):
            del found.texts[at:]  # an HTML dress inside multipart/related, after the plain one


def _walk_leaf(found: Findings, part: Part, containers: tuple[str, ...], depth: int, inline: bool) -> None:
    if found.in_leaf:
        _open_leaf(found, part, containers, depth, inline)
        return
    found.leaves += 1
    found.in_leaf = True
    found.opening(found.leaves)
    if failure := found.closed.get(found.leaves):
        _leave_closed(found, part, failure)
    else:
        _open_leaf(found, part, containers, depth, inline)
    found.in_leaf = False
    found.opening(0)


def _leave_closed(found: Findings, part: Part, failure: ReadingFailure) -> None:
    content, _ = part.decoded()
    name = file_name(part.file_name)
    kind = sniff.media_type(content, declared=part.content_type, name=name)
    found.keep(name, kind, part.content_type, content, ())
    found.failures.append(replace(failure, sha256=found.attachments[-1].sha256))


def _open_leaf(found: Findings, part: Part, containers: tuple[str, ...], depth: int, inline: bool) -> None:
    content, fault = part.decoded()
    name = file_name(part.file_name)
    if fault:
        found.faults.append(f"{name or part.content_type}: {fault}")
    if part.content_type in {sniff.MAIL, "message/global"}:
        _walk_mail(found, content, name, containers, depth)
    elif _is_body(part):
        _walk_body(found, part, content, containers, depth)
    elif part.content_type in _REPORTS and not name:
        return  # the machine-readable half of a delivery report
    else:
        shown = inline or bool(part.headers.raw("content-id")) or part.disposition == "inline"
        _walk_file(found, content, name, part.content_type, containers, depth, shown)


def _is_body(part: Part) -> bool:
    return part.content_type in {sniff.TEXT, sniff.HTML} and part.disposition != "attachment" and not part.file_name


def _walk_body(found: Findings, part: Part, content: bytes, containers: tuple[str, ...], depth: int) -> None:
    charset = part.parameter("charset")
    kind = sniff.media_type(content, declared=part.content_type)
    if kind in DOCUMENTS - {sniff.HTML, sniff.TEXT}:  # a PDF sent as text/plain without a name
        found.keep("", kind, part.content_type, content, containers)
        return
    if part.content_type == sniff.HTML:
        _add_text(found, html_to_text(decode_html(content, charset)), containers)
        return
    position = 0
    for name, file, start, end in uuencoded(content):
        _add_text(found, decode(content[position:start], charset), containers)
        _walk_file(found, file, file_name(name), sniff.UNKNOWN, containers, depth, False)
        position = end
    _add_text(found, decode(content[position:], charset), containers)


def _add_text(found: Findings, text: str, containers: tuple[str, ...]) -> None:
    if not containers and text.strip():  # an enclosed mail's text is not what this mail says
        found.texts.append(text[:MAX_BODY].replace("\r\n", "\n").replace("\r", "\n"))


def _walk_mail(found: Findings, content: bytes, name: str, containers: tuple[str, ...], depth: int) -> None:
    mail = parse_part(content)
    found.forwarded.append(mail)
    title = name or file_name(mail.headers.text("subject").replace("/", "-")) or "namnlöst mejl"
    _walk_part(found, mail, (*containers, title), depth + 1, False)


def _walk_file(
    found: Findings, content: bytes, name: str, declared: str, containers: tuple[str, ...], depth: int, shown: bool
) -> None:
    kind = sniff.media_type(content, declared=declared, name=name)
    if kind == sniff.MAIL:
        _walk_mail(found, content, name, containers, depth)
    elif opener := _OPENERS.get(kind):
        opener(found, content, name, containers, depth)
    elif reason := not_a_document(content, kind, declared, shown):
        found.skip(name, kind, content, reason)
    else:
        found.keep(name, kind, declared, content, containers)


def _walk_archive(found: Findings, content: bytes, name: str, containers: tuple[str, ...], depth: int) -> None:
    kind, ending = (sniff.ZIP, "zip") if content.startswith(b"PK") else (sniff.GZIP, "gz")
    if depth >= MAX_DEPTH or len(containers) >= MAX_CONTAINERS:
        found.skip(name, kind, content, SkipReason.TOO_DEEP)
        return
    inner = members(content, found.room) if kind == sniff.ZIP else [gunzipped(content, name, found.room)]
    _walk_members(found, inner, content, kind, (*containers, name or f"namnlös.{ending}"), depth)


def _walk_signed(found: Findings, content: bytes, name: str, containers: tuple[str, ...], depth: int) -> None:
    """The mail's own parts inside a signature ("smime.p7m"), or a file inside one ("Protokoll.pdf.p7m")."""
    inner = signed_content(content)
    if depth >= MAX_DEPTH or not inner:
        damaged = inner is None and not name.lower().endswith(".p7s")
        reason = SkipReason.TOO_DEEP if inner else SkipReason.BROKEN if damaged else SkipReason.SIGNATURE
        found.skip(name, sniff.SIGNED, content, reason)
    elif holds_parts(inner):
        _walk_part(found, parse_part(inner), containers, depth + 1, False)
    else:
        own = name[:-4] if name.lower().endswith((".p7m", ".p7s")) else name
        _walk_members(found, [Member(name=own, content=inner)], content, sniff.SIGNED, containers, depth)


def _walk_outlook(found: Findings, content: bytes, name: str, containers: tuple[str, ...], depth: int) -> None:
    """A mail that Outlook has saved as a file: enclosed, as a forwarded one."""
    opened = open_outlook(content)
    if opened.fault:
        found.skip(name, sniff.OUTLOOK, content, SkipReason.BROKEN)
    _walk_opened(found, opened, name, containers, depth)


def _walk_opened(found: Findings, opened: OpenedMail, name: str, containers: tuple[str, ...], depth: int) -> None:
    mail = Part(headers=opened.headers, body=b"")
    found.forwarded.append(mail)
    if opened.fault:
        found.faults.append(opened.fault)
    if depth >= MAX_DEPTH or len(containers) >= MAX_CONTAINERS:
        found.skip(name, sniff.OUTLOOK, b"", SkipReason.TOO_DEEP)
        return
    title = name or file_name(mail.headers.text("subject").replace("/", "-")) or "namnlöst mejl"
    _walk_members(found, opened.members, b"", sniff.OUTLOOK, (*containers, title), depth)


def _walk_winmail(found: Findings, content: bytes, name: str, containers: tuple[str, ...], depth: int) -> None:
    """The mail's own files in Outlook's wrapping, and its text when it has no other."""
    opened = open_tnef(content)
    if opened.fault:
        found.faults.append(f"{name or 'winmail.dat'}: {opened.fault}")
    if not found.texts:
        _add_text(found, opened.text, containers)
    _walk_members(found, opened.members, content, sniff.TNEF, containers, depth)


def _walk_members(
    found: Findings, inner: Iterable[Member], whole: bytes, kind: str, inside: tuple[str, ...], depth: int
) -> None:
    """`whole` and `kind`: the container itself, whose hash stands for members that could not be taken out."""
    digest = hashlib.sha256(whole).hexdigest()
    for member in inner:
        found.parts += 1
        found.room -= len(member.content)
        name = file_name(member.name)
        if found.parts > MAX_PARTS or found.room < 0:
            reason = SkipReason.TOO_LARGE if found.room < 0 else SkipReason.TOO_DEEP
            found.skipped.append(SkippedPart(name=name, media_type=kind, sha256=digest, reason=reason))
            found.faults.append("parts beyond the limit")
            return
        if member.mail:
            _walk_opened(found, member.mail, name, inside, depth + 1)
        elif member.refused:
            own = sniff.UNKNOWN if name else kind
            shown = name or (inside[-1] if inside else "")
            found.skipped.append(SkippedPart(name=shown, media_type=own, sha256=digest, reason=member.refused))
        else:
            _walk_file(found, member.content, name, member.declared, inside, depth + 1, member.shown)


_OPENERS = dict.fromkeys((sniff.ZIP, sniff.GZIP), _walk_archive) | {
    **{sniff.SIGNED: _walk_signed, sniff.OUTLOOK: _walk_outlook, sniff.TNEF: _walk_winmail}
}
