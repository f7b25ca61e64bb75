"""Which of our recommendations a paragraf is about: by our diarienummer, whole or matter only, and by title.

Finding is apart from resolving: this says what stands where, `matching.recommendation` says what it means. The rule's
name tells both, "recommendation.dnr_whole.decision": the place is one of heading, decision, elsewhere.
Titles come in series with near-equal names (avsiktsförklaring 2014, överenskommelse 2015), so a title is only found
where its words stand close together, and the share of them that was found is part of the rule.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.catalogue import Recommendation
from domain.document import DocumentText, Span
from domain.evidence import Evidence, EvidenceKind
from parsers import zones

# "KSL/15/0016-5", "KSL/2014/0119-8", "KSL 15/0016", "KSL15/0016-5"; OCR: "K5L", "KSI/15/OO16-5", line breaks inside.
_OURS = re.compile(
    r"K(?<![A-Za-z]K)\s?[S5]\s?[LI1l|]\s?[\s/\\:.,-]{0,3}\s?((?:20)?[\dOoIl]{2})\s?[\s/\\:-]{1,2}\s?([\dOoIl]{3,4})"
    r"(?:\s?[-–—_]\s?([\dOoIl]{1,3}))?(?![\dA-Za-z])"
)
_OLD = re.compile(r"(?<![\w/-])((?:19|20)\d\d)/(\d{4})(?![\d/])")
_DIGIT = str.maketrans("OoIl", "0011")

# The municipality's own number beside the sign, or between two lines of a title: "§ 176   Dnr Kst 2015/288".
_OWN_NUMBER = re.compile(
    r"\b(?:dnr|diarienr|diarie ?nr|diarienummer|ärende(?:nr|nummer|beteckning)?|beteckning|ref(?:erens)?)\b[.:]*\s*"
    r"(?:[^\W\d_]{1,6}[ /:-]{0,2})?\d[\w/:.-]*(?: \d[\w/:.-]*){0,2}",
    re.IGNORECASE,
)

FULL_TITLE, PART_OF_TITLE = "title_full", "title_part"
DNR_WHOLE, DNR_MATTER, DNR_OTHER_SUFFIX = "dnr_whole", "dnr_matter", "dnr_other_suffix"
DNR_UNKNOWN = "dnr_unknown"  # ours by its form, but of no recommendation in the catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One of our numbers taken apart; `suffix` is "" when only the matter was given."""

    year: str
    matter: str
    suffix: str

    @property
    def key(self) -> tuple[str, str]:
        return self.year, self.matter


def parse_number(written: str) -> Number | None:
    """A diarienummer of ours in any of its forms, None when it is no such number."""
    match = _OURS.search(written)
    if match:
        return _number(match)
    old = re.fullmatch(r"\s*((?:19|20)\d\d)/(\d{4})(?:-(\d+))?\s*", written)
    return Number(year=old[1][2:], matter=old[2].lstrip("0"), suffix=old[3] or "") if old else None


def _number(match: re.Match[str]) -> Number:
    year, matter, suffix = ((group or "").translate(_DIGIT) for group in match.groups())
    return Number(year=year[-2:], matter=matter.lstrip("0"), suffix=suffix.lstrip("0"))


def find_numbers(
    document: DocumentText, recommendations: tuple[Recommendation, ...], start: int, end: int
) -> Iterator[tuple[int, int, str, str]]:
    """Our numbers in a stretch: (start, end, diarienummer, form); as printed where unknown."""
    index = _by_matter(recommendations)
    for match in _OURS.finditer(zones.with_hyphens(document.text), start, end):
        number = _number(match)
        known = index.get(number.key, ())
        exact = [r for r in known if (own := parse_number(r.diarienummer)) and own.suffix == number.suffix]
        if number.suffix and exact:
            yield match.start(), match.end(), exact[0].diarienummer, DNR_WHOLE
        elif known:
            # Another document of the same matter, or the matter alone: an answer often quotes only "KSL/15/0016".
            form = DNR_OTHER_SUFFIX if number.suffix else DNR_MATTER
            for recommendation in known:
                yield match.start(), match.end(), recommendation.diarienummer, form
        elif number.suffix or len(number.matter) > 2:
            yield match.start(), match.end(), " ".join(match.group().split()), DNR_UNKNOWN
    for recommendation in recommendations:
        old = _OLD.fullmatch(recommendation.diarienummer)
        if old:
            for match in re.finditer(rf"(?<![\w/-]){re.escape(old.group())}(?![\d/])", document.text[start:end]):
                yield start + match.start(), start + match.end(), recommendation.diarienummer, DNR_WHOLE


@functools.lru_cache(maxsize=8)
def _by_matter(recommendations: tuple[Recommendation, ...]) -> dict[tuple[str, str], tuple[Recommendation, ...]]:
    found: dict[tuple[str, str], tuple[Recommendation, ...]] = {}
    for recommendation in recommendations:
        number = parse_number(recommendation.diarienummer)
        if number:
            found[number.key] = (*found.get(number.key, ()), recommendation)
    return found


def without_own_number(text: str) -> str:
    """The text with blanks where a labelled diarienummer stands: it is no part of a title that it divides."""
    return _OWN_NUMBER.sub(lambda found: " " * len(found.group()), text)


_WORD = re.compile(r"[a-z0-9]+(?:-\s*\n\s*[a-z]+)*")
_BROKEN = re.compile(r"-\s*\n\s*")
_STOP = frozenset(
    (
        *("om", "och", "i", "en", "ett", "av", "for", "till", "vid", "den", "det", "de", "med", "mot", "pa", "som"),
        *("att", "ur", "fran", "mellan", "samt", "gallande", "avseende", "angaende"),
    )
)
# "överenskommelsen", "överenskommelserna"; "principer", "principerna", "principernas"
_ENDINGS = re.compile(
    r"(?:arnas|ernas|ornas|arna|erna|orna|andes|ande|ens|ets|ers|ars|ar|er|or|en|et|an|na|ns|es|s|n|t|a|e)$"
)


@dataclass(frozen=True, slots=True)
class _Title:
    diarienummer: str
    stems: tuple[str, ...]


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its inflection; words of up to four letters stay whole."""
    for _ in range(2):
        cut = _ENDINGS.sub("", word)
        if len(cut) < 4:
            break
        word = cut
    return word


def tokens(text: str) -> list[tuple[str, int, int]]:
    """(stem, start, end) of each word, hyphenation over a line mended, small words left out."""
    folded = zones.fold(text).replace("\u00ad", "-")
    found = []
    for match in _WORD.finditer(folded):
        word = match.group()
        if "-" in word:
            word = _BROKEN.sub("", word)
        if word not in _STOP:
            found.append((stem(word), match.start(), match.end()))
    return found


def stems_of(recommendations: tuple[Recommendation, ...], diarienummer: str) -> tuple[str, ...]:
    """The stems of a title's words."""
    return next((t.stems for t in _titles(recommendations) if t.diarienummer == diarienummer), ())


@functools.lru_cache(maxsize=8)
def _titles(recommendations: tuple[Recommendation, ...]) -> tuple[_Title, ...]:
    return tuple(
        _Title(r.diarienummer, tuple(dict.fromkeys(stem for stem, _, _ in tokens(r.title)))) for r in recommendations
    )


def find_titles(
    document: DocumentText, recommendations: tuple[Recommendation, ...], start: int, end: int
) -> tuple[tuple[int, int, str, float], ...]:
    """Titles in a stretch: (start, end, diarienummer, share of its words found close together, from 0 to 1)."""
    words = tokens(without_own_number(document.text[start:end]))
    present = {word for word, _, _ in words}
    found = []
    for title in _titles(recommendations):
        if not title.stems:
            continue
        exact = sum(s in present for s in title.stems)
        if exact * 4 < len(title.stems):
            continue  # damaged words are only looked for where some whole ones stand: whole minutes hold many words
        matched = {s: hits for s in title.stems if (hits := _alike(s, present))}
        best = _best_window(title, matched, words)
        if best:
            first, last, share = best
            found.append((start + words[first][1], start + words[last][2], title.diarienummer, share))
    return tuple(found)


def may_be_named(document: DocumentText, recommendations: tuple[Recommendation, ...], span: Span) -> bool:
    """False when `evidence_for` cannot find anything in this stretch, whatever parts it has; told at a glance.

    A stem begins its word, so a text in which too few stems stand anywhere holds no title.
    """
    if next(find_numbers(document, recommendations, span.start, span.end), None):
        return True
    folded = _BROKEN.sub("", zones.fold(document.slice(span)).replace("\u00ad", "-"))
    return any(t.stems and sum(s in folded for s in t.stems) * 4 >= len(t.stems) for t in _titles(recommendations))


def _alike(wanted: str, present: set[str]) -> frozenset[str]:
    """Words of the text that are this stem, inflected otherwise or damaged by one letter."""
    if wanted in present:
        return frozenset((wanted,))
    if len(wanted) < 5:
        return frozenset()
    return frozenset(
        word
        for word in present
        if abs(len(word) - len(wanted)) <= 3
        and (
            (len(word) >= 5 and (word.startswith(wanted) or (wanted.startswith(word) and len(word) >= len(wanted) - 2)))
            or (_one_edit(word, wanted, 2 if len(wanted) >= 12 else 1))
        )
    )


@functools.lru_cache(maxsize=20_000)
def _one_edit(a: str, b: str, limit: int) -> bool:
    """Whether a becomes b by at most `limit` letters changed, added or dropped."""
    if abs(len(a) - len(b)) > limit:
        return False
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
        if min(row) > limit:
            return False
    return row[-1] <= limit


def _best_window(
    title: _Title, matched: dict[str, frozenset[str]], words: list[tuple[str, int, int]]
) -> tuple[int, int, float] | None:
    """The stretch of at most the title's own length and a half that holds most of its words."""
    owner = {word: s for s, hits in matched.items() for word in hits}
    places = [i for i, (word, _, _) in enumerate(words) if word in owner]
    reach = len(title.stems) + max(3, len(title.stems) // 2)
    best: tuple[int, int, float] | None = None
    for index, first in enumerate(places):
        inside = [i for i in places[index:] if i < first + reach]
        got = {owner[words[i][0]] for i in inside}
        share = len(got) / len(title.stems)
        if best is None or share > best[2] + 1e-9:
            best = (first, inside[-1], share)
    return best


def evidence_for(
    document: DocumentText, recommendations: tuple[Recommendation, ...], span: Span, place: str, *, titles: bool = True
) -> tuple[Evidence, ...]:
    """All that a stretch of text says of our recommendations."""
    found = [
        zones.evidence(document, EvidenceKind.RECOMMENDATION, dnr, start, end, f"recommendation.{form}.{place}")
        for start, end, dnr, form in find_numbers(document, recommendations, span.start, span.end)
    ]
    if titles:
        for start, end, dnr, share in find_titles(document, recommendations, span.start, span.end):
            form = FULL_TITLE if share > 0.999 else PART_OF_TITLE
            rule = f"recommendation.{form}.{place}" + ("" if form == FULL_TITLE else f".{round(share * 100)}")
            found.append(zones.evidence(document, EvidenceKind.RECOMMENDATION, dnr, start, end, rule))
    return tuple(found)
