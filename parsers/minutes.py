"""One attachment to a Reading: what the document says of itself, and what each paragraf that may answer says.

In: the attachment and its text (or why there is none). Out: evidence of the document as a whole (kind, municipality,
meeting) and, per paragraf that names one of our recommendations in some way, its ruling and its own evidence. Whole
minutes of 150 pages have a hundred paragrafer about other things; they are found, looked at once, and left out.
"""

from __future__ import annotations

from domain.catalogue import Catalogue
from domain.decision import Reading, ReadSection
from domain.document import DocumentText, Page, PageSource, ReadingFailure, Span
from domain.doubt import Doubt
from domain.evidence import DecisionBody, DocumentKind, Evidence, EvidenceKind, PartKind, Section
from domain.mail import Attachment
from parsers import find_marks, zones
from parsers.decision_parts import with_own_proposal
from parsers.find_body import find_field_body, find_meeting_body
from parsers.find_dates import find_lead_dates
from parsers.find_diarienummer import LABELLED, find_diarienummer
from parsers.find_kind import DECIDING, Sheet, find_sheets
from parsers.find_link import find_decided, is_explained, is_linked
from parsers.find_municipality import find_actor, find_field_municipality, find_in_page
from parsers.find_recommendation import evidence_for, may_be_named
from parsers.head_days import find_days
from parsers.lines import layout_of
from parsers.misread_sign import find_unsure, with_signs, with_sure_number
from parsers.own_dates import judge_dates
from parsers.ruling import rule
from parsers.sections import number_from, outlines, section_of
from parsers.signature import evidence_of

MANY_SECTIONS = 6  # up to this many are all kept, with or without a sign of our recommendations
EDGE_PAGES = 6  # letterheads are looked for on so many pages from the front, and on the last one

_TELLING = frozenset({PartKind.HEADING, PartKind.DECISION})


def read_document(attachment: Attachment, text: DocumentText | ReadingFailure, catalogue: Catalogue) -> Reading:
    """What one attachment says. Pure, and the same for the same bytes; errors of reading become `failure`."""
    if isinstance(text, ReadingFailure):
        return Reading(attachment=attachment, text=None, failure=text)
    document = text if text.pages else _with_a_page(text)
    sheets = find_sheets(document)
    deciding = tuple(sheet for sheet in sheets if sheet.kind in DECIDING)
    aside = tuple(sheet.span for sheet in sheets if sheet.kind not in DECIDING) if deciding else ()
    readable = with_signs(zones.printed_plainly(zones.mask(document, aside) if aside else document))
    sections = tuple(_read_sections(readable, sheets, catalogue))
    evidence = (
        *(sheet.evidence for sheet in sheets if sheet.evidence),
        *_municipality(readable, catalogue, sections),
        *_marks(readable, attachment),
        *evidence_of(text),
    )
    return Reading(attachment=attachment, text=document, failure=None, evidence=evidence, sections=sections)


def _with_a_page(text: DocumentText) -> DocumentText:
    page = Page(number=1, start=0, end=len(text.text), width=0, height=0, source=PageSource.PLAIN)
    return DocumentText(
        sha256=text.sha256,
        media_type=text.media_type,
        text=text.text,
        pages=(page,),
        reader=text.reader,
        doubts=text.doubts,
    )


def _edge_pages(document: DocumentText) -> tuple[Page, ...]:
    pages = document.pages
    return pages if len(pages) <= EDGE_PAGES + 1 else (*pages[:EDGE_PAGES], pages[-1])


def _municipality(
    document: DocumentText, catalogue: Catalogue, sections: tuple[ReadSection, ...]
) -> tuple[Evidence, ...]:
    """Who the paper is from, each claim once (a letterhead is on every page); recipients are marked as such."""
    found: dict[tuple[str, str], Evidence] = {}
    for page in _edge_pages(document):
        for evidence in find_in_page(document, page, catalogue):
            found.setdefault((evidence.value, evidence.rule), evidence)
    sent_to = [p.span for s in sections for p in s.section.parts if p.kind is PartKind.DISPATCH]
    heads = {value for value, rule_name in found if rule_name == "municipality.letterhead"}
    return tuple(
        _with_rule(e, "municipality.recipient") if heads - {e.value} and _within(e, sent_to) else e
        for e in found.values()
    )


def _within(evidence: Evidence, spans: list[Span]) -> bool:
    return any(evidence.span and span.start <= evidence.span.start < span.end for span in spans)


def _marks(document: DocumentText, attachment: Attachment) -> tuple[Evidence, ...]:
    """Not adjusted, correction, withdrawn: in the heads and feet of the document, or in the file's name."""
    edges: list[Span] = []
    for page in _edge_pages(document):
        rows = (*zones.head(document, page), *zones.foot(document, page))
        edges += [Span(start=line.start, end=line.end) for line in rows]
    finders = (find_marks.find_not_adjusted, find_marks.find_correction, find_marks.find_withdrawn)
    found = [evidence for find in finders for evidence in find(document, tuple(edges))]
    named = []
    for kind, value, words in (
        (EvidenceKind.NOT_ADJUSTED, "ojusterat", find_marks.says_not_adjusted(attachment.name)),
        (EvidenceKind.CORRECTION, "rättelse", find_marks.says_correction(attachment.name)),
        (EvidenceKind.RESERVATION, Doubt.SENDER_RESERVES.value, find_marks.says_withdrawn(attachment.name)),
    ):
        if words:
            named.append(
                Evidence(
                    kind=kind, value=value, quote=attachment.name, page=None, span=None, rule=f"{kind.value}.file_name"
                )
            )
    return (*found, *named)


def _read_sections(document: DocumentText, sheets: tuple[Sheet, ...], catalogue: Catalogue) -> list[ReadSection]:
    found = outlines(document)
    bare = zones.mask(document, _furniture(document))
    kept: list[ReadSection] = []
    for outline in found:
        if len(found) > MANY_SECTIONS and not may_be_named(bare, catalogue.recommendations, outline.span):
            continue
        section = section_of(document, outline)
        section = with_sure_number(document, section) if len(found) == 1 else section
        about = _about(bare, section, catalogue)
        if not about and len(found) > MANY_SECTIONS:
            continue
        sheet = _sheet_at(sheets, section.span.start)
        pages = _pages_of(document, section)
        body = _body(document, section, pages, sheet)
        meeting = DecisionBody(body.value) if body else None
        settled = with_own_proposal(document, section, meeting)
        if settled is not section:
            section, about = settled, _about(bare, settled, catalogue)
        ruling = rule(document, section, meeting)
        own = _own_evidence(document, section, pages, catalogue, alone=len(found) == 1)
        decided = find_decided(document, catalogue.recommendations, about, ruling.quote_span)
        dates = find_lead_dates(document, ruling.decides)
        evidence = (*about, *decided, *([body] if body else []), *own, *dates)
        evidence = (*evidence, sheet.evidence) if sheet.evidence else evidence
        dated = judge_dates(document, section, ruling, catalogue.recommendations)
        kept.append(ReadSection(section=section, ruling=ruling, evidence=evidence, dated=dated))
    return kept


def _furniture(document: DocumentText) -> tuple[Span, ...]:
    """Heads and feet of pages, which may stand in the middle of a title."""
    return tuple(Span(start=line.start, end=line.end) for line in layout_of(document.text).lines if line.furniture)


def _sheet_at(sheets: tuple[Sheet, ...], offset: int) -> Sheet:
    return next((sheet for sheet in sheets if sheet.span.start <= offset < sheet.span.end), sheets[-1])


def _about(document: DocumentText, section: Section, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """What the paragraf says of our recommendations, part by part."""
    known = catalogue.recommendations
    found: list[Evidence] = []
    told: list[Span] = []
    for part in section.parts:
        if part.kind in _TELLING:
            told.append(part.span)
            found += evidence_for(document, known, part.span, part.kind.value)
    for evidence in evidence_for(document, known, section.span, "elsewhere", titles=False):
        at = evidence.span.start if evidence.span else 0
        if not any(span.start <= at < span.end for span in told):
            linked = is_linked(document, known, evidence, *_told(document, section))
            place = "linked" if linked else "explained" if is_explained(document, known, evidence) else "elsewhere"
            found.append(_with_rule(evidence, evidence.rule.replace("elsewhere", place)))
    if not told:
        opening = Span(start=section.span.start, end=min(section.span.end, section.span.start + 600))
        found += evidence_for(document, known, opening, "elsewhere")
    return tuple(found)


def _told(document: DocumentText, section: Section) -> tuple[str, str]:
    """The text of the heading and that of the decision."""
    kinds = (PartKind.HEADING, PartKind.DECISION)
    heading, decision = ("\n".join(document.slice(p.span) for p in section.parts if p.kind is kind) for kind in kinds)
    return heading, decision


def _pages_of(document: DocumentText, section: Section) -> tuple[Page, ...]:
    """The page where the paragraf begins, those before (nearest first), the document's first, those it goes on to."""
    first = document.page_at(section.span.start)
    before = [page for page in document.pages if page.number <= first]
    after = [page for page in document.pages if page.number > first and page.start < section.span.end]
    return (*reversed(before[-3:]), *(before[:1] if len(before) > 3 else ()), *after[:2])


def _body(document: DocumentText, section: Section, pages: tuple[Page, ...], sheet: Sheet) -> Evidence | None:
    headed = next((body for page in pages if (body := find_meeting_body(document, page))), None)
    alone = headed and headed.value == DecisionBody.DELEGATE.value
    found = headed if alone else find_field_body(document, _heading(section)) or headed
    if sheet.kind is DocumentKind.DELEGATION and sheet.evidence and (found is None or found.value != "delegate"):
        quote = sheet.evidence
        return Evidence(
            kind=EvidenceKind.BODY,
            value=DecisionBody.DELEGATE.value,
            quote=quote.quote,
            page=quote.page,
            span=quote.span,
            rule="body.delegation",
        )
    return found


def _own_evidence(
    document: DocumentText, section: Section, pages: tuple[Page, ...], catalogue: Catalogue, *, alone: bool
) -> tuple[Evidence, ...]:
    """Paragraf, meeting date, diarienummer, acting municipality, marks and other organisations of one paragraf."""
    found: list[Evidence] = []
    if section.paragraf:
        start = number_from(document, section)
        end = min(section.span.end, start + 80)
        found.append(zones.evidence(document, EvidenceKind.PARAGRAF, section.paragraf, start, end, "paragraf.heading"))
    found += find_unsure(document, section)
    found += find_days(document, pages, _heading(section))
    found += _diarienummer(document, section, pages, alone=alone)
    found += find_field_municipality(document, _heading(section), catalogue)
    decisions = tuple(part.span for part in section.parts if part.kind is PartKind.DECISION)
    for span in decisions:
        found += find_actor(document, span, catalogue)
    opening = _opening(section)
    found += find_marks.find_not_adjusted(document, (opening,))
    found += find_marks.find_correction(document, (opening,))
    found += find_marks.find_withdrawn(document, (section.span,))
    found += _organisations(document, section)
    return tuple(found)


def _heading(section: Section) -> Span:
    return next((part.span for part in section.parts if part.kind is PartKind.HEADING), section.span)


def _organisations(document: DocumentText, section: Section) -> tuple[Evidence, ...]:
    """Whose recommendation it may be: ours named, SKL's or SKR's named, and which of them by heading and decision."""
    told = tuple(part.span for part in section.parts if part.kind in _TELLING)
    # whom it is sent to says nothing of who asked
    speaking = tuple(part.span for part in section.parts if part.kind is not PartKind.DISPATCH)
    ours = find_marks.find_ours(document, speaking)
    theirs = find_marks.find_other_organisation(document, (section.span,))
    decided = find_marks.find_other_organisation(document, told)
    if decided and not find_marks.find_ours(document, told):
        theirs = tuple(_with_rule(e, "other_organisation.decides") for e in decided)
    elif not ours:
        theirs = tuple(_with_rule(e, "other_organisation.only") for e in theirs)
    return (*ours, *theirs)


def _with_rule(evidence: Evidence, rule_name: str) -> Evidence:
    return Evidence(
        kind=evidence.kind,
        value=evidence.value,
        quote=evidence.quote,
        page=evidence.page,
        span=evidence.span,
        rule=rule_name,
    )


def _opening(section: Section) -> Span:
    """From the paragraf's sign to the end of its heading, where a notice stands if there is one."""
    later = [part.span.start for part in section.parts if part.kind is not PartKind.HEADING]
    first = later[0] if later else section.span.end
    return Span(start=section.span.start, end=min(section.span.end, max(first, section.span.start + 500)))


def _diarienummer(
    document: DocumentText, section: Section, pages: tuple[Page, ...], *, alone: bool
) -> tuple[Evidence, ...]:
    """From the heading; else, where the paragraf is the only one, from lines just below, or the page's head or foot."""
    headings = [part.span for part in section.parts if part.kind is PartKind.HEADING]
    opening = Span(
        start=section.span.start,
        end=max([s.end for s in headings] or [min(section.span.end, section.span.start + 300)]),
    )
    found = find_diarienummer(document, opening)
    if found:
        return found
    below = Span(start=section.span.start, end=min(section.span.end, section.span.start + 700))
    found = tuple(e for e in find_diarienummer(document, below) if e.rule in LABELLED)
    if found or not pages:
        return found
    rows = zones.head(document, pages[0])
    top = Span(start=pages[0].start, end=max(rows[-1].end if rows else 0, section.span.start))
    found = find_diarienummer(document, top)
    if found or not alone:
        return found if alone or len(found) == 1 else ()
    foot = Span(start=zones.foot_from(document, pages[0]), end=pages[0].end)
    return tuple(
        e for e in find_diarienummer(document, foot) if e.rule in {"diarienummer.labelled", "diarienummer.field"}
    )
