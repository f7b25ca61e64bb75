"""What is fuzzed: how inputs are made, and what must hold of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.fuzz.mutations import mutated


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`check` takes any bytes at all and raises when what must hold of them does not; it is fast, and it is pure.

    `seeds` are whole inputs as programs write them, `tokens` pieces that mean something there.
    """

    name: str
    check: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    tokens: tuple[bytes, ...]

    def inputs(self) -> st.SearchStrategy[bytes]:
        pieces = st.lists(st.one_of(st.sampled_from(self.tokens), st.binary(max_size=6)), max_size=40).map(b"".join)
        return st.one_of(mutated(self.seeds, self.tokens), pieces, mutated(self.seeds, self.tokens))


def text(raw: bytes) -> str:
    """As a text may reach us: UTF-8, and what is none of it as lone surrogates, which Python's own readers make."""
    return raw.decode("utf-8", "surrogateescape")


def utf8(*pieces: str) -> tuple[bytes, ...]:
    return tuple(piece.encode() for piece in pieces)


def is_clean(strings: Iterable[str], *, lines: bool = True) -> None:
    """Every one can be stored in both databases; without `lines` it can stand in a header, too."""
    for string in strings:
        string.encode("utf-8")
        assert "\0" not in string, string
        assert lines or not set(string) & set("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), string
