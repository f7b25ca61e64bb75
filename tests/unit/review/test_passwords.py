"""Which passwords are refused, and that hashes follow the parameters of the day."""

from __future__ import annotations

import pytest

from review.passwords import LONGEST, Passwords, fault_of

CHEAP = {"memory_kib": 8, "parallelism": 1}


@pytest.mark.parametrize(
    "password",
    [
        "",
        "kortare12",
        "aaaaaaaaaaaaaa",
        "abababababab",
        "123456789012",
        "abcdefghijklmn",
        "lösenord2026!",
        "LösenordLösenord",
        "Sommar2026!!!",
        "qwerty123456",
        "testagranskare1",
        "Testa.Granskare.2026",
        "registratorKSL1",
        "x" * (LONGEST + 1),
    ],
)
def test_what_anybody_would_guess_is_refused_with_a_reason(password: str) -> None:
    assert fault_of(password, "testa", "Testa Granskare", "KSL").endswith(".")


@pytest.mark.parametrize(
    "password",
    [
        "korrekt häst batteri",
        "blåbär i gröten",
        "7Gk-28d-Plq-0x",
        "en mycket lång sommar vid havet",
        "åäöåäö-mumin-ö",
        "830419276550",
    ],
)
def test_length_is_enough_and_no_kind_of_character_is_asked_for(password: str) -> None:
    assert fault_of(password, "testa", "Testa Granskare", "KSL") == ""


def test_a_password_is_right_however_the_keyboard_composed_it() -> None:
    passwords = Passwords(time_cost=1, **CHEAP)
    stored = passwords.hash("bl\u00e5b\u00e4r i gr\u00f6ten")
    assert stored.startswith("$argon2id$")
    assert passwords.verify(stored, "bla\u030aba\u0308r i gro\u0308ten").right
    assert not passwords.verify(stored, "blabar i groten").right


def test_a_hash_of_earlier_parameters_is_made_anew() -> None:
    stored = Passwords(time_cost=1, **CHEAP).hash("korrekt häst batteri")
    today = Passwords(time_cost=2, **CHEAP)
    fresh = today.verify(stored, "korrekt häst batteri").fresh
    assert fresh != stored
    assert today.verify(fresh, "korrekt häst batteri").right
    assert today.verify(fresh, "korrekt häst batteri").fresh == ""


@pytest.mark.parametrize("stored", ["", "no hash at all"])
def test_an_account_without_a_password_takes_none(stored: str) -> None:
    assert not Passwords(time_cost=1, **CHEAP).verify(stored, "nobody has this password").right


def test_a_name_that_nobody_has_costs_as_much_as_one_that_somebody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords(time_cost=1, **CHEAP)
    hashed: list[str] = []
    verify = passwords._hasher.verify

    class Counting:
        def verify(self, stored: str, given: str) -> bool:
            hashed.append(stored)
            return verify(stored, given)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    passwords.verify("", "gissning")
    assert len(hashed) == 1
    assert hashed[0].startswith("$argon2id$")
