"""A tile map of the county: one square for each municipality, all of the same size."""

from __future__ import annotations

COLUMNS = 6
ROWS = 7

# kommunkod -> (column, row), both from 0, row 0 in the north. Laid out so that neighbours mostly touch.
TILES: dict[str, tuple[int, int]] = {
    "0114": (2, 1),  # Upplands Väsby
    "0115": (3, 1),  # Vallentuna
    "0117": (4, 1),  # Österåker
    "0120": (5, 3),  # Värmdö
    "0123": (1, 2),  # Järfälla
    "0125": (1, 3),  # Ekerö
    "0126": (3, 5),  # Huddinge
    "0127": (2, 5),  # Botkyrka
    "0128": (1, 4),  # Salem
    "0136": (3, 6),  # Haninge
    "0138": (4, 5),  # Tyresö
    "0139": (1, 1),  # Upplands-Bro
    "0140": (0, 5),  # Nykvarn
    "0160": (3, 2),  # Täby
    "0162": (3, 3),  # Danderyd
    "0163": (2, 2),  # Sollentuna
    "0180": (3, 4),  # Stockholm
    "0181": (1, 5),  # Södertälje
    "0182": (4, 4),  # Nacka
    "0183": (2, 3),  # Sundbyberg
    "0184": (2, 4),  # Solna
    "0186": (4, 3),  # Lidingö
    "0187": (4, 2),  # Vaxholm
    "0188": (4, 0),  # Norrtälje
    "0191": (2, 0),  # Sigtuna
    "0192": (2, 6),  # Nynäshamn
}
