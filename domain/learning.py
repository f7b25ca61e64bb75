"""What staff have taught the service: small facts, each with who said so and when, and each revocable."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from domain.evidence import Evidence


class LessonKind(enum.Enum):
    """What is taught; the comment says what `said` and `meaning` hold."""

    SENDER = "sender"  # an address or a domain; the kommunkod that it belongs to
    BODY = "body"  # how a municipality writes a body's name; a DecisionBody value
    TITLE = "title"  # what an answer calls a recommendation; its diarienummer


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """`municipality` is the kommunkod whose way of writing a BODY is, else None. `at` is aware UTC."""

    id: int
    kind: LessonKind
    said: str
    meaning: str
    municipality: str | None
    who: str
    at: dt.datetime


RULE = "lesson"


def lesson_of(evidence: Evidence) -> str:
    """The number of the lesson that a claim rests on, as its rule "lesson.sender.17" says; "" for any other claim."""
    first, _, rest = evidence.rule.partition(".")
    return rest.rpartition(".")[2] if first == RULE else ""
