"""Word documents as WordprocessingML, with what Word writes around the words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
HIDDEN = "<w:rPr><w:rFonts w:ascii='Arial'/><w:vanish/></w:rPr>"


def docx(body: str, *, main: str = "document", strict: bool = False, **parts: str) -> bytes:
    """`parts`: "header1" -> its paragraphs, and so on. `strict`: the other namespace, under another prefix."""
    roots = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
    members = {"[Content_Types].xml": _TYPES, f"word/{main}.xml": _root("document", f"<w:body>{body}</w:body>", strict)}
    for name, content in parts.items():
        members[f"word/{name}.xml"] = _root(roots[name.rstrip("0123456789")], content, strict)
    return packed(members)


def packed(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return out.getvalue()


def p(*runs: str, style: str = "Normal") -> str:
    joined = "".join(piece if piece.startswith("<") else r(piece) for piece in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{joined}</w:p>'


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
