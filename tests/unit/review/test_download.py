"""File names that are safe on any computer."""

from __future__ import annotations

import pytest

from review.download import safe_name


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("Protokoll §132.pdf", "Protokoll §132.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\temp\\x.pdf", "C__temp_x.pdf"),
        ('a"; filename="b.exe', "a__ filename=_b.exe"),
        ("svar\r\nSet-Cookie: x.pdf", "svar Set-Cookie_ x.pdf"),
        ("faktura\u202efdp.exe", "faktura fdp.exe"),
        ("\x00", "handling"),
        ("...", "handling"),
    ],
)
def test_a_hostile_name_becomes_harmless(hostile: str, safe: str) -> None:
    assert safe_name(hostile) == safe


def test_a_long_name_keeps_its_ending() -> None:
    short = safe_name("å" * 300 + ".pdf")
    assert len(short) == 120
    assert short.endswith("å.pdf")
    assert len(safe_name("å" * 300)) <= 120
