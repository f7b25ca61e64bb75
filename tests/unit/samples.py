"""Small values for tests of finding and matching: documents from page texts, mails, readings, a catalogue."""

from __future__ import annotations

import datetime as dt
import hashlib

from domain.catalogue import Catalogue, Recommendation
from domain.decision import Decision, Reading, ReadSection, Result
from domain.document import DocumentText, FailureKind, Page, PageSource, ReadingFailure, Span
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome, Part, PartKind, Ruling, Section
from domain.mail import Address, Attachment, AuthenticationResult, Message
from matching.decide import decide
from parsers.minutes import read_document
from registrator.catalogue import catalogue_of

AGREEMENT = Recommendation(
    diarienummer="KSL/15/0016-5",
    title="Överenskommelse om samverkan för en trygg, säker och störningsfri region",
    decided_on=dt.date(2015, 3, 19),
    respond_by=dt.date(2015, 6, 15),
)
INTENT = Recommendation(
    diarienummer="KSL/14/0011-2",
    title="Avsiktsförklaring om samverkan för en trygg, säker och störningsfri region",
    decided_on=dt.date(2014, 2, 13),
)
TRANSPORT = Recommendation(
    diarienummer="KSL/14/0200-7",
    title="Riktlinjer för upphandling av skolskjuts",
    decided_on=dt.date(2014, 9, 4),
)
TRANSPORT_REVISED = Recommendation(
    diarienummer="KSL/15/0201-3",
    title="Reviderade riktlinjer för upphandling av skolskjuts",
    decided_on=dt.date(2015, 9, 3),
    supersedes="KSL/14/0200-7",
    addressees=("0160", "0162", "0186"),
)
CATALOGUE: Catalogue = catalogue_of(
    (AGREEMENT, INTENT, TRANSPORT, TRANSPORT_REVISED),
    authserv_ids=("mx.ksl.se",),
    own_domains=("ksl.se", "storsthlm.se"),
)


def document(*pages: str) -> DocumentText:
    """A document of these pages, each ended by a form feed."""
    text, found = "", []
    for number, page in enumerate(pages, start=1):
        start = len(text)
        text += page + "\n\f"
        found.append(
            Page(number=number, start=start, end=len(text), width=595, height=842, source=PageSource.TEXT_LAYER)
        )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return DocumentText(sha256=sha256, media_type="application/pdf", text=text, pages=tuple(found), reader="test")


def judge(paper: str, known: Catalogue, arrived: dt.datetime | None = None) -> Result:
    """What is decided of a paper that came by itself, from its text."""
    text = document(paper)
    content = text.text.encode()
    attachment = Attachment(
        name="utdrag.txt",
        media_type="text/plain",
        declared_type="",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return decide(None, (read_document(attachment, text, known),), known, arrived=arrived)


def whole(text: DocumentText) -> Span:
    return Span(start=0, end=len(text.text))


def attachment(name: str = "Protokollsutdrag.pdf", content: bytes = b"") -> Attachment:
    content = content or name.encode()
    return Attachment(
        name=name,
        media_type="application/pdf",
        declared_type="application/pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def claim(kind: EvidenceKind, value: str, rule: str) -> Evidence:
    return Evidence(kind=kind, value=value, quote=value, page=1, span=Span(start=0, end=1), rule=rule)


def section(
    *,
    paragraf: str | None = "77",
    outcome: Outcome | None = Outcome.ADOPTED,
    final: bool = True,
    body: DecisionBody | None = DecisionBody.EXECUTIVE,
    about: str = "KSL/15/0016-5",
    rule: str = "recommendation.dnr_whole.decision",
    meeting: str | None = "2015-05-04",
    decides_it: bool = True,
    more: tuple[Evidence, ...] = (),
) -> ReadSection:
    """A paragraf that decides about one recommendation."""
    span = Span(start=0, end=10)
    evidence = [*more]
    if about:
        evidence.append(claim(EvidenceKind.RECOMMENDATION, about, rule))
        if decides_it:
            evidence.append(claim(EvidenceKind.RECOMMENDATION, about, "recommendation.decided.quote"))
    if meeting:
        evidence.append(claim(EvidenceKind.MEETING_DATE, meeting, "meeting_date.label"))
    return ReadSection(
        section=Section(
            paragraf=paragraf,
            title="",
            span=span,
            parts=(Part(kind=PartKind.DECISION, heading="Beslut", span=span),),
        ),
        ruling=Ruling(
            outcome=outcome, final=final, body=body, proposed_to=None, quote_span=span, evidence=(), doubts=()
        ),
        evidence=tuple(evidence),
    )


def reading(
    *sections: ReadSection, municipality: str | None = "0127", kind: str = "minutes", name: str = "Utdrag.pdf"
) -> Reading:
    evidence = [claim(EvidenceKind.DOCUMENT_KIND, kind, f"kind.{kind}")]
    if municipality:
        evidence.append(claim(EvidenceKind.MUNICIPALITY, municipality, "municipality.letterhead"))
    return Reading(
        attachment=attachment(name),
        text=document("Kommunstyrelsen antar överenskommelsen."),
        failure=None,
        evidence=tuple(evidence),
        sections=sections,
    )


def unreadable(kind: FailureKind, name: str = "scan.pdf") -> Reading:
    part = attachment(name)
    return Reading(attachment=part, text=None, failure=ReadingFailure(sha256=part.sha256, kind=kind, detail="test"))


def dmarc(
    result: str = "pass", domain: str = "botkyrka.se", *, server: str = "mx.ksl.se", trusted: bool = True
) -> AuthenticationResult:
    return AuthenticationResult(
        authserv_id=server,
        method="dmarc",
        result=result,
        properties=(("header.from", domain),),
        trusted_place=trusted,
    )


def message(
    address: str = "registrator@botkyrka.se",
    *results: AuthenticationResult,
    display_name: str = "",
    subject: str = "Protokollsutdrag",
    body: str = "Se bifogat.",
    **fields: object,
) -> Message:
    """A mail; without results it has a trusted DMARC pass for its own domain."""
    domain = address.rpartition("@")[2]
    values: dict[str, object] = {
        "subject": subject,
        "sender": Address(display_name=display_name, address=address),
        "reply_to": None,
        "recipients": (),
        "message_id": "<1@example>",
        "in_reply_to": (),
        "references": (),
        "sent_at": None,
        "body": body,
        "attachments": (),
        "skipped": (),
        "authentication": results or (dmarc(domain=domain),),
        "automatic": None,
        "forwarded_sender": None,
        "faults": (),
    }
    return Message(**(values | fields))  # type: ignore[arg-type]


def decision(**fields: object) -> Decision:
    """Botkyrka's executive adopting the agreement on 4 May 2015, § 77; `fields` replace what differs."""
    values: dict[str, object] = {
        "municipality": "0127",
        "recommendation": "KSL/15/0016-5",
        "outcome": Outcome.ADOPTED,
        "final": True,
        "decision_body": DecisionBody.EXECUTIVE,
        "paragraf": "77",
        "meeting_date": dt.date(2015, 5, 4),
        "diarienummer": "KS/2015:238",
        "attachment": "Utdrag.pdf",
        "document_sha256": "a" * 64,
        "page": 1,
        "quote": "Kommunstyrelsen antar överenskommelsen.",
    }
    return Decision(**(values | fields))  # type: ignore[arg-type]
