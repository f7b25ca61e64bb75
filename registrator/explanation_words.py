"""The plain Swedish in which `registrator explain` tells how a claim was found."""

from __future__ import annotations

from domain.evidence import Evidence, EvidenceKind
from domain.learning import lesson_of
from domain.swedish import MUNICIPALITY_SIGNS

_PLACES = {
    "heading": "i rubriken",
    "decision": "i beslutet",
    "elsewhere": "på annan plats i paragrafen",
    "linked": "i bakgrunden, där det står att vi rekommenderar den",
}
_RECOMMENDATION = {
    "dnr_whole": "hela diarienumret",
    "dnr_matter": "ärendets diarienummer",
    "dnr_other_suffix": "diarienumret för en annan handling i samma ärende",
    "dnr_unknown": "ett diarienummer som liknar våra men inte finns i katalogen",
    "title_full": "hela titeln",
    "title_part": "en del av titeln",
}
_RULES = {
    "recommendation.decided.quote": "orden som beslutar gäller ärendet",
    "body.head": "protokollets sidhuvud",
    "body.heading": "beslutets rubrik",
    "body.delegation": "handlingen är ett delegationsbeslut",
    "body.lead.decides": "den som enligt beslutet beslutar",
    "body.lead.subject": "den som enligt beslutet beslutar",
    "body.lead.proposes": "den som enligt beslutet föreslår",
    "paragraf.heading": "paragrafens rubrik",
    "meeting_date.label": "datumet vid ordet sammanträdesdatum",
    "meeting_date.place_and_time": "plats och tid för sammanträdet",
    "meeting_date.head": "datum i sidhuvudet",
    "finality.own_decision": "organet beslutar självt",
    "finality.proposal": "det är ett förslag till ett högre organ",
    "finality.postponed": "ärendet är uppskjutet",
    "finality.subject_to": "beslutet väntar på ett annat organs beslut",
    "finality.decided_higher": "ett högre organ beslutar",
    "condition.in_clause": "villkor, tillägg eller begränsning",
    "condition.part": "gäller bara en del",
    "condition.granted": "beslutsgången säger något annat eller mer än beslutet",
    "condition.elsewhere": "begränsning som står utanför själva beslutet",
    "reference.motion": "yrkandet som beslutet hänvisar till",
    "reference.short_motion": "yrkandet som beslutet hänvisar till",
    "reference.only_proposal": "det enda förslaget i paragrafen, som beslutet hänvisar till",
    "reference.proposal_of_owner": "förslaget som beslutet hänvisar till",
    "sender.authentication_results": "vår mejlserver",
    "sender.from": "mejlets avsändare",
    "sender.forwarded_from": "avsändaren av det vidarebefordrade mejlet",
    "kind.own_recommendation": "ord som bara vår egen rekommendation har",
}
_KINDS = {
    EvidenceKind.DIARIENUMMER: "kommunens diarienummer",
    EvidenceKind.DOCUMENT_KIND: "handlingens rubrik",
    EvidenceKind.CORRECTION: "ord om rättelse",
    EvidenceKind.NOT_ADJUSTED: "ord om justering",
    EvidenceKind.OTHER_ORGANISATION: "en annan organisation nämns",
    EvidenceKind.SIGNATURE: "undertecknare",
    EvidenceKind.RESERVATION: "ord om att beslutet inte gäller",
    EvidenceKind.OUTCOME: "orden som beslutar",
}


def found_by(evidence: Evidence) -> str:
    """Where and how a claim was found, for example "hela titeln, i rubriken"."""
    first, _, rest = evidence.rule.partition(".")
    if lesson := lesson_of(evidence):
        return f"lärdom {lesson}"
    if evidence.rule in _RULES:
        return _RULES[evidence.rule]
    if evidence.kind is EvidenceKind.MUNICIPALITY:
        return MUNICIPALITY_SIGNS.get(rest, rest)
    form, _, place = rest.partition(".")
    if first == "recommendation" and form in _RECOMMENDATION:
        where, _, share = place.partition(".")
        part = f" ({share} procent av orden)" if share else ""
        return f"{_RECOMMENDATION[form]}{part} {_PLACES.get(where, where)}"
    return _KINDS.get(evidence.kind, evidence.rule)
