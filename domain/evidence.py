"""Claims with their proof: what was found, in which words, on which page, by which rule."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from domain.document import Span
from domain.doubt import Doubt


class EvidenceKind(enum.Enum):
    """What a piece of evidence speaks for. The comment says what `Evidence.value` holds."""

    DOCUMENT_KIND = "document_kind"  # a DocumentKind value
    MUNICIPALITY = "municipality"  # kommunkod, or the name of a municipality outside the county
    RECOMMENDATION = "recommendation"  # diarienummer of a known recommendation
    OTHER_ORGANISATION = "other_organisation"  # "SKL"
    PARAGRAF = "paragraf"  # as printed, without sign and body prefix
    BODY = "body"  # a DecisionBody value
    MEETING_DATE = "meeting_date"  # ISO date
    DIARIENUMMER = "diarienummer"  # the municipality's own, as printed
    OUTCOME = "outcome"  # an Outcome value
    FINALITY = "finality"  # "final" or "not_final"
    CORRECTION = "correction"  # "rättelse"
    NOT_ADJUSTED = "not_adjusted"  # "ojusterat"
    SIGNATURE = "signature"  # a SignatureState value; the quote is the signer
    SENDER = "sender"  # what the mail's headers say of its sender
    RESERVATION = "reservation"  # a Doubt value; the quote is the sentence of the mail that limits its own answer
    THREAD = "thread"  # diarienummer of what the mail of ours was about, to which this one is a reply


class DocumentKind(enum.Enum):
    """What sort of paper it is. Only minutes and delegation decisions decide anything."""

    MINUTES = "minutes"  # protokoll, protokollsutdrag
    DELEGATION = "delegation"  # delegationsbeslut, ordförandebeslut
    MEMORANDUM = "memorandum"  # tjänsteskrivelse, tjänsteutlåtande
    AGENDA = "agenda"  # kallelse, föredragningslista
    PARTY_PROPOSAL = "party_proposal"  # motion, yrkande, skriftlig reservation
    RECOMMENDATION = "recommendation"  # our own, sent back to us
    OTHER = "other"  # anything else


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim. `page` and `span` are None when the quote stands in the mail and not in a document.

    `quote` is the text as it stands in the document, white space folded; `rule` names the rule that found it, e.g.
    "dnr.whole" or "decision.declined.negated_adopt", so that a wrong claim leads to the line to mend.
    """

    kind: EvidenceKind
    value: str
    quote: str
    page: int | None
    span: Span | None
    rule: str


class PartKind(enum.Enum):
    """The parts of a paragraf. Only DECISION yields an outcome."""

    HEADING = "heading"  # the paragraf's sign, title and diarienummer
    DECISION = "decision"  # beslut
    PROPOSAL = "proposal"  # förslag till beslut, förvaltningens förslag
    MOTION = "motion"  # yrkanden
    PROCEDURE = "procedure"  # beslutsgång, propositionsordning, votering
    DISSENT = "dissent"  # reservation, särskilt yttrande, protokollsanteckning
    BACKGROUND = "background"  # ärendebeskrivning, bakgrund, sammanfattning
    EARLIER = "earlier"  # tidigare behandling, arbetsutskottets behandling
    DOCUMENTS = "documents"  # beslutsunderlag, handlingar
    DISPATCH = "dispatch"  # beslut sänds till, expedieras
    CERTIFICATION = "certification"  # utdragsbestyrkande, justering, anslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a paragraf; `heading` is the line that opened it, "" when it was recognised without one."""

    kind: PartKind
    heading: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One paragraf of a document, or the whole document where it has no paragraf at all (`paragraf` None).

    `furniture`: where heads and feet of pages stand within it; no quote holds them.
    """

    paragraf: str | None
    title: str
    span: Span
    parts: tuple[Part, ...]
    furniture: tuple[Span, ...] = ()


class DecisionBody(enum.Enum):
    """Who decided. The value is the word of the `explain` contract."""

    ASSEMBLY = "assembly"  # kommunfullmäktige
    EXECUTIVE = "executive"  # kommunstyrelsen
    COMMITTEE = "committee"  # nämnd
    SUBCOMMITTEE = "subcommittee"  # utskott, borgarrådsberedning
    DELEGATE = "delegate"  # delegation: a person or the chair


class Outcome(enum.Enum):
    """What was decided or, when it is not final, proposed."""

    ADOPTED = "adopted"  # antar, godkänner, ställer sig bakom
    ADOPTED_WITH_CONDITIONS = "adopted_with_conditions"  # ... under förutsättning att, med följande tillägg
    PARTLY_ADOPTED = "partly_adopted"  # punkt 1-2 antas, punkt 3 avslås
    DECLINED = "declined"  # avslår, avböjer, avstår från att anta
    REFERRED_BACK = "referred_back"  # återremitteras
    TABLED = "tabled"  # bordläggs
    NOTED = "noted"  # lägger till handlingarna, tar del av informationen
    STATEMENT = "statement"  # besvarar med ett yttrande


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What one section decides, whatever it is about: read from its decision part, never from another.

    `outcome` is None when no phrase is known or two clash; then `doubts` says which. `proposed_to` is the higher
    body that a proposal goes to; such a ruling is not final. `quote_span` covers the words that decide. `decides` are
    the clauses that do, whole with their leads; `besides` what else is said, but for what is plainly harmless.
    """

    outcome: Outcome | None
    final: bool
    body: DecisionBody | None
    proposed_to: DecisionBody | None
    quote_span: Span | None
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]
    decides: tuple[Span, ...] = ()
    besides: tuple[Span, ...] = ()
