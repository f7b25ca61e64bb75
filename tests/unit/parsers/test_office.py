"""Word and OpenDocument files: what a reader of the finished paper sees."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.document import DocumentText, FailureKind, ReadingFailure
from parsers.document_builder import Limits
from parsers.office import read_docx, read_odt
from tests.golden.office import opendocument
from tests.odd_files import laughing_docx

LIMITS = Limits(max_pages=50, max_characters=100_000)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    return archive(word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts)


def paragraph(text: str) -> str:
    return f"<w:p><w:pPr><w:tab/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def text_of(outcome: DocumentText | ReadingFailure) -> str:
    assert isinstance(outcome, DocumentText), outcome
    return outcome.text


def read(content: bytes) -> str:
    return text_of(read_docx(content, "0" * 64, LIMITS))


def test_paragraphs_are_lines() -> None:
    assert read(docx(paragraph("§ 87") + paragraph("Beslut"))) == "§ 87\nBeslut\f"


def test_header_comes_first_and_footer_last() -> None:
    header = f"<w:hdr {W}>{paragraph('Kommunstyrelsen')}</w:hdr>"
    footer = f"<w:ftr {W}>{paragraph('Sida 1')}</w:ftr>"
    content = docx(paragraph("Beslut"), word__footer1=footer, word__header1=header, word__header2=header)
    assert read(content) == "Kommunstyrelsen\n\nBeslut\n\nSida 1\f"


def test_soft_hyphens_vanish_and_tabs_are_gaps() -> None:
    run = (
        "<w:p><w:r><w:t>över\u00adens</w:t><w:softHyphen/><w:t>kommelse</w:t><w:tab/><w:t>2015-05-04</w:t></w:r></w:p>"
    )
    assert read(docx(run)) == "överenskommelse   2015-05-04\f"


def test_tracked_deletions_and_field_codes_are_not_text_but_insertions_are() -> None:
    body = (
        "<w:p><w:r><w:t>beslutar att </w:t></w:r><w:del><w:r><w:delText>avslå</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>anta</w:t></w:r></w:ins><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    )
    assert read(docx(body)) == "beslutar att anta\f"


def test_comments_are_not_text() -> None:
    comments = f"<w:comments {W}>{paragraph('ska vi inte avslå?')}</w:comments>"
    assert read(docx(paragraph("Beslut"), word__comments=comments)) == "Beslut\f"


def test_cells_of_a_row_stand_on_one_line() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    table = f"<w:tbl>{row('Datum', '2015-05-04')}{row('Paragraf', '87')}</w:tbl>"
    assert read(docx(paragraph("Utdrag") + table + paragraph("Slut"))) == (
        "Utdrag\nDatum   2015-05-04\nParagraf   87\nSlut\f"
    )


def test_an_odt_is_read_without_its_tracked_changes_and_notes() -> None:
    content = archive(
        content=f"<office:document-content {ODF}><office:body><office:text>"
        "<text:tracked-changes><text:p>avslå</text:p></text:tracked-changes>"
        '<text:h>§ 87</text:h><text:p>beslutar<text:s text:c="2"/>att<office:annotation><text:p>va?</text:p>'
        "</office:annotation> anta</text:p></office:text></office:body></office:document-content>",
        styles=f"<office:styles {ODF}><text:p>Täby kommun</text:p></office:styles>",
    )
    assert text_of(read_odt(content, "0" * 64, LIMITS)) == "Täby kommun\n\n§ 87\nbeslutar  att anta\f"


def test_hidden_text_of_an_odt_is_not_text() -> None:
    hidden = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = opendocument.p('beslutar att <text:span text:style-name="T1">avslå, eller </text:span>anta den')
    content = opendocument.odt(body + opendocument.p("Dold mall").replace("P1", "T1"), automatic=hidden)
    assert text_of(read_odt(content, "0" * 64, LIMITS)) == "beslutar att anta den\f"


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    outcome = read_docx(archive(word__document=bomb), "0" * 64, LIMITS)
    assert isinstance(outcome, ReadingFailure)
    assert outcome.kind is FailureKind.BROKEN


def test_a_cut_file_is_broken() -> None:
    outcome = read_docx(docx(paragraph("Beslut"))[:150], "0" * 64, LIMITS)
    assert isinstance(outcome, ReadingFailure)
    assert outcome.kind is FailureKind.BROKEN


def test_an_odt_that_asks_for_a_password_is_locked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        opened.writestr("content.xml", b"\x80\x81")
    outcome = read_odt(out.getvalue(), "0" * 64, LIMITS)
    assert isinstance(outcome, ReadingFailure)
    assert outcome.kind is FailureKind.LOCKED


@pytest.mark.parametrize("make", [laughing_docx, lambda: docx("<w:p>" * 9), lambda: archive(word__document="")])
def test_hostile_xml_is_broken(make: Callable[[], bytes]) -> None:
    outcome = read_docx(make(), "0" * 64, LIMITS)
    assert isinstance(outcome, ReadingFailure)
    assert outcome.kind is FailureKind.BROKEN


def test_elements_nested_without_end_cost_no_recursion() -> None:
    assert read(docx("<w:sdt>" * 100_000 + paragraph("Beslut") + "</w:sdt>" * 100_000)) == "Beslut\f"


_ELEMENTS = ("w:p", "w:r", "w:t", "w:del", "w:rPr", "w:vanish", "w:txbxContent", "w:tc", "w:tr", "w:tab", "w:other")


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.sampled_from(["", "ord"]), lambda inner: st.lists(st.tuples(st.sampled_from(_ELEMENTS), inner))))
def test_any_nesting_gives_a_value(tree: object) -> None:
    outcome = read_docx(docx(_xml(tree)), "0" * 64, LIMITS)
    assert isinstance(outcome, DocumentText) or outcome.kind is FailureKind.NO_TEXT


def _xml(tree: object) -> str:
    if isinstance(tree, list):
        return "".join(f"<{name}>{_xml(inner)}</{name}>" for name, inner in tree)
    return str(tree)
