"""The mails as files to look at, and the organisation's own templates tried before they are used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.errors import ConfigError
from outbox.compose import Composer
from outbox.render import Templates
from registrator.catalogue import members
from registrator.cli import app
from registrator.previews import notice, proof, table
from registrator.previews.values import ORGANISATION

CONFIG = """
[imap]
host = "imap.example"
username = "x"
password = "x"
[smtp]
host = "smtp.example"
username = "x"
password = "x"
[trust]
authserv_ids = ["mx.ksl.se"]
[templates]
folder = "mallar"
"""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the notices: the other kinds are rendered by the golden files."""
    for module in ("proof", "pages"):
        monkeypatch.setattr(f"registrator.previews.{module}.CASES", notice.CASES)


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    (tmp_path / "mallar").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    return tmp_path


def preview(folder: Path, *more: str) -> tuple[int, str]:
    answer = CliRunner().invoke(app, ["preview", "--out", str(folder / "ut"), *more])
    return answer.exit_code, answer.output


@pytest.mark.usefixtures("few")
def test_every_part_of_every_mail_is_a_file_that_the_index_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = preview(tmp_path)
    assert (code, f"{len(notice.CASES)} mejl" in said) == (0, True)
    page = (tmp_path / "ut/index.html").read_text("utf-8")
    linked = set(re.findall(r'href="([^"]+)"', page))
    assert linked - {"mallar/"} == {
        f"{case.name}.{suffix}" for case in notice.CASES for suffix in ("html", "txt", "eml")
    }
    written = {path.name for path in (tmp_path / "ut").iterdir()}
    assert written == linked - {"mallar/"} | {"index.html", "mallar"}
    ours = Path(table.__file__).parents[2] / "templates/mail/notice.html.j2"
    assert (tmp_path / "ut/mallar/notice.html.j2").read_bytes() == ours.read_bytes()
    assert "<script>" not in page


@pytest.mark.usefixtures("few")
def test_the_organisations_own_template_is_shown_and_its_fault_told(configured: Path) -> None:
    (configured / "mallar/notice.txt.j2").write_text("Hej från oss: {{ subject }}\n", "utf-8")
    (configured / "mallar/notice.html.j2").write_text("<p>Hej\n{{ entry.whom }}</p>\n", "utf-8")
    code, said = preview(configured, "--config", str(configured / "config.toml"))
    assert code == 1
    assert "notice.html.j2, rad 2" in said
    (configured / "mallar/notice.html.j2").write_text("<p>Hej</p>\n", "utf-8")
    assert preview(configured, "--config", str(configured / "config.toml"))[0] == 0
    assert (configured / "ut/granskning-last.txt").read_text("utf-8").startswith("Hej från oss: ")


def test_a_folder_that_cannot_be_written_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ut").write_text("en fil", "utf-8")
    assert preview(tmp_path)[0] != 0


def own(folder: Path) -> Composer:
    return Composer(organisation=ORGANISATION, municipalities=members(), templates=Templates(folder=folder))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("notice.html.j2", "Hej\n{{ entry.whom }}", "notice.html.j2, rad 2: "),
        ("parts.txt.j2", "{% macro claims(d) %}{% endmacro %}", "notice.txt.j2, rad 14: the template 'parts.txt.j2'"),
        ("base.txt.j2", "Hej\n{% block content %}{% endblock %}{{ avsändare }}", "base.txt.j2, rad 2: "),
        ("notise.txt.j2", "Hej", "notise.txt.j2: ingen mall heter så"),
        ("notice.html.j2", '<p><img src="https://ond.example/x.png"></p>', "<img>: mejlen hämtar ingenting"),
        ("notice.html.j2", "<p style=\"background: url('https://x.example/y')\">Hej</p>", "url(: mejlen hämtar"),
        ("notice.html.j2", "<p>{{ 'x' * 70000 }}</p>", "HTML-delen är 70"),
        ("notice.txt.j2", " \n", "textdelen är tom"),
    ],
)
def test_each_fault_of_the_organisations_own_templates_is_told_before_they_are_used(
    tmp_path: Path, file: str, text: str, told: str
) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        proof.prove(own(tmp_path))
    assert any(told in fault for fault in caught.value.faults), caught.value.faults


@pytest.mark.usefixtures("few")
def test_templates_without_faults_are_counted(tmp_path: Path) -> None:
    (tmp_path / "notice.txt.j2").write_text("Hej\n", "utf-8")
    assert f", 1 av dem era egna i {tmp_path}; {len(notice.CASES)} provmejl" in proof.prove(own(tmp_path))


def test_a_mail_is_composed_though_its_own_template_is_faulty(tmp_path: Path) -> None:
    (tmp_path / "notice.html.j2").write_text("{{ nej }}", "utf-8")
    composer = own(tmp_path)
    case = table.CASES[-1]
    assert case.compose(composer).raw == case.compose(Composer(organisation=ORGANISATION, municipalities=members())).raw
