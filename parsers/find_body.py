"""Whose meeting the minutes are of: the body named in a page's head."""

from __future__ import annotations

import itertools
import re

from domain.document import DocumentText, Page, Span
from domain.evidence import DecisionBody, Evidence, EvidenceKind
from parsers import zones
from parsers.bodies import body_of, find_bodies
from parsers.field_cells import FieldKind
from parsers.fields import fields_of
from parsers.folding import fold, pattern, view_of

# "KOMMUNSTYRELSENS ORDFÖRANDE   BESLUT", also with the second word on the next line. Followed by a person's name it
# tells who was present.
_CHAIR = pattern(
    r"^\W*(?:organ )?(?:(?:kommun ?styrelsens|kommunstyrelses|ks|\w+nämndens|nämndens|\w*utskottets|\w*fullmäktiges)"
    r" (?:(?:förste|andre|1:e|2:e|tf\.?|vice) )*(?:ordf\w*|presidi(?:um|et)s?)"
    r"|ordförandens?(?= beslut))(?! ?\()"
)
_PERSON = re.compile(r"[ \t]{0,2}:?[ \t]{0,2}[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?[ \t](?:[a-z]+[ \t])?[A-ZÅÄÖ(]")
_OF_THE_CHAIR = pattern(r"(?:(?:förste|andre|1:e|2:e|tf\.?|vice) )*(?:ordförande(?:ns?)?|presidi(?:um|et)s?)")
_UTSKOTT_OR_CHAIR = pattern(r"utskott|\bau\b|beredning|\bordf|presidi")
_CELLS = re.compile(r"\s{3,}|\t| \| ")
# what no genitive is followed by but across a column: a day, a sign, a number
_VALUE = pattern(r"[\s|]*(?:§|(?:den )?\d|(?:mån|tis|ons|tors|fre|lör|sön)dag)")
_REACH_BELOW, _ROWS_BELOW = 300, 2
_ABBREVIATION = 4  # letters of "KS", "KLUS"
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
            start, end = line.start + mention.span.start, line.start + mention.span.end
            if mention.body is not DecisionBody.DELEGATE:
                return _whole_body(document, mention.body, start, end)
    return None


def find_field_body(document: DocumentText, heading: Span) -> Evidence | None:
    """The body in a paragraf's own fields, one with a label before others: "Beslutsinstans: Kommunfullmäktige"."""
    fields = fields_of(document.text, heading.start, heading.end)
    bodies = sorted((f for f in fields if f.kind is FieldKind.BODY), key=lambda f: not f.labelled)
    for field in bodies:
        for mention in find_bodies(document.slice(field.value)):
            start, end = field.value.start + mention.span.start, field.value.start + mention.span.end
            if mention.body is not DecisionBody.DELEGATE:
                return _whole_body(document, mention.body, start, end)
    return None


def _whole_body(document: DocumentText, body: DecisionBody, start: int, end: int) -> Evidence | None:
    """The body of a cell that goes over several lines: "Kommunstyrelsens   5 maj 2015   97" above "arbetsutskott".

    The cell's column is not known here: any cell of the next lines that goes on with it is its own, for whoever takes
    an utskott for kommunstyrelsen takes a proposal for a decision. Below "Kommunstyrelsen" it must stand alone. None
    for "Kommunstyrelsens   5 maj 2015" with nothing that is known below: something of the board's, not the board.
    Nothing after it is asked then: the next may be the "KS" of "KS 2015/112".
    """
    name, text = document.text[start:end], document.text[end : end + _REACH_BELOW].partition("\f")[0]
    of_it = name[-1] in "sS" and len(name) > _ABBREVIATION
    rest, *below = text.split("\n")
    first = _CELLS.split(rest)[0].strip()
    cut = of_it and bool(_VALUE.match(fold(rest if rest.strip() else " ".join(below[:2]))))
    if _UTSKOTT_OR_CHAIR.search(fold(text)):
        rows = [_CELLS.split(row.strip()) for row in below if row.strip()][:_ROWS_BELOW]
        rows = list(itertools.takewhile(lambda row: of_it or len(row) == 1, rows))
        for cells in itertools.product(*(("", *row) for row in rows)):
            whole = " ".join(fold(" ".join(("" if cut else first, *cells))).split())
            found = _made_by(re.sub(r"(?<=\w)- (?=\w)", "", whole), of_it=of_it)
            if found and any(cells):
                last = [cell for cell in cells if cell][-1]
                return _body(document, found, start, document.text.index(last, end) + len(last))
    return None if cut else _body(document, body, start, end)


def _made_by(words: str, *, of_it: bool) -> DecisionBody | None:
    """What the words below a body, or below whose (`of_it`), make of it: its utskott, its chair; None for others."""
    if of_it and _OF_THE_CHAIR.fullmatch(words):
        return DecisionBody.DELEGATE
    return DecisionBody.SUBCOMMITTEE if body_of(words) is DecisionBody.SUBCOMMITTEE else None


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
