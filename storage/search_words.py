"""What is looked for, in words: from what somebody types to what the index of each database is asked. Pure.

A word is a run of letters and digits, å ä ö being letters of their own. So "KSL/15/0016-5" is four words, and found
however it was spaced; and nothing that is typed can be taken for the index's own syntax.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from domain.finding import Piece

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_BROKEN_OFF = re.compile(r"-[ \t]*\n\s*([a-zåäöéü]+)")
_LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
_MOST_TERMS = 12
_LONGEST_WORD = 80  # a line of base64 is not looked for
_LONGEST_QUESTION = 300
_SHORTEST_BEGINNING = 2  # "a*" is a tenth of all words, and nobody means it
_AROUND = 90  # characters shown on each side of a hit

# A tsvector holds a megabyte and counts places to 16,383 (PostgreSQL's manual, 12.11).
_MOST_BYTES = 900_000
_LAST_PLACE = 16_383


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that must follow one another; the last may be only a beginning."""

    words: tuple[str, ...]
    beginning: bool


def terms(asked: str) -> tuple[Term, ...]:
    """What somebody typed, as terms that must all be found; none when there is no letter or digit in it."""
    found: list[Term] = []
    for phrase, star, bare in _ASKED.findall(unicodedata.normalize("NFC", asked)[:_LONGEST_QUESTION]):
        words = tuple(_folded(word) for word in _WORD.findall(phrase or bare))
        if words:
            beginning = bool(star) or bare.endswith("*")
            found.append(Term(words=words, beginning=beginning and len(words[-1]) >= _SHORTEST_BEGINNING))
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def _folded(word: str) -> str:
    """As it is compared. "İ" is the one letter whose lower case is a letter and a dot, which is no letter."""
    return word.replace("İ", "i").lower()[:_LONGEST_WORD]


def for_fts5(asked: tuple[Term, ...]) -> str:
    """The terms in SQLite's syntax: "region stockholm" AND "överens"*."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.beginning else ""}' for term in asked)


def for_tsquery(asked: tuple[Term, ...]) -> str:
    """The terms in PostgreSQL's syntax: ('region' <-> 'stockholm') & 'överens':*."""
    return " & ".join(
        "(" + " <-> ".join(f"'{word}'" for word in term.words) + (":*)" if term.beginning else ")") for term in asked
    )


def searchable(text: str) -> str:
    """The text as it is indexed: letters composed (a Mac writes å as two), and words broken over lines also whole."""
    composed = unicodedata.normalize("NFC", text)
    broken = (
        (_LAST_LETTERS.search(composed, max(0, hit.start() - _LONGEST_WORD), hit.start()), hit[1])
        for hit in _BROKEN_OFF.finditer(composed)
    )
    whole = " ".join(head[0] + tail for head, tail in broken if head)
    return f"{composed}\n{whole}" if whole else composed


def as_tsvector(text: str) -> str:
    """`searchable` text as a tsvector's literal; what is beyond the most that one holds is left out.

    Made here and not by PostgreSQL's own parser, which takes a mail address for one word and a diarienummer for a path.
    """
    places: dict[str, list[int]] = {}
    size = 0
    for place, found in enumerate(_WORD.finditer(text), start=1):
        word = _folded(found[0])
        known = places.get(word)
        size += 2 if known else len(word.encode()) + 6
        if size > _MOST_BYTES:
            break
        if known is None:
            places[word] = [min(place, _LAST_PLACE)]
        elif len(known) < 255:
            known.append(min(place, _LAST_PLACE))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def marked(text: str, asked: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The whole text in pieces, those that were looked for marked."""
    pieces: list[Piece] = []
    at = 0
    for hit in _pattern(asked).finditer(text) if asked else ():
        pieces.append(Piece(text=text[at : hit.start()], hit=False))
        pieces.append(Piece(text=hit[0], hit=True))
        at = hit.end()
    pieces.append(Piece(text=text[at:], hit=False))
    return tuple(piece for piece in pieces if piece.text)


def snippet(text: str, asked: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The first place in the text that holds what was looked for, with some words around it; nothing without one."""
    composed = unicodedata.normalize("NFC", text)
    hit = _pattern(asked).search(composed) if asked else None
    if hit is None:
        return ()
    start, end = max(0, hit.start() - _AROUND), min(len(composed), hit.end() + _AROUND)
    around = composed[start:end]
    if start and " " in around:
        around = "… " + around.split(maxsplit=1)[1]
    if end < len(composed) and " " in around:
        around = around.rsplit(maxsplit=1)[0] + " …"
    return marked(" ".join(around.split()), asked)


def _pattern(asked: tuple[Term, ...]) -> re.Pattern[str]:
    terms_longest_first = sorted(asked, key=lambda term: -len(term.words))
    each = (
        r"[\W_]{1,5}".join(map(re.escape, term.words)) + (r"[^\W_]*" if term.beginning else r"(?![^\W_])")
        for term in terms_longest_first
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(each)})", re.IGNORECASE)
