"""Documents set in type: a TOML text and a Typst layout become PDF bytes, the same on every machine.

The only module that knows Typst. A text's markup is one line a block: `## heading`, `- point`, `* point`, `1. point`,
anything else a paragraph; blank lines part the blocks, a line that follows another without one continues it.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import typst

_HERE = Path(__file__).parent
_BETWEEN_BLOCKS = re.compile(r"\n\s*\n|\n(?=## |- |\* |\d+\. )")
_HEADING = re.compile(r"^(## .+)$", re.MULTILINE)
_NUMBERED = re.compile(r"(\d+\.) (.+)")

Block = dict[str, str]


@functools.cache
def document(name: str) -> bytes:
    """The PDF of `documents/<name>.toml`."""
    return set_in_type(facts_of(name))


def facts_of(name: str) -> dict[str, Any]:
    """What `documents/<name>.toml` says."""
    return tomllib.loads((_HERE / "documents" / f"{name}.toml").read_text("utf-8"))


def set_in_type(facts: dict[str, Any]) -> bytes:
    """The PDF of a document's facts, in the form of the files in `documents/`: its layout, its head and its items."""
    items = [{"paragraf": "", "number": "", **item, "parts": _parts(item["text"])} for item in facts["item"]]
    rest = {key: value for key, value in facts.items() if key != "item"}
    data = {"title": items[0]["title"], "front": [], "notice": [], "address": "", "arms": {}, **rest, "items": items}
    return _press(facts["layout"], data, made_on=facts["made_on"])


def _press(layout: str, data: dict[str, Any], *, made_on: dt.date) -> bytes:
    layouts = _HERE / "layouts"
    source = (layouts / "common.typ").read_bytes() + (layouts / f"{layout}.typ").read_bytes()
    pdf = typst.compile(
        source,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, default=str)},
        timestamp=dt.datetime.combine(made_on, dt.time(9), dt.UTC),
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)
    return pdf


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "fonts")])


def _parts(text: str) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for block in _BETWEEN_BLOCKS.split(_HEADING.sub(r"\1\n", text.strip())):
        line = " ".join(block.split())
        if line.startswith("## ") or not parts:
            parts.append({"heading": line.removeprefix("## ") if line.startswith("## ") else "", "blocks": []})
        if not line.startswith("## "):
            parts[-1]["blocks"].append(_block(line))
    return parts


def _block(line: str) -> Block:
    if numbered := _NUMBERED.fullmatch(line):
        return {"kind": "number", "marker": numbered[1], "text": numbered[2]}
    for sign, kind in (("- ", "dash"), ("* ", "bullet")):
        if line.startswith(sign):
            return {"kind": kind, "marker": "", "text": line.removeprefix(sign)}
    return {"kind": "text", "marker": "", "text": line}
