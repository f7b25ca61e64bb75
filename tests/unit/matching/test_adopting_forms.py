"""Each form in which minutes adopt is certain, and the same form with a limit in it is left to a person."""

from __future__ import annotations

from domain.decision import Status
from tests.unit.matching.adopting_forms import ADOPTS, ADOPTS_LESS
from tests.unit.matching.test_plain_words import MATTER, judged

_BARE = "överenskommelse" + MATTER.removeprefix("överenskommelsen")


def status_of(form: str) -> Status:
    sentence = form.format(t=MATTER, u=_BARE)
    return judged(sentence[0].upper() + sentence[1:])[0]


def test_every_form_of_an_adoption_is_certain() -> None:
    forms = ADOPTS.strip().split("\n")
    assert [form for form in forms if status_of(form) is not Status.REGISTERED] == []


def test_every_form_with_a_limit_is_left_to_a_person() -> None:
    forms = ADOPTS_LESS.strip().split("\n")
    assert [form for form in forms if status_of(form) is not Status.FLAGGED] == []
