"""Numbers that a word processor prints without storing them as text: "§ 87", "1.", "a)", "2.1".

A list's levels say how a number looks; how often each was used is counted here, in the order of the paragraphs.
Sources: ECMA-376 part 1, 17.9 (Word); OpenDocument 1.3 part 3, 19.880 and 5.3 (OpenDocument).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

MAX_LEVELS = 10
"""Word has nine levels, OpenDocument ten."""

MAX_PIECE = 60
"""Characters of what stands around a number. A hostile file would print a megabyte before each of its paragraphs."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered.

    `pieces`: what is printed; an int stands for the number of that level (from 0). `after`: between number and text.
    `restarts_after`: this level begins anew after a paragraph of the levels below that one; 0 never does.
    """

    pieces: tuple[str | int, ...] = ()
    form: str = "decimal"
    start: int = 1
    after: str = "\t"
    restarts_after: int = MAX_LEVELS
    all_decimal: bool = False


class Labels(Protocol):
    """Follows the elements of a text; what it gives back is printed where the element starts or ends."""

    def start(self, name: str, attributes: Mapping[str, str]) -> str: ...

    def end(self, name: str) -> str: ...


class Counts:
    """How far one list has come on each level."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def begin_at(self, level: int, number: int) -> None:
        """The next paragraph of this level bears this number."""
        self._numbers[level] = number - 1

    def next(self, level: int, levels: Mapping[int, Level]) -> str:
        """Count one more paragraph; its number as printed, with what parts it from the text. "" without a number."""
        if level not in levels:
            return ""
        self._numbers[level] = self._numbers.get(level, levels[level].start - 1) + 1
        for deeper in [d for d in self._numbers if d > level]:
            if level < levels.get(deeper, Level()).restarts_after:
                del self._numbers[deeper]
        return self._printed(level, levels)

    def _printed(self, level: int, levels: Mapping[int, Level]) -> str:
        own = levels[level]
        printed = ""
        for piece in own.pieces:
            if isinstance(piece, str):
                printed += piece[:MAX_PIECE]
            elif piece in levels:
                number = self._numbers.get(piece, levels[piece].start)
                printed += numeral(number, "decimal" if own.all_decimal and piece < level else levels[piece].form)
        return printed + own.after if printed.strip() else ""


def numeral(number: int, form: str) -> str:
    """The number as Word's `numFmt` names its form; in digits where we know no other way."""
    make = _FORMS.get(form)
    return make(number) if make and 0 < number < 1000 else str(number)


def whole(value: str | None, otherwise: int) -> int:
    """An attribute's number; `otherwise` when it is absent or none."""
    try:
        return int(value) if value is not None and len(value) < 12 else otherwise
    except ValueError:
        return otherwise


def _letter(number: int) -> str:
    """a … z, aa, bb …: as both word processors count."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    printed = ""
    for worth, letters in _ROMAN:
        printed += letters * (number // worth)
        number %= worth
    return printed


def _ordinal(number: int) -> str:
    """1:a, 2:a, 3:e, 11:e, 21:a, as in a Swedish Word."""
    return f"{number}:{'a' if number % 10 in {1, 2} and number % 100 not in {11, 12} else 'e'}"


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": _ordinal,
    "none": lambda number: "",  # noqa: ARG005 - it is counted and not printed
}
