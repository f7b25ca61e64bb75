"""When the recommendations of a catalogue file apply, read from the recommendations themselves beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from domain.catalogue import Catalogue
from domain.document import ReadingFailure
from domain.ports import DocumentReader
from parsers.recommendation_text import read_recommendation
from registrator.understand import lone_attachment

FOLDER = "recommendations"
_MOST = 200  # files; a folder of other things is not searched through


def with_terms(catalogue: Catalogue, file: Path, reader: DocumentReader) -> Catalogue:
    """The catalogue of `file`, with `terms` from the PDFs in the folder FOLDER beside it where it has none itself.

    The register gets them when a recommendation is added; a file written by hand seldom says. A paper that cannot be
    read, or is not in the catalogue, gives nothing.
    """
    lacking = {row.diarienummer for row in catalogue.recommendations if not row.terms}
    papers = sorted((file.parent / FOLDER).glob("*.pdf"))[:_MOST] if lacking else []
    found: dict[str, str] = {}
    for paper in papers:
        text = reader.read(lone_attachment(paper.name, paper.read_bytes()))
        if isinstance(text, ReadingFailure):
            continue
        fields = read_recommendation(text)
        if fields.diarienummer and fields.terms:
            found[fields.diarienummer.value] = fields.terms.value
    rows = tuple(replace(r, terms=r.terms or found.get(r.diarienummer, "")) for r in catalogue.recommendations)
    return replace(catalogue, recommendations=rows)
