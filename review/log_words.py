"""What a row of the log says, in words: what was done, and what changed from before to after. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain import swedish
from domain.access import Role
from domain.evidence import DecisionBody, Outcome
from domain.learning import LessonKind
from domain.outgoing import OutgoingState
from domain.swedish_access import ACCOUNT_VERBS, ROLES
from review.words import VERBS

_MOST_LINES = 20

DONE: dict[str, str] = {
    **VERBS,
    **{verb.value: f"bestämde om ett utskick: {words}" for verb, words in swedish.OUTGOING_VERBS.items()},
    **{verb.value: words for verb, words in ACCOUNT_VERBS.items()},
    "add": "lade in rekommendationen",
    "edit": "ändrade rekommendationen",
    "close": "avslutade rekommendationen",
    "reopen": "öppnade rekommendationen igen",
    "partner": "ändrade vem som underrättas",
    "learn": "lärde tjänsten",
    "unlearn": "tog tillbaka en lärdom",
    "restore": "återställde registret",
    "rebuild": "byggde upp registret på nytt",
    "catch_up": "hämtade i kapp registret ur journalen",
    "dispose": "gallrade",
}
"""By the verb of the audit trail."""

_LABELS: dict[str, str] = {
    "state": "Läge",
    "kind": "Slag",
    "said": "Orden",
    "meaning": "Betyder",
    "municipality": "Kommun",
    "reason": "Skäl",
    "decisions": "Beslut",
    "until": "Väntar till",
    "error": "Felet",
    "diarienummer": "Diarienummer",
    "title": "Rubrik",
    "decided_on": "Beslutad",
    "respond_by": "Svar senast",
    "addressees": "Adressater",
    "supersedes": "Ersätter",
    "notify": "Sammanfattningar även till",
    "partner_name": "Partner",
    "partner": "Partnerns adresser",
    "partner_pace": "Partnern underrättas",
    "closed_on": "Avslutad",
    "closed_by": "Avslutad av",
    "terms": "Giltighet",
}
_PLAIN: dict[str, str] = {
    **{state.value: words for state, words in swedish.STATES.items()},
    **{state.value: swedish.OUTGOING_STATES[state] for state in OutgoingState},
    **{pace.value: words for pace, words in swedish.PARTNER_PACES.items()},
}
_LESSONS: dict[str, str] = {
    LessonKind.SENDER.value: "adress",
    LessonKind.BODY.value: "organets namn",
    LessonKind.TITLE.value: "rekommendationens namn",
}
_INNER = frozenset({"rows", "aside", "outgoing"})
"""Numbers of rows in other tables: they tell a reader nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was otherwise before; lines, none where there was nothing."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(before: str, after: str, names: Mapping[str, str]) -> tuple[Change, ...]:
    """What differs between a row's two texts. `names` are the municipalities' by kommunkod.

    The texts are JSON, or for an account plain words; whatever stands there is no error.
    """
    old, new = _read(before), _read(after)
    found = []
    for key in dict.fromkeys([*old, *new]):
        one, other = (_lines(values.get(key), key, names) for values in (old, new))
        if one != other and key not in _INNER:
            found.append(Change(label=_LABELS.get(key, key or "Värde"), before=one, after=other))
    return tuple(found)


def _read(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if text else {}
    except ValueError:
        return {"": text}
    return value if isinstance(value, dict) else {"": value}


def _lines(value: Any, key: str, names: Mapping[str, str]) -> tuple[str, ...]:
    if value is None or value in ("", []):
        return ()
    if isinstance(value, list):
        lines = [_one(item, key, names) for item in value]
        more = (f"och {len(lines) - _MOST_LINES} till",) if len(lines) > _MOST_LINES else ()
        return (*lines[:_MOST_LINES], *more)
    return (_one(value, key, names),)


def _one(value: Any, key: str, names: Mapping[str, str]) -> str:
    if key == "decisions" and isinstance(value, dict):
        return _decision(value, names)
    text = str(value)
    if key in {"addressees", "municipality"} or (key == "meaning" and text in names):
        return names.get(text, text)
    if key == "" and text in set(Role):
        return ROLES[Role(text)]
    if key == "kind":
        return _LESSONS.get(text, text)
    if key == "meaning":
        return swedish.BODIES.get(_member(DecisionBody, text), text)
    return _PLAIN.get(text, text) if key in {"state", "partner_pace"} else text


def _decision(value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Botkyrka, KSL/15/0016-5: kommunstyrelsen, antagen, § 112, 2015-05-04"""
    body = swedish.BODIES.get(_member(DecisionBody, value.get("decision_body")), "okänt organ")
    outcome = swedish.OUTCOMES.get(_member(Outcome, value.get("outcome")), "okänt beslut")
    ending = "" if value.get("final") else " (inte slutligt)"
    paragraf = f"§ {value['paragraf']}" if value.get("paragraf") else ""
    where = ", ".join(filter(None, (body, outcome + ending, paragraf, value.get("meeting_date"))))
    name = names.get(value.get("municipality") or "", "Okänd kommun")
    return f"{name}, {value.get('recommendation') or 'okänd rekommendation'}: {where}"


def _member(kind: Any, value: object) -> Any:
    return next((member for member in kind if member.value == value), None)
