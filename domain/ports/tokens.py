"""Who gives the token that stands in the place of a password (OAuth2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An access token. `kept`: it was given before and comes from memory, so that a newer one can be had."""

    value: str = field(repr=False)
    kept: bool = False


class TokenSource(Protocol):
    """May be asked from any thread."""

    def token(self, seconds: float, *, fresh: bool = False) -> Token:
        """A token that holds now, within `seconds` in all; with `fresh` a new one, whatever is kept.

        Errors: TokenRefused when waiting does not help, TokenError otherwise.
        """

    def break_off(self) -> None:
        """End the request that is going on, from another thread; who waits for it is told that no answer came."""

    def probe(self, seconds: float) -> str:
        """Ask for a new one: for how long it holds and what it allows, in Swedish. Errors: as above."""
