"""What stands in packaging/: as closed as it says, and of files that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from registrator.config import STATE
from registrator.draining import LAST

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
UNIT = (PACKAGING / "registrator.service").read_text("utf-8")
DOCKERFILE = (PACKAGING / "Dockerfile").read_text("utf-8")
COMPOSE = (PACKAGING / "compose.yaml").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
EXPOSURE = 2.0

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs the Debian package systemd")


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, timeout=60, check=False)


def setting(name: str) -> str:
    (value,) = re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)
    return str(value)


@needs_systemd
def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    here = tmp_path / "registrator.service"  # where the program is not installed, its path alone would be a fault
    here.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT, flags=re.MULTILINE), "utf-8")
    done = analyze("verify", str(here))
    assert (done.returncode, done.stderr.strip()) == (0, "")


@needs_systemd
def test_the_unit_is_as_closed_as_promised() -> None:
    done = analyze("security", "--offline=true", "--no-pager", str(PACKAGING / "registrator.service"))
    found = re.search(r"exposure level for registrator.service: ([0-9.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= EXPOSURE


def test_the_unit_waits_longer_for_the_end_than_the_service_takes() -> None:
    assert setting("Type") == "notify"
    assert int(setting("TimeoutStopSec").removesuffix("s")) > LAST
    assert setting("WatchdogSec")
    assert f"/var/lib/{setting('StateDirectory')}" == str(STATE)


def test_the_unit_leaves_libreoffice_the_proc_that_it_does_not_start_without() -> None:
    """With ProcSubset=pid it says "/proc not mounted", and each old Word file is a doubt: seen under a real systemd."""
    assert "ProcSubset=" not in re.sub(r"^#.*$", "", UNIT, flags=re.MULTILINE)


def test_the_credentials_are_those_that_the_configuration_looks_for() -> None:
    from registrator import secret_keys

    known = Path(secret_keys.__file__).read_text("utf-8")
    named = re.findall(r"^LoadCredential=([a-z-]+):", UNIT, re.MULTILINE)
    assert named == ["imap-password", "smtp-password"]
    assert all(f'"{name}"' in known and f"./secrets/{name}" in COMPOSE for name in named)


def test_the_image_is_built_of_files_that_exist_and_of_all_packages() -> None:
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert set(PACKAGES) <= set(copied)
    ignored = (ROOT / ".dockerignore").read_text("utf-8")
    assert [source for source in copied if f"!{source}\n" not in ignored] == []


def test_the_image_has_its_own_user_a_health_check_and_no_tools_to_build_with() -> None:
    _, final = DOCKERFILE.split("\nFROM ")[0], DOCKERFILE.split("\nFROM ")[-1]
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(set(bases)) == 1, "the virtual environment is moved from one to the other"
    assert bases[0].startswith("python:" + PROJECT["project"]["requires-python"].removeprefix(">=") + "-slim-")
    user = re.search(r"^USER (\d+):(\d+)$", final, re.MULTILINE)
    assert user and user[1] == user[2] == "10001"
    assert re.search(rf"useradd .*--uid {user[1]} ", final)
    assert re.search(r"^HEALTHCHECK .*\\\n.*CMD \[\"registrator\", \"alive\"", final, re.MULTILINE)
    assert f"VOLUME {STATE}" in final
    assert "uninstall --yes --quiet hatchling" in DOCKERFILE
    assert not re.search(r"\b(?:gcc|build-essential|curl|wget)\b", final)
    assert "--require-hashes -r requirements.txt" in DOCKERFILE


def test_the_scans_are_read_with_the_same_data_everywhere() -> None:
    packages = re.search(r"^packages=\((.*)\)$", (ROOT / ".ci" / "ocr-data").read_text("utf-8"), re.MULTILINE)
    assert packages
    assert all(package in DOCKERFILE for package in packages[1].split())


@pytest.mark.parametrize(
    "line",
    [
        'user: "10001:10001"',
        "read_only: true",
        "- no-new-privileges:true",
        "cap_drop:\n      - ALL",
        "- register:/var/lib/registrator",
        "tmpfs:\n      - /tmp:",
        "dockerfile: packaging/Dockerfile",
    ],
)
def test_the_container_is_closed(line: str) -> None:
    assert f"    {line}" in COMPOSE
    assert "ports:" not in COMPOSE
    assert int(re.findall(r"stop_grace_period: (\d+)s", COMPOSE)[0]) > LAST
