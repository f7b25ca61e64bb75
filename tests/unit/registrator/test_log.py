"""What a line of the log holds, and what it never holds."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator

import pytest

from domain.errors import StorageError
from registrator import log

SUBJECT = "Ärendet om Testa Testsson"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def fail() -> None:
    try:
        raise KeyError(SUBJECT)
    except KeyError as error:
        raise ValueError(f"unreadable: {SUBJECT}") from error


def test_an_error_that_is_not_ours_is_told_by_kind_and_place_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.set_up("json", "info")
    try:
        fail()
    except ValueError as error:
        log.get_log("x").error("failed", entry=7, exc_info=error)
        logging.getLogger("waitress").exception("Exception while serving /")
    mine, library = map(json.loads, capsys.readouterr().err.splitlines())
    assert mine["entry"] == 7
    for line in (mine, library):
        assert SUBJECT not in json.dumps(line, ensure_ascii=False)
        value, key = line["exception"].split(" <- ")
        assert value.startswith("ValueError (tests/unit/registrator/test_log.py:")
        assert key.endswith(" fail)")
        assert key.startswith("KeyError (")


def test_an_error_of_ours_is_told_in_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("text", "info")
    log.get_log("x").error("failed", exc_info=StorageError("Disken är borta."))
    assert 'exception="domain.errors.StorageError: Disken är borta."' in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_is_blotted_out_wherever_it_turns_up(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up(form, "info", ["Blåbärsö", "x"])
    log.get_log("x").warning("refused", error="NO LOGIN anna Blåbärsö", folders=["INBOX", "Blåbärsö"])
    logging.getLogger("imapclient").warning("> LOGIN %s", "Blåbärsö")
    said = capsys.readouterr().err
    assert "Blåbärsö" not in said
    assert said.count("***") == 3
    assert "INBOX" in said, "a secret of one letter is none that could be blotted out"


def test_a_line_stays_one_line_whatever_it_tells(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "json"):
        log.set_up(form, "info")
        log.get_log("x").warning("refused", error="§\u00a01\nlevel=error event=forged\r\n\x1b[2J\u2028")
    text, as_json = capsys.readouterr().err.splitlines()
    assert text.endswith('error="§\u00a01\\nlevel=error event=forged\N{REPLACEMENT CHARACTER}\\n\ufffd[2J\ufffd"')
    assert json.loads(as_json)["error"] == "§\u00a01\nlevel=error event=forged\ufffd\n\ufffd[2J\ufffd"


def test_to_the_journal_each_line_says_how_grave_it_is(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log.set_up("text", "info")
    log.get_log("x").error("to a terminal")
    stat = os.fstat(2)
    monkeypatch.setenv("JOURNAL_STREAM", f"{stat.st_dev}:{stat.st_ino}")
    monkeypatch.setattr("registrator.log.sys.stderr", os.fdopen(os.dup(2), "w"))
    log.set_up("text", "info")
    log.get_log("x").error("to the journal")
    log.get_log("x").info("to the journal too")
    terminal, grave, light = capfd.readouterr().err.splitlines()
    assert terminal.startswith("timestamp=")
    assert grave.startswith("<3>timestamp=")
    assert light.startswith("<6>timestamp=")
