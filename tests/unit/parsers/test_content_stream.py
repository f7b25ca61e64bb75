"""What of a page's content is text is told at a glance, or not at all."""

from __future__ import annotations

import pytest

from parsers.content_stream import text_operations


def test_only_what_places_and_shows_text_is_told() -> None:
    content = b"""q 1 0 0 -1 79.37 767 cm/c0 cs 0.05 .36 1 scn 0 0 m 29.7 0 l h\nf*\nQ
/P <</MCID 0/ActualText(x\\))>> BDC BT\n/F1 12. Tf 72 -700.5 Td [(Be\\163)-20.5<6c75>] TJ ET EMC [3 1] 0 d /Fm1 Do"""
    assert text_operations(content) == [
        ("q", ()),
        ("cm", (1, 0, 0, -1, 79.37, 767)),
        ("Q", ()),
        ("BT", ()),
        ("Tf", ("F1", 12.0)),
        ("Td", (72, -700.5)),
        ("TJ", ([b"Bes", -20.5, b"lu"],)),
        ("Do", ("Fm1",)),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"(a\\(b\\)\\\\)", b"a(b)\\"),
        (b"(\\0533\\0)", b"+3\0"),
        (b"(a\\\r\nb\\\nc)", b"abc"),
        (b"(a\nb)", b"a\nb"),
        (b"<62 65\n>", b"be"),
        (b"<>", b""),
    ],
)
def test_a_string_is_taken_as_it_is_meant(written: bytes, meant: bytes) -> None:
    assert text_operations(written + b" Tj") == [("Tj", (meant,))]


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 ID x EI",  # an inline picture
        b"(a (b) c) Tj",  # may be nested deep
        b"(\\777) Tj",
        b"(a) % comment\nTj",
        b"(a",
        b"1 2 3 Td",
        b"/F#31 12 Tf",
        b"/Span <</A <</B 1>>>> BDC",
        b"<abc> Tj",
        b"1.2.3 Tc",
        b"1" * 5000 + b" Tc",  # Python makes no number of so many digits
        b"(a) Tj\0",
        b"(a) Txx",
    ],
)
def test_what_no_program_writes_every_day_is_left_to_be_read_with_care(content: bytes) -> None:
    assert text_operations(content) is None


@pytest.mark.parametrize(
    "piece", [b"1 ", b"(", b"<", b"[", b"[1 ", b"/a", b"1 1 m ", b"/a<<", b"\\(", b"(a)", b"/P <<1"]
)
def test_time_grows_no_faster_than_the_stream(piece: bytes) -> None:
    # two megabytes: were each start tried anew, it would take days
    assert text_operations(piece * (2_000_000 // len(piece)) + b"?") is None


def test_blanks_after_the_last_operator_cost_no_time() -> None:
    # were each blank looked at from each blank before it, it would take days
    assert text_operations(b"(a) Tj" + b" " * 2_000_000) == [("Tj", (b"a",))]
