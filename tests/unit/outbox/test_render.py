"""Our templates, and an organisation's own before them: a fault of theirs is told, and costs no mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from outbox.render import OURS, TemplateFault, Templates
from outbox.views import EntryView
from registrator.previews.values import ORGANISATION, flagged
from tests.unit.outbox.test_compose import COMPOSER

ENTRY: EntryView = COMPOSER.words((), ()).entry(flagged())
VALUES = {"subject": "Att granska", "entry": ENTRY, "organisation": ORGANISATION}


def own(folder: Path, **files: str) -> tuple[Templates, list[TemplateFault]]:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    told: list[TemplateFault] = []
    return Templates(folder=folder, told=lambda _, fault: told.append(fault)), told


def test_every_template_compiles_and_each_mail_has_both_parts() -> None:
    assert OURS.faults() == ()
    names = {name for name in OURS.names() if name.endswith(".j2")}
    kinds = {name.partition(".")[0] for name in names}
    assert {"summary", "notice", "digest"} <= kinds
    pages = {name for name in names if name.endswith("_page.html.j2")}  # to print; no mail
    kinds -= {name.partition(".")[0] for name in pages}
    assert names - pages == {f"{kind}.{part}.j2" for kind in kinds for part in ("txt", "html")}


def test_a_value_that_is_missing_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(UndefinedError):
        OURS.render("notice", {"subject": "x"})


def test_the_style_stands_in_each_element_and_only_what_cannot_stand_there_is_kept() -> None:
    _, html = OURS.render("notice", VALUES)
    assert html.count("<style") == 2  # the media rules, and Word's in its comment
    assert "var(" not in html
    assert 'bgcolor="#fdf5e0"' in html
    assert html.startswith("<!DOCTYPE html>")


def test_an_organisation_may_change_one_template_and_keep_the_others(tmp_path: Path) -> None:
    templates, told = own(tmp_path, notice__txt__j2="Hej! {{ entry.who }}\n", _hälsning__j2="Vi hörs.")
    text, html = templates.render("notice", VALUES)
    assert text == f"Hej! {ENTRY.who}\n"
    assert html == OURS.render("notice", VALUES)[1]
    assert (told, templates.trouble(), templates.faults()) == ([], (), ())


def test_an_organisation_may_change_only_the_colours(tmp_path: Path) -> None:
    style = (Path(__file__).parents[3] / "templates/mail/style.css").read_text("utf-8")
    templates, _ = own(tmp_path, style__css=style.replace("--brand: #173a63", "--brand: #7a0019"))
    assert "border-top: 4px solid #7a0019" in templates.render("notice", VALUES)[1]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("Hej\n{% if %}", 2, "Expected an expression"),
        ("Hej\n\n{{ entry.whom }}", 3, "has no attribute 'whom'"),
        ("Hej\n{{ 1 // 0 }}", 2, "zero"),
        ("{% include 'saknas.j2' %}", 1, "saknas.j2"),
        ("{{ entry.arrived_at | klocka }}", 1, "klocka"),
    ],
)
def test_a_fault_of_theirs_is_told_with_file_and_line_and_ours_goes_out(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    templates, told = own(tmp_path, notice__html__j2=text)
    assert templates.render("notice", VALUES) == OURS.render("notice", VALUES)
    (fault,) = told
    assert (fault.file, fault.line) == ("notice.html.j2", line)
    assert what in fault.what
    assert templates.trouble() == (fault,)


def test_a_fault_that_shows_in_a_part_of_ours_is_placed_in_the_file_that_uses_it(tmp_path: Path) -> None:
    calls = '{% import "parts.html.j2" as p %}\n{{ p.claims(entry) }}'
    templates, told = own(tmp_path, notice__html__j2=calls)
    templates.render("notice", VALUES)
    assert (told[0].file, told[0].line) == ("notice.html.j2", 2)


def test_a_mended_file_is_used_at_once_and_the_trouble_is_over(tmp_path: Path) -> None:
    templates, told = own(tmp_path, notice__txt__j2="{{ nej }}")
    templates.render("notice", VALUES)
    (tmp_path / "notice.txt.j2").write_text("Lagad, och längre än förut: {{ subject }}\n", "utf-8")
    assert templates.render("notice", VALUES)[0] == "Lagad, och längre än förut: Att granska\n"
    assert len(told) == 1
    assert templates.trouble() == ()


def test_the_files_are_looked_through_before_anything_is_written(tmp_path: Path) -> None:
    templates, _ = own(tmp_path, notice__txt__j2="hej\n{% if %}", sumary__txt__j2="hej", LÄSMIG__txt="inte en mall")
    (tmp_path / "digest.txt.j2").write_bytes(b"br\xe5\n")
    faults = [str(fault) for fault in templates.faults()]
    assert len(faults) == 3
    assert faults[0].startswith("digest.txt.j2: 'utf-8' codec")
    assert faults[1].startswith("notice.txt.j2, rad 2: ")
    assert faults[2].startswith("sumary.txt.j2: ingen mall heter så")


def test_without_the_folder_ours_are_used_and_somebody_is_told(tmp_path: Path) -> None:
    templates = Templates(folder=tmp_path / "borta")
    assert templates.render("notice", VALUES) == OURS.render("notice", VALUES)
    assert "mappen finns inte" in str(templates.trouble()[0])
    assert templates.faults() == templates.trouble()
