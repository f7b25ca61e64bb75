"""The documents are true: links lead somewhere, commands exist and have help with an example."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from outbox.troubles import SORTS
from registrator.cli import app
from registrator.config import load_config

ROOT = Path(__file__).parents[3]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    named = re.findall(r"`((?:[a-z0-9_]+/)+[a-z0-9_]*(?:\.py)?)", text)
    assert len(named) > 20
    for name in named:
        assert (ROOT / name).exists(), name


def _commands(group: TyperGroup, path: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, command in group.commands.items():
        whole = f"{path} {name}".strip()
        found += _commands(command, whole) if isinstance(command, TyperGroup) else [(whole, command)]
    return found


ROOT_COMMAND = typer.main.get_command(app)
assert isinstance(ROOT_COMMAND, TyperGroup)
COMMANDS = _commands(ROOT_COMMAND)


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(name: str, command: Any) -> None:
    assert command.help
    assert re.search(rf"Exempel: `registrator {name}\b", command.help)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"registrator {name.split(maxsplit=1)[0]}" in readme
    assert name.rsplit(maxsplit=1)[-1] in readme
    for option in command.params:
        assert getattr(option, "help", None), f"{name} {option.name} has no help"


def test_the_configuration_of_the_readme_is_valid(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    match = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert match
    assert len(match[1].splitlines()) <= 10
    (tmp_path / "secrets").mkdir()
    for name in ("imap", "smtp"):
        (tmp_path / "secrets" / f"{name}-password").write_text("x")
    (tmp_path / "config.toml").write_text(match[1], "utf-8")
    load_config(tmp_path / "config.toml", {})


def test_exit_codes_are_documented_where_they_are_defined_and_in_the_readme() -> None:
    from domain import errors

    readme = (ROOT / "README.md").read_text("utf-8")
    codes = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")}
    for code in codes:
        assert re.search(rf"\b{code} ", readme)


def test_the_pins_hold_everything_the_project_asks_for_and_no_registry_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [re.split(r"[<>=\[]", name)[0].replace(".", "-") for name in project["project"]["dependencies"]]
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    for name in wanted:
        assert re.search(rf"^{re.escape(name)}==\S+", pins, re.MULTILINE), name
    assert "://" not in pins
    assert "index-url" not in pins


def test_nothing_of_a_machine_or_a_registry_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in listed:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ".cfg", ""} and path.is_file() and path != Path(__file__):
            text = path.read_text("utf-8", errors="replace")
            assert not re.search(r"--index-ur[l] \S|registry\.npmj[s]|pypi\.or[g]|/wor[k]/(?:main|shared)", text), name


@pytest.mark.parametrize("name", list(SORTS))
def test_operations_tells_of_every_alarm_what_to_do(name: str) -> None:
    (row,) = [
        line
        for line in (ROOT / "docs" / "OPERATIONS.md").read_text("utf-8").splitlines()
        if line.startswith(f"| {SORTS[name].begins} | `{name}` |")
    ]
    assert all(cell.strip() for cell in row.strip("|").split("|"))
