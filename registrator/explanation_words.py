"""The plain Swedish in which `registrator explain` tells what a rule found, and what would settle a doubt."""

from __future__ import annotations

from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind
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
    EvidenceKind.OUTCOME: "orden som beslutar",
}


def found_by(evidence: Evidence) -> str:
    """Where and how a claim was found, for example "hela titeln, i rubriken"."""
    first, _, rest = evidence.rule.partition(".")
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


SETTLED_BY: dict[Doubt, str] = {
    Doubt.NOT_AUTHENTICATED: "Ring eller mejla kommunens registrator på en känd adress och fråga om mejlet är deras.",
    Doubt.AUTHENTICATION_FAILED: "Lita inte på mejlet; fråga kommunen på en känd adress om de har svarat.",
    Doubt.SENDER_NOT_MUNICIPALITY: "Be kommunen bekräfta svaret från sin egen mejladress.",
    Doubt.SENDER_DIFFERS: "Fråga avsändaren vems beslutet är.",
    Doubt.LOOKALIKE_SENDER: "Lita inte på mejlet; kontakta kommunen på en känd adress.",
    Doubt.OUTSIDE_COUNTY: "Inget behöver registreras, om inte kommunen har blivit medlem.",
    Doubt.FORWARDED: "Be kommunen skicka beslutet direkt hit, eller bekräfta det på annat sätt.",
    Doubt.NO_DOCUMENT: "Be kommunen om protokollsutdraget.",
    Doubt.DOCUMENT_UNREADABLE: "Be kommunen skicka filen igen.",
    Doubt.DOCUMENT_LOCKED: "Be kommunen skicka filen utan lösenord.",
    Doubt.NO_TEXT: "Läs handlingen själv, eller be kommunen om en läsbar fil.",
    Doubt.TEXT_UNCERTAIN: "Jämför det lästa med originalet.",
    Doubt.DOCUMENT_CUT: "Läs resten av handlingen, eller höj gränsen i inställningarna.",
    Doubt.SIGNATURE_BROKEN: "Be kommunen om handlingen som den skrevs under.",
    Doubt.UNSUPPORTED_FORMAT: "Öppna filen själv, eller be kommunen om en PDF.",
    Doubt.MAIL_DAMAGED: "Kontrollera att ingen bilaga saknas; be annars kommunen skicka om mejlet.",
    Doubt.NO_RECOMMENDATION: "Kontrollera om rekommendationen saknas i katalogen eller om handlingen gäller annat.",
    Doubt.RECOMMENDATION_UNCERTAIN: "Välj rekommendation, eller fråga kommunen vilken svaret gäller.",
    Doubt.SEVERAL_RECOMMENDATIONS: "Bekräfta ett beslut för varje rekommendation.",
    Doubt.SEVERAL_PARAGRAFER: "Välj den paragraf som är svaret.",
    Doubt.OTHER_ORGANISATION: "Kontrollera om beslutet ändå gäller vår rekommendation.",
    Doubt.NOT_ADDRESSEE: "Avgör om svaret ska registreras fast kommunen inte är tillfrågad.",
    Doubt.SUPERSEDED: "Avgör om svaret gäller den nya rekommendationen.",
    Doubt.BEFORE_RECOMMENDATION: "Kontrollera datumet och vilken rekommendation beslutet gäller.",
    Doubt.MUNICIPALITY_UNKNOWN: "Fråga avsändaren vilken kommun som har beslutat.",
    Doubt.MUNICIPALITY_UNCERTAIN: "Läs handlingen och välj den kommun som har beslutat.",
    Doubt.NO_DECISION: "Be kommunen om protokollsutdraget när beslutet är fattat.",
    Doubt.OUTCOME_UNCLEAR: "Läs beslutet och ange vad det innebär.",
    Doubt.DECIDED_BY_REFERENCE: "Be kommunen om det förslag som beslutet hänvisar till.",
    Doubt.CONDITIONS: "Läs villkoren och bekräfta hur de ska registreras.",
    Doubt.PARTLY: "Läs vilka delar som antas och bekräfta.",
    Doubt.TAKES_NO_STAND: "Läs svaret; fråga kommunen om den antar rekommendationen.",
    Doubt.BODY_UNKNOWN: "Fråga kommunen vilket organ som har beslutat.",
    Doubt.COMMITTEE_DECISION: "Kontrollera om nämnden får svara för kommunen.",
    Doubt.DELEGATED_DECISION: "Kontrollera att det finns en delegation för beslutet.",
    Doubt.NOT_FINAL: "Vänta på beslutet från det organ som har sista ordet.",
    Doubt.NOT_ADJUSTED: "Vänta på det justerade protokollet.",
    Doubt.DATE_UNKNOWN: "Läs sammanträdesdatumet i handlingen och ange det.",
    Doubt.PARAGRAF_UNKNOWN: "Läs paragrafens nummer i handlingen och ange det.",
    Doubt.CORRECTION: "Jämför med det tidigare svaret och avgör vad som gäller.",
    Doubt.CONTRADICTS: "Jämför svaren och avgör vilket som gäller.",
    Doubt.SAME_MESSAGE_ID: "Jämför de två mejlen.",
    Doubt.READER_FAILED: "Läs mejlet själv och rapportera felet.",
}
"""What a person can do so that the doubt no longer stands."""
