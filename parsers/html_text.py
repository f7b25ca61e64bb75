"""HTML to plain text: what a reader sees, line by line, with nothing run and nothing fetched."""

from __future__ import annotations

import html
import re

from parsers.html_lists import LISTS, HtmlLists
from parsers.mime_text import clean, decode, decode_text

MAX_HTML = 5_000_000
"""Characters of HTML that are looked at."""

_UNSEEN = frozenset({"script", "style", "title", "template", "noscript", "svg", "math", "object"})
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html"
    r"|li|main|menu|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul"
)
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_RAW = frozenset({"script", "style", "title", "textarea"})
"""Elements whose content holds no tags."""
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,50})")
_OPENING = re.compile(r"<(?=/?[A-Za-z]|[!?])")  # another "<" is only a sign
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


class _Text:
    """Collects what is seen. A counter per unseen element, so that nesting costs no recursion."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._unseen = ""  # the element that hides what is in it
        self._depth = 0
        self._lists = HtmlLists()
        self._number = ""  # of an item whose text is still to come: Outlook opens a paragraph in it first

    def characters(self, data: str) -> None:
        if self._unseen:
            return
        try:
            seen = html.unescape(data)
        except ValueError:  # a character reference of more digits than Python turns into a number
            seen = data
        if seen.strip():
            self.pieces.append(self._number)
            self._number = ""
        self.pieces.append(_BLANKS.sub(" ", seen))

    def tag(self, name: str, closing: bool, attributes: str) -> None:
        if self._unseen:
            if name == self._unseen:
                self._depth += -1 if closing else 1
            if not self._depth:
                self._unseen = ""
        elif closing:
            self._list(name, closing, "")
            if _BLOCKS.fullmatch(name):
                self.pieces.append("\n\n" if name == "p" else "\n")
        elif not _VOID.fullmatch(name) and (name in _UNSEEN or _HIDDEN.search(attributes[:2_000])):
            self._unseen, self._depth = name, 1
        elif name == "br" or _BLOCKS.fullmatch(name):
            self.pieces.append("\n")
            self._list(name, closing, attributes[:2_000])
        elif name in {"td", "th"}:
            self.pieces.append("\t")

    def _list(self, name: str, closing: bool, attributes: str) -> None:
        if name == "li":
            self.pieces.append("" if closing else self._number)  # of an item that holds nothing but a list
            self._number = "" if closing else self._lists.item(attributes)
        elif name in LISTS and closing:
            self._lists.end()
        elif name in LISTS:
            self._lists.begin(name, attributes)


def _scan(page: str, text: _Text) -> None:
    """Split into tags and characters, each character looked at a bounded number of times.

    The standard library's HTMLParser takes three minutes for "<a " written 33,000 times; this runs in the service.
    """
    position = 0
    while opening := _OPENING.search(page, position):
        start = opening.start()
        text.characters(page[position:start])
        if page.startswith("<!--", start):
            position = _after(page, "-->", start + 4)
            continue
        match = _TAG.match(page, start)
        end = _tag_end(page, start)
        if end < 0:  # no tag ends any more
            position = start
            break
        position = end + 1
        if match:
            name = match[2].lower()
            text.tag(name, bool(match[1]), page[match.end() : end])
            if name in _RAW and not match[1]:
                closing = re.compile(f"</{name}", re.IGNORECASE).search(page, position)
                position = closing.start() if closing else len(page)
    text.characters(page[position:])


def _after(page: str, mark: str, start: int) -> int:
    found = page.find(mark, start)
    return found + len(mark) if found >= 0 else len(page)


def _tag_end(page: str, start: int) -> int:
    """Where the tag's ">" stands; -1 without one. One inside double quotes ends no tag, as far as a few tries tell."""
    end = first = page.find(">", start)
    for _ in range(8):
        if end < 0 or end - start > 5_000:
            return first
        if page.count('"', start, end) % 2 == 0:
            return end
        end = page.find(">", end + 1)
    return first


def html_to_text(page: str) -> str:
    """The visible text. Blocks begin new lines, cells of a table row stand on one line, paragraphs are set apart."""
    seen = _Text()
    _scan(page[:MAX_HTML], seen)
    text = clean("".join(seen.pieces)).replace("\xa0", " ").replace("\xad", "")
    lines = [re.sub(r" {2,}", " ", line.strip(" ")) for line in text.split("\n")]
    tidy = [re.sub(r" ?\t[ \t]*", "   ", line.strip("\t ")) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(tidy)).strip("\n")


def decode_html(data: bytes, charset: str = "") -> str:
    """HTML bytes to HTML text: by the mail's charset, else by a byte order mark or the page's own meta element."""
    declared = _META_CHARSET.search(data[:2048])
    if not charset and declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = declared[1].decode("ascii")
    return decode(data, charset) if charset else decode_text(data)
