"""Whether a heading makes another matter of the title that stands in it: "Uppsägning av överenskommelse om samverkan".

The whole title is there, and "Ärendet bordläggs" or "Överenskommelsen antas" below it; but what is tabled is the
notice, and what is adopted a prolongation, an addition, another paper of the same series. What stands before the title
decides, and what is put into it ("om fördjupad samverkan"): words of answering and adopting leave it what it is, any
other noun or adjective is for a person.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from domain.catalogue import Catalogue
from domain.decision import Reading, ReadSection
from domain.document import DocumentText
from domain.evidence import Evidence, EvidenceKind, PartKind

_SEPARATOR = re.compile(r"[:;,.()–—!?\"”»«·•|]|\s-\s|\n\s*\n|\bnr\s+\d+\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<![\w:/-])\d{1,4}(?![\w:/-])|[^\W\d_]{4,}")
_PREPOSITIONS = frozenset(["i", "på", "av", "med", "mellan", "för", "till", "från", "vid", "inom", "hos", "och"])
_NEXT_POINT = re.compile(r"\.\s+(?=\d|[A-ZÅÄÖ])")  # "... i gymnasieskolan. 2 Den överenskommelse som kommunen antog"
_ALIKE = 0.7  # "störningsfii" and "störningsfri"
# Words before a title that leave it what it is, in a heading or between a verb and its object.
_ANSWERING = re.compile(
    r"(?:svar\w*|besvar\w*|rekommend\w*|ksl\w*|ksl:s|storsthlm\w*|kommunförbund\w*|stockholms?|län\w*|region\w*|stockholmsregion\w*"
    r"|anta\w*|anslut\w*|angående|ang|gällande|avseende|rörande|beträffande|beslut\w*|ställ\w*|teckna\w*|underteckn\w*|ingå\w*"
    r"|godkän\w*|medverka\w*|delta\w*|förslag\w*|föreslag\w*|föreslå\w*|gemensam\w*|kommun\w*|stads?|staden\w*|ärende\w*"
    r"|bordl\w*|återremi\w*|fråga\w*|begäran|hemställan|skrivelse\w*|inbjudan|erbjudande\w*|remiss\w*|yttrande\w*|bifall\w*"
    r"|biträd\w*|tillstyrk\w*|avslå\w*|avslag|avstå\w*|avböj\w*|fullmäktig\w*|arbetsutskott\w*|härmed|således|därmed|därefter|härefter|sig|bakom"
    r"|ha[rd]e?|blivit|ska|skall|inte|ej|icke|bifogad\w*|bilagd\w*|upprättad\w*|föreliggande|följande|ovan\w*|rubricerad\w*"
    r"|paragraf\w*|del|dels|egen|räkning|vägnar|dnr|diarie\w*|ärendenr|ärendenummer|genom|överlämna\w*|meddela\w*|mot|hinder|motsätta|motsätter"
    # "Kf § 88 Överenskommelse om ...", the paper's name above its matter
    r"|k[fs]|ksau|protokoll\w*|utdrag\w*"
    r"|av|för|till|om|i|på|från|med|över|och|samt|kring|inför|mellan|vid|att|den|det|de|en|ett|ur|som|enligt|enlighet"
    r"|sin|sina|länets|samtliga|vår|vårt|er|ert|i?enlighet|regionalt?|regionala|länsgemensam\w*|länsövergripande)"
)
# The municipality's name on a line of its own is of the paper, not of the matter,
_LETTERHEAD = re.compile(
    r"^[ \t]*[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)? (?:kommun|stad)[ \t]*(?:\n|$)"
    # and who decides: "att Sundbybergs stad ansluter sig till"; "Salems kommuns överenskommelse" is another one
    r"|\b[A-ZÅÄÖ][\w-]+\s(?:kommun|stad)(?=\s(?:ansluter|antar|godkänner|ställer|ingår|tecknar|undertecknar|medverkar|deltar"
    r"|biträder|ska|skall|har)\b)",
    re.MULTILINE,
)
# "Avsiktsförklaring om samverkan vid kriser (KSL/14/0032-9)": a short name of its own, and which one it means
_NAMED = re.compile(
    r"(?P<name>[^.;:()]*)\(\s*(?:(?:KSL|Storsthlm)s?(?::s)?\s+)?(?:dnr|rekommendation|diarienummer)?[\s:.]*K[^()]{6,20}\)"
)
_ELSEWHERE = re.compile(r"[A-ZÅÄÖ]|\b(?:mellan|inom|egen|egna|lokal\w*)\b")
# "... störningsfri region mellan Sollentuna och Upplands Väsby": an agreement of these alone
_PARTY = re.compile(
    r"\b(?:mellan|med)\s+(?!Stockholms\s+län|Kommunförbundet|KSL|Storsthlm|Samverkan\s+Stockholm)[A-ZÅÄÖ]\w+"
)
_DRAFT = re.compile(r"\b(?:remiss|yttrande)\w*\b.*\bförslag|\bsamråd", re.IGNORECASE | re.DOTALL)
# Matters about an agreement, wherever in the heading they are named.
_OTHER = re.compile(
    r"\b(?:uppfölj\w+|utvärder\w+|uppsäg\w+|säga\s+upp|finansier\w+|revider\w+|\w*handlingsplan\w*|genomförandeplan\w*|\w*rapport\w*"
    r"|förläng\w+|förny\w+|tilläggs\w+|representant\w*|ombud\w*|budget\w*|återkall\w+|avveckl\w+|implementer\w+|redovisning\w*"
    r"|kommunikationsplan\w*|uppdater\w+|utträd\w+|frånträd\w+|upphör\w+|upphäv\w+|ändring\w*|ändrad\w*)\b",
    re.IGNORECASE,
)


def another_matter(reading: Reading, read: ReadSection, diarienummer: str, catalogue: Catalogue) -> str | None:
    """The words of the heading by which it is about something else than the recommendation; None when there are none.

    A decision that itself names the title as what it adopts says what it is about, whatever stands above.
    """
    recommendation = catalogue.recommendation(diarienummer)
    if reading.text is None or recommendation is None:
        return None
    titles = [e for e in read.evidence if e.kind is EvidenceKind.RECOMMENDATION and e.value == diarienummer and e.span]
    whole = [e for e in titles if e.rule == "recommendation.title_full.decision"]
    names = " ".join((recommendation.title, *(m.name for m in catalogue.municipalities)))
    known = frozenset(re.findall(r"\w+(?:[-:]\w+)*", names.lower()))
    if whole and not any(_foreign(reading.text, read, e, known) for e in whole):
        return None
    heading = " ".join(reading.text.slice(p.span) for p in read.section.parts if p.kind is PartKind.HEADING)
    others = (m.group() for m in _OTHER.finditer(heading))
    other = next((word for word in others if word.lower() not in known and word.lower()[:-1] not in known), None)
    if other:
        return other
    if draft := _DRAFT.search(heading):
        return draft.group()
    headed = [e for e in titles if e.rule.startswith("recommendation.title") and ".heading" in e.rule]
    words = (_foreign(reading.text, read, e, known) or _goes_on(reading.text, read, e, known) for e in headed or whole)
    return next((word for word in words if word), None)


def _foreign(document: DocumentText, read: ReadSection, title: Evidence, known: frozenset[str]) -> str | None:
    """The first word, between the last separator and the title's end, that is none of answering, of the title or of a
    name; within the title one that a scan has damaged or divided is one of its own."""
    part = next((p for p in read.section.parts if title.span and p.span.start <= title.span.start < p.span.end), None)
    if part is None or title.span is None:
        return None
    above = _without_own_numbers(document, read, part.span.start, title.span.start)
    before = _SEPARATOR.split(_LETTERHEAD.sub("", above))[-1]
    words = (word for word in _WORD.findall(before) if len(word) > 1 and not word.isupper())
    foreign = next((w for w in words if w.lower() not in known and not _ANSWERING.fullmatch(w.lower())), None)
    named = max(_NEXT_POINT.split(document.slice(title.span)), key=len)
    inside = _INSIDE.findall(named.lower())
    return foreign or next((w for w in inside if not _ANSWERING.fullmatch(w) and not _is_one_of(w, known)), None)


def _goes_on(document: DocumentText, read: ReadSection, title: Evidence, known: frozenset[str]) -> str | None:
    """A word by which what looks like the title goes on to be another: "Överenskommelse om samverkan vid kriser mellan
    kommunerna på Södertörn". A heading alone is read: what a decision goes on to say is judged word by word."""
    part = next((p for p in read.section.parts if title.span and p.span.start <= title.span.start < p.span.end), None)
    if part is None or title.span is None or part.kind is not PartKind.HEADING:
        return None
    rest = document.text[title.span.end : part.span.end]
    if _is_named(read, title, rest):
        return None
    if party := _PARTY.search(_SEPARATOR.split(rest)[0]):
        return party.group()
    after = _SEPARATOR.split(rest)[0]
    previous = ""
    for word in (found.group() for found in _WORD.finditer(after)):
        own = _ANSWERING.fullmatch(word.lower()) or _is_one_of(word.lower(), known)
        if word[0].isupper() and previous not in _PREPOSITIONS:
            return None  # "Dnr", "Beslut", a name of who reported: no more of the title
        if not own and len(word) > 2:
            return word
        previous = word
    return None


def _without_own_numbers(document: DocumentText, read: ReadSection, start: int, end: int) -> str:
    """text[start:end] with blanks for the municipality's own number: "§ 176   Dnr Kst 2015/288" is above the title."""
    text = document.text[start:end]
    for found in read.evidence:
        if found.kind is EvidenceKind.DIARIENUMMER and found.span and start <= found.span.start < found.span.end <= end:
            first, last = found.span.start - start, found.span.end - start
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def _is_named(read: ReadSection, title: Evidence, rest: str) -> bool:
    """Whether our number in brackets ends what goes on, and no other party or place is named before it."""
    found = _NAMED.match(rest)
    if not found or title.span is None or _ELSEWHERE.search(found.group("name")):
        return False
    end = title.span.end + found.end()
    return any(
        e.rule == "recommendation.dnr_whole.heading" and e.value == title.value and e.span and e.span.end == end - 1
        for e in read.evidence
    )


def _is_one_of(word: str, known: frozenset[str]) -> bool:
    if word in known or word.isdigit():
        return word in known
    return any(word in own or _alike(word, own) for own in known)


def _alike(word: str, own: str) -> bool:
    # no more than the shorter one can be alike: most pairs differ too much in length alone, and weighing costs
    most = 2 * min(len(word), len(own)) / (len(word) + len(own))
    return most >= _ALIKE and SequenceMatcher(None, word, own).ratio() >= _ALIKE
