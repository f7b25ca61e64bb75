"""From evidence to the one municipality that a document comes from, or a named doubt."""

from __future__ import annotations

from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.doubt import Doubt
from domain.evidence import Evidence
from domain.swedish import MUNICIPALITY_SIGNS

# Rules by what they prove, strongest first: a letterhead is the sender's own, a place name only points to it.
_TIERS: tuple[frozenset[str], ...] = (
    frozenset(
        {
            "municipality.letterhead",
            "municipality.foot",
            "municipality.organisation_number",
            "municipality.domain",
            "municipality.body_name",
            "municipality.field",
            "municipality.other_authority",
        }
    ),
    frozenset({"municipality.actor", "municipality.name_alone", "municipality.postal_number"}),
    frozenset({"municipality.place", "municipality.place_in_head", "municipality.postal_number_in_head"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose a document is: a kommunkod; or the name of a municipality or authority that is no member; or neither."""

    kommunkod: str | None
    outside: str | None
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]


def resolve_origin(evidence: tuple[Evidence, ...], sender: str | None, catalogue: Catalogue) -> Origin:
    """`evidence` is of kind MUNICIPALITY; `sender` the kommunkod of the mail's From domain, a weak hint only."""
    strong, middle, weak = (_values(evidence, tier) for tier in _TIERS)
    notes = [
        f"kommun {_name(value, catalogue)}, enligt "
        + ", ".join(sorted({_where(e) for e in evidence if e.value == value}))
        for value in dict.fromkeys(e.value for e in evidence)
    ]
    acting = _values(evidence, frozenset({"municipality.actor"}))
    for candidates in (strong, middle, weak):
        if len(candidates) == 1:
            value = candidates[0]
            clash = tuple(v for v in acting if v != value)
            only_points = candidates is weak and value != sender
            doubts = (Doubt.MUNICIPALITY_UNCERTAIN,) if clash or only_points else ()
            return _origin(value, doubts, notes, catalogue)
        if candidates:
            likely = sender if sender in candidates else next((v for v in acting if v in candidates), None)
            return _origin(likely, (Doubt.MUNICIPALITY_UNCERTAIN,), notes, catalogue)
    return _origin(sender, (Doubt.MUNICIPALITY_UNKNOWN,), notes, catalogue)


def _where(evidence: Evidence) -> str:
    return MUNICIPALITY_SIGNS.get(evidence.rule.rpartition(".")[2], evidence.rule)


def _values(evidence: tuple[Evidence, ...], rules: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.value for e in evidence if e.rule in rules))


def _name(value: str, catalogue: Catalogue) -> str:
    municipality = catalogue.municipality(value)
    return municipality.name if municipality else value


def _origin(value: str | None, doubts: tuple[Doubt, ...], notes: list[str], catalogue: Catalogue) -> Origin:
    member = value is not None and catalogue.municipality(value) is not None
    if value is not None and not member:
        known = any(outside.name == value for outside in catalogue.outside)
        doubts = (*doubts, Doubt.OUTSIDE_COUNTY if known else Doubt.NOT_ADDRESSEE)
    return Origin(
        kommunkod=value if member else None,
        outside=None if member else value,
        doubts=doubts,
        notes=tuple(notes),
    )
