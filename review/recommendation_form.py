"""A recommendation as a form: filled with what was read or what stands, checked when it comes back. Pure.

Fields keep what was typed, so that a form with faults is shown again as it was sent.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from domain.catalogue import YEARS, Catalogue, PartnerPace, Recommendation
from parsers.recommendation_text import FieldText, RecommendationFields
from review.answer_form import Faults, tidy

READ_FIELDS = ("diarienummer", "title", "decided_on", "respond_by", "supersedes", "terms")
"""Those that the reader finds in the paper."""

_LONGEST = {"diarienummer": 60, "title": 300, "terms": 600, "supersedes": 60, "partner_name": 120}
_NUMBER = re.compile(r"[^\W_](?:[\w :.-]|/(?!/))*[^\W_]")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_MOST_ADDRESSES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The words of the paper that a field was read from."""

    quote: str
    page: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What stands in the fields, as text; addresses one a line. `proofs` are by the name of the field."""

    diarienummer: str = ""
    title: str = ""
    decided_on: str = ""
    respond_by: str = ""
    supersedes: str = ""
    terms: str = ""
    addressees: tuple[str, ...] = ()
    notify: str = ""
    partner_name: str = ""
    partner: str = ""
    partner_pace: str = PartnerPace.AT_ONCE.value
    proofs: dict[str, Proof] = dataclasses.field(default_factory=dict)


def fields_read(read: RecommendationFields, catalogue: Catalogue) -> Fields:
    """The form as the paper fills it; all members are asked until somebody says otherwise."""
    found: dict[str, FieldText] = {name: field for name in READ_FIELDS if (field := getattr(read, name))}
    return Fields(
        **{name: field.value for name, field in found.items()},
        addressees=tuple(m.kommunkod for m in catalogue.municipalities),
        proofs={
            name: Proof(quote=field.evidence.quote, page=str(field.evidence.page or ""), inferred=field.inferred)
            for name, field in found.items()
        },
    )


def fields_of(row: Recommendation, catalogue: Catalogue) -> Fields:
    return Fields(
        diarienummer=row.diarienummer,
        title=row.title,
        decided_on=row.decided_on.isoformat(),
        respond_by=row.respond_by.isoformat() if row.respond_by else "",
        supersedes=row.supersedes or "",
        terms=row.terms,
        addressees=tuple(m.kommunkod for m in catalogue.addressees_of(row)),
        notify="\n".join(row.notify),
        partner_name=row.partner_name,
        partner="\n".join(row.partner),
        partner_pace=row.partner_pace.value,
    )


def fields_sent(form: MultiDict[str, str]) -> Fields:
    names = ("diarienummer", "title", "decided_on", "respond_by", "supersedes", "terms", "partner_name")
    proofs = {
        name: Proof(
            quote=tidy(quote, 600), page=tidy(form.get(f"page_{name}", ""), 6), inferred=f"inferred_{name}" in form
        )
        for name in READ_FIELDS
        if (quote := form.get(f"quote_{name}"))
    }
    return Fields(
        **{name: tidy(form.get(name, ""), _LONGEST.get(name, 40)) for name in names},
        addressees=tuple(form.getlist("addressees")),
        notify=form.get("notify", "")[:4000],
        partner=form.get("partner", "")[:4000],
        partner_pace=form.get("partner_pace", ""),
        proofs=proofs,
    )


def checked(
    fields: Fields, known: Recommendation | None, catalogue: Catalogue, mailbox: str
) -> tuple[Recommendation | None, Faults]:
    """The recommendation, or what is wrong by field. `known` is the one that is changed, whose end stands as it is.

    `mailbox` is the one that is read: what we send there would come in again.
    """
    faults: Faults = {}
    number = known.diarienummer if known else fields.diarienummer
    if known is None:
        faults |= _number_faults(number, catalogue)
    if not fields.title:
        faults["title"] = "Skriv rubriken."
    decided_on, respond_by = (_day(fields, name, faults) for name in ("decided_on", "respond_by"))
    if not decided_on and "decided_on" not in faults:
        faults["decided_on"] = "Skriv dagen då styrelsen beslutade."
    if decided_on and respond_by and respond_by < decided_on:
        faults["respond_by"] = "Sista svarsdagen ligger före beslutet."
    members = [m.kommunkod for m in catalogue.municipalities]
    asked = tuple(kommunkod for kommunkod in members if kommunkod in fields.addressees)
    if not asked:
        faults["addressees"] = "Välj minst en kommun."
    if fields.supersedes and (fields.supersedes == number or not catalogue.recommendation(fields.supersedes)):
        faults["supersedes"] = "Välj en annan rekommendation som finns här, eller ingen."
    notify, partner = (_addresses(fields, name, mailbox, faults) for name in ("notify", "partner"))
    if faults or not decided_on:
        return None, faults
    base = known or Recommendation(diarienummer=number, title=fields.title, decided_on=decided_on)
    pace = next((pace for pace in PartnerPace if pace.value == fields.partner_pace), base.partner_pace)
    return dataclasses.replace(
        base,
        title=fields.title,
        decided_on=decided_on,
        respond_by=respond_by,
        addressees=() if len(asked) == len(members) else asked,
        supersedes=fields.supersedes or None,
        notify=notify,
        partner_name=fields.partner_name,
        partner=partner,
        partner_pace=pace,
        terms=fields.terms,
    ), {}


def fingerprint(row: Recommendation) -> str:
    """Names how it stood when a page was shown, so that nobody overwrites what a colleague has changed since."""
    return hashlib.sha256(repr(row).encode()).hexdigest()[:16]


def _number_faults(number: str, catalogue: Catalogue) -> Faults:
    if not number:
        return {"diarienummer": "Skriv diarienumret, till exempel KSL/15/0016-5."}
    if not _NUMBER.fullmatch(number):
        return {"diarienummer": "Ett diarienummer har bokstäver, siffror, bindestreck och enkla snedstreck."}
    if catalogue.recommendation(number):
        return {"diarienummer": f"{number} finns redan. Ändra den på dess egen sida i stället."}
    return {}


def _day(fields: Fields, name: str, faults: Faults) -> dt.date | None:
    typed = str(getattr(fields, name))
    try:
        day = dt.date.fromisoformat(typed) if typed else None
    except ValueError:
        faults[name] = "Det är ingen dag. Skriv år-månad-dag, till exempel 2026-03-01."
        return None
    if day and day.year not in YEARS:
        faults[name] = "Det året hör ingen rekommendation till. Skriv året med fyra siffror."
        return None
    return day


def _addresses(fields: Fields, name: str, mailbox: str, faults: Faults) -> tuple[str, ...]:
    typed = re.split(r"[\s,;]+", str(getattr(fields, name)).strip().lower())
    found = tuple(dict.fromkeys(tidy(address, 254) for address in typed if address))
    odd = next((address for address in found if not _ADDRESS.fullmatch(address)), None)
    if odd:
        faults[name] = f"»{odd[:80]}« är ingen mejladress."
    elif mailbox.lower() in found:
        faults[name] = f"{mailbox} är brevlådan som läses: våra mejl skulle komma in igen."
    elif len(found) > _MOST_ADDRESSES:
        faults[name] = f"Högst {_MOST_ADDRESSES} adresser."
    return found
