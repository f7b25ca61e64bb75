"""Bytes that are almost what programs write: real shapes, cut, doubled, moved, mixed with signs that mean something."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

MOST = 20_000
"""Bytes of one input: what is slow only beyond this, `python -m tests.fuzz growth` finds."""

_ODD = (b"\0", b"\r", b"\n", b"\r\n", b"\n\n", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b" ", b"\t", b'"', b"\\")


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """One of the seeds after up to eight changes; shrinks towards the seed itself."""
    content = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 8))):
        _change(draw, content, seeds, (*tokens, *_ODD))
        del content[MOST:]
    return bytes(content)


def _change(draw: st.DrawFn, content: bytearray, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.sampled_from((0, 0, 1, 2, 8, 40, 300))))
    kind = draw(st.sampled_from(("put", "put", "many", "bytes", "cut", "double", "move", "splice", "line")))
    if kind == "put":
        content[start:end] = draw(st.sampled_from(tokens))
    elif kind == "many":
        content[start:end] = draw(st.sampled_from(tokens)) * draw(st.sampled_from((2, 10, 200)))
    elif kind == "bytes":
        content[start:end] = draw(st.binary(max_size=8))
    elif kind == "cut":
        del content[start:end]
    elif kind == "double":
        content[start:start] = content[start:end] * draw(st.sampled_from((1, 30)))
    elif kind == "move":
        piece = bytes(content[start:end])
        del content[start:end]
        to = draw(st.integers(0, len(content)))
        content[to:to] = piece
    elif kind == "splice":
        other = draw(st.sampled_from(seeds))
        begin = draw(st.integers(0, len(other)))
        content[start:end] = other[begin : begin + draw(st.sampled_from((10, 100, 1000)))]
    else:
        rows = bytes(content).splitlines(keepends=True)
        if rows:
            one, two = (draw(st.integers(0, len(rows) - 1)) for _ in range(2))
            rows[one], rows[two] = rows[two], rows[one]
            content[:] = b"".join(rows)
