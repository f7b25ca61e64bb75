"""What a hand-written catalogue does not say of when its recommendations apply is read from the papers beside it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from demo.samples import catalogue
from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.mail import Attachment
from registrator.catalogue import catalogue_of
from registrator.terms import FOLDER, with_terms
from tests.unit.samples import document

SAID = "Överenskommelsen gäller från den 1 juli 2015 och tills vidare."


class Papers:
    """A reader that takes a file's content for its text; "!" cannot be read."""

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText | ReadingFailure:
        if attachment.content == b"!":
            return ReadingFailure(sha256=attachment.sha256, kind=FailureKind.LOCKED, detail="")
        return document(attachment.content.decode())


def terms(folder: Path, given: str = "") -> str:
    first = dataclasses.replace(catalogue()[0], terms=given)
    known = catalogue_of((first,), authserv_ids=(), own_domains=())
    papers = folder / FOLDER
    papers.mkdir(exist_ok=True)
    (papers / "a.pdf").write_bytes(b"!")
    (papers / "b.pdf").write_text(f"Dnr: {first.diarienummer}\nÖverenskommelse\n\nTidsplan\n{SAID}\n", "utf-8")
    found = with_terms(known, folder / "katalog.toml", Papers())  # type: ignore[arg-type]
    return found.recommendations[0].terms


def test_the_papers_beside_the_file_say_when_a_recommendation_applies(tmp_path: Path) -> None:
    assert terms(tmp_path) == SAID


def test_what_the_file_says_itself_goes_first(tmp_path: Path) -> None:
    assert terms(tmp_path, "Avtalet gäller från 2016-01-01.") == "Avtalet gäller från 2016-01-01."


def test_a_file_without_papers_is_as_it_was(tmp_path: Path) -> None:
    known = catalogue_of(catalogue(), authserv_ids=(), own_domains=())
    assert with_terms(known, tmp_path / "katalog.toml", Papers()) == known  # type: ignore[arg-type]
