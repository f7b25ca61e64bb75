"""Whether what a paragraf decides is a recommendation that it names, or something else beside it.

"Svar på motion om att anta överenskommelsen": "Motionen avslås" declines a motion. "Uppföljning av överenskommelsen":
"Uppföljningen godkänns" adopts nothing. And a number in the history of another matter answers nothing.
"""

from __future__ import annotations

import re

from domain.catalogue import Recommendation
from domain.document import DocumentText, Span
from domain.evidence import Evidence, EvidenceKind
from parsers import zones
from parsers.find_recommendation import find_numbers, find_titles, stems_of, tokens

# Where a sentence ends, or a line begins one: headings have no full stop.
_BEGINS = re.compile(r"[.:;!?]\s|\n(?=[A-ZÅÄÖ])")
_POINTS_TO_US = re.compile(r"\bksl\b|\bstorsthlm|rekommendation|kommunforbund\w*\s+stockholm")
_RECOMMENDS = re.compile(r"rekommend|oversan|skickat ut|sant ut|begar|foreslag|foreslar|stallningstagande")
# The kinds of things that we recommend, as stems.
_THINGS = (
    *("overenskomm", "avsiktsforklar", "samarbetsavt", "avtal", "princip", "polic", "riktlinj", "program", "strateg"),
    *("malbild", "handlingsplan"),
)
# Words by which a decision means the matter itself, whatever it is: "Ärendet återremitteras", "enligt förslaget",
# "Rekommendationen antas", "bifaller yrkandet".
_THE_MATTER = (
    "arend",
    "forslag",
    "rekommend",
    "skriv",
    "yrkand",
    "hemstall",
    "avtal",
    "overenskomm",
    "ksl",
    "storsthlm",
)
_NO_OBJECT = ("kommunstyr", "kommunfullm", "fullmakt", "arbetsutskott", "utskott", "namnd", "beslu", "kommun", "stad")
_POSTPONES = ("bordlagg", "aterremit", "uppskj", "skjut", "utga")
_OTHER_MATTERS = ("motio", "interpell", "medborg", "anmal", "inform", "rapport")
_NUMBERS = re.compile(r"\S*\d\S*|\b[A-ZÅÄÖ]{2,6}\b(?=[ /]?\d)")
# Words of a heading that say nothing of the topic.
_NO_TOPIC = (
    *(
        "svar",
        "rekommend",
        "ksl",
        "storsthlm",
        "kommunforb",
        "stockholm",
        "lan",
        "lans",
        "dnr",
        "beslu",
        "arend",
        "antag",
    ),
    *("stallningstag", "kommun", "stads", "stad", "skriv", "forslag", "diarienummer", "paragraf", "regional", "ang"),
)


def is_linked(
    document: DocumentText, recommendations: tuple[Recommendation, ...], number: Evidence, heading: str, decision: str
) -> bool:
    """Whether a number in the background is what the paragraf is about, given its heading and its decision.

    A number there proves little: "Krisledningsplanen antas", with KSL/15/0016-5 in its history, answers nothing. It
    counts where the history says that we recommend it, and heading or decision speak of a recommendation without
    another topic, of the kind of thing that the title names ("Överenskommelsen godkänns"), or only of the matter,
    under a heading akin to the title ("Regional samverkan": "Ärendet återremitteras").
    """
    if not _is_recommended(document, number):
        return False
    stems = stems_of(recommendations, number.value)
    if not stems:
        return True  # of none that we know: with nothing to compare, what is recommended is what is answered
    told = f"{heading}\n{decision}"
    words = {word for word, _, _ in tokens(told)}
    akin = bool(words & set(stems))
    if _POINTS_TO_US.search(zones.fold(told)) and (akin or not _topics(heading)):
        return True
    nouns = tuple(s for s in stems if s.startswith(_THINGS))
    if nouns and any(word.startswith(nouns) for word in words):
        return True
    return akin and any(word.startswith(("arend", "forslag")) for word in words)


def is_explained(document: DocumentText, recommendations: tuple[Recommendation, ...], number: Evidence) -> bool:
    """Whether the sentence around a number holds the whole title that belongs to it, and of no other one.

    "Kommunen antog 2015 överenskommelsen om samverkan (KSL/15/0016-5)" tells which one the number means; it does not
    say that the matter under another title has that number.
    """
    if number.span is None:
        return False
    first = max(number.span.start - 300, 0)
    starts = [match.end() for match in _BEGINS.finditer(document.text, first, number.span.start)]
    stop = _BEGINS.search(document.text, number.span.end, number.span.end + 300)
    end = stop.start() if stop else min(number.span.end + 300, len(document.text))
    titles = find_titles(document, recommendations, starts[-1] if starts else first, end)
    return [dnr for _, _, dnr, share in titles if share > 0.999] == [number.value]


def _topics(heading: str) -> set[str]:
    """What a heading speaks of beside recommendations in general and its own numbers."""
    words = {word for word, _, _ in tokens(_NUMBERS.sub(" ", heading)) if not word[0].isdigit()}
    return {word for word in words if len(word) > 2 and not word.startswith(_NO_TOPIC)}


def _is_recommended(document: DocumentText, number: Evidence) -> bool:
    """The sentence around our number says that we recommend or have sent the matter."""
    if number.span is None:
        return False
    at, after = number.span.start, number.span.end
    start = document.text.rfind(". ", 0, at) + 1
    stop = document.text.find(".", after)
    around = document.text[max(start, at - 300) : min(stop if stop > 0 else after, after + 300)]
    return bool(_RECOMMENDS.search(zones.fold(around)))


def _means_the_matter(words: set[str]) -> bool:
    """The matter by a word of its own; or no other thing at all: "Antas.", "Kommunstyrelsen beslutar att bordlägga"."""
    if any(word.startswith(_THE_MATTER) for word in words):
        return True
    objects = {word for word in words if not word.startswith(_NO_OBJECT)}
    if any(word.startswith(_OTHER_MATTERS) for word in words):
        return False
    return len(objects) <= 1 or any(word.startswith(_POSTPONES) for word in words)


def find_decided(
    document: DocumentText, recommendations: tuple[Recommendation, ...], about: tuple[Evidence, ...], quote: Span | None
) -> tuple[Evidence, ...]:
    """For each recommendation in `about`: a claim when the words that decide speak of it or of the matter as such."""
    if quote is None:
        return ()
    words = {word for word, _, _ in tokens(document.slice(quote))}
    numbers = {dnr for _, _, dnr, _ in find_numbers(document, recommendations, quote.start, quote.end)}
    matter = _means_the_matter(words)
    return tuple(
        zones.evidence(
            document, EvidenceKind.RECOMMENDATION, dnr, quote.start, quote.end, "recommendation.decided.quote"
        )
        for dnr in dict.fromkeys(e.value for e in about)
        if matter or dnr in numbers or words & set(stems_of(recommendations, dnr))
    )
