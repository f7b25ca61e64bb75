"""OpenDocument texts, with what LibreOffice writes around the words."""

from __future__ import annotations

from tests.golden.office.word import packed

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing")),
        ("svg", "svg-compatible"),
    )
)


def odt(body: str, *, header: str = "", footer: str = "", manifest: str = "<manifest/>") -> bytes:
    styles = (
        f"<office:document-styles {_NAMES}><office:master-styles><style:master-page>"
        f"<style:header>{header}</style:header><style:footer>{footer}</style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    content = (
        f"<office:document-content {_NAMES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "styles.xml": styles,
            "content.xml": content,
        }
    )


def h(text: str) -> str:
    return f'<text:h text:outline-level="1">{text}</text:h>'


def p(text: str) -> str:
    return f'<text:p text:style-name="P1">{text}</text:p>'


def footnote(number: int, text: str) -> str:
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


def comment(text: str) -> str:
    return f"<office:annotation>{p(text)}</office:annotation>"


def tracked_deletion(text: str) -> str:
    return (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p(text)}</text:deletion></text:changed-region></text:tracked-changes>"
    )


def frame(text: str) -> str:
    return f"<draw:frame><draw:text-box>{p(text)}</draw:text-box><svg:desc>en ruta</svg:desc></draw:frame>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row) for row in rows)
    return "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>"
