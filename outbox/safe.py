"""Foreign text made fit for our mails. Whoever mails us writes it, so it is hostile until it has passed here."""

from __future__ import annotations

import re
import unicodedata

# Ten or twelve digits whose month and day could be a birth date, or a samordningsnummer with the day plus 60:
# "850101-1234", "19850101 1234", "8501011234". An organisation number ("212000-2882") has a month above 19.
_BIRTHDAY = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_PERSONNUMMER = re.compile(
    rf"(?<![\d])(?:(?:18|19|20){_BIRTHDAY} ?[-+‐-―−]? ?|{_BIRTHDAY}(?: ?[-+‐-―−] ?)?)\d{{4}}(?!\d)"
)
_FOUR_DIGITS = re.compile(r"\d{4}")  # without which there is no personnummer

# "Bo Exempelsson (S)": party letters tell a political opinion, and the name before them whose it is.
_PARTIES = "S|M|SD|C|V|KD|L|FP|MP|FI|PP|TP|FP/L|L/FP|S, M"
_NAME = r"(?:[A-ZÅÄÖÉ][\w'’.-]*[ ]){1,3}"
_PARTISAN = re.compile(rf"(?:{_NAME})?\((?i:{_PARTIES})\)")

# A client turns bare addresses into links: a stranger's link in our mail would be clicked in our name.
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.)\S+", re.IGNORECASE)

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def one_line(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters, without anything invisible.

    Line breaks, NUL, lone surrogates and marks that turn the writing direction become spaces, which fold; so the
    result is safe in a header, too. What is cut ends in "…".
    """
    # A subject of 210 kB costs time at each step below: cut before, with room for the white space that folds.
    cut = text[: limit * 8 + 64]
    # Nearly all that comes is printable, and asking that costs a hundredth of looking at each character.
    seen = cut if cut.isprintable() else "".join(" " if unicodedata.category(c) in _INVISIBLE else c for c in cut)
    folded = " ".join(unicodedata.normalize("NFC", seen).split())
    if len(folded) <= limit and len(cut) == len(text):
        return folded
    return shorten(folded, limit) if len(folded) > limit else f"{folded[: limit - 1]}…"


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word where one ends in the last third, with "…" for what is gone."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    word = head.rfind(" ")
    in_a_word = text[limit - 1] != " "
    return f"{(head[:word] if in_a_word and word > limit * 2 // 3 else head).rstrip()}…"


def foreign(text: str, limit: int) -> str:
    """A stranger's words for the body of a mail: as `one_line`, without links and personnummer."""
    line = one_line(text, limit * 2)
    if "://" in line or "www." in line.lower():
        line = _LINK.sub("[länk]", line)
    return shorten(_PERSONNUMMER.sub("[personnummer]", line) if _FOUR_DIGITS.search(line) else line, limit)


def quote(text: str, limit: int) -> str:
    """A quote from a document: as `foreign`, also without politicians and their party letters."""
    line = one_line(text, limit * 2)
    return foreign(_PARTISAN.sub("[ledamot]", line) if "(" in line else line, limit)
