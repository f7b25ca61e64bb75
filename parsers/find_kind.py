"""What sort of paper a document is, page by page: one file may hold an extract and the memorandum behind it.

Real example: a three-page PDF whose first pages are the extract (referred back) and whose last page is the officer's
"Tjänsteskrivelse" with "Kommunstyrelsen beslutar att anta". Read as one, it would say two things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.document import DocumentText, Page, Span
from domain.evidence import DocumentKind, Evidence, EvidenceKind
from parsers import zones

_LINE = 160  # converters that drop line breaks make a page one line
DECIDING = frozenset({DocumentKind.MINUTES, DocumentKind.DELEGATION, DocumentKind.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Consecutive pages that are one paper; `evidence` is None for a paper without any sign of its kind."""

    kind: DocumentKind
    span: Span
    evidence: Evidence | None


# Compared with head lines folded and without spaces, so that "PROTO KOLL SU T DRAG" is read too. Order matters: the
# first that fits wins. "Beslut på delegation" before minutes; our own recommendation before everything.
_SIGNS: tuple[tuple[DocumentKind, str, re.Pattern[str]], ...] = (
    (
        DocumentKind.DELEGATION,
        "delegation",
        re.compile(
            r"^.{0,60}(?:delegationsbeslut|delegeringsbeslut|beslutpadelegation|ordforande(?:ns)?beslut"
            r"|(?<!om)(?<!av)bradskandebeslut|beslutpadelegering)(?!en)"
        ),
    ),
    (
        DocumentKind.MEMORANDUM,
        "memorandum",
        re.compile(
            r"^.{0,45}(?:tjansteskrivelse|tjansteutlatande|tjansteutldtande|tjansteudatande|tjanstemannayttrande|"
            r"minnesanteckningar|beslutsforslag|forslagtillbeslut(?:$|sid|\d)|promemoria$|forvaltningensyttrande$)"
        ),
    ),
    (
        DocumentKind.AGENDA,
        "agenda",
        re.compile(r"^.{0,30}(?:kallelse|foredragningslista|arendelista|dagordning$|handlingartill|motesbok)"),
    ),
    (
        DocumentKind.MINUTES,
        "minutes",
        re.compile(
            r"(?:sammant?s?tr[a-z]{0,3}des-?protokoll|protokolls?-?utdrag|utdragur(?:sammantrades)?protokoll|protokoll|sammantradesprot)"
        ),
    ),
    (
        DocumentKind.PARTY_PROPOSAL,
        "party_proposal",
        re.compile(
            r"^(?:motion(?:om|till|$)|yrkande(?:avseende|fran|om|$)|motforslag|tillaggsyrkande|(?:skriftlig)?reservation|"
            r"sarskiltyttrande|protokollsanteckning|interpellation)"
        ),
    ),
)
_OWN = re.compile(
    r"rekommendera(?:r)?\s+(?:länets\s+|samtliga\s+)?(?:[\w]+\s+){0,2}(?:kommuner|kommunerna)", re.IGNORECASE
)
_OWN_HEAD = re.compile(
    r"^\s*(?:R\s?E\s?K\s?O\s?M\s?M\s?E\s?N\s?D\s?A\s?T\s?I\s?O\s?N)\s*$|^\s*(?:K\s?SL\s+)?KOMMUNFÖRBUNDET\s+STOCKHOLMS\s+L[ÄA]N\b"
    # first on the page, the name alone or with the paper's title in a column beside it
    r"|\A\s*(?:KSL\s+)?(?:Kommunförbundet\s+Stockholms\s+Län|Storsthlm)(?:[ \t]{3,}.*)?$"
    r"|\A.*[ \t]{3,}REKOMMENDATION[ \t]*$",
    re.MULTILINE,
)
_OWN_ASKS = re.compile(
    r"Rekommendationen\s+(?:adresseras|riktas)\s+till\s+kommunstyrels|ombeds\s+(?:att\s+)?meddela\s+sina?\s+ställningstagande|"
    r"KSL\s+(?:önskar|överlåter)|Ställningstagandet\s+meddelas\s+KSL|styrelse\s+(?:har\s+)?(?:den\s.{5,25}\s)?beslutat?\s+(?:att\s+)?rekommendera",
    re.IGNORECASE,
)


# Kinds whose word also stands in running text and lists; there it is no title.
_PLAIN_WORDS = frozenset({DocumentKind.MEMORANDUM, DocumentKind.AGENDA})
_NO_TITLE = re.compile(r"^\s*(?:[-–•*·]|\d{1,2}[.)]|[a-z])|^[^.\n]*[a-zåäö]s\s+tjänste|^\s*(?:Enligt|Se|I|Av)\s")


def find_sheets(document: DocumentText) -> tuple[Sheet, ...]:
    """The papers in the file, in order; at least one. A page that says nothing belongs to the paper before it."""
    sheets: list[Sheet] = []
    for page in document.pages or (_only_page(document),):
        found = _kind_of(document, page)
        before = sheets[-1] if sheets else None
        if found is None and before is None:
            sheets.append(Sheet(kind=DocumentKind.OTHER, span=Span(start=page.start, end=page.end), evidence=None))
        elif before is not None and (
            found is None or found[0] is before.kind or _goes_on(document, page, before, found)
        ):
            sheets[-1] = Sheet(
                kind=before.kind, span=Span(start=before.span.start, end=page.end), evidence=before.evidence
            )
        elif found is not None:
            sheets.append(Sheet(kind=found[0], span=Span(start=page.start, end=page.end), evidence=found[1]))
    return tuple(sheets)


# A list item or a heading at the top of a next page is no title of another paper: "– Kontorets tjänsteskrivelse
# 2015-04-13" under Beslutsunderlag, "Yrkande", "Reservation".
_SIGNATURES = re.compile(
    r"justerandes|utdragsbestyrk|ordf\w*\.?\s+sign|rätt\s+utdraget|vid\s+protokollet", re.IGNORECASE
)
_MINUTES_GO_ON = re.compile(
    r"^\s*(?:kommun\w+\s+|nämndens\s+|utskottets\s+)?beslut\s*:?\s*$|^\s*(?:K[SF]\s?)?§\s?\d|beslutet\s+(?:skickas|sänds|delges)|expedieras",
    re.IGNORECASE | re.MULTILINE,
)
_PROPOSES = re.compile(r"förslag\s+till\s+beslut|föreslår|föreslås", re.IGNORECASE)


def _goes_on(document: DocumentText, page: Page, before: Sheet, found: tuple[DocumentKind, Evidence]) -> bool:
    """Whether a page that seems to open another paper only continues the minutes before it."""
    kind = found[0]
    if before.kind not in DECIDING or kind in {DocumentKind.MINUTES, DocumentKind.DELEGATION}:
        return False
    if kind is DocumentKind.RECOMMENDATION:
        return False
    text = document.text[page.start : page.end]
    if _SIGNATURES.search(text):
        return True
    titled = kind is DocumentKind.MEMORANDUM and _PROPOSES.search(text)
    return not titled and bool(_MINUTES_GO_ON.search(text))


def _only_page(document: DocumentText) -> Page:
    from domain.document import PageSource

    return Page(number=1, start=0, end=len(document.text), width=0, height=0, source=PageSource.PLAIN)


def _kind_of(document: DocumentText, page: Page) -> tuple[DocumentKind, Evidence] | None:
    own = _own_recommendation(document, page)
    if own:
        return own
    for line in zones.head(document, page):
        squeezed = zones.fold(line.text[:_LINE]).replace(" ", "")
        for kind, name, sign in _SIGNS:
            if sign.search(squeezed) and not (kind in _PLAIN_WORDS and _NO_TITLE.match(line.text)):
                end = min(line.end, line.start + _LINE)
                rule = f"kind.{name}"
                return kind, zones.evidence(document, EvidenceKind.DOCUMENT_KIND, kind.value, line.start, end, rule)
    return None


def _own_recommendation(document: DocumentText, page: Page) -> tuple[DocumentKind, Evidence] | None:
    """Our own recommendation: its heading or letterhead at the top, and a sentence that asks the municipalities."""
    top = document.text[page.start : min(page.end, page.start + 500)]
    letterhead = _OWN_HEAD.search(top)
    if letterhead is None:
        return None
    whole = document.text[page.start : page.end]
    if _OWN_ASKS.search(whole) or _OWN.search(whole):
        start = page.start + letterhead.start()
        end = page.start + letterhead.end()
        kind = DocumentKind.RECOMMENDATION
        return kind, zones.evidence(
            document, EvidenceKind.DOCUMENT_KIND, kind.value, start, end, "kind.own_recommendation"
        )
    return None
