"""registrator user: accounts are made, changed and locked at the machine where the service runs."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.access import Role
from registrator import checking, log
from registrator.cli import app
from registrator.config import load_config
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_access import CHEAP, PHRASE


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(log, "set_up", lambda *_: None)
    monkeypatch.setattr("review.passwords.Passwords", lambda: CHEAP)
    server = 'host = "127.0.0.1"\nport = 1\nusername = "u"\npassword = "Hemligt-1"\n'
    file = tmp_path / "config.toml"
    file.write_text(f'[imap]\n{server}[smtp]\n{server}[trust]\nauthserv_ids = ["mx.ksl.se"]\n', "utf-8")
    return file


def run(config: Path, *words: str, given: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["user", *words, "--config", str(config)], input=given)
    return done.exit_code, f"{done.output}{done.exception or ''}"


def opened(config: Path) -> closing[SqlStore]:
    return closing(open_store(f"sqlite:///{config.parent}/var/registrator.sqlite3"))


def test_an_account_from_its_making_to_its_locking(config: Path) -> None:
    code, told = run(config, "add", "Testa", "--role", "granska", "--password-stdin", given=f"{PHRASE}\n")
    assert code == 0, told
    assert "från och med nu krävs inloggning" in told
    code, told = run(config, "add", "testa", "--role", "lasa", "--password-stdin", given=f"{PHRASE}\n")
    assert code == 1
    assert "Det finns redan ett konto" in told
    assert run(config, "role", "TESTA", "--role", "administrera") == (0, "TESTA har rollen administrera.\n")
    assert run(config, "password", "testa", "--password-stdin", given="en helt annan mening\n")[0] == 0
    assert run(config, "lock", "testa")[0] == 0
    code, told = run(config, "list", "--json")
    listed = json.loads(told)
    assert (listed["name"], listed["role"], listed["locked"], listed["password"]) == (
        "Testa",
        "administrera",
        True,
        True,
    )
    assert "argon2" not in told
    assert "låst" in run(config, "list")[1]
    with opened(config) as store:
        made = store.user("testa")
        assert made and made.role is Role.ADMINISTER
        assert CHEAP.verify(made.password, "en helt annan mening").right


def test_a_password_that_anybody_would_guess_is_refused_and_nothing_is_made(config: Path) -> None:
    code, told = run(config, "add", "testa", "--role", "lasa", "--password-stdin", given="Testa-testa-1\n")
    assert code == 1
    assert "för lätt att gissa" in told
    assert "Inga konton" in run(config, "list")[1]


def test_a_password_is_asked_for_twice(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["kort", PHRASE, "något annat", PHRASE, PHRASE])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    code, told = run(config, "add", "testa", "--role", "lasa")
    assert code == 0, told
    with opened(config) as store:
        made = store.user("testa")
        assert made and CHEAP.verify(made.password, PHRASE).right


def test_an_account_may_have_no_password_and_a_name_that_nobody_has_is_told(config: Path) -> None:
    assert run(config, "add", "ute", "--role", "lasa", "--no-password", "--email", "Ute@exempel.se")[0] == 0
    with opened(config) as store:
        made = store.user_by_email("ute@exempel.se")
        assert made and made.password == ""
    assert "inget konto med namnet hemma" in run(config, "unlock", "hemma")[1]


def test_check_says_who_comes_in_and_from_where(config: Path) -> None:
    def told() -> str:
        return checking.who_comes_in(load_config(config))

    assert told().startswith("inga konton: den visas utan inloggning, bara på den här datorn")
    run(config, "add", "testa", "--role", "granska", "--password-stdin", given=f"{PHRASE}\n")
    assert told() == (
        "inloggning krävs på http://127.0.0.1:8025, bara på den här datorn; 1 konto; inget av dem administrerar"
    )
