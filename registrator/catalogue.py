"""What comes with the program and what a catalogue file says, as a Catalogue; and the file written back."""

from __future__ import annotations

import csv
import datetime as dt
import json
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path

from domain.catalogue import YEARS, Catalogue, Municipality, OutsideMunicipality, PartnerPace, Recommendation
from domain.errors import ConfigError
from domain.learning import Lesson
from registrator.toml_file import STRICT, Email, Kommunkod, Text, read_toml, structure

_DATA = resources.files("registrator") / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class _RecommendationRow:
    __pydantic_config__ = STRICT
    diarienummer: Text
    title: Text
    decided_on: dt.date
    respond_by: dt.date | None = None
    addressees: tuple[Kommunkod, ...] = ()
    supersedes: Text | None = None
    notify: tuple[Email, ...] = ()
    partner_name: str = ""
    partner: tuple[Email, ...] = ()
    partner_pace: PartnerPace = PartnerPace.AT_ONCE
    closed_on: dt.date | None = None
    closed_by: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _CatalogueFile:
    __pydantic_config__ = STRICT
    authserv_ids: tuple[Text, ...] = ()
    own_domains: tuple[Text, ...] = ("ksl.se", "storsthlm.se")
    recommendation: tuple[_RecommendationRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _MembersFile:
    municipality: tuple[Municipality, ...]


@cache  # comes with the program, and is asked for with each mail
def members() -> tuple[Municipality, ...]:
    """The 26 member municipalities, by kommunkod."""
    data, faults = structure(tomllib.loads((_DATA / "municipalities.toml").read_text("utf-8")), _MembersFile)
    if data is None:
        raise ConfigError("municipalities.toml", faults)
    return data.municipality


@cache
def outside() -> tuple[OutsideMunicipality, ...]:
    """The municipalities outside the county, by kommunkod."""
    lines = (_DATA / "outside.tsv").read_text("utf-8").splitlines()
    return tuple(OutsideMunicipality(**row) for row in csv.DictReader(lines, delimiter="\t"))


def catalogue_of(
    recommendations: tuple[Recommendation, ...],
    *,
    authserv_ids: tuple[str, ...],
    own_domains: tuple[str, ...],
    lessons: tuple[Lesson, ...] = (),
) -> Catalogue:
    """The program's own facts with these recommendations and what staff have taught."""
    return Catalogue(
        municipalities=members(),
        outside=outside(),
        recommendations=recommendations,
        authserv_ids=authserv_ids,
        own_domains=own_domains,
        lessons=lessons,
    )


def load_catalogue(path: Path) -> Catalogue:
    """A catalogue file (see `registrator export --catalogue`). ConfigError names every fault at once."""
    value, faults = structure(read_toml(path), _CatalogueFile)
    if value is None:
        raise ConfigError(str(path), faults)
    names = [field.name for field in fields(Recommendation)]
    found = tuple(Recommendation(**{name: getattr(row, name) for name in names}) for row in value.recommendation)
    catalogue = catalogue_of(found, authserv_ids=value.authserv_ids, own_domains=value.own_domains)
    if faults := tuple(fault for row in found for fault in recommendation_faults(row, catalogue)):
        raise ConfigError(str(path), faults)
    return catalogue


def recommendation_faults(row: Recommendation, catalogue: Catalogue) -> tuple[str, ...]:
    """What contradicts itself or the rest of the catalogue, in Swedish; empty when all is well."""
    faults = [
        f"{row.diarienummer}: {code} är ingen medlemskommuns kod"
        for code in row.addressees
        if catalogue.municipality(code) is None
    ]
    if odd := [day for day in (row.decided_on, row.respond_by, row.closed_on) if day and day.year not in YEARS]:
        faults.append(f"{row.diarienummer}: år {odd[0].year} hör ingen rekommendation till")
    if row.respond_by and row.respond_by < row.decided_on:
        faults.append(f"{row.diarienummer}: svarsdatum {row.respond_by} är före beslutet {row.decided_on}")
    if row.supersedes == row.diarienummer:
        faults.append(f"{row.diarienummer}: kan inte ersätta sig själv")
    if sum(other.diarienummer == row.diarienummer for other in catalogue.recommendations) > 1:
        faults.append(f"{row.diarienummer}: finns flera gånger")
    return tuple(dict.fromkeys(faults))


def catalogue_toml(catalogue: Catalogue) -> str:
    """The catalogue file's text: what `load_catalogue` reads back to the same recommendations."""
    lines = [f"authserv_ids = {_toml(catalogue.authserv_ids)}", f"own_domains = {_toml(catalogue.own_domains)}"]
    for row in catalogue.recommendations:
        lines += ["", "[[recommendation]]", f"diarienummer = {_toml(row.diarienummer)}", f"title = {_toml(row.title)}"]
        lines.append(f"decided_on = {row.decided_on.isoformat()}")
        if row.respond_by:
            lines.append(f"respond_by = {row.respond_by.isoformat()}")
        if row.addressees:
            lines.append(f"addressees = {_toml(row.addressees)}")
        if row.supersedes:
            lines.append(f"supersedes = {_toml(row.supersedes)}")
        if row.notify:
            lines.append(f"notify = {_toml(row.notify)}")
        if row.partner_name:
            lines.append(f"partner_name = {_toml(row.partner_name)}")
        if row.partner:
            lines.append(f"partner = {_toml(row.partner)}")
        if row.partner_pace is not PartnerPace.AT_ONCE:
            lines.append(f"partner_pace = {_toml(row.partner_pace.value)}")
        if row.closed_on:
            lines.append(f"closed_on = {row.closed_on.isoformat()}")
        if row.closed_by:
            lines.append(f"closed_by = {_toml(row.closed_by)}")
        if row.terms:
            lines.append(f"terms = {_toml(row.terms)}")
    return "\n".join(lines) + "\n"


def _toml(value: str | tuple[str, ...]) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
