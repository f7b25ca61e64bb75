"""Text made comparable: case, diacritics, dashes and odd spaces folded, every character's place remembered.

Letters lose their dots and rings because OCR loses them too ("Sammantradesprotokoll", "atergar"). Patterns are written
in real Swedish and folded once, by `pattern`, so that both sides are alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from domain.document import Span
from parsers.first_use import at_first_use

_TABLE: dict[int, str | None] = {
    **{ord(c): "a" for c in "åäàáâãÅÄÀÁÂÃ"},
    **{ord(c): "o" for c in "öòóôõøÖÒÓÔÕØ"},
    **{ord(c): "e" for c in "éèêëÉÈÊË"},
    **{ord(c): "u" for c in "üúùûÜÚÙÛ"},
    **{ord(c): "-" for c in "‐‑‒–—―−"},
    **{ord(c): '"' for c in "“”„«»"},
    **{ord(c): "'" for c in "’‘´`"},
    **{ord(c): " " for c in "\u00a0\u2007\u2009\u202f\t\v\r"},
    **{ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl"},
    **dict.fromkeys((173, 8203, 8204, 8205, 65279, *range(768, 880))),
}
_ODD = re.compile(r"[^\n -_a-~§]")
_COMMON = tuple((letter, plain) for letter in "åäöÅÄÖ" if (plain := _TABLE[ord(letter)]))

_LIGATURE = "ff[il]?|f[il]"  # one letter of the font: "s p e c i fi k a t i o n"
_LETTER_SPACED = re.compile(  # "B E S L U T"
    rf"(?<!\S)(?:(?:[^\W\d_]|{_LIGATURE}) ){{3,}}(?:[^\W\d_]|{_LIGATURE})(?!\S)"
)
_SPACED = re.compile(rf"(?<!\S)(?:\S|{_LIGATURE}) (?:\S|{_LIGATURE}) (?=(?:\S|{_LIGATURE})(?!\S))")
_MAYBE_SPACED = re.compile(r" \S \S(?!\S)")  # its last two letters: begins with a blank, so it is looked for fast
_ATT_SPACED = re.compile(r"(?<!\S)a t t(?!\S)")
# "beslut ar" and "besluta r" are OCR's, not words of their own
_BROKEN_VERB = re.compile(r"\bbeslut ?a r\b|\bbeslut ar\b|\bbe sluta ?r\b")
# "\w*" and "\w+"; in a class, or after an escaped backslash, they are something else
_ANY_WORD = re.compile(r"\\w([*+])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_BOUNDS = {"*": "0,80", "+": "1,80"}


def fold(text: str) -> str:
    """The text in lower case, without diacritics, with plain dashes, quotes and spaces. Places are not kept."""
    if _ODD.search(text):
        # as str.translate, at a fifth of its cost: a page has few kinds of odd characters
        for common, plain in _COMMON:
            text = text.replace(common, plain)
        for odd in set(_ODD.findall(text)):
            text = text.replace(odd, _TABLE.get(ord(odd), odd) or "")
    return text.lower()


def pattern(source: str) -> re.Pattern[str]:
    """A pattern written in real Swedish, compiled at its first use for folded text. No word in it is over 80 letters.

    Without that a "word" of 20,000 letters is read to its end from each of them: a mail that takes hours.
    """
    return at_first_use(lambda: re.compile(_ANY_WORD.sub(_bounded, source.translate(_TABLE))))


def _bounded(found: re.Match[str]) -> str:
    return f"\\w{{{_BOUNDS[found[1]]}}}" if found[1] else found[0]


def may_be_spaced(folded: str) -> bool:
    """Whether any line of these may hold letter-spaced words; a page without is told at once."""
    return bool(_MAYBE_SPACED.search(folded))


def close_up(folded: str) -> str:
    """Letter-spaced words joined: "b e s l u t" is "beslut"."""
    if not _MAYBE_SPACED.search(folded) or not _SPACED.search(folded):
        return folded
    folded = _ATT_SPACED.sub("att", folded)
    return _LETTER_SPACED.sub(lambda m: m.group().replace(" ", ""), folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Folded text of some lines; `places[i]` is where character i stands in the document.

    A line break is kept as "\\n"; words that were hyphenated over a line are whole again.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document behind text[start:end], white space at the ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            here = self.places[min(start, len(self.places) - 1)] if self.places else 0
            return Span(start=here, end=here)
        return Span(start=self.places[start], end=self.places[end - 1] + 1)

    def index(self, place: int) -> int:
        """The first character of the view that stands at `place` of the document or after it."""
        return bisect_left(self.places, place)


def view_of(text: str, stretches: Iterable[tuple[int, int]]) -> View:
    """The folded view of these stretches of a document's text, one line each."""
    chars: list[str] = []
    places: list[int] = []
    for start, end in stretches:
        if chars and not _mend_hyphen(chars, places, text[start : start + 12]):
            chars.append("\n")
            places.append(start)
        for place in range(start, end):
            for folded in fold(text[place]):
                if folded.isspace() and (not chars or chars[-1].isspace()):
                    continue
                chars.append(" " if folded.isspace() else folded)
                places.append(place)
    return _drop_spacing(View(text="".join(chars), places=tuple(places)))


_GOES_ON = re.compile(r"\s*(?:och|eller|samt|resp)\b")


def _mend_hyphen(chars: list[str], places: list[int], following: str) -> bool:
    """Join "omfat-" with "tande" on the next line; "mark-" before "och" keeps its hyphen. True when joined."""
    if len(chars) < 2 or chars[-1] != "-" or not chars[-2].isalpha():
        return False
    if not following[:1].islower() or _GOES_ON.match(fold(following)):
        return False
    chars.pop()
    places.pop()
    return True


def _drop_spacing(view: View) -> View:
    """Take the blanks out of letter-spaced words and of verbs that OCR broke."""
    drop: set[int] = set()
    for broken in (_LETTER_SPACED, _ATT_SPACED, _BROKEN_VERB):
        for match in broken.finditer(view.text):
            drop.update(i for i in range(*match.span()) if view.text[i] == " ")
    if not drop:
        return view
    kept = [i for i in range(len(view.text)) if i not in drop]
    return View(text="".join(view.text[i] for i in kept), places=tuple(view.places[i] for i in kept))
