"""What `registrator explain` tells a person: every claim in plain words, every doubt with what settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from demo.samples import catalogue, mails
from domain.mail import Attachment, Message
from parsers.document_builder import Limits
from parsers.documents import read_document
from parsers.message import read_message
from registrator.catalogue import catalogue_of
from registrator.explanation import as_lines
from registrator.understand import Understanding, understand_mail
from review.words import ADVICE

KNOWN = catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se", "storsthlm.se"))
_CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+\.[a-z_]+\.[a-z_]+\b")


class InThisProcess:
    """Reads without a child process: these papers are our own."""

    open_mail = staticmethod(read_message)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> object:
        limits = Limits(max_pages=50, max_characters=200_000, looking_for=looking_for)
        return read_document(attachment.content, attachment.media_type, attachment.sha256, limits)


def told(understanding: Understanding, *, rules: bool = False) -> list[str]:
    return [line for _, line in as_lines("prov.eml", understanding, KNOWN, rules=rules)]


@pytest.fixture(scope="module")
def understood() -> Iterator[dict[str, Understanding]]:
    readable = [s for s in mails() if s.expected.decisions][:3] + [s for s in mails() if s.expected.doubts][:2]
    yield {s.name: understand_mail(s.raw, catalogue=KNOWN, reader=InThisProcess()) for s in readable}


def test_a_doubt_comes_with_what_would_settle_it(understood: dict[str, Understanding]) -> None:
    doubted = [u for u in understood.values() if u.result.all_doubts]
    assert doubted
    for understanding in doubted:
        lines = told(understanding)
        assert all(f"    → {ADVICE[doubt]}" in lines for doubt in understanding.result.all_doubts)


def test_a_registrar_reads_no_names_of_rules(understood: dict[str, Understanding]) -> None:
    lines = [line for understanding in understood.values() for line in told(understanding)]
    words = [line.partition(": ”")[0] for line in lines if line.startswith("        ")]
    assert words
    assert [line for line in words if _CODE.search(line)] == []


def test_whoever_mends_a_rule_can_ask_for_its_name(understood: dict[str, Understanding]) -> None:
    understanding = next(u for u in understood.values() if u.result.decisions)
    rules = {e.rule for d in understanding.result.decisions for e in d.evidence}
    text = "\n".join(told(understanding, rules=True))
    assert all(f"[{rule}]" in text for rule in rules)


def test_the_sender_and_the_weighing_are_told(understood: dict[str, Understanding]) -> None:
    for understanding in understood.values():
        text = "\n".join(told(understanding))
        assert isinstance(understanding.message, Message)
        assert understanding.message.sender.address in text
        assert all(note in text for note in understanding.result.notes)
