"""A paragraf whose sign the scanner misread, settled by the mail: "KS § 155" in its subject, "§ 155.pdf"."""

from __future__ import annotations

import dataclasses
import re

from domain.decision import Reading, ReadSection
from domain.evidence import EvidenceKind
from domain.mail import Message

_UNSURE = "paragraf.unsure"  # the readers' rule
_SIGNED = re.compile(r"(?:§|\b[Pp]aragraf) ?(\d{1,4})(?![\d/])")


def paragrafer_of(message: Message | None) -> frozenset[str]:
    """The paragrafer that subject and body of the mail name with the sign."""
    return frozenset(_SIGNED.findall(f"{message.subject}\n{message.body}")) if message else frozenset()


def with_paragraf(reading: Reading, read: ReadSection, told: frozenset[str]) -> ReadSection:
    """The section with the one of its unsure numbers that the mail, or the file's name, names too."""
    unsure = {e.value for e in read.evidence if e.kind is EvidenceKind.PARAGRAF and e.rule == _UNSURE}
    agreed = unsure & (told | set(_SIGNED.findall(reading.attachment.name)))
    if read.section.paragraf is not None or len(agreed) != 1:
        return read
    return dataclasses.replace(read, section=dataclasses.replace(read.section, paragraf=agreed.pop()))
