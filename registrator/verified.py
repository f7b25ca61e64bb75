"""What a verification has to say of one thing."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 20
"""So many of each kind of fault are named; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was looked at: what was found, and each fault by itself, with what to do last."""

    what: str
    well: bool
    found: str
    faults: tuple[str, ...] = ()


class Faults:
    """Names the first, counts all."""

    def __init__(self) -> None:
        self.count = 0
        self.named: list[str] = []

    def add(self, words: str) -> None:
        self.count += 1
        if len(self.named) < MOST:
            self.named.append(words)

    def lines(self, advice: str) -> tuple[str, ...]:
        more = (f"… och {self.count - len(self.named)} till",) if self.count > len(self.named) else ()
        return (*self.named, *more, advice) if self.count else ()


def many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one}"
