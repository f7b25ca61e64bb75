"""What an answer is called in Swedish: the news in a subject line, the body, the source, the sender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain import swedish
from domain.catalogue import Municipality, Recommendation
from domain.decision import Decision
from domain.evidence import DecisionBody, EvidenceKind, Outcome
from outbox.safe import foreign, one_line, shorten

_TITLE_LIMIT = 70

# A final decision: "Botkyrka har antagit".
_DECIDED: dict[Outcome, str] = {
    Outcome.ADOPTED: "har antagit",
    Outcome.ADOPTED_WITH_CONDITIONS: "har antagit med villkor",
    Outcome.PARTLY_ADOPTED: "har delvis antagit",
    Outcome.DECLINED: "har avslagit",
    Outcome.REFERRED_BACK: "har återremitterat",
    Outcome.TABLED: "har bordlagt",
    Outcome.NOTED: "har inte tagit ställning",
    Outcome.STATEMENT: "har svarat med ett yttrande",
}

# A proposal to a higher body: "Vallentuna: arbetsutskottet föreslår att anta". The postponements decide themselves.
_PROPOSED: dict[Outcome, str] = {
    Outcome.ADOPTED: "föreslår att anta",
    Outcome.ADOPTED_WITH_CONDITIONS: "föreslår att anta med villkor",
    Outcome.PARTLY_ADOPTED: "föreslår att delvis anta",
    Outcome.DECLINED: "föreslår att avslå",
    Outcome.REFERRED_BACK: "har återremitterat",
    Outcome.TABLED: "har bordlagt",
    Outcome.NOTED: "föreslår att inte ta ställning",
    Outcome.STATEMENT: "föreslår ett yttrande som svar",
}

_BODIES: dict[DecisionBody, str] = {
    DecisionBody.ASSEMBLY: "kommunfullmäktige",
    DecisionBody.EXECUTIVE: "kommunstyrelsen",
    DecisionBody.COMMITTEE: "en nämnd",
    DecisionBody.SUBCOMMITTEE: "ett utskott",
    DecisionBody.DELEGATE: "en delegat",
}

# How a subcommittee may be printed, most telling first: (what the document says, its name, its letters).
_SUBCOMMITTEES = (
    ("kommunstyrelsens arbetsutskott", "kommunstyrelsens arbetsutskott", "KSAU"),
    ("ksau", "kommunstyrelsens arbetsutskott", "KSAU"),
    ("borgarrådsberedning", "borgarrådsberedningen", "borgarrådsberedningen"),
    ("ledningsutskott", "ledningsutskottet", "KLU"),
    ("arbetsutskott", "arbetsutskottet", "AU"),
)

# "Överenskommelse om samverkan för en trygg region" -> "trygg region": the kind of paper says nothing new.
_LEAD = re.compile(
    r"^(?:gemensam )?\S*(?:överenskommelse|avsiktsförklaring|avtal|rekommendation)n? "
    r"(?:om|för|avseende|gällande|kring)\b(?:.{0,40}? för (?:en|ett)\b)? ?",
    re.IGNORECASE,
)

# Strict: "x@botkyrka.se Bcc: y@ond.example" names nobody, where a lenient parser would choose.
_ADDRESS = re.compile(r"[^@\s]+@([\w-]+(?:\.[\w-]+)+)")


def short_title(recommendation: Recommendation, others: tuple[Recommendation, ...] = ()) -> str:
    """The end of the title that names the matter, or all of it when another recommendation would share that end."""
    title = one_line(recommendation.title, 300)
    short = _LEAD.sub("", title) or title
    shared = (_LEAD.sub("", one_line(other.title, 300)) for other in others if other != recommendation)
    return shorten(title if short in shared else short, _TITLE_LIMIT)


def body(decision: Decision) -> tuple[str, str]:
    """Who decided, as words for a sentence and as letters for a source: ("kommunstyrelsen", "KS"); "" unknown."""
    if decision.decision_body is None:
        return "", ""
    if decision.decision_body is DecisionBody.SUBCOMMITTEE:
        printed = " ".join(e.quote for e in decision.evidence if e.kind is EvidenceKind.BODY).casefold()
        for needle, name, letters in _SUBCOMMITTEES:
            if needle in printed:
                return name, letters
    letters = swedish.BODY_LETTERS[decision.decision_body]
    return _BODIES[decision.decision_body], letters


def source(decision: Decision) -> str:
    """Where it stands: "KF 2015-05-28 § 87", without what is not known; "" when nothing is."""
    day = decision.meeting_date.isoformat() if decision.meeting_date else ""
    paragraf = f"§ {foreign(decision.paragraf, 20)}" if decision.paragraf else ""
    return " ".join(part for part in (body(decision)[1], day, paragraf) if part)


def verb(decision: Decision) -> str:
    """What the municipality, or its body when it is not final, has done: "har antagit"."""
    if decision.outcome is None:
        return "har svarat, oklart hur" if decision.final else "har lämnat ett förslag"
    return (_DECIDED if decision.final else _PROPOSED)[decision.outcome]


def headline(municipality: str, decision: Decision) -> str:
    """The news without the matter: "Botkyrka har antagit (KF 2015-05-28 § 87)"."""
    where = source(decision)
    return f"{news(municipality, decision)}{f' ({where})' if where else ''}"


def news(municipality: str, decision: Decision) -> str:
    """Who has done what: "Botkyrka har antagit", "Vallentuna: arbetsutskottet föreslår att anta"."""
    who = municipality if decision.final else f"{municipality}: {body(decision)[0] or 'kommunen'}"
    return f"{who} {verb(decision)}"


def postponed(decision: Decision) -> bool:
    """Whether the matter was sent back or tabled: decided, but no answer."""
    return decision.outcome in (Outcome.REFERRED_BACK, Outcome.TABLED)


def finality(decision: Decision) -> str:
    """Final or awaiting, as a sentence."""
    if decision.final:
        return "Beslutet är slutligt."
    if postponed(decision):
        return "Ärendet är uppskjutet: kommunen har inte svarat än. Ett nytt beslut väntas."
    return "Inte slutligt: det här är ett förslag till ett högre organ, vars beslut väntas."


def listed(words: Sequence[str]) -> str:
    """ "Excel, CSV och JSON"."""
    *some, last = words
    return f"{', '.join(some)} och {last}" if some else last


def municipality_name(municipality: Municipality | None, kommunkod: str | None) -> str:
    """The name to print; a municipality that is no member is named by its code."""
    if municipality is not None:
        return municipality.name
    return f"Kommun {kommunkod}" if kommunkod else "Okänd kommun"


def sender_domain(sender: str) -> str:
    """The domain of a sender, with or without a display name; "" when there is none. No person's name."""
    line = one_line(sender, 400)
    found = _ADDRESS.fullmatch(line[line.rfind("<") + 1 : -1] if line.endswith(">") else line)
    return shorten(found[1].lower(), 80) if found else ""


def authenticity(authentic: bool | None, sender: str) -> str:
    """How the sender was verified, as a sentence."""
    domain = sender_domain(sender) or "okänd domän"
    if authentic is True:
        return f"Verifierad. Vår mejlserver har godkänt (DMARC) att mejlet kommer från {domain}."
    if authentic is False:
        return f"Inte verifierad. Mejlet uppger sig komma från {domain}, men det är inte styrkt."
    return f"Inte verifierad. Det går inte att säga om mejlet kommer från {domain}."
