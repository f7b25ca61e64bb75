"""Marks that a document carries about itself: not yet adjusted, a correction, another organisation's recommendation."""

from __future__ import annotations

import re

from domain.document import DocumentText, Span
from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind
from parsers import zones

# "§ 147 omedelbart justerad" and "Protokollet är justerat" are the contrary; "Justerat" alone is a stamp.
_NOT_ADJUSTED = re.compile(
    r"\b(?:o-?justerat|ojusterad[e]?|(?:ännu|är)\s+(?:ännu\s+)?(?:inte|ej)\s+(?:ännu\s+)?justera[dt]e?|"
    r"(?:inte|ej|icke)\s+(?:ännu\s+|färdig)?justera[dt]e?|under\s+justering|i\s+väntan\s+på\s+justering|"
    r"före\s+justering|innan\s+(?:protokollet\s+(?:är|har)\s+)?juster\w+|snabbprotokoll|"
    r"preliminärt\s+(?:protokoll|utdrag|beslut)|protokolls(?:utkast|förslag)|(?:utkast|förslag)\s+till\s+protokoll\b|"
    r"(?-i:\b(?:UTKAST|ARBETSMATERIAL|ARBETSEXEMPLAR|KONCEPT)\b)|(?<!\S)utkast(?=[ \t]*(?:$|\n|\d{4}-)|[ \t]{3})|"
    r"(?:protokoll|utdrag|text|paragraf)(?:et|en)\b[^.\n]{0,60}\b(?:kan\s+komma\s+att\s+(?:ändras|justeras)|"
    r"(?:kommer\s+att|ska|skall)\s+justeras|justeras\s+(?:den|senare))|"
    r"ännu\s+inte\s+(?:hunnit\s+)?justera\w*)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"(?:^[ \t]*R\s?Ä\s?T\s?T\s?E\s?L\s?S\s?E\b|^[ \t]*Rättelse[ \t]*(?:$|:|av\s+(?:protokoll|utdrag|tidigare|beslut))|"
    r"\brätta(?:t|d)\s+(?:protokolls?utdrag|utdrag|protokoll|version|handling|exemplar)|"
    r"\b(?:korrigera[dt]|omexpediera[dt]|rätta[dt]|justerad)\s+(?:utdrag|protokollsutdrag|protokoll|version)\b|"
    r"\bersätter\s+(?:det\s+|den\s+|de\s+)?(?:tidigare\s+|förut\s+|felaktiga\s+)?(?:som\s+(?:expedierades|skickades|sändes|"
    r"översändes)|utdrag|protokoll|expediera|utsän|utskick|skicka|översän|insän|inskicka)|"
    r"\brättelse\s+(?:enligt|med\s+stöd\s+av|görs|har\s+gjorts))",
    re.IGNORECASE | re.MULTILINE,
)
# "MAKULERAD" across a page's head, "Överklagat 2015-06-02" stamped on it, "Beslutet har upphävts"
_GONE = r"(?:makulera[dt]|upphäv[dt]|överklaga[dt]|återkalla[dt]|inhibera[dt]|ogiltig\w*|ej\s+(?:gällande|giltigt?))"
_WITHDRAWN = re.compile(
    rf"(?:^|[-–|:]|[ \t]{{3}})[ \t*!]{{0,9}}{_GONE}[ \t*!]{{0,9}}(?=$|\d{{4}}|den\s+\d|av\s)"
    r"|\b(?:beslutet|protokollet|paragrafen|utdraget)\s+(?:är|har)\s+(?!(?:inte|ej)\b)(?:(?:nu|senare|därefter|sedan)\s+)?"
    r"(?:överklaga(?:t|ts)|upphävts?|upphävd|makulera(?:t|ts|d)|inhibera(?:t|ts)|återkalla(?:t|ts))\b",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER = re.compile(r"\b(?:SKL|SKR)(?:\s?:?s)?\b|\bSveriges\s+Kommuner\s+och\s+(?:Landsting|Regioner)", re.IGNORECASE)
_OURS = re.compile(r"\bKSL(?:\s?:?s)?\b|\bStorsthlm|Kommunförbund\w*\s+Stockholms?\s+L[äa]n|KSL/\d", re.IGNORECASE)


def find_not_adjusted(document: DocumentText, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    return _find(document, spans, _NOT_ADJUSTED, EvidenceKind.NOT_ADJUSTED, "ojusterat", "not_adjusted")


def find_correction(document: DocumentText, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    return _find(document, spans, _CORRECTION, EvidenceKind.CORRECTION, "rättelse", "correction")


def find_withdrawn(document: DocumentText, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """Where the paper says that it no longer holds, or that this is being tried."""
    value = Doubt.SENDER_RESERVES.value
    return _find(document, spans, _WITHDRAWN, EvidenceKind.RESERVATION, value, "withdrawn")


def find_other_organisation(document: DocumentText, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The first place where SKL or SKR, the national association, is named."""
    return _find(document, spans, _OTHER, EvidenceKind.OTHER_ORGANISATION, "SKL", "other_organisation.named")[:1]


def find_ours(document: DocumentText, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The first place where we are named, KSL or Storsthlm."""
    return _find(document, spans, _OURS, EvidenceKind.OTHER_ORGANISATION, "KSL", "organisation.ours")[:1]


def says_not_adjusted(text: str) -> str:
    """The words in a mail or a file name that say so, "" when there are none."""
    match = _NOT_ADJUSTED.search(text)
    return match.group() if match else ""


def says_withdrawn(text: str) -> str:
    """The words in a file name that say so, "" when there are none."""
    match = re.search(rf"(?<![^\W_]){_GONE}(?![^\W_])", text, re.IGNORECASE)
    return match.group() if match else ""


def says_correction(text: str) -> str:
    """The words in a subject line or a file name that announce a correction, "" when there are none."""
    match = re.search(r"\brättelse\b|\brätta(?:t|d)\b|\bkorrigera[dt]\b|\bcorrection\b", text, re.IGNORECASE)
    return match.group() if match else ""


def _find(
    document: DocumentText,
    spans: tuple[Span, ...],
    pattern: re.Pattern[str],
    kind: EvidenceKind,
    value: str,
    rule: str,
) -> tuple[Evidence, ...]:
    return tuple(
        zones.evidence(document, kind, value, match.start(), match.end(), rule)
        for span in spans
        for match in pattern.finditer(document.text, span.start, span.end)
    )
