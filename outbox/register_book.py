"""The register as a workbook, which goes with the weekly letter: the answers, where each stands, what is reviewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from domain import swedish
from domain.decision import Decision
from domain.register import Answer, Entry, Overview, State
from outbox.digest import Week
from outbox.message import Enclosure
from outbox.safe import foreign, quote
from outbox.sheets import Cell, Column, Sheet
from outbox.stockholm import today
from outbox.views import Words
from outbox.workbook import MEDIA_TYPE, as_workbook

MOST_ROWS = 15_000
"""Of each sheet: so many rows weigh about 2 MB, and a mail is not the place for more."""

_QUOTE = 300

ANSWER_COLUMNS = (
    Column(title="Nummer", name="number", width=13),
    Column(title="Inkommet", name="arrived_at", width=17),
    Column(title="Kommun", name="municipality", width=18),
    Column(title="Kommunkod", name="kommunkod", width=11),
    Column(title="Rekommendation", name="recommendation", width=16),
    Column(title="Beslut", name="outcome", width=22),
    Column(title="Slutligt", name="final", width=9),
    Column(title="Beslutat av", name="body", width=20),
    Column(title="Sammanträde", name="meeting_date", width=13),
    Column(title="Paragraf", name="paragraf", width=10),
    Column(title="Kommunens dnr", name="diarienummer", width=18),
    Column(title="Handling", name="attachment", width=36),
    Column(title="Sida", name="page", width=6),
    Column(title="Ur handlingen", name="quote", width=70),
    Column(title="Granskat av", name="accepted_by", width=18),
)

STANDING_COLUMNS = (
    Column(title="Rekommendation", name="recommendation", width=16),
    Column(title="Rubrik", name="title", width=50),
    Column(title="Kommun", name="municipality", width=18),
    Column(title="Kommunkod", name="kommunkod", width=11),
    Column(title="Läge", name="standing", width=22),
    Column(title="Försenad", name="overdue", width=10),
    Column(title="Svar senast", name="respond_by", width=13),
    Column(title="Avslutad", name="closed_on", width=13),
    Column(title="Sammanträde", name="meeting_date", width=13),
    Column(title="Nummer", name="number", width=13),
)

REVIEW_COLUMNS = (
    Column(title="Nummer", name="number", width=13),
    Column(title="Inkommet", name="arrived_at", width=17),
    Column(title="Väntat, dagar", name="days", width=13),
    Column(title="Från", name="sender", width=30),
    Column(title="Ämne", name="subject", width=50),
    Column(title="Läge", name="state", width=16),
    Column(title="Varför", name="reason", width=70),
    Column(title="Sida", name="link", width=40),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The file, and how many rows it has not."""

    file: Enclosure
    left_out: int


def register_book(week: Week, words: Words, day: dt.date) -> Book:
    """The workbook of `week`, seen from the Swedish date `day`. The latest answers come first."""
    names = {kommunkod: m.name for kommunkod, m in words.municipalities.items()}
    newest = sorted(week.answers, key=lambda a: (a.arrived_at, a.id), reverse=True)
    answers = tuple(answer_row(answer, names) for answer in newest[:MOST_ROWS])
    standings = tuple(row for overview in week.overviews for row in _standings(overview))
    reviewed = sorted(week.to_review, key=lambda entry: (entry.arrived_at, entry.id))
    sheets = (
        Sheet(title="Svar", columns=ANSWER_COLUMNS, rows=answers),
        Sheet(title="Läge", columns=STANDING_COLUMNS, rows=standings[:MOST_ROWS]),
        Sheet(
            title="Att granska",
            columns=REVIEW_COLUMNS,
            rows=tuple(_review(entry, words, day) for entry in reviewed[:MOST_ROWS]),
        ),
    )
    file = Enclosure(name=f"Register {week.key}.xlsx", media_type=MEDIA_TYPE, content=as_workbook(sheets))
    left_out = max(0, len(newest) - MOST_ROWS) + max(0, len(standings) - MOST_ROWS) + week.waiting - len(reviewed)
    return Book(file=file, left_out=left_out)


def answer_row(answer: Answer, names: dict[str, str]) -> tuple[Cell, ...]:
    """An answer as cells of ANSWER_COLUMNS; `names` of municipalities by kommunkod. Foreign words pass `safe`."""
    decision = answer.decision
    kommunkod = decision.municipality or ""
    return (
        answer.number,
        answer.arrived_at,
        names.get(kommunkod, ""),
        kommunkod,
        decision.recommendation,
        swedish.outcome_of(decision),
        decision.final,
        _body(decision),
        decision.meeting_date,
        foreign(decision.paragraf or "", 20),
        foreign(decision.diarienummer or "", 40),
        foreign(decision.attachment, 120),
        decision.page,
        quote(decision.quote, _QUOTE),
        foreign(answer.accepted_by, 60),
    )


def _body(decision: Decision) -> str:
    return swedish.BODIES[decision.decision_body] if decision.decision_body else ""


def _standings(overview: Overview) -> Iterator[tuple[Cell, ...]]:
    recommendation = overview.recommendation
    title = foreign(recommendation.title, 300)
    for standing in overview.standings:
        answer = standing.answer
        yield (
            recommendation.diarienummer,
            title,
            standing.municipality.name,
            standing.municipality.kommunkod,
            swedish.STANDINGS[standing.kind],
            standing.overdue and recommendation.closed_on is None,
            recommendation.respond_by,
            recommendation.closed_on,
            answer.decision.meeting_date if answer else None,
            answer.number if answer else "",
        )


def _review(entry: Entry, words: Words, day: dt.date) -> tuple[Cell, ...]:
    view = words.entry(entry)
    return (
        view.number,
        entry.arrived_at,
        (day - today(entry.arrived_at)).days,
        view.sender,
        view.subject,
        "kunde inte läsas" if entry.state is State.FAILED else "att granska",
        " ".join(view.reasons),
        view.link,
    )
