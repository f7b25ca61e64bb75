from __future__ import annotations

import pytest

from matching.thread import threaded
from tests.unit.samples import CATALOGUE, message


@pytest.mark.parametrize("subject", ["SV: Rekommendation KSL/15/0016-5", "VB: KSL/15/0016", "Svar KSL/2015/0016-5"])
def test_the_subject_names_the_threads_recommendation(subject: str) -> None:
    assert threaded(message(subject=subject), CATALOGUE) == "KSL/15/0016-5"


def test_the_quoted_mail_names_it_where_the_subject_does_not() -> None:
    body = "Se bifogat.\n> Ämne: Rekommendation KSL/15/0016-5"
    assert threaded(message(body=body), CATALOGUE) == "KSL/15/0016-5"


@pytest.mark.parametrize("subject", ["Protokollsutdrag § 7", "KSL/99/0001-1", "KSL/15/0016-5 och KSL/14/0200-7"])
def test_no_known_number_or_two_of_them_name_nothing(subject: str) -> None:
    assert threaded(message(subject=subject), CATALOGUE) is None
