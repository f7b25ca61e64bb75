"""What a word on a page is to those that put its lines in order."""

from __future__ import annotations

from typing import Protocol, TypeVar


class Placed(Protocol):
    """A word with its place in points from the page's top left corner."""

    @property
    def text(self) -> str: ...
    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def height(self) -> float: ...


W = TypeVar("W", bound=Placed)
