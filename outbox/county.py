"""The county as squares: what each municipality's square says, in letters first and in colour beside."""

from __future__ import annotations

from dataclasses import dataclass

from domain.decision import StandingKind
from domain.register import Overview
from domain.tilegrid import COLUMNS, ROWS, TILES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How a standing is shown: a letter, its words, and colours whose contrast is at least 4.5 to 1.

    A ground is very light with dark ink, or dark with white: a client that turns light mails dark turns a dark ink, and
    must then turn the ground below it too. With a ground in between, it did not, and yellow stood on yellow.
    """

    letter: str
    words: str
    background: str
    ink: str
    of: str = ""  # what the letter is the first of, where that is not among the words

    @property
    def explained(self) -> str:
        """The words as they stand beside the letter: "har avslagit (nej)"."""
        return f"{self.words} ({self.of})" if self.of else self.words


SIGNS: dict[StandingKind, Sign] = {
    StandingKind.ADOPTED: Sign(letter="A", words="har antagit", background="#1b6e3c", ink="#ffffff"),
    StandingKind.ADOPTED_WITH_CONDITIONS: Sign(
        letter="V", words="har antagit med villkor", background="#bfe6cb", ink="#10331f"
    ),
    StandingKind.PARTLY_ADOPTED: Sign(letter="D", words="har delvis antagit", background="#e2f3e6", ink="#10331f"),
    StandingKind.DECLINED: Sign(letter="N", words="har avslagit", background="#a3241c", ink="#ffffff", of="nej"),
    StandingKind.AWAITING: Sign(letter="P", words="avvaktar beslut", background="#ffdf80", ink="#3a2c00", of="på väg"),
    StandingKind.OTHER_ANSWER: Sign(
        letter="Ö", words="har svarat något annat", background="#565f6b", ink="#ffffff", of="övrigt"
    ),
    StandingKind.NEEDS_REVIEW: Sign(letter="G", words="granskas", background="#2b57a5", ink="#ffffff"),
    StandingKind.NO_ANSWER: Sign(letter="–", words="har inte svarat", background="#eef0f2", ink="#3d444d"),
}

# At most eight letters: a square is 46 pixels wide on the narrowest telephone.
_SHORT: dict[str, str] = {
    "0114": "Väsby",
    "0115": "Vallent.",
    "0117": "Österå.",
    "0120": "Värmdö",
    "0123": "Järfälla",
    "0125": "Ekerö",
    "0126": "Hudd.",
    "0127": "Botk.",
    "0128": "Salem",
    "0136": "Haninge",
    "0138": "Tyresö",
    "0139": "U-Bro",
    "0140": "Nykvarn",
    "0160": "Täby",
    "0162": "Dander.",
    "0163": "Sollent.",
    "0180": "Sthlm",
    "0181": "Södert.",
    "0182": "Nacka",
    "0183": "Sundb.",
    "0184": "Solna",
    "0186": "Lidingö",
    "0187": "Vaxholm",
    "0188": "Norrt.",
    "0191": "Sigtuna",
    "0192": "Nynäsh.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One square. `sign` is None for a municipality that was not asked."""

    name: str
    short: str
    sign: Sign | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The municipalities that stand alike, in the catalogue's order."""

    sign: Sign
    names: tuple[str, ...]


def tiles(overview: Overview) -> tuple[tuple[Tile | None, ...], ...]:
    """The rows of the grid from the north; None is water or another county."""
    asked = {s.municipality.kommunkod: s for s in overview.standings}
    grid: list[list[Tile | None]] = [[None] * COLUMNS for _ in range(ROWS)]
    for kommunkod, (column, row) in TILES.items():
        standing = asked.get(kommunkod)
        grid[row][column] = Tile(
            name=standing.municipality.name if standing else _SHORT[kommunkod],
            short=_SHORT[kommunkod],
            sign=SIGNS[standing.kind] if standing else None,
        )
    return tuple(tuple(row) for row in grid)


def groups(overview: Overview) -> tuple[Group, ...]:
    """Who has adopted, who awaits and so on, in the order of SIGNS; empty groups are left out."""
    named = {kind: tuple(s.municipality.name for s in overview.standings if s.kind is kind) for kind in SIGNS}
    return tuple(Group(sign=SIGNS[kind], names=names) for kind, names in named.items() if names)
