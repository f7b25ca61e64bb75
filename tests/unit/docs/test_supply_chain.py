"""What the program is built from: pinned by hash, under licences that it may be given on with, and audited."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
PINS = ("requirements.txt", "requirements-dev.txt", ".ci/audit.txt")
COPYLEFT = re.compile(r"\b[AL]?GPL|general public licen[sc]e|sspl|commons clause", re.IGNORECASE)
SILENT = {
    "imapclient": "BSD-3-Clause, in its COPYING",
    "axe-playwright-python": "MIT, in its LICENSE; axe-core, which it brings, is MPL-2.0",
}
"""Packages whose metadata says nothing of a licence, and what they say elsewhere."""


def _pinned(name: str) -> list[str]:
    """Each requirement with all its lines."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", PINS)
def test_every_package_is_one_version_with_its_hashes(name: str) -> None:
    pins = _pinned(name)
    assert len(pins) > 40
    for pin in pins:
        assert re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+", pin), pin
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", pin), pin


def _installed() -> dict[str, importlib.metadata.Distribution]:
    return {
        re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower(): found for found in importlib.metadata.distributions()
    }


def _licence(found: importlib.metadata.Distribution) -> str:
    told = found.metadata
    said = [told.get("License-Expression"), told.get("License")]
    said += [name for name in told.get_all("Classifier") or [] if name.startswith("License ::")]
    return " | ".join(text for text in said if text and text != "UNKNOWN")


def test_nothing_is_under_a_licence_that_would_bind_the_program() -> None:
    installed = _installed()
    looked_at = 0
    for name in {re.split(r"[=\[]", pin)[0] for file in PINS[:2] for pin in _pinned(file)} & set(installed):
        licence = _licence(installed[name]) or SILENT.get(name, "")
        assert licence, f"{name} says nothing of its licence: look, and write it down here"
        assert not COPYLEFT.search(licence), (name, licence)
        looked_at += 1
    assert looked_at > 80


def _audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_WELL = {"name": "flask", "version": "3.1.3", "vulns": []}
_FLAWED = {"name": "waitress", "version": "3.0.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.0.1"]}]}
_UNKNOWN = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited: rich (15.0.0)"}


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([_WELL], 0, "1 packages asked about, 0 known"),
        ([_WELL, _FLAWED], 1, "waitress 3.0.0: PYSEC-1, mended in 3.0.1"),
        ([_WELL, _UNKNOWN], 1, "could not be asked about: rich"),
        ([_UNKNOWN, _UNKNOWN], None, ""),
        (None, None, ""),
    ],
)
def test_a_known_vulnerability_fails_the_build_and_a_missing_network_does_not(
    packages: list[dict[str, Any]] | None, code: int | None, words: str
) -> None:
    found, said = _audit().verdict({"dependencies": packages} if packages else None)
    assert (found, words in said) == (code, True)


@pytest.mark.parametrize(
    ("report", "code", "words"),
    [
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": []}]}]}', 1, "X-1"),
        ("", 0, "NOT AUDITED"),
    ],
)
def test_the_audit_says_what_it_was_told(
    report: str, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\necho 'ConnectionError: failed to resolve' >&2\nprintf '%s' '{report}'\n")
    program.chmod(0o700)
    assert _audit().main([str(program), "requirements.txt"]) == code
    assert words in capsys.readouterr().out


def test_ci_audits_and_lists_what_the_program_consists_of() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "make audit" in script and "make sbom" in script
