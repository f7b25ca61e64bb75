"""Tables as an XLSX file: real dates and numbers, frozen header, filter, and nothing that runs.

Written by hand (ECMA-376 needs five small parts for this), for the weekly letter holds tens of thousands of cells and
XlsxWriter took six times as long. The same tables give the same bytes. Text is never a formula; what looks like one is
also marked as text ("quotePrefix"), so that it stays text when somebody edits the cell.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from outbox.sheets import Sheet, looks_like_formula
from outbox.stockholm import STOCKHOLM

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHARACTERS = 32_767  # of one cell, in Excel
MOST_ROWS = 1_048_576  # of one sheet, header included

_FIRST_DAY = dt.date(1899, 12, 30)  # Excel counts 1900 as a leap year
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)  # no clock in the bytes
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_HEADER, _DATE, _TIME, _QUOTED, _WRAPPED = 1, 2, 3, 4, 5  # places in cellXfs below

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF173A63"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def as_workbook(sheets: tuple[Sheet, ...]) -> bytes:
    """The sheets as one file, in order. Titles are cut to what Excel allows, and must then differ from each other.

    Rows beyond what Excel takes, and characters beyond what a cell takes, are left out.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in _parts(sheets):
            info = zipfile.ZipInfo(name, _ZIPPED_AT)
            info.external_attr = 0o600 << 16
            package.writestr(info, _HEAD + content, zipfile.ZIP_DEFLATED, compresslevel=1)
    return file.getvalue()


def _parts(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relations((("officeDocument", "xl/workbook.xml"),))
    listed = "".join(
        f'<sheet name={quoteattr(_title(sheet.title))} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{listed}</sheets></workbook>'
    targets = tuple(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    yield "xl/_rels/workbook.xml.rels", _relations((*targets, ("styles", "styles.xml")))
    yield "xl/styles.xml", _STYLES
    for n, sheet in zip(numbers, sheets, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", _worksheet(sheet, shown=n == 1)


def _relations(targets: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _title(title: str) -> str:
    return _NOT_IN_A_TITLE.sub(" ", title)[:31]


def _worksheet(sheet: Sheet, *, shown: bool) -> str:
    rows = sheet.rows[: MOST_ROWS - 1]
    area = f"A1:{_letters(len(sheet.columns))}{len(rows) + 1}"
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{column.width}" customWidth="1"/>'
        for n, column in enumerate(sheet.columns, start=1)
    )
    header = "".join(_text(column.title, _HEADER) for column in sheet.columns)
    selected = ' tabSelected="1"' if shown else ""
    known = _Texts()
    body = "".join(
        [f"<row>{''.join([known[c] if isinstance(c, str) else _value(c) for c in row])}</row>" for row in rows]
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="{area}"/><sheetViews>'
        f'<sheetView{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData><row>{header}</row>{body}</sheetData><autoFilter ref="{area}"/></worksheet>'
    )


def _letters(number: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class _Texts(dict[str, str]):
    """Texts as cells. Most columns hold few different ones ("Botkyrka", "antagen"): each is made once, then found."""

    def __missing__(self, text: str) -> str:
        self[text] = made = _text(text)
        return made


def _text(text: str, style: int = 0) -> str:
    if not text:
        return "<c/>"
    if not style:
        style = _QUOTED if looks_like_formula(text) else _WRAPPED if len(text) > 60 else 0
    clean = text[:MOST_CHARACTERS]
    if not clean.isprintable():
        clean = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", clean)
    safe = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def _value(cell: bool | int | float | dt.date | None) -> str:
    if isinstance(cell, bool):
        return _text("ja" if cell else "nej")
    if isinstance(cell, dt.datetime):
        wall = cell.astimezone(STOCKHOLM)
        part = (wall.hour * 3600 + wall.minute * 60 + wall.second) / 86400
        return f'<c s="{_TIME}"><v>{(wall.date() - _FIRST_DAY).days + part:.10f}</v></c>'
    if isinstance(cell, dt.date):
        return f'<c s="{_DATE}"><v>{(cell - _FIRST_DAY).days}</v></c>'
    return "<c/>" if cell is None else f"<c><v>{cell}</v></c>"
