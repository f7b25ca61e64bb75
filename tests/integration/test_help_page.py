"""Help and the accessibility statement as they are served, and as they lie in an installed wheel."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from review.app import create_app
from tests.fakes.review_desk import ORGANISATION, full_desk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    desk, _ = full_desk()
    return create_app(desk, allowed_hosts=("localhost",), secret_key=b"k" * 32).test_client()


def test_the_handbook_is_served_with_contents_and_pictures(client: FlaskClient) -> None:
    page = client.get("/hjalp")
    assert page.status_code == 200
    assert '<a href="#kortkommandon">' in page.text and '<h3 id="kortkommandon">' in page.text
    assert len(page.data) < 100_000
    picture = client.get("/hjalp/bild/granska.png")
    assert picture.content_type == "image/png" and picture.data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["..%2fHANDBOK.md", "%2fetc%2fpasswd", "HANDBOK.md", "finns-inte.png", "..%2f..%2fx.png"]
)
def test_no_name_of_a_picture_opens_another_file(client: FlaskClient, name: str) -> None:
    assert client.get(f"/hjalp/bild/{name}").status_code == 404


def test_every_page_leads_to_help_and_statement(client: FlaskClient) -> None:
    for path in ("/", "/finns-inte"):
        text = client.get(path).text
        assert 'href="/hjalp"' in text and 'href="/tillganglighet"' in text


def test_the_statement_says_what_the_law_asks_for(client: FlaskClient) -> None:
    """How accessible, what is not, how to report it, who supervises, when assessed (2018:1937, 2018:1938)."""
    text = " ".join(client.get("/tillganglighet").text.split())
    assert "2018:1937" in text and "delvis förenliga" in text
    assert ORGANISATION.name in text
    assert f'href="mailto:{ORGANISATION.mailbox}?subject=' in text
    assert "Digg, har tillsyn" in text and "https://www.digg.se/" in text
    assert "senast den 23 november 2026" in text


def test_an_installed_wheel_holds_the_handbook_where_the_page_looks(tmp_path: Path) -> None:
    builders = pytest.importorskip("hatchling.builders.wheel", reason="hatchling saknas")
    copy = tmp_path / "source"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    for name in ("docs", "review", "registrator"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (wheel,) = builders.WheelBuilder(str(copy)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as opened:
        inside = set(opened.namelist())
    wanted = {f"review/handbook_files/pictures/{p.name}" for p in (ROOT / "docs/pictures").glob("*.png")}
    assert {"review/handbook_files/HANDBOK.md", *wanted} <= inside
