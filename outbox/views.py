"""What the templates show, as values: every foreign word in them has passed `outbox.safe`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain import swedish
from domain.catalogue import Municipality, Recommendation
from domain.decision import Decision, DocumentFate, StandingKind
from domain.evidence import Outcome
from domain.register import Answer, Entry, Overview, RegisteredDocument, State
from outbox import wording
from outbox.digest import SETTLED
from outbox.safe import foreign, quote

QUOTE_LIMIT = 600
SHORT_QUOTE_LIMIT = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One decision, read or registered. Empty strings are not known and not shown."""

    headline: str
    news: str  # the headline without where it stands
    municipality: str
    matter: str  # the end of the recommendation's title
    recommendation: str  # its diarienummer
    title: str
    outcome: str
    body: str
    meeting_date: dt.date | None
    paragraf: str
    diarienummer: str
    finality: str
    final: bool
    tone: str  # the class of its box: "good", "bad", "wait", or "quote" for what is neither
    quote: str
    page: int | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """A registered answer and where it is found."""

    decision: DecisionView
    number: str
    arrived_at: dt.datetime
    accepted: str
    authenticity: str
    standing: str
    link: str
    document: str = ""  # whether the document is attached, and why not


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    name: str
    number: str
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A mail that a person must look at. `who` names the sender without a person's name."""

    number: str
    who: str
    sender: str
    subject: str
    arrived_at: dt.datetime
    reasons: tuple[str, ...]
    documents: tuple[DocumentView, ...]
    decisions: tuple[DecisionView, ...]
    authenticity: str
    failed: bool
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the views need to know beside the values: whom we know, what is recommended, where the pages are."""

    municipalities: dict[str, Municipality]
    recommendations: tuple[Recommendation, ...]
    review_url: str

    def link(self, entry_id: int) -> str:
        return f"{self.review_url}/mejl/{entry_id}"

    def decision(self, decision: Decision, quote_limit: int = QUOTE_LIMIT) -> DecisionView:
        found = next((r for r in self.recommendations if r.diarienummer == decision.recommendation), None)
        kommunkod = decision.municipality
        name = wording.municipality_name(self.municipalities.get(kommunkod or ""), kommunkod)
        return DecisionView(
            headline=wording.headline(name, decision),
            news=wording.news(name, decision),
            municipality=name,
            matter=wording.short_title(found, self.recommendations) if found else decision.recommendation,
            recommendation=decision.recommendation,
            title=foreign(found.title, 300) if found else "",
            outcome=_outcome(decision),
            body=wording.body(decision)[0],
            meeting_date=decision.meeting_date,
            paragraf=foreign(decision.paragraf or "", 20),
            diarienummer=foreign(decision.diarienummer or "", 40),
            finality=wording.finality(decision),
            final=decision.final,
            tone=_tone(decision),
            quote=quote(decision.quote, quote_limit),
            page=decision.page,
            doubts=tuple(swedish.DOUBTS[d] for d in decision.doubts),
        )

    def answer(
        self, answer: Answer, entry: Entry | None = None, overview: Overview | None = None, limit: int = QUOTE_LIMIT
    ) -> AnswerView:
        who = foreign(answer.accepted_by, 60)
        authentic = entry.result.authentic if entry is not None and entry.result is not None else None
        return AnswerView(
            decision=self.decision(answer.decision, limit),
            number=answer.number,
            arrived_at=answer.arrived_at,
            accepted=f"Granskat och godkänt av {who}."
            if who
            else "Registrerat automatiskt, utan anledning till granskning.",
            authenticity=wording.authenticity(authentic, entry.sender) if entry is not None else "",
            standing=standing(overview) if overview is not None else "",
            link=self.link(answer.entry_id),
        )

    def entry(self, entry: Entry) -> EntryView:
        result = entry.result
        decisions = result.decisions if result else ()
        # A document may name Botkyrka while somebody else sent it: only a verified sender is called by that name.
        named = {d.municipality for d in decisions if d.municipality and result and result.authentic}
        name = self.municipalities.get(named.pop()) if len(named) == 1 else None
        doubts = tuple(swedish.DOUBTS[d] for d in result.all_doubts) if result else ()
        reason = foreign(entry.reason, 400)
        return EntryView(
            number=entry.number,
            who=name.name if name else wording.sender_domain(entry.sender) or "okänd avsändare",
            sender=foreign(entry.sender, 120) or "okänd avsändare",
            subject=foreign(entry.subject, 200) or "(utan ämne)",
            arrived_at=entry.arrived_at,
            reasons=doubts or ((reason,) if reason else ("Orsaken är inte angiven.",)),
            documents=tuple(_document(d) for d in entry.documents[:20]),
            decisions=tuple(self.decision(d) for d in decisions[:10]),
            authenticity=wording.authenticity(result.authentic, entry.sender) if result else "",
            failed=entry.state is State.FAILED,
            link=self.link(entry.id),
        )


def progress(overview: Overview) -> str:
    """How many of those asked have adopted, and have answered at all, without a full stop."""
    asked, settled = len(overview.standings), overview.count(*SETTLED)
    return f"{overview.count(StandingKind.ADOPTED)} av {asked} kommuner har antagit, {settled} har svarat slutligt"


def standing(overview: Overview) -> str:
    """How many have answered what, as a sentence; the kinds that nobody has are left out."""
    others = (
        (overview.count(StandingKind.ADOPTED_WITH_CONDITIONS), "har antagit med villkor"),
        (overview.count(StandingKind.PARTLY_ADOPTED), "har delvis antagit"),
        (overview.count(StandingKind.DECLINED), "har avslagit"),
        (overview.count(StandingKind.OTHER_ANSWER), "har svarat något annat"),
        (overview.count(StandingKind.AWAITING), "avvaktar beslut"),
        (overview.count(StandingKind.NEEDS_REVIEW), "granskas"),
        (overview.count(StandingKind.NO_ANSWER), "har inte svarat"),
    )
    rest = ", ".join(f"{n} {words}" for n, words in others if n)
    return f"{progress(overview)}; {rest}." if rest else f"{progress(overview)}."


def _tone(decision: Decision) -> str:
    if not decision.final:
        return "wait"
    tones = {Outcome.ADOPTED: "good", Outcome.ADOPTED_WITH_CONDITIONS: "good", Outcome.DECLINED: "bad"}
    return tones.get(decision.outcome, "quote") if decision.outcome else "quote"


def _outcome(decision: Decision) -> str:
    if decision.outcome is None:
        return "oklart"
    words = swedish.OUTCOMES[decision.outcome]
    if decision.final or wording.postponed(decision):
        return words
    return f"föreslås bli {words}"


def _document(document: RegisteredDocument) -> DocumentView:
    name = foreign(document.name, 120) or "själva mejlet"
    return DocumentView(name=name, number=document.number, fate=_fate(document))


def _fate(document: RegisteredDocument) -> str:
    if document.fate is DocumentFate.READ:
        return "läst"
    if document.fate is DocumentFate.FAILED:
        known = {kind.value: words for kind, words in swedish.FAILURES.items()}
        return known.get(document.reason, "kunde inte läsas")
    skipped = {reason.value: words for reason, words in swedish.SKIPS.items()}
    return f"inte läst: {skipped.get(document.reason, 'ingen handling')}"
