"""Rich Text Format: what a reader of the finished paper sees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.rtf import read_rtf

LIMITS = Limits(max_pages=50, max_characters=100_000)


def outcome(body: str) -> DocumentText | ReadingFailure:
    return read_rtf(b"{\\rtf1\\ansi\\ansicpg1252 " + body.encode("latin-1") + b"}", "0" * 64, LIMITS)


def read(body: str) -> str:
    found = outcome(body)
    assert isinstance(found, DocumentText), found
    assert found.doubts == ()
    return found.text.removesuffix("\f")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\\'a7 87\\par Beslut", "§ 87\nBeslut"),
        ("\\u246?verenskommelse \\u8211-", "överenskommelse –"),
        ("\\uc2\\u229\\'3f\\'3fr {\\uc0\\u228}r", "år är"),
        ("\\u-10179?\\u-8704?", "\U0001f600"),
        ("över\\-ens\\~kommelse\\_3", "överens kommelse-3"),
        ("a\\tab b\\line c", "a   b\nc"),
        ("{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset238 Arial CE;}}\\f1\\'b3\\f0\\'b3", "ł³"),
        ("{\\stylesheet{\\s1 Rubrik;}}{\\info{\\title Mall}}{\\*\\generator Word;}text", "text"),
        ("{\\pict\\bin4 }}}}}text", "text"),
        ('{\\field{\\*\\fldinst HYPERLINK "http://exempel.se"}{\\fldrslt vår sida}}', "vår sida"),
        ("\\{klammer\\} och \\\\", "{klammer} och \\"),
        ("{\\upr{dubbelt}{\\*\\ud enkelt}}", "enkelt"),
        ("{\\listtext 1.\\tab}att anta den", "1.   att anta den"),
        ("{\\i\\*\\cs7 kursivt}", "kursivt"),
    ],
)
def test_words_and_signs(body: str, text: str) -> None:
    assert read(body) == text


def test_tracked_deletions_comments_and_hidden_text_are_not_text() -> None:
    body = (
        "beslutar att {\\deleted avslå }{\\revised anta}{\\v dolt}{\\*\\annotation ska vi?} den"
        "\\deleted  inte\\deleted0 ."
    )
    assert read(body) == "beslutar att anta den."


def test_header_comes_first_then_text_footnotes_and_footer() -> None:
    body = "{\\footer Sida 1}{\\header Täby kommun}{\\headerl Täby kommun}Beslut{\\footnote en not} här"
    assert read(body) == "Täby kommun\n\nBeslut här\n\nen not\n\nSida 1"


def test_a_text_box_is_read_once() -> None:
    shape = "{\\shp{\\*\\shpinst{\\sp{\\sn t}{\\sv 9}}{\\shptxt Utdrag}}{\\shprslt Utdrag}}"
    assert read(f"{shape} Beslut") == "Utdrag Beslut"


def test_cells_of_a_row_stand_on_one_line() -> None:
    row = "\\trowd\\intbl {}\\cell {}\\cell\\row "
    assert read(row.format("Datum", "2015-05-04") + row.format("Plats", "Kansliet")) == (
        "Datum   2015-05-04\nPlats   Kansliet"
    )


def test_a_file_cut_off_is_read_as_far_as_it_goes_with_a_doubt() -> None:
    found = read_rtf(b"{\\rtf1 Beslut {att anta", "0" * 64, LIMITS)
    assert isinstance(found, DocumentText)
    assert (found.text, found.doubts) == ("Beslut att anta\f", (Doubt.TEXT_UNCERTAIN,))


def test_what_is_no_rtf_is_broken() -> None:
    found = read_rtf(b"Beslut", "0" * 64, LIMITS)
    assert isinstance(found, ReadingFailure)
    assert found.kind is FailureKind.BROKEN


_PIECES = (
    *(
        "{",
        "}",
        "{\\*",
        "\\",
        "\\'",
        "\\u-1",
        "\\u99999",
        "\\bin9",
        "\\f7",
        "\\shptxt",
        "\\deleted",
        "\\v0",
        "\\fonttbl",
    ),
    *(
        "\\fcharset128",
        "\\ansicpg0",
        "\\row",
        "\\cell",
        "å",
        "\x00",
        "\\'81",
        "\\uc99",
        "\\plain",
        " ",
        "\\upr",
        "\\header",
    ),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_anything_like_rtf_gives_a_value(pieces: list[str]) -> None:
    found = outcome("".join(pieces))
    assert isinstance(found, ReadingFailure) or found.text.endswith("\f")
