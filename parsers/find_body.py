"""Whose meeting the minutes are of: the body named in a page's head."""

from __future__ import annotations

from domain.document import DocumentText, Page
from domain.evidence import DecisionBody, Evidence, EvidenceKind
from parsers import zones
from parsers.bodies import find_bodies


def find_meeting_body(document: DocumentText, page: Page) -> Evidence | None:
    """The first body in the head of this page; None when the head names none.

    A director named there has the office at the top of the paper, and decides only on a delegation decision.
    """
    for line in zones.head(document, page):
        for mention in find_bodies(line.text):
            if mention.body is not DecisionBody.DELEGATE:
                start, end = line.start + mention.span.start, line.start + mention.span.end
                return zones.evidence(document, EvidenceKind.BODY, mention.body.value, start, end, "body.head")
    return None
