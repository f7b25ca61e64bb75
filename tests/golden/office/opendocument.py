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

_ENTRY = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    + _ENTRY.format("/", "application/vnd.oasis.opendocument.text")
    + _ENTRY.format("content.xml", "text/xml")
    + _ENTRY.format("styles.xml", "text/xml")
    + "</manifest:manifest>"
)


def odt(
    body: str, *, header: str = "", footer: str = "", manifest: str = _MANIFEST, common: str = "", automatic: str = ""
) -> bytes:
    """`common` and `automatic` are styles."""
    styles = (
        f"<office:document-styles {_NAMES}><office:styles>{common}</office:styles>"
        '<office:master-styles><style:master-page style:name="Standard">'
        f"<style:header>{header}</style:header><style:footer>{footer}</style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "styles.xml": styles,
            "content.xml": content,
        }
    )


def h(text: str, *, level: int = 1, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def items(style: str, *entries: str, more: str = "") -> str:
    """A list; within another one it needs no style."""
    name = f'text:style-name="{style}"' if style else ""
    return f"<text:list {name} {more}>{''.join(entries)}</text:list>"


def entry(content: str, *, start: int | None = None) -> str:
    begins = "" if start is None else f' text:start-value="{start}"'
    return f"<text:list-item{begins}>{content}</text:list-item>"


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def number(
    level: int, form: str = "1", *, prefix: str = "", suffix: str = "", start: int = 1, shown: int = 1, after: str = ""
) -> str:
    """How one level is numbered; `after`: what parts the number from the text, by default a tab."""
    return _numbered("list-level-style-number", level, form, prefix, suffix, start, shown, after)


def outline_level(level: int, form: str = "1", *, prefix: str = "", start: int = 1, shown: int = 1) -> str:
    return _numbered("outline-level-style", level, form, prefix, "", start, shown, "space")


def _numbered(name: str, level: int, form: str, prefix: str, suffix: str, start: int, shown: int, after: str) -> str:
    looks = f'style:num-format="{form}" style:num-prefix="{prefix}" style:num-suffix="{suffix}"'
    counts = f'text:level="{level}" text:start-value="{start}" text:display-levels="{shown}"'
    alignment = f'<style:list-level-label-alignment text:label-followed-by="{after or "listtab"}"/>'
    mode = 'text:list-level-position-and-space-mode="label-alignment"'
    properties = f"<style:list-level-properties {mode}>{alignment}</style:list-level-properties>"
    return f"<text:{name} {counts} {looks}>{properties}</text:{name}>"


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
