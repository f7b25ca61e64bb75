"""What comes with the program and what a catalogue file says, as a Catalogue."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources

from cattrs import Converter

from domain.catalogue import Municipality, OutsideMunicipality

_CONVERTER = Converter(forbid_extra_keys=True)
_DATA = resources.files("registrator") / "data"


def members() -> tuple[Municipality, ...]:
    """The 26 member municipalities, by kommunkod."""
    rows = tomllib.loads((_DATA / "municipalities.toml").read_text("utf-8"))["municipality"]
    return tuple(_CONVERTER.structure(row, Municipality) for row in rows)


def outside() -> tuple[OutsideMunicipality, ...]:
    """The municipalities outside the county, by kommunkod."""
    lines = (_DATA / "outside.tsv").read_text("utf-8").splitlines()
    return tuple(OutsideMunicipality(**row) for row in csv.DictReader(lines, delimiter="\t"))
