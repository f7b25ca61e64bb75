"""Foreign text in our mails: one line, bounded, without what is not for the reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.safe import foreign, one_line, quote


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_any_text_becomes_one_bounded_line_of_visible_characters(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    line.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=60))
def test_ordinary_words_are_not_changed(text: str) -> None:
    folded = unicodedata.normalize("NFC", text)
    assert one_line(folded, 120) == folded


def test_a_subject_of_200_kb_is_cut_before_it_costs() -> None:
    assert one_line("Svar " * 40_000, 40) == "Svar Svar Svar Svar Svar Svar Svar Svar…"


def test_a_lone_surrogate_and_a_nul_disappear() -> None:
    assert one_line("a\udce5b\x00c", 20) == "a b c"


def test_a_cut_falls_between_words() -> None:
    assert (
        one_line("Kommunfullmäktige beslutar att anta överenskommelsen", 40) == "Kommunfullmäktige beslutar att anta…"
    )


@pytest.mark.parametrize(
    "number",
    ["850101-1234", "19850101-1234", "198501011234", "8501011234", "850101+1234", "850161-1234", "850101–1234"],
)
def test_a_personnummer_is_not_shown(number: str) -> None:
    assert quote(f"född {number}, boende i Täby", 100) == "född [personnummer], boende i Täby"


@pytest.mark.parametrize(
    "number", ["212000-2882", "KS 2015.152", "2015-05-28", "329-384/2013", "KFKS 2015/15-002", "KS 07-409 024"]
)
def test_organisation_numbers_dates_and_diarienummer_are_kept(number: str) -> None:
    assert foreign(f"dnr {number}.", 100) == f"dnr {number}."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bo Exempelsson (S) yrkar bifall", "[ledamot] yrkar bifall"),
        ("efter yrkande av Eva Prov-Fiktiv (KD) och (M)", "efter yrkande av [ledamot] och [ledamot]"),
        ("Kommunstyrelsen (KS) antar punkt (a)", "Kommunstyrelsen (KS) antar punkt (a)"),
    ],
)
def test_politicians_and_their_parties_are_not_quoted(text: str, shown: str) -> None:
    assert quote(text, 100) == shown


@pytest.mark.parametrize("link", ["https://ond.example/x", "HTTP://ond.example", "www.ond.example/logga-in"])
def test_a_strangers_link_cannot_be_clicked_in_our_mail(link: str) -> None:
    assert foreign(f"Se {link} genast", 100) == "Se [länk] genast"


def test_a_personnummer_at_the_cut_is_not_half_shown() -> None:
    assert "850101" not in quote("x" * 90 + " 850101-1234 " + "y" * 50, 100)
