"""Which municipality a document comes from: letterhead, foot, organisation number, web address, postal number, deed.

Only places that speak for the sender are searched: a page's head and foot, and the decision's own subject. A neighbour
in the background may be named five times as often as the sender (seen: Täby, Österåker and Danderyd in Vallentuna's
minutes), so the running text is not counted at all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.catalogue import Catalogue, Municipality, OutsideMunicipality
from domain.document import DocumentText, Page, Span
from domain.evidence import Evidence, EvidenceKind
from parsers import zones
from parsers.field_cells import FieldKind
from parsers.fields import fields_of


@dataclass(frozen=True, slots=True)
class _Names:
    """Folded names to the value that evidence carries: a kommunkod, or the outside municipality's name."""

    forms: dict[str, str]
    exact: dict[str, str]  # unfolded: Håbo and Habo fold to the same letters
    bare: dict[str, str]
    domains: dict[str, str]
    numbers: dict[str, str]
    places: re.Pattern[str]
    place_of: dict[str, str]


_FORM = re.compile(r"(?<=\s)(?:kommun|stad|komnun|kornmun)s?\b|(?<=\s)k\s?o\s?m\s?m\s?u\s?n\b")
_NUMBER = re.compile(r"(?<!\d)(2[01]2000)\s?[-–]?\s?(\d{4})(?!\d)")
_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?|(?<![\w.@-]))((?:[a-z0-9-]+\.)*[a-z0-9-]+\.(?:se|stockholm))\b")
_ADDRESS = re.compile(
    r"\d{3}\s?\d{2}\b|\bbox\s+\d|0\d{1,2}\s?-\s?\d|www\.|@|org\.?\s?-?nr|organisationsn|\btel|telefon|postadress|besök|\.se\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d+[.)])\s")
_SENTENCE_GOES_ON = re.compile(r"^s?\s+(?!(?:sida|sid|blad|dnr|org|den)\b)[a-zåäö]{2,}")
_NOT_SUBJECT = re.compile(
    r"(?:\b(?:till|från|med|och|mellan|av|för|hos|i|som|samt|eller|enligt|ur|via|åt|om|än|mot|underrätta|informera|meddela)|,)\s*$"
)
# "Österåker Sammanträdesprotokoll för Kommunstyrelsen 2014-11-24": the name is alone but for words of a page's head.
_HEAD_WORDS = re.compile(
    r"(?:sammantrades-?\s?)?protokoll(?:s-?utdrag)?\b.*|\butdrag ur protokoll.*|\bkommun(?:styrels|fullmaktig).*|"
    r"\bsammantrad.*|\bsid[ao]?n?\b.*|\bbeslutsprotokoll.*|\d.*$"
)
_BODY_OF = re.compile(
    r"\bkommun(?:styrelsen|fullmaktige)\s+i\s+([a-z-]+(?:\s[a-z-]+)?)"
    r"|\b([a-z-]+(?:\s[a-z-]+)?)\s+kommun(?:styrelse|fullmaktige)(?!n|s)"
)


@functools.lru_cache(maxsize=8)
def _names(members: tuple[Municipality, ...], outside: tuple[OutsideMunicipality, ...]) -> _Names:
    forms: dict[str, str] = {}
    exact = {other.form.lower(): other.name for other in outside}
    bare: dict[str, str] = {}
    domains: dict[str, str] = {}
    places: dict[str, str] = {}
    for other in outside:
        forms[zones.fold(other.form)] = other.name
        forms[zones.fold(other.name) + " kommun"] = other.name
        if other.domain:
            domains[other.domain] = other.name
    for member in members:
        code = member.kommunkod
        genitive = member.name + ("" if member.name.endswith(("s", "x")) else "s")
        for name in (
            member.form,
            *member.variants,
            *(f"{n} {w}" for n in (member.name, genitive) for w in ("kommun", "stad")),
        ):
            if zones.fold(name).endswith((" kommun", " stad")):
                forms[zones.fold(name)] = code
        for name in (member.name, *member.variants):
            bare[zones.fold(name)] = code
        domains.update(dict.fromkeys(member.domains, code))
        places.update(dict.fromkeys(map(zones.fold, member.places), code))
    words = sorted(places, key=len, reverse=True)
    pattern = "|".join(
        re.escape(w).replace(r"\ ", r"\s?") + (r"(?=\s+[a-z])" if w[0].isdigit() else r"\b") for w in words
    )
    return _Names(
        forms=forms,
        exact=exact,
        bare=bare,
        domains=domains,
        numbers={m.organisation_number.replace("-", ""): m.kommunkod for m in members},
        places=re.compile(rf"(?<![\w])(?:{pattern})" if words else r"(?!)"),
        place_of={w.replace(" ", ""): code for w, code in places.items()},
    )


def find_in_page(document: DocumentText, page: Page, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """Evidence from the head and the foot of a page."""
    names = _names(catalogue.municipalities, catalogue.outside)
    found: list[Evidence] = []
    head_lines = zones.head(document, page)
    for line in head_lines:
        found += _letterhead(document, line, names)
        found += _marks(document, line, names, "head")
    last = head_lines[-1].end if head_lines else page.start
    feet = [line for line in zones.foot(document, page) if line.start >= last]
    for index, line in enumerate(feet):
        if _BULLET.match(line.text):
            continue
        near = " ".join(other.text for other in feet[max(0, index - 1) : index + 2])
        if _ADDRESS.search(near):
            found += [
                zones.evidence(document, EvidenceKind.MUNICIPALITY, value, start, end, "municipality.foot")
                for value, start, end in _forms(document, line.start, line.end, names)
                if not _SENTENCE_GOES_ON.match(document.text[end : line.end])
                and not _NOT_SUBJECT.search(document.text[max(line.start, start - 12) : start].lower())
            ]
        found += _marks(document, line, names, "foot")
    return tuple(found)


def find_field_municipality(document: DocumentText, heading: Span, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """The municipality in a paragraf's own fields: "Kommun: Solna stad", "Solna stad   Kommunstyrelsen"."""
    names = _names(catalogue.municipalities, catalogue.outside)
    fields = fields_of(document.text, heading.start, heading.end)
    telling = {f.row for f in fields if f.kind in {FieldKind.BODY, FieldKind.DATE}}
    return tuple(
        zones.evidence(document, EvidenceKind.MUNICIPALITY, value, start, end, "municipality.field")
        for field in fields
        if field.kind is FieldKind.NAME and telling & {field.row - 1, field.row, field.row + 1}
        for value, start, end in _forms(document, field.value.start, field.value.end, names)
    )


def find_actor(document: DocumentText, span: Span, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """The municipality that a decision's words make act: "att Vallentuna kommun antar", "Haninge kommun avstår"."""
    names = _names(catalogue.municipalities, catalogue.outside)
    return tuple(
        zones.evidence(document, EvidenceKind.MUNICIPALITY, value, start, end, "municipality.actor")
        for value, start, end in _forms(document, span.start, span.end, names)
        if re.match(r"\s+(?:ska\s|skall\s|inte\s|ej\s|härmed\s)*[a-zåäö]+(?:r|s)\b", document.text[end : end + 40])
        and not _NOT_SUBJECT.search(document.text[max(span.start, start - 14) : start].lower())
    )


def _forms(document: DocumentText, start: int, end: int, names: _Names) -> Iterator[tuple[str, int, int]]:
    """Official names between the offsets: (value, start, end)."""
    folded = zones.fold(document.text[start:end])
    for match in _FORM.finditer(folded):
        before = list(re.finditer(r"[a-z-]+", folded[: match.start()]))[-3:]
        word = "stad" if match.group().startswith("stad") else "kommun"
        for count in range(len(before), 0, -1):
            first = before[-count].start()
            name = " ".join(m.group() for m in before[-count:])
            value = names.forms.get(f"{name} {word}")
            value = names.exact.get(document.text[start + first : start + match.end()].lower(), value)
            if value and not folded[before[-1].end() : match.start()].strip():
                yield value, start + first, start + match.end()
                break


# Known senders that are no municipality, in whose minutes the same words stand.
_OTHER_AUTHORITY = re.compile(
    r"^\W*(stockholms lans landsting|region stockholm|landstingsstyrelsen|regionstyrelsen|regionfullmaktige|"
    r"landstingsfullmaktige|lansstyrelsen|storstockholms brandforsvar|sodertorns brandforsvar\w*|brandkaren attunda|"
    r"raddningstjansten \w+|polismyndigheten|trafikverket|kappalaforbundet)\b"
)


def _letterhead(document: DocumentText, line: zones.Line, names: _Names) -> Iterator[Evidence]:
    """A name that opens the line and is not the subject of a sentence; or a name that is alone on its line."""
    for value, start, end in _forms(document, line.start, line.end, names):
        rest = document.text[end : line.end]
        lead = document.text[line.start : start].strip(" |·•-")
        opens = not lead or len(lead) <= 12 or lead.istitle() or lead.isupper() or lead.split()[0][0].isupper()
        if opens and not _SENTENCE_GOES_ON.match(rest) and not _NOT_SUBJECT.search(lead.lower() + " "):
            yield zones.evidence(document, EvidenceKind.MUNICIPALITY, value, start, end, "municipality.letterhead")
    yield from _spaced_out(document, line, names)
    folded = zones.fold(line.text)
    other = _OTHER_AUTHORITY.match(folded)
    if other:
        start, end = line.start + other.start(1), line.start + other.end(1)
        county = other.group(1).startswith(("stockholms lans", "region", "landsting"))
        value = "Region Stockholm" if county else " ".join(document.text[start:end].split())
        yield zones.evidence(document, EvidenceKind.MUNICIPALITY, value, start, end, "municipality.other_authority")
    opening = _HEAD_WORDS.sub("", folded[:120])
    alone = names.bare.get(re.sub(r"[\s|·]+", " ", opening).strip(" -,:"))
    if alone:
        yield zones.evidence(
            document, EvidenceKind.MUNICIPALITY, alone, line.start, line.end, "municipality.name_alone"
        )
    for match in _BODY_OF.finditer(folded):
        words = (match.group(1) or match.group(2)).split()
        named = match.group(1) is not None
        if named and _SENTENCE_GOES_ON.match(line.text[match.start(1) + len(words[0]) :]) and words[0] in names.bare:
            continue  # "Kommunstyrelsen i Nacka avslog rekommendationen": a sentence at the top of a page
        for name in (" ".join(words), words[0], words[-1]):
            known = names.bare.get(name) or names.bare.get(name.removesuffix("s"))
            if known:
                yield zones.evidence(
                    document, EvidenceKind.MUNICIPALITY, known, line.start, line.end, "municipality.body_name"
                )
                break


# "B O T K Y R K A   K O M M U N"
_SPACED_OUT = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\s+(?:-\s+)?){8,60}[^\W\d_](?![^\W\d_])")


def _spaced_out(document: DocumentText, line: zones.Line, names: _Names) -> Iterator[Evidence]:
    """A name printed letter by letter at the start of such a run."""
    for match in _SPACED_OUT.finditer(line.text):
        letters = re.sub(r"[\s-]", "", zones.fold(match.group()))
        fitting = [form for form in names.forms if letters.startswith(form.replace(" ", "").replace("-", ""))]
        if fitting:
            value = names.forms[max(fitting, key=len)]
            start, end = line.start + match.start(), line.start + match.end()
            yield zones.evidence(document, EvidenceKind.MUNICIPALITY, value, start, end, "municipality.letterhead")


def _marks(document: DocumentText, line: zones.Line, names: _Names, where: str) -> Iterator[Evidence]:
    """Organisation number, web or mail domain, postal number, street and town in a head or foot line."""
    folded = zones.fold(line.text)

    def claim(value: str, start: int, end: int, rule: str) -> Evidence:
        at = line.start
        return zones.evidence(document, EvidenceKind.MUNICIPALITY, value, at + start, at + end, f"municipality.{rule}")

    for match in _NUMBER.finditer(folded):
        value = names.numbers.get(match.group(1) + match.group(2))
        if value:
            yield claim(value, match.start(), match.end(), "organisation_number")
    for match in _DOMAIN.finditer(folded):
        labels = match.group(1).split(".")
        for count in range(len(labels), 1, -1):
            value = names.domains.get(".".join(labels[-count:]))
            if value:
                yield claim(value, match.start(1), match.end(1), "domain")
                break
    for match in names.places.finditer(folded):
        value = names.place_of.get(re.sub(r"\s", "", match.group()))
        if value:
            rule = "postal_number" if match.group()[0].isdigit() else "place"
            yield claim(value, match.start(), match.end(), rule if where == "foot" else f"{rule}_in_head")
