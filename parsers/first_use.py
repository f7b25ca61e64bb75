"""Patterns that are compiled when they are first used: a command that reads no document does not wait for them.

All of ours take 0.6 s of processor time. Who will read many documents, or fork who does, calls `compile_all` first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_WAITING: set[_Waiting] = set()


class _Waiting:
    """Stands for a pattern. From its first use on it has that one's own methods, and so is as quick."""

    def __init__(self, compiled: Callable[[], re.Pattern[str]]) -> None:
        self._compiled = compiled
        _WAITING.add(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle ask for what a pattern has and we have not
            raise AttributeError(name)
        pattern = self._compiled()
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        _WAITING.discard(self)
        return getattr(pattern, name)


def at_first_use(compiled: Callable[[], re.Pattern[str]]) -> re.Pattern[str]:
    """The pattern that `compiled` makes, not made yet. For patterns that live as long as the program.

    It can be asked all that a pattern can, but is none to `isinstance` or to the functions of `re`.
    """
    return cast(re.Pattern[str], _Waiting(compiled))


def compile_all() -> None:
    """Make what waits, of all modules imported so far. Errors: re.error for a pattern that is none."""
    for waiting in tuple(_WAITING):
        _ = waiting.search
