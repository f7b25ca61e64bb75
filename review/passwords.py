"""Passwords: hashed with Argon2id, and which are refused. The door to argon2-cffi."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 256  # characters: enough for any sentence, too little to keep a server busy hashing
_FEWEST_DIFFERENT = 5
# What people write when twelve characters are asked for; compared without digits, signs and repetition.
_OBVIOUS = (
    "lösenord",
    "losenord",
    "password",
    "passord",
    "registrator",
    "kommun",
    "stockholm",
    "sommar",
    "vinter",
    "välkommen",
    "welcome",
    "hemlig",
    "hemligt",
    "admin",
    "administrator",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abc",
    "abcdefghijklmnopqrstuvwxyz",
    "jagälskardig",
    "iloveyou",
    "letmein",
    "sverige",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """`fresh` is the same password hashed with today's parameters, when the stored hash has others."""

    right: bool
    fresh: str = ""


class Passwords:
    """Argon2id with the parameters that RFC 9106 recommends where memory is scarce (64 MiB, three passes)."""

    def __init__(self, *, time_cost: int = 3, memory_kib: int = 64 * 1024, parallelism: int = 4) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=parallelism)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        return self._hasher.hash(_same(password))

    def verify(self, stored: str, given: str) -> Verified:
        """Whether `given` is the password of `stored`. "" is nobody's, and takes as long to find out."""
        given = _same(given)[:LONGEST]
        try:
            self._hasher.verify(stored or self._nobody, given)
        except (VerificationError, InvalidHashError):
            return Verified(right=False)
        if not stored:
            return Verified(right=False)
        return Verified(right=True, fresh=self._hasher.hash(given) if self._hasher.check_needs_rehash(stored) else "")


def fault_of(password: str, *known: str) -> str:
    """Why this password may not be used, in Swedish; "" when it may.

    Length counts, not kinds of characters (NIST SP 800-63B, 5.1.1.2). `known` is what anybody can guess of the
    account: its name, the organisation's.
    """
    password = _same(password)
    if len(password) < SHORTEST:
        return f"Lösenordet ska ha minst {SHORTEST} tecken. Några ord i rad går bra."
    if len(password) > LONGEST:
        return f"Lösenordet får ha högst {LONGEST} tecken."
    if len(set(password.casefold())) < _FEWEST_DIFFERENT:
        return "Lösenordet är för enkelt: det består av några få tecken som upprepas."
    if _is_run(password):
        return "Lösenordet är för enkelt: tecknen följer på varandra."
    words = [word for name in known for word in re.split(r"\W+", name.casefold()) if len(word) >= 3]
    left = password.casefold()
    for word in sorted({*_OBVIOUS, *words, *(name.casefold() for name in known if name)}, key=len, reverse=True):
        left = left.replace(word, "")
    if left != password.casefold() and len(set(re.sub(r"[\W\d_]", "", left))) < 3:
        return "Lösenordet är för lätt att gissa: det bygger på ett vanligt ord eller på namnet."
    return ""


def _same(password: str) -> str:
    """One form however the keyboard composed it: a Mac may send å as two characters."""
    return unicodedata.normalize("NFC", password)


def _is_run(password: str) -> bool:
    """Whether nearly every character is the one before it, or its neighbour: 123456789012, abcdefghijkl."""
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(password)]
    return sum(step <= 1 for step in steps) > 0.8 * len(steps)
