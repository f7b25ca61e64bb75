"""The Swedish sentences that say why an entry has its state; stored in the register and read by staff."""

from __future__ import annotations

from domain.catalogue import Catalogue
from domain.decision import Decision, Result, Status
from domain.doubt import Doubt
from domain.evidence import Outcome
from domain.swedish import BODIES, OUTCOMES, reasons
from matching.setting_aside import SET_ASIDE

_POSTPONED = frozenset({Outcome.REFERRED_BACK, Outcome.TABLED})


def reason(result: Result, catalogue: Catalogue | None = None) -> str:
    """Why the entry has its state. Without a catalogue the municipality is named as its sender was."""
    if result.status is Status.IGNORED:
        words = next((n.removeprefix(SET_ASIDE) for n in result.notes if n.startswith(SET_ASIDE)), "automatiskt mejl")
        return words[:1].upper() + words[1:] + "."
    name = _sender_name(result)
    told = " ".join(describe(decision, catalogue, name) for decision in result.decisions)
    if result.status is Status.REGISTERED:
        return told
    return reasons(result.all_doubts) or told


def _sender_name(result: Result) -> str:
    """The sender's municipality, when nothing says that the document is of another."""
    if Doubt.SENDER_DIFFERS in result.all_doubts or Doubt.MUNICIPALITY_UNCERTAIN in result.all_doubts:
        return ""
    sure = result.authentic is True
    return next((e.value for e in result.evidence if sure and e.rule == "sender.from"), "")


def describe(decision: Decision, catalogue: Catalogue | None = None, name: str = "") -> str:
    """One decision as a sentence: "Botkyrka: antagen av kommunstyrelsen 2015-05-04 § 112."."""
    known = catalogue.municipality(decision.municipality or "") if catalogue else None
    name = f"{known.name if known else name}: " if known or name else ""
    outcome = OUTCOMES[decision.outcome] if decision.outcome else "oklart beslut"
    body = BODIES[decision.decision_body] if decision.decision_body else ""
    if decision.final or decision.outcome in _POSTPONED:
        said = f"{outcome} av {body}" if body else outcome
    else:
        said = f"föreslås bli {outcome}, enligt {body}" if body else f"föreslås bli {outcome}"
    when = decision.meeting_date.isoformat() if decision.meeting_date else ""
    paragraf = f"§ {decision.paragraf}" if decision.paragraf else ""
    again = f" (samma beslut som {decision.repeats})" if decision.repeats else ""
    sentence = " ".join(part for part in (said, when, paragraf) if part) + again + "."
    return name + (sentence if name else sentence[:1].upper() + sentence[1:])
