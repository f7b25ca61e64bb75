"""HTML to plain text: what a reader sees, line by line, with nothing run and nothing fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from parsers.mime_text import clean, decode, decode_text

MAX_HTML = 5_000_000
"""Characters of HTML that are looked at."""

_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "object"})
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html"
    r"|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul"
)
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


class _Text(HTMLParser):
    """Collects text; a depth counter per unseen element, so that nesting costs no recursion."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen: str = ""  # the element that hides what is in it
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._depth += tag == self._unseen
        elif not _VOID.fullmatch(tag) and (tag in _UNSEEN or _HIDDEN.search(dict(attrs).get("style") or "")):
            self._unseen, self._depth = tag, 1
        elif tag == "br" or _BLOCKS.fullmatch(tag):
            self.pieces.append("\n")
        elif tag in {"td", "th"}:
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            if not self._depth:
                self._unseen = ""
        elif _BLOCKS.fullmatch(tag):
            self.pieces.append("\n")
        if tag == "p":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def html_to_text(html: str) -> str:
    """The visible text. Blocks begin new lines, cells of a table row stand on one line, paragraphs are set apart."""
    parser = _Text()
    try:
        parser.feed(html[:MAX_HTML])
        parser.close()
    except (AssertionError, ValueError, NotImplementedError):  # odd declarations: what was read so far is kept
        pass
    text = clean("".join(parser.pieces)).replace("\xa0", " ").replace("\xad", "")
    lines = [re.sub(r" {2,}", " ", line.strip(" ")) for line in text.split("\n")]
    tidy = [re.sub(r" ?\t[ \t]*", "   ", line.strip("\t ")) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(tidy)).strip("\n")


def decode_html(data: bytes, charset: str = "") -> str:
    """HTML bytes to HTML text: by the mail's charset, else by a byte order mark or the page's own meta element."""
    declared = _META_CHARSET.search(data[:2048])
    if not charset and declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = declared[1].decode("ascii")
    return decode(data, charset) if charset else decode_text(data)
