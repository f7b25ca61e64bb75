"""The sample mails as values: each is a TOML file in `mails/`, with what the service must make of it."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.samples.letter import Enclosure, Letter, delivered
from demo.samples.press import document
from domain.decision import Status
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Outcome

_MAILS = Path(__file__).parent / "mails"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDecision:
    """An answer that must be found, in the words of `domain.decision.Decision`."""

    municipality: str
    recommendation: str
    outcome: Outcome
    final: bool
    decision_body: DecisionBody
    paragraf: str
    meeting_date: dt.date
    diarienummer: str
    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a mail must come to. `doubts` are those of the mail and of its decisions together.

    `repeats` names the sample whose extract comes again; judged by itself a repetition has the same verdict.
    """

    status: Status
    doubts: frozenset[Doubt]
    authentic: bool | None
    decisions: tuple[ExpectedDecision, ...]
    repeats: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMail:
    """A mail of the demo. `arrived_at` is its INTERNALDATE, in Stockholm's summer time of 2015."""

    name: str
    raw: bytes
    arrived_at: dt.datetime
    expected: Expected


def sample_names() -> tuple[str, ...]:
    """The names of all samples, in order of arrival."""
    return tuple(sorted(path.stem for path in _MAILS.glob("*.toml")))


def sample(name: str) -> SampleMail:
    """The sample of this name, e.g. "01-botkyrka-ks-antar"."""
    facts = tomllib.loads((_MAILS / f"{name}.toml").read_text("utf-8"))
    arrived_at: dt.datetime = facts.pop("arrived_at")
    expected = _expected(facts.pop("expected"))
    letter = _letter(facts, seed=name, sent_at=arrived_at - dt.timedelta(seconds=5))
    return SampleMail(name=name, raw=delivered(letter, arrived_at), arrived_at=arrived_at, expected=expected)


def _letter(facts: dict[str, Any], *, seed: str, sent_at: dt.datetime) -> Letter:
    inner = facts.pop("forwarded", None)
    return Letter(
        seed=seed,
        sent_at=facts.pop("sent_at", sent_at),
        headers=tuple((key, value) for key, value in facts.pop("headers", [])),
        enclosures=tuple(_enclosure(row) for row in facts.pop("attachment", [])),
        forwarded=_letter(inner, seed=f"{seed}/inner", sent_at=sent_at) if inner else None,
        **facts,
    )


def _enclosure(row: dict[str, Any]) -> Enclosure:
    content = document(row.pop("document"))
    kept = row.pop("kept_percent", 100)  # a transfer that broke off
    return Enclosure(content=content[: len(content) * kept // 100], **row)


def _expected(facts: dict[str, Any]) -> Expected:
    return Expected(
        status=Status(facts["status"]),
        doubts=frozenset(Doubt(word) for word in facts.get("doubts", [])),
        authentic={"yes": True, "no": False, "unknown": None}[facts["authentic"]],
        decisions=tuple(_expected_decision(row) for row in facts.get("decision", [])),
        repeats=facts.get("repeats"),
    )


def _expected_decision(row: dict[str, Any]) -> ExpectedDecision:
    return ExpectedDecision(
        **{**row, "outcome": Outcome(row["outcome"]), "decision_body": DecisionBody(row["decision_body"])}
    )
