"""Whose meeting the minutes are of: the body named in a page's head."""

from __future__ import annotations

import re

from domain.document import DocumentText, Page, Span
from domain.evidence import DecisionBody, Evidence, EvidenceKind
from parsers import zones
from parsers.bodies import find_bodies
from parsers.field_cells import FieldKind
from parsers.fields import fields_of
from parsers.folding import pattern, view_of

# "KOMMUNSTYRELSENS ORDFÖRANDE   BESLUT", also with the second word on the next line. Followed by a person's name it
# tells who was present.
_CHAIR = pattern(
    r"^\W*(?:organ )?(?:(?:kommun ?styrelsens|kommunstyrelses|ks|\w+nämndens|nämndens|\w*utskottets|\w*fullmäktiges)"
    r" (?:(?:förste|andre|1:e|2:e|tf\.?|vice) )*(?:ordf\w*|presidi(?:um|et)s?)"
    r"|ordförandens?(?= beslut))(?! ?\()"
)
_PERSON = re.compile(r"[ \t]{0,2}:?[ \t]{0,2}[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?[ \t](?:[a-z]+[ \t])?[A-ZÅÄÖ(]")
_REACH = 80  # a line's beginning and the next line's


def find_meeting_body(document: DocumentText, page: Page) -> Evidence | None:
    """The first body in the head of this page; None when the head names none.

    A director named there has the office at the top of the paper, and decides only on a delegation decision. A chair or
    a presidium in a line of its own is no board: what is headed so, the chair has decided alone.
    """
    head = zones.head(document, page)
    for line in head:
        end = _chair_until(document.text[line.start : min(page.end, line.start + _REACH)])
        if end:
            return _body(document, DecisionBody.DELEGATE, line.start, line.start + end)
    for line in head:
        for mention in find_bodies(line.text):
            if mention.body is not DecisionBody.DELEGATE:
                start, end = line.start + mention.span.start, line.start + mention.span.end
                return _body(document, mention.body, start, end)
    return None


def find_field_body(document: DocumentText, heading: Span) -> Evidence | None:
    """The body in a paragraf's own fields, one with a label before others: "Beslutsinstans: Kommunfullmäktige"."""
    fields = fields_of(document.text, heading.start, heading.end)
    bodies = sorted((f for f in fields if f.kind is FieldKind.BODY), key=lambda f: not f.labelled)
    for field in bodies:
        for mention in find_bodies(document.slice(field.value)):
            if mention.body is not DecisionBody.DELEGATE:
                start = field.value.start
                return _body(document, mention.body, start + mention.span.start, start + mention.span.end)
    return None


def _chair_until(text: str) -> int:
    """Where the chair's office at the beginning of `text` ends; 0 when it does not begin so, or a person follows."""
    view = view_of(text, [(0, len(text))])
    found = _CHAIR.match(view.text)
    if not found:
        return 0
    end = view.span(*found.span()).end
    return 0 if _PERSON.match(text, end) else end


def _body(document: DocumentText, body: DecisionBody, start: int, end: int) -> Evidence:
    return zones.evidence(document, EvidenceKind.BODY, body.value, start, end, "body.head")
