"""Which elements of WordprocessingML and OpenDocument are text that a reader sees, and where it goes.

Elements are named by the prefix that everybody uses for their namespace, whatever prefix the file uses.
Sources: ECMA-376 part 1, 17 (strict and transitional); OpenDocument 1.3 part 3.
"""

from __future__ import annotations

from collections.abc import Set

from parsers.flowed_text import CELL, ROW
from parsers.numbering import Labels

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    **{f"{_ODF}{name}:1.0": f"{name}:" for name in ("text", "table", "office", "style")},
    f"{_ODF}drawing:1.0": "draw:",
    f"{_ODF}svg-compatible:1.0": "svg:",
}
_TEXT_COUNT = f"{_ODF}text:1.0 c"
_TEXT_STYLE = f"{_ODF}text:1.0 style-name"

_WORD_MARKS = {"w:p": "\n", "w:tc": CELL, "w:tr": ROW, "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n"} | {
    "w:noBreakHyphen": "-"
}
_ODT_MARKS = {
    **{"text:p": "\n", "text:h": "\n", "text:tab": "\t", "text:line-break": "\n"},
    **{"table:table-cell": CELL, "table:table-row": ROW},
}
_AT_END = frozenset({"w:p", "w:tc", "w:tr", "text:p", "text:h", "table:table-cell", "table:table-row"})
_PARAGRAPHS = frozenset({"w:p", "text:p", "text:h"})
# mc:Fallback repeats a text box for old versions; w:del and w:moveFrom are what a reviser has taken away.
_WORD_UNSEEN = frozenset({"w:del", "w:moveFrom", "w:instrText", "mc:Fallback", "w:rPr", "w:pPr", "w:delText"})
_ODT_UNSEEN = frozenset(
    {
        *("text:tracked-changes", "office:annotation", "text:ruby-text", "svg:title", "svg:desc", "text:note-citation"),
        *("office:forms", "text:hidden-text", "text:number"),  # the last: a list's number as LibreOffice counted it
    }
)
# A text box or a footnote stands where it is anchored, in the middle of a sentence: it is set after its paragraph.
_ASIDES = frozenset({"w:txbxContent", "draw:text-box", "text:note-body"})
_OFF = frozenset({"0", "false", "off"})


def prefixed(tag: str) -> str:
    """ "namespace name" of expat to "w:p"; "" for the many elements of other namespaces."""
    space, _, name = tag.rpartition(" ")
    prefix = _PREFIXES.get(space)
    return prefix + name if prefix else ""


class OfficeText:
    """Text of one XML part. `unseen` elements are passed over with all that is in them; `labels` are lists' numbers."""

    def __init__(
        self,
        unseen: frozenset[str],
        marks: dict[str, str],
        letters: frozenset[str],
        labels: Labels,
        hidden_styles: Set[str] = frozenset(),
    ) -> None:
        self._pieces: list[str] = []
        self._outer: list[list[str]] = []  # the pieces around the aside that is being read
        self._asides: list[str] = []  # read, and waiting for their paragraph's end
        self._unseen, self._marks, self._letters, self._labels = unseen, marks, letters, labels
        self._hidden_styles = hidden_styles
        self._hidden = 0  # depth inside unseen elements
        self._hider = ""
        self._run_hidden = False  # w:vanish
        self._open = 0  # depth inside elements whose characters are text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        styled_away = bool(self._hidden_styles) and attributes.get(_TEXT_STYLE) in self._hidden_styles
        label = self._labels.start(name, attributes) if self._is_told(name) and not styled_away else ""
        if self._hidden or styled_away or name in self._unseen:
            if self._hidden == 1 and self._hider == "w:rPr" and name == "w:vanish":
                self._run_hidden = not _OFF & set(attributes.values())
            elif not self._hidden:
                self._hider = name
            self._hidden += 1
            return
        self._open += name in self._letters
        if name == "w:r":
            self._run_hidden = False
        elif name == "text:s":
            self._pieces.append(" " * min(int(attributes.get(_TEXT_COUNT) or 1), 100))
        elif name in _ASIDES:
            self._outer.append(self._pieces)
            self._pieces = []
        elif name in self._marks and name not in _AT_END:
            self._pieces.append(self._marks[name])
        if label:
            self._pieces.append(label)

    def end(self, name: str) -> None:
        label = self._labels.end(name) if self._is_told(name) else ""
        if self._hidden:
            self._hidden -= 1
            if label:
                self._pieces.append(label)
            return
        self._open -= name in self._letters
        if name in _AT_END and name in self._marks:
            self._pieces.append(self._marks[name])
        if name in _ASIDES:
            self._asides.append("".join(self._pieces))
            self._pieces = self._outer.pop()
        elif name in _PARAGRAPHS and not self._outer:
            self._pieces += self._asides
            self._asides.clear()

    def _is_told(self, name: str) -> bool:
        """Whether the lists hear of it: of what is seen, and of a Word paragraph's properties, which are not."""
        return self._hider == "w:pPr" if self._hidden else name == "w:pPr" or name not in self._unseen

    def characters(self, data: str) -> None:
        if self._open and not (self._hidden or self._run_hidden):
            self._pieces.append(data)

    def finish(self) -> str:
        """All text, with the signs that parsers.flowed_text makes lines of."""
        return "".join([*self._pieces, *self._asides])


def word_text(labels: Labels) -> OfficeText:
    return OfficeText(_WORD_UNSEEN, _WORD_MARKS, frozenset({"w:t"}), labels)


def odt_text(left_out: frozenset[str], labels: Labels, hidden_styles: Set[str] = frozenset()) -> OfficeText:
    """`left_out`: elements passed over in this reading, beside those that are never seen and what has such a style."""
    return OfficeText(_ODT_UNSEEN | left_out, _ODT_MARKS, frozenset({"text:p", "text:h"}), labels, hidden_styles)
