"""The Swedish words for our values: what staff read. A test holds that no value is without words."""

from __future__ import annotations

import datetime as dt

from domain.catalogue import PartnerPace
from domain.decision import Decision, StandingKind, Status
from domain.document import FailureKind, SignatureState
from domain.doubt import Doubt
from domain.evidence import DecisionBody, DocumentKind, EvidenceKind, Outcome
from domain.finding import Relation
from domain.mail import AutomaticKind, SkipReason
from domain.outgoing import MailKind, OutboxRow, OutgoingState, OutgoingVerb
from domain.register import State

OUTCOMES: dict[Outcome, str] = {
    Outcome.ADOPTED: "antagen",
    Outcome.ADOPTED_WITH_CONDITIONS: "antagen med villkor",
    Outcome.PARTLY_ADOPTED: "delvis antagen",
    Outcome.DECLINED: "avslagen",
    Outcome.REFERRED_BACK: "återremitterad",
    Outcome.TABLED: "bordlagd",
    Outcome.NOTED: "noterad utan ställningstagande",
    Outcome.STATEMENT: "besvarad med ett yttrande",
}

BODIES: dict[DecisionBody, str] = {
    DecisionBody.ASSEMBLY: "kommunfullmäktige",
    DecisionBody.EXECUTIVE: "kommunstyrelsen",
    DecisionBody.COMMITTEE: "nämnd",
    DecisionBody.SUBCOMMITTEE: "utskott",
    DecisionBody.DELEGATE: "delegation",
}

BODY_LETTERS: dict[DecisionBody, str] = {
    DecisionBody.ASSEMBLY: "KF",
    DecisionBody.EXECUTIVE: "KS",
    DecisionBody.COMMITTEE: "nämnd",
    DecisionBody.SUBCOMMITTEE: "AU",
    DecisionBody.DELEGATE: "delegation",
}

STATES: dict[State, str] = {
    State.RECEIVED: "mottaget",
    State.REGISTERED: "registrerat",
    State.FLAGGED: "att granska",
    State.IGNORED: "lagt åt sidan",
    State.FAILED: "kunde inte läsas",
    State.STRUCK: "makulerat",
}

RELATIONS: dict[Relation, str] = {
    Relation.SAME_DOCUMENT: "samma handling",
    Relation.CORRECTS: "rättelse",
    Relation.SAME_ACT: "samma paragraf och sammanträde",
    Relation.THREAD: "samma mejlväxling",
    Relation.SAME_QUESTION: "samma kommun och rekommendation",
}

STATUSES: dict[Status, str] = {
    Status.REGISTERED: "registreras",
    Status.FLAGGED: "granskas av en person",
    Status.IGNORED: "läggs åt sidan",
}

STANDINGS: dict[StandingKind, str] = {
    StandingKind.NO_ANSWER: "inget svar",
    StandingKind.AWAITING: "avvaktar beslut",
    StandingKind.ADOPTED: "antagit",
    StandingKind.ADOPTED_WITH_CONDITIONS: "antagit med villkor",
    StandingKind.PARTLY_ADOPTED: "delvis antagit",
    StandingKind.DECLINED: "avslagit",
    StandingKind.OTHER_ANSWER: "annat svar",
    StandingKind.NEEDS_REVIEW: "granskas",
}

PARTNER_PACES: dict[PartnerPace, str] = {
    PartnerPace.AT_ONCE: "genast",
    PartnerPace.WEEKLY: "varje vecka",
    PartnerPace.AT_END: "vid slutet",
}

MAIL_KINDS: dict[MailKind, str] = {
    MailKind.SUMMARY: "sammanfattning",
    MailKind.NOTICE: "granskning",
    MailKind.DIGEST: "veckobrev",
    MailKind.RECEIPT: "kvittens",
    MailKind.PARTNER: "underrättelse",
    MailKind.REMINDER: "påminnelse",
    MailKind.CORRECTION: "rättelse",
    MailKind.REPORT: "sammanställning",
    MailKind.QUESTION: "fråga",
    MailKind.ALARM: "larm",
}

OUTGOING_STATES: dict[OutgoingState, str] = {
    OutgoingState.WAITING: "väntar",
    OutgoingState.SENDING: "skickas",
    OutgoingState.SENT: "skickat",
    OutgoingState.PARKED: "kunde inte skickas",
    OutgoingState.UNCERTAIN: "kan ha skickats",
    OutgoingState.DRAFT: "utkast",
    OutgoingState.WITHDRAWN: "tillbakataget",
    OutgoingState.BOUNCED: "kom i retur",
}

OUTGOING_VERBS: dict[OutgoingVerb, str] = {
    OutgoingVerb.RETRY: "försök igen",
    OutgoingVerb.SENT: "har kommit fram",
    OutgoingVerb.RESEND: "skicka en gång till",
    OutgoingVerb.RELEASE: "släpp utkastet",
    OutgoingVerb.WITHDRAW: "ta tillbaka",
}

AUTOMATIC: dict[AutomaticKind, str] = {
    AutomaticKind.AUTO_REPLY: "automatiskt svar",
    AutomaticKind.BOUNCE: "leveransrapport",
    AutomaticKind.BULK: "massutskick",
    AutomaticKind.STAND_IN: "mejlserverns ersättning för ett mejl",
}

FAILURES: dict[FailureKind, str] = {
    FailureKind.BROKEN: "filen är trasig och går inte att öppna",
    FailureKind.LOCKED: "filen är låst med lösenord",
    FailureKind.NO_TEXT: "filen innehåller ingen läsbar text, bara bilder",
    FailureKind.UNSUPPORTED: "filformatet kan inte läsas",
    FailureKind.TOO_LARGE: "filen är större än gränsen",
    FailureKind.TIMEOUT: "läsningen tog för lång tid och avbröts",
    FailureKind.MEMORY: "läsningen krävde för mycket minne och avbröts",
    FailureKind.CRASHED: "läsaren kraschade på filen",
}

SKIPS: dict[SkipReason, str] = {
    SkipReason.DECORATION: "logotyp eller spårningsbild",
    SkipReason.SIGNATURE: "elektronisk signatur",
    SkipReason.CALENDAR: "visitkort eller kalenderpost",
    SkipReason.UNSUPPORTED: "filformatet kan inte läsas",
    SkipReason.ARCHIVE: "packad fil av ett slag som inte öppnas här (7z, rar, tar)",
    SkipReason.TOO_DEEP: "ligger för djupt inbäddad",
    SkipReason.TOO_LARGE: "större än gränsen",
    SkipReason.LOCKED: "låst med lösenord",
    SkipReason.BROKEN: "går inte att avkoda",
}

EVIDENCE: dict[EvidenceKind, str] = {
    EvidenceKind.DOCUMENT_KIND: "handlingens slag",
    EvidenceKind.MUNICIPALITY: "kommun",
    EvidenceKind.RECOMMENDATION: "rekommendation",
    EvidenceKind.OTHER_ORGANISATION: "annan organisation",
    EvidenceKind.PARAGRAF: "paragraf",
    EvidenceKind.BODY: "beslutsorgan",
    EvidenceKind.MEETING_DATE: "sammanträdesdatum",
    EvidenceKind.DIARIENUMMER: "diarienummer",
    EvidenceKind.OUTCOME: "beslut",
    EvidenceKind.FINALITY: "slutligt eller inte",
    EvidenceKind.CORRECTION: "rättelse",
    EvidenceKind.NOT_ADJUSTED: "justering",
    EvidenceKind.SIGNATURE: "elektronisk underskrift",
    EvidenceKind.SENDER: "avsändare",
    EvidenceKind.RESERVATION: "förbehåll",
    EvidenceKind.THREAD: "svar på vårt mejl",
}

DOCUMENT_KINDS: dict[DocumentKind, str] = {
    DocumentKind.MINUTES: "protokoll eller protokollsutdrag",
    DocumentKind.DELEGATION: "delegationsbeslut",
    DocumentKind.MEMORANDUM: "tjänsteskrivelse",
    DocumentKind.AGENDA: "kallelse eller dagordning",
    DocumentKind.PARTY_PROPOSAL: "motion, yrkande eller reservation",
    DocumentKind.RECOMMENDATION: "vår egen rekommendation",
    DocumentKind.OTHER: "annan handling",
}

# where a municipality's name or mark stands, by the last word of the rule that found it
MUNICIPALITY_SIGNS: dict[str, str] = {
    "letterhead": "brevhuvudet",
    "foot": "sidfoten",
    "organisation_number": "organisationsnumret",
    "domain": "en webb- eller mejladress",
    "body_name": "namnet på organet",
    "other_authority": "brevhuvudet",
    "actor": "den som beslutet låter handla",
    "name_alone": "namnet överst på sidan",
    "field": "uppgifterna vid paragrafen",
    "postal_number": "postnumret",
    "postal_number_in_head": "postnumret i sidhuvudet",
    "place": "ett ortnamn i sidfoten",
    "place_in_head": "ett ortnamn i sidhuvudet",
    "recipient": "listan över mottagare",
}

SIGNATURES: dict[SignatureState, str] = {
    SignatureState.NONE: "inte elektroniskt undertecknad",
    SignatureState.VALID: "giltig underskrift, oförändrad sedan dess",
    SignatureState.UNKNOWN_ROOT: "oförändrad sedan den skrevs under, men utfärdaren av underskriften är okänd för oss",
    SignatureState.BROKEN: "ändrad efter underskriften, eller underskriften går inte att kontrollera",
}

DOUBTS: dict[Doubt, str] = {
    Doubt.NOT_AUTHENTICATED: "Avsändaren är inte verifierad: vår mejlserver har inte lämnat något besked.",
    Doubt.AUTHENTICATION_FAILED: "Avsändaren är förfalskad enligt vår mejlserver (DMARC underkänd).",
    Doubt.SENDER_NOT_MUNICIPALITY: "Mejlet kommer inte från en kommuns egen mejldomän.",
    Doubt.SENDER_DIFFERS: "Avsändaren är en annan kommun än den som handlingen kommer från.",
    Doubt.LOOKALIKE_SENDER: "Avsändaren liknar en kommun men är det inte.",
    Doubt.OUTSIDE_COUNTY: "Kommunen ligger utanför Stockholms län och är inte medlem.",
    Doubt.SENDER_RESERVES: "Mejlet eller handlingen gör ett förbehåll, eller så säger de olika.",
    Doubt.FORWARDED: "Mejlet är vidarebefordrat: vem som skickade det från början går inte att verifiera.",
    Doubt.NO_DOCUMENT: "Mejlet har ingen bifogad beslutshandling.",
    Doubt.DOCUMENT_UNREADABLE: "En bifogad fil går inte att läsa.",
    Doubt.DOCUMENT_LOCKED: "En bifogad fil är låst med lösenord.",
    Doubt.NO_TEXT: "En bifogad fil är en bild utan läsbar text.",
    Doubt.TEXT_UNCERTAIN: "Texten i handlingen är osäkert avläst.",
    Doubt.DOCUMENT_CUT: "Handlingen är längre än gränsen och är inte läst till slutet.",
    Doubt.SIGNATURE_BROKEN: "Handlingen är ändrad efter att den skrevs under elektroniskt.",
    Doubt.UNSUPPORTED_FORMAT: "En bifogad fil har ett format som inte kan läsas.",
    Doubt.MAIL_DAMAGED: "Mejlet är skadat och kan sakna delar.",
    Doubt.NO_RECOMMENDATION: "Handlingen svarar inte på någon känd rekommendation.",
    Doubt.RECOMMENDATION_UNCERTAIN: "Det är oklart vilken rekommendation handlingen svarar på.",
    Doubt.SEVERAL_RECOMMENDATIONS: "Mejlet svarar på flera rekommendationer.",
    Doubt.SEVERAL_PARAGRAFER: "Flera paragrafer svarar på samma rekommendation.",
    Doubt.OTHER_ORGANISATION: "Beslutet gäller en annan organisations rekommendation (SKL/SKR).",
    Doubt.NOT_ADDRESSEE: "Rekommendationen är inte riktad till den här kommunen.",
    Doubt.SUPERSEDED: "Rekommendationen har ersatts av en senare.",
    Doubt.BEFORE_RECOMMENDATION: "Beslutet är äldre än rekommendationen.",
    Doubt.MUNICIPALITY_UNKNOWN: "Handlingen visar inte vilken kommun den kommer från.",
    Doubt.MUNICIPALITY_UNCERTAIN: "Flera kommuner kan ha fattat beslutet.",
    Doubt.NO_DECISION: "Handlingen innehåller inget beslut.",
    Doubt.OUTCOME_UNCLEAR: "Det är oklart vad som beslutades.",
    Doubt.DECIDED_BY_REFERENCE: "Beslutet hänvisar till ett förslag som inte finns i handlingen.",
    Doubt.CONDITIONS: "Beslutet har villkor eller tillägg.",
    Doubt.OTHER_DATES: "Beslutet anger en dag som inte är känd som rekommendationens egen.",
    Doubt.WORDS_NOT_KNOWN: "Beslutet innehåller ord som kan begränsa det eller vara ett villkor.",
    Doubt.PARTLY: "Bara en del av rekommendationen antas.",
    Doubt.TAKES_NO_STAND: "Beslutet tar inte ställning.",
    Doubt.BODY_UNKNOWN: "Det är oklart vem som har beslutat.",
    Doubt.COMMITTEE_DECISION: "En nämnd har beslutat; rekommendationen är riktad till kommunstyrelsen.",
    Doubt.DELEGATED_DECISION: "Beslutet är fattat på delegation; delegationen behöver kontrolleras.",
    Doubt.NOT_FINAL: "Beslutet är inte slutligt.",
    Doubt.NOT_ADJUSTED: "Protokollet är inte justerat.",
    Doubt.DATE_UNKNOWN: "Sammanträdesdatum saknas eller är oklart.",
    Doubt.PARAGRAF_UNKNOWN: "Paragrafnummer saknas.",
    Doubt.CORRECTION: "Handlingen rättar ett tidigare svar.",
    Doubt.CONTRADICTS: "Svaret motsäger ett annat svar från samma kommun.",
    Doubt.SAME_MESSAGE_ID: "Ett annat mejl med annat innehåll har samma Message-ID.",
    Doubt.READER_FAILED: "Läsningen av mejlet har misslyckats tre gånger.",
    Doubt.MAIL_WITHHELD: "Mejlservern kunde inte lämna ut mejlet, bara ett meddelande om det.",
}

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

WEEKDAYS: dict[str, str] = {
    "monday": "måndag",
    "tuesday": "tisdag",
    "wednesday": "onsdag",
    "thursday": "torsdag",
    "friday": "fredag",
}

_POSTPONED = {Outcome.REFERRED_BACK, Outcome.TABLED}  # never final, and no proposal either


def outcome_of(decision: Decision) -> str:
    """ "antagen", or "föreslås bli antagen" for a proposal to a higher body, or "oklart utfall"."""
    if decision.outcome is None:
        return "oklart utfall"
    words = OUTCOMES[decision.outcome]
    return words if decision.final or decision.outcome in _POSTPONED else f"föreslås bli {words}"


def outgoing_state(row: OutboxRow) -> str:
    """The state's word, or "samlat" for a mail that is not sent itself, for another one tells it with more."""
    return "samlat" if row.joined_to is not None else OUTGOING_STATES[row.state]


def long_date(day: dt.date) -> str:
    """28 maj 2015."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def reasons(doubts: tuple[Doubt, ...]) -> str:
    """The doubts as one Swedish text, each sentence once, in order."""
    return " ".join(DOUBTS[doubt] for doubt in dict.fromkeys(doubts))
