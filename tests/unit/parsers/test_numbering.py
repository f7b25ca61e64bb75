"""Numbers that a word processor prints without storing them."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from parsers.document_builder import Limits
from parsers.numbering import Counts, Level, numeral
from parsers.office import read_docx, read_odt
from tests.golden.office import opendocument as o
from tests.golden.office import word as w

LIMITS = Limits(max_pages=50, max_characters=100_000)


def lines(content: bytes) -> list[str]:
    found = (read_odt if b"opendocument" in content else read_docx)(content, "0" * 64, LIMITS)
    assert isinstance(found, DocumentText), found
    return found.text.removesuffix("\f").split("\n")


def listed(*levels: str, definition: str = "", uses: str = w.use(1, of=0)) -> str:
    return w.definition(0, *levels, more=definition) + uses


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (28, "lowerLetter", "bb"),
        (26, "upperLetter", "Z"),
        (49, "lowerRoman", "xlix"),
        (994, "upperRoman", "CMXCIV"),
        (7, "decimalZero", "07"),
        (21, "ordinal", "21:a"),
        (11, "ordinal", "11:e"),
        (4, "cardinalText", "4"),
        (4, "none", ""),
        (0, "lowerRoman", "0"),
        (2_000_000_000, "upperRoman", "2000000000"),
    ],
)
def test_numbers_are_printed_in_the_form_that_the_list_has(number: int, form: str, printed: str) -> None:
    assert numeral(number, form) == printed


def test_a_level_begins_anew_below_each_higher_one_unless_told_otherwise() -> None:
    levels = {0: Level(pieces=(0,)), 1: Level(pieces=(1,)), 2: Level(pieces=(2,), restarts_after=1)}
    counts = Counts()
    printed = [counts.next(at, levels).strip() for at in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert printed == ["1", "1", "1", "2", "2", "2", "1", "1"]


def test_a_level_that_was_never_used_shows_where_it_would_begin() -> None:
    levels = {0: Level(pieces=(0,), start=5), 1: Level(pieces=(0, ".", 1))}
    assert Counts().next(1, levels) == "5.1\t"


def test_a_paragraph_without_a_list_of_its_own_or_of_its_style_has_no_number() -> None:
    body = w.p("ett", number=w.item(9)) + w.p("två", number=w.item(0)) + w.p("tre", style="Okänd")
    assert lines(w.docx(body, numbering=listed(w.level("%1.")))) == ["ett", "två", "tre"]


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = w.style("A", based_on="B") + w.style("B", based_on="A")
    body = w.p("Beslut", style="A")
    assert lines(w.docx(body, numbering=listed(w.level("%1.")), styles=styles)) == ["Beslut"]


def test_a_list_that_is_used_again_goes_on_and_another_one_of_its_kind_with_it() -> None:
    uses = w.use(1, of=0) + w.use(2, of=0) + w.use(3, of=0, starts={0: 40})
    body = "".join(w.p("x", number=w.item(of)) for of in (1, 2, 1, 3, 2, 3))
    found = lines(w.docx(body, numbering=listed(w.level("§ %1"), uses=uses)))
    assert [line.split()[1] for line in found] == ["1", "2", "3", "40", "41", "42"]


def test_a_text_box_beside_a_numbered_paragraph_takes_no_number_from_it() -> None:
    body = w.p("Rubrik", w.text_box(w.p("ruta")), number=w.item(1)) + w.p("Nästa", number=w.item(1))
    assert lines(w.docx(body, numbering=listed(w.level("%1.")))) == ["1.   Rubrik", "ruta", "2.   Nästa"]


def test_what_stands_around_a_number_is_bounded() -> None:
    numbering = listed(w.level("§" * 100_000 + "%1"))
    (line,) = lines(w.docx(w.p("Beslut", number=w.item(1)), numbering=numbering))
    assert len(line) < 100


@pytest.mark.parametrize("number", ["", "x", "9" * 5000, "-3"])
def test_a_start_that_is_no_number_costs_no_text(number: str) -> None:
    numbering = listed(w.level("%1.").replace('<w:start w:val="1"/>', f'<w:start w:val="{number}"/>'))
    (line,) = lines(w.docx(w.p("Beslut", number=w.item(1, 99)), numbering=numbering))
    assert line.endswith("Beslut")


def test_the_style_of_an_odt_paragraph_names_its_list() -> None:
    styles = '<style:style style:name="Barn" style:parent-style-name="P1"/>' + (
        '<style:style style:name="P1" style:list-style-name="L1"/>' + o.list_style("L1", o.number(1, prefix="§ "))
    )
    content = o.odt(o.items("", o.entry(o.p("Beslut").replace("P1", "Barn"))), automatic=styles)
    assert lines(content) == ["§ 1   Beslut"]


def test_libreoffices_own_form_of_a_number_wins() -> None:
    own = o.number(1, prefix="", suffix="").replace("text:level=", 'loext:num-list-format="§ %1%:" text:level=')
    name = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    content = o.odt(
        o.items("L1", o.entry(o.p("Beslut"))),
        automatic=o.list_style("L1", own).replace("<text:list-style", f'<text:list-style xmlns:loext="{name}"'),
    )
    assert lines(content) == ["§ 1:   Beslut"]
