"""Word documents as WordprocessingML, with what Word writes around the words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {
    **{"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"},
    **{"numbering": "numbering", "styles": "styles"},
}
LETTERHEAD = (
    f'<w:sectPr><w:headerReference xmlns:r="{_OFFICE}" w:type="default" r:id="r-header1"/>'
    f'<w:footerReference xmlns:r="{_OFFICE}" w:type="default" r:id="r-footer1"/></w:sectPr>'
)
"""The last thing in a body whose parts "header1" and "footer1" are to be printed by others than us."""

HIDDEN = "<w:rPr><w:rFonts w:ascii='Arial'/><w:vanish/></w:rPr>"


def docx(body: str, *, main: str = "document", strict: bool = False, **parts: str) -> bytes:
    """`parts`: "header1" -> its paragraphs, and so on. `strict`: the other namespace, under another prefix."""
    members = {
        "[Content_Types].xml": _types(main, tuple(parts)),
        "_rels/.rels": _relations((main, "officeDocument", f"word/{main}.xml")),
        f"word/_rels/{main}.xml.rels": _relations(*((n, n.rstrip("0123456789"), f"{n}.xml") for n in parts)),
        f"word/{main}.xml": _root("document", f"<w:body>{body}</w:body>", strict),
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = _root(_ROOTS[name.rstrip("0123456789")], content, strict)
    return packed(members)


def _types(main: str, parts: tuple[str, ...]) -> str:
    kinds = {main: "document.main", **{name: name.rstrip("0123456789") for name in parts}}
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    rest = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rest}{said}</Types>'


def _relations(*parts: tuple[str, str, str]) -> str:
    said = "".join(
        f'<Relationship Id="r-{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in parts
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def packed(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return out.getvalue()


def p(*runs: str, style: str = "Normal", number: str = "", mark: str = "") -> str:
    """`number`: what `item` gives. `mark`: properties of the paragraph's own mark."""
    joined = "".join(piece if piece.startswith("<") else r(piece) for piece in runs)
    tabs = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}{tabs}{mark}</w:pPr>{joined}</w:p>'


def item(of: int, level: int | None = None) -> str:
    """In a paragraph or a style: it belongs to this list; 0 to none."""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{of}"/></w:numPr>'


def definition(number: int, *levels: str, more: str = "") -> str:
    """How lists are numbered; `levels` by `level`."""
    said = "".join(f'<w:lvl w:ilvl="{at}">{level}</w:lvl>' for at, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}{said}</w:abstractNum>'
    )


def level(text: str, form: str = "decimal", *, start: int = 1, more: str = "", last: str = "") -> str:
    """`more` stands before the text, `last` after it, as the schema has it."""
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>{last}'


def use(number: int, *, of: int, starts: Mapping[int, int] = {}) -> str:
    """A list; `starts`: the numbers it begins anew with, by level."""
    said = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in starts.items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{said}</w:num>'


def style(name: str, *, based_on: str = "", number: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:pPr>{number}</w:pPr></w:style>'
    )


def r(text: str, properties: str = "<w:rPr><w:b/></w:rPr>") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" w:author="x">{r(text)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def moved(text: str) -> str:
    """A move's place of departure."""
    return f'<w:moveFrom w:id="3">{r(text)}</w:moveFrom>'


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content: str) -> str:
    """As Word writes it: once for today's versions, once more for those before 2010."""
    shape = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def control(content: str) -> str:
    """A content control around paragraphs, as a template's form has it."""
    return f"<w:sdt><w:sdtPr><w:alias w:val='Beslut'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _root(name: str, content: str, strict: bool) -> str:
    if not strict:
        return f'<?xml version="1.0"?><w:{name} xmlns:w="{_W}">{content}</w:{name}>'
    renamed = content.replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:")
    return f'<?xml version="1.0"?><ns0:{name} xmlns:ns0="{_STRICT}">{renamed}</ns0:{name}>'
