"""Scores a folder of mails against its keys, through the same code as the daemon: `python -m registrator.exam DIR`.

DIR holds NNN.eml, expected.jsonl (status, authentic, decisions; `also_ok` on a mail or a decision names other
acceptable values), catalogue.toml and, in recommendations/, the recommendations themselves. Exit code 0, or 1 when a
wrong acceptance was found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from domain.decision import Decision, Result
from domain.ports import DocumentReader
from registrator.build import build_reader
from registrator.catalogue import load_catalogue
from registrator.explanation import decision_json
from registrator.terms import with_terms
from registrator.understand import understand_mail

STATUSES = ("registered", "flagged", "ignored")
FIELDS = (
    *("municipality", "recommendation", "outcome", "final", "decision_body", "paragraf", "meeting_date"),
    *("diarienummer", "attachment"),
)
MUST_BE_RIGHT = ("municipality", "recommendation", "outcome", "final")  # a registered answer with one wrong is forged
_TARGETS = dict.fromkeys(MUST_BE_RIGHT, 0.97) | dict.fromkeys(
    ("decision_body", "paragraf", "meeting_date", "diarienummer"), 0.95
)

Key = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Counts per field, the table of statuses, and every difference in words."""

    fields: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in (*FIELDS, "authentic")}
    )
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    acceptable: Counter[str] = field(default_factory=Counter)
    wrong_acceptances: list[str] = field(default_factory=list)
    answers_ignored: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def given(decision: Decision) -> Key:
    """A decision's fields as the words of the `explain` contract."""
    said = decision_json(decision)
    return {name: said[name] for name in FIELDS}


def score_mail(score: Score, key: Key, result: Result) -> None:
    """Add one mail: its key from expected.jsonl and what the house made of it."""
    name, status = key["file"], result.status.value
    score.statuses[key["status"], status] += 1
    allowed = _allowed(key, "status")
    score.acceptable["right" if status in allowed else "wrong"] += 1
    if status not in allowed:
        doubts = ", ".join(d.value for d in result.all_doubts) or "no doubts"
        score.differences.append(f"{name} status: {key['status']} expected, {status} given ({doubts})")
    _count(score, name, "authentic", _allowed(key, "authentic"), result.authentic)
    pairs = _pair(key["decisions"], [given(d) for d in result.decisions])
    wrong = status == "registered" and "registered" not in allowed
    for expected, found in pairs:
        wrong |= _score_decision(score, name, expected, found) and status == "registered"
    if wrong:
        score.wrong_acceptances.append(name)
    if status == "ignored" and key["decisions"]:
        score.answers_ignored.append(name)


def _score_decision(score: Score, name: str, expected: Key | None, found: Key | None) -> bool:
    """Count one pair; True when a field that must be right is not."""
    if expected is None:
        score.differences.append(f"{name} decision: none expected, {_short(found or {})} given")
        return True
    if found is None:
        for one in FIELDS:
            score.fields[one]["missing"] += 1
        score.differences.append(f"{name} decision: {_short(expected)} expected, none given")
        return False
    bad = False
    for one in FIELDS:
        right = _count(score, name, one, _allowed(expected, one), found[one])
        bad |= not right and one in MUST_BE_RIGHT
    return bad


def _count(score: Score, name: str, one: str, allowed: tuple[Any, ...], value: Any) -> bool:
    right = value in allowed
    verdict = "right" if right else "missing" if value is None else "wrong"
    score.fields[one][verdict] += 1
    if not right:
        score.differences.append(f"{name} {one}: {allowed[0]} expected, {value} given")
    return right


def _allowed(key: Key, one: str) -> tuple[Any, ...]:
    return (key.get(one), *key.get("also_ok", {}).get(one, ()))


def _pair(expected: list[Key], found: list[Key]) -> list[tuple[Key | None, Key | None]]:
    """Each expected decision with the given one that shares most fields, recommendation first; then those left over."""
    left = list(found)
    pairs: list[tuple[Key | None, Key | None]] = []
    for key in expected:
        best = max(left, key=lambda one: _likeness(key, one), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((key, best))
    return [*pairs, *((None, one) for one in left)]


def _likeness(key: Key, one: Key) -> tuple[bool, int]:
    same = sum(one[name] in _allowed(key, name) for name in FIELDS)
    return key["recommendation"] == one["recommendation"], same


def _short(key: Key) -> str:
    return f"{key.get('municipality')} {key.get('recommendation')} § {key.get('paragraf')} {key.get('outcome')}"


def report(score: Score, out: TextIO) -> None:
    """The whole score as text."""
    write = out.write
    write(f"{'field':<16}{'right':>7}{'wrong':>7}{'missing':>9}{'share':>8}{'target':>8}\n")
    for name, counts in score.fields.items():
        total = sum(counts.values())
        share = counts["right"] / total if total else 1.0
        target = f"{_TARGETS[name]:.0%}" if name in _TARGETS else ""
        write(f"{name:<16}{counts['right']:>7}{counts['wrong']:>7}{counts['missing']:>9}{share:>8.1%}{target:>8}\n")
    write(f"\n{'expected / given':<18}" + "".join(f"{s:>12}" for s in STATUSES) + "\n")
    for expected in STATUSES:
        row = "".join(f"{score.statuses[expected, status]:>12}" for status in STATUSES)
        write(f"{expected:<18}{row}\n")
    wanted = sum(n for (expected, _), n in score.statuses.items() if expected == "registered")
    got = score.statuses["registered", "registered"]
    write(f"\nstatus acceptable   {score.acceptable['right']} of {sum(score.acceptable.values())}\n")
    write(f"registered          {got} of {wanted} ({got / wanted if wanted else 1:.1%}, target 95%)\n")
    write(f"wrong acceptances   {len(score.wrong_acceptances)} {' '.join(score.wrong_acceptances)}\n")
    write(f"answers ignored     {len(score.answers_ignored)} {' '.join(score.answers_ignored)}\n")
    write(f"\ndifferences ({len(score.differences)}):\n")
    write("".join(f"  {line}\n" for line in score.differences))


def sit_exam(folder: Path, reader: DocumentReader, only: Iterable[str] = ()) -> Score:
    """Every mail of the folder, or those named. Errors: OSError for a folder without its files."""
    file = folder / "catalogue.toml"
    catalogue = with_terms(load_catalogue(file), file, reader)
    score, wanted = Score(), set(only)
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        if not line.strip():
            continue
        key = json.loads(line)
        if wanted and key["file"] not in wanted:
            continue
        result = understand_mail((folder / key["file"]).read_bytes(), catalogue=catalogue, reader=reader).result
        score_mail(score, key, result)
    return score


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m registrator.exam", description=__doc__.split("\n")[0])
    options.add_argument("folder", type=Path, help="folder with mails, expected.jsonl and catalogue.toml")
    options.add_argument("only", nargs="*", help="names of mails, for example 012.eml; all when left out")
    arguments = options.parse_args()
    reader = build_reader(None)
    try:
        score = sit_exam(arguments.folder, reader, arguments.only)
    finally:
        reader.close()
    report(score, sys.stdout)
    return 1 if score.wrong_acceptances else 0


if __name__ == "__main__":
    raise SystemExit(main())
