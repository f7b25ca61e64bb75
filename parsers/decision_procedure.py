"""What the procedure says was granted, against what the decision says: an addition, or the contrary motion.

"Ordföranden finner att kommunstyrelsen bifaller förvaltningens förslag och Vera Granlunds tilläggsyrkande" above a
decision that only says "enligt förvaltningens förslag": one of the two is incomplete, and a person must see which.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.document import DocumentText, Span
from domain.evidence import Outcome, PartKind, Section
from parsers.decision_clause import Answer
from parsers.decision_items import one_answer
from parsers.decision_points import read_points
from parsers.folding import fold, pattern
from parsers.lines import layout_of
from parsers.matter import Matter
from parsers.references import follow

_FINDS = pattern(r"\bfinner\b")
_GRANTED = pattern(
    r"\b(?<!inte )(?<!ej )(?:bif(?:aller|alla|allit|allet|alls|alles)|bifall till"
    r"|beslut(?:ar|at) (?:enligt|i enlighet med|att bifalla)|antar|antagit|godkänner|godkänt)"
    r" (?P<what>.*?)(?=[,;]? ?(?:och |samt )?\b(?:avsl\w+|inte|ej)\b|$)"
)
_ADDITION = pattern(r"\b(?:tilläggs|ändrings)(?:yrkand|förslag)\w*")
_WITH_ADDITION = pattern(r"\btillägg\w*|\bmed (?:\w+ )?(?:ändring|förbehåll|undantag)\w*")
_OPPOSITE = {
    Outcome.ADOPTED: {Answer.DECLINE, Answer.REFER_BACK, Answer.TABLE},
    Outcome.DECLINED: {Answer.ADOPT, Answer.REFER_BACK, Answer.TABLE},
}


def granted_otherwise(document: DocumentText, section: Section, matter: Matter, outcome: Outcome) -> Span | None:
    """The sentence by which more was granted than `outcome` says, or something else; None where there is none."""
    for words, span in _findings(document, section):
        granted = _GRANTED.search(words)
        if granted is None:
            continue
        what = granted.group("what")
        if _ADDITION.search(what):
            return span
        motion = follow(document, section, what, document.slice(span), matter) if "yrkande" in what else None
        if motion is None:
            continue
        asked = one_answer([v.answer for v in motion.verdicts])
        if asked in _OPPOSITE.get(outcome, set()) or _WITH_ADDITION.search(fold(document.slice(motion.span))):
            return span
    return None


def _findings(document: DocumentText, section: Section) -> Iterator[tuple[str, Span]]:
    """What the chairman finds, sentence by sentence, folded, from the word on."""
    layout = layout_of(document.text)
    for part in section.parts:
        if part.kind not in {PartKind.PROCEDURE, PartKind.MOTION} or "finner" not in document.slice(part.span):
            continue
        for point in read_points(document.text, layout, part):
            finds = _FINDS.search(point.whole)
            if finds:
                yield " ".join(point.whole[finds.start() :].split()), point.view.span(0, len(point.whole))
