"""Real paragrafer through the house, one by one, as `explain` would read each: `python -m tests.goteborg FILE`.

FILE is a JSON-lines file of public minutes (rubrik, fulltext, file); each paragraf becomes a text file, and its heading
the title of the only recommendation known. Labels (tests/golden/goteborg-labels.jsonl: line, outcome, final; no texts)
score what comes out; without FILE nothing is read, and the suite needs neither.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.catalogue import Catalogue, Recommendation
from domain.decision import Decision
from domain.ports import DocumentReader
from registrator.build import build_reader
from registrator.catalogue import catalogue_of
from registrator.understand import understand_lone_document

LABELS = Path(__file__).parent / "golden" / "goteborg-labels.jsonl"
_ASKED_ON = dt.date(2020, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one line: `doubted` is a doubt in place of an outcome; no decision at all counts as one."""

    line: int
    outcome: str | None
    final: bool
    body: str | None
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    quote: str
    listed: int

    @property
    def doubted(self) -> bool:
        return self.outcome is None


def catalogue_for(title: str) -> Catalogue:
    """A catalogue whose only recommendation has this title."""
    only = Recommendation(diarienummer="KSL/20/0001-1", title=" ".join(title.split()), decided_on=_ASKED_ON)
    return catalogue_of((only,), authserv_ids=(), own_domains=("ksl.se",))


def ask(line: int, row: dict[str, Any], reader: DocumentReader) -> Answer:
    """One paragraf, read as a lone text document."""
    understanding = understand_lone_document(
        "paragraf.txt", row["fulltext"].encode(), catalogue=catalogue_for(row["rubrik"]), reader=reader
    )
    result = understanding.result
    found: Decision | None = next(iter(result.decisions), None)
    return Answer(
        line=line,
        outcome=found.outcome.value if found and found.outcome else None,
        final=bool(found and found.final),
        body=found.decision_body.value if found and found.decision_body else None,
        doubts=tuple(doubt.value for doubt in result.all_doubts),
        notes=result.notes,
        quote=found.quote if found else "",
        listed=len(result.decisions),
    )


def rows_of(path: Path, half: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number from 0, row): of the even lines, of the odd, or all."""
    with path.open(encoding="utf-8") as lines:
        for number, text in enumerate(lines):
            if half == "all" or number % 2 == (half == "odd"):
                yield number, json.loads(text)


def report(answers: list[Answer], labels: dict[int, dict[str, Any]]) -> Iterator[str]:
    """The score as lines of text."""
    total = len(answers)
    listed = sum(answer.listed > 0 for answer in answers)
    yield f"paragrafer {total}, with a decision listed {listed} ({listed / total:.1%})"
    doubted = sum(answer.doubted for answer in answers)
    yield f"a doubt instead of an outcome {doubted} ({doubted / total:.1%}, target at most 15%)"
    yield "outcomes " + ", ".join(f"{name} {n}" for name, n in Counter(a.outcome for a in answers).most_common())
    yield "doubts " + ", ".join(
        f"{name} {n}" for name, n in Counter(d for a in answers for d in a.doubts).most_common()
    )
    scored = [(answer, labels[answer.line]) for answer in answers if answer.line in labels]
    given = [(answer, label) for answer, label in scored if not answer.doubted]
    if not given:
        return
    right = [answer for answer, label in given if answer.outcome in _allowed(label)]
    final = [answer for answer, label in given if label["final"] is None or answer.final == label["final"]]
    yield f"labelled {len(scored)}, outcome given {len(given)}"
    yield f"outcome right {len(right)} ({len(right) / len(given):.1%}, target 97%), final right {len(final)}"
    for answer, label in scored:
        wrong = not answer.doubted and (answer not in right or answer not in final)
        if wrong or (answer.doubted and label["outcome"]):
            was = f"{label['outcome']} {'final' if label['final'] else 'not final'}"
            got = f"{answer.outcome} {'final' if answer.final else 'not final'} ({', '.join(answer.doubts)})"
            yield f"  line {answer.line}: {was} expected, {got} given"


def _allowed(label: dict[str, Any]) -> tuple[str | None, ...]:
    return (label["outcome"], *label.get("also_ok", ()))


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.goteborg", description=__doc__.split("\n")[0])
    options.add_argument("file", type=Path)
    options.add_argument("--half", choices=("even", "odd", "all"), default="all")
    options.add_argument("--dump", type=Path, help="write every answer here as JSON lines")
    arguments = options.parse_args()
    labels = {}
    if LABELS.exists():
        labels = {label["line"]: label for label in map(json.loads, LABELS.read_text("utf-8").splitlines())}
    reader, began = build_reader(None), time.perf_counter()
    try:
        answers = [ask(number, row, reader) for number, row in rows_of(arguments.file, arguments.half)]
    finally:
        reader.close()
    for line in report(answers, labels):
        print(line)
    print(f"{(time.perf_counter() - began) / len(answers) * 1000:.1f} ms a paragraf")
    if arguments.dump:
        fields = Answer.__slots__
        with arguments.dump.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({f: getattr(a, f) for f in fields}, ensure_ascii=False) + "\n" for a in answers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
