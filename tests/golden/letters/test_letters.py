"""Each kind of mail in each case, word for word. `make letters` shows what differs."""

from __future__ import annotations

import pytest

from domain.outgoing import MailKind
from registrator.previews.case import Case
from registrator.previews.table import CASES
from tests.golden.letters.diff import difference, golden, rendered


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mail_reads_as_its_golden_file(case: Case) -> None:
    for name, now in rendered(case).items():
        assert difference(name, now) == "", f"{name} differs: make letters"


def test_every_golden_file_has_a_case() -> None:
    assert golden() == {f"{case.name}{suffix}" for case in CASES for suffix in (".txt", ".html")}


@pytest.mark.parametrize("kind", MailKind, ids=lambda kind: kind.name)
def test_every_kind_of_mail_can_be_looked_at(kind: MailKind) -> None:
    assert any(case.kind is kind for case in CASES)
