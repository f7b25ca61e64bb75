"""The paragraf's sign as a scanner misreads it: "$ 155", "& 155", "S 155", "8 155", "5.155", "5155".

A dollar or an ampersand before a number of its own is the sign. Where a letter or a figure may be it or may be part of
the number, the number is taken only when another place has it with its sign: the certification "§ 155", the list
"§§ 150-160". Otherwise it is a candidate that the mail may settle, and else a doubt: no number is invented.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.document import DocumentText, PageSource, Span
from domain.evidence import Evidence, EvidenceKind, Section
from parsers import zones

UNSURE = "paragraf.unsure"
"""The rule of a number whose sign is unsure; several of one paper exclude one another."""

_BODY = r"(?:KS|KF|Ks|Kf|AU|KSAU)"
_LABEL = r"(?:[Pp]aragraf|PARAGRAF)(?: ?nr)?[.:]?[ \t]{1,30}"
# Told by its look, with nothing else that could stand there: "$ 155   Dnr KS/2015:377", "& 155", "Paragraf   $ 155"
_LOOKS_LIKE_IT = re.compile(
    rf"(?P<before>^[ \t]{{0,9}}(?:{_LABEL}|{_BODY} )?|[ ]{{3}})[$&](?= ?\d{{1,3}}(?:[ \t]*$|[ ]{{2,}}| [A-ZÅÄÖ]))",
    re.MULTILINE,
)
_LABELLED = re.compile(rf"[ \t]{{0,9}}{_LABEL}(?P<sign>[5869SsBG])(?P<gap>[. ]{{0,3}})(?P<number>\d{{2,3}})(?=\s|$)")
_AT_THE_START = re.compile(
    rf"[ \t]{{0,9}}(?:{_BODY} )?(?P<sign>[5869SsBG])(?P<gap>[. ]{{1,3}}|(?<=[SsBG]))(?P<number>\d{{1,3}})"
    r"(?:[ \t]*$|[ ]{2,}| (?=[A-ZÅÄÖ][a-zåäö]))"
)
_SIGNED = re.compile(r"§{1,2} ?(\d{1,4})(?: ?[-–] ?(\d{1,4}))?(?![\d/])")
_HEAD_LINES = 14
_LONGEST = 3  # digits of a paragraf: no board of ours comes to a thousand in a year


def with_signs(document: DocumentText) -> DocumentText:
    """The document with the sign where a dollar or an ampersand is its misread form; every offset stays."""
    text = document.text
    if "$" in text or "&" in text:
        text = _LOOKS_LIKE_IT.sub(lambda m: f"{m['before']}§", text)
    return document if text == document.text else replace(document, text=text)


def with_sure_number(document: DocumentText, section: Section) -> Section:
    """The only section of a paper with the number that another place of the paper confirms; None for one unsure."""
    candidates = _candidates(document, section)
    if not candidates:
        return section
    agreed = {number for number, _ in candidates} & set(numbers_with_sign(document.text, candidates))
    return replace(section, paragraf=agreed.pop() if len(agreed) == 1 else None)


def find_unsure(document: DocumentText, section: Section) -> tuple[Evidence, ...]:
    """The numbers that the paragraf of a section without one may have."""
    if section.paragraf is not None:
        return ()
    return tuple(
        zones.evidence(document, EvidenceKind.PARAGRAF, number, span.start, span.end, UNSURE)
        for number, span in _candidates(document, section)
    )


def numbers_with_sign(text: str, candidates: tuple[tuple[str, Span], ...]) -> tuple[str, ...]:
    """Those of the candidates that stand with the sign somewhere, alone or within a list from one to another."""
    told = [(int(m[1]), int(m[2] or m[1])) for m in _SIGNED.finditer(text)]
    return tuple(number for number, _ in candidates if any(low <= int(number) <= high for low, high in told))


def _candidates(document: DocumentText, section: Section) -> tuple[tuple[str, Span], ...]:
    """The numbers that may be meant in the head of the section's page, where no sign stands above them."""
    page = document.pages[document.page_at(section.span.start) - 1]
    for row in tuple(zones.lines(document.text, page.start, page.end))[:_HEAD_LINES]:
        match = _LABELLED.fullmatch(row.text.rstrip()) or _AT_THE_START.match(row.text)
        if match:
            return _meant(match, row.start, section.paragraf, scanned=page.source is PageSource.OCR)
        if "§" in row.text:
            break
    return ()


def _meant(match: re.Match[str], offset: int, read: str | None, *, scanned: bool) -> tuple[tuple[str, Span], ...]:
    """The numbers that this row may have, of which `read` is what it was read as; none when that is sure."""
    span = Span(start=offset + match.start("sign"), end=offset + match.end("number"))
    number, whole = match["number"], match["sign"] + match["number"]
    if match["gap"] or not match["sign"].isdigit():
        return ((number, span),) if read in (None, match["sign"]) else ()
    if read not in (None, whole):
        return ()
    if len(whole) > _LONGEST:
        return ((number, span),)
    return ((whole, span), (number, span)) if scanned and len(whole) == _LONGEST and whole[0] in "58" else ()
