"""docs/HANDBOK.md as a page: the only module that imports markdown_it. Raw HTML in the text is shown, not obeyed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from domain.swedish import DOUBTS
from outbox.troubles import SORTS
from review.words import doubt_anchor

PICTURES = "/hjalp/bild/"

_HERE = Path(__file__).parent
_NO_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the list of contents: `parts` are those one level below."""

    anchor: str
    text: str
    parts: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """`html` is safe to put into a page: everything in the source that is not Markdown has been escaped."""

    html: str
    contents: tuple[Heading, ...]


def folder() -> Path:
    """Where HANDBOK.md and its pictures lie: beside this file in an installed wheel, in docs/ of a checkout."""
    installed = _HERE / "handbook_files"
    return installed if (installed / "HANDBOK.md").is_file() else _HERE.parent / "docs"


_NAMED = {sentence.rstrip("."): doubt_anchor(doubt) for doubt, sentence in DOUBTS.items()} | {
    sort.begins: f"larm-{name.replace('_', '-')}" for name, sort in SORTS.items()
}


def render(text: str) -> Handbook:
    """The handbook's Markdown as HTML. Headings get the anchors that GitHub gives them; doubts and alarms their own."""
    markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")
    tokens = markdown.parse(text)
    contents = _name_headings(tokens)
    return Handbook(html=markdown.renderer.render(tokens, markdown.options, {}), contents=contents)


def _name_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give each heading its anchor, each table its heading; gives back the chapters (##) with their parts (###)."""
    used: Counter[str] = Counter()
    chapters: list[Heading] = []
    words = ""
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            token.meta["heading"] = words
        if token.type != "heading_open":
            continue
        words = "".join(child.content for child in tokens[at + 1].children or ())
        anchor = _NAMED.get(words) or _NO_ANCHOR.sub("", words.lower()).replace(" ", "-")
        used[anchor] += 1
        anchor += f"-{used[anchor] - 1}" if used[anchor] > 1 else ""
        token.attrSet("id", anchor)
        if token.tag == "h2":
            chapters.append(Heading(anchor=anchor, text=words))
        elif token.tag == "h3" and chapters:
            part = Heading(anchor=anchor, text=words)
            chapters[-1] = replace(chapters[-1], parts=(*chapters[-1].parts, part))
    return tuple(chapters)


class _Renderer(RendererHTML):
    """Pictures come from where the pages serve them. A wide table scrolls in a frame that the keyboard reaches."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        token.attrSet("src", PICTURES + str(token.attrGet("src") or "").rpartition("/")[2])
        token.attrSet("loading", "lazy")
        return super().image(tokens, idx, options, env)

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        del options, env
        label = escape(tokens[idx].meta["heading"])
        return f'<div class="scroll" tabindex="0" role="region" aria-label="Tabell: {label}">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        del tokens, idx, options, env
        return "</table>\n</div>\n"
