"""What a row of the log says changed."""

from __future__ import annotations

import json

from review.log_words import changes

NAMES = {"0127": "Botkyrka"}


def test_only_what_differs_is_told_in_words() -> None:
    made = {
        "municipality": "0127",
        "recommendation": "KSL/15/0016-5",
        "outcome": "declined",
        "final": True,
        "decision_body": "executive",
        "paragraf": "112",
        "meeting_date": "2015-05-04",
    }
    before = json.dumps({"state": "flagged", "reason": "samma", "decisions": []})
    after = json.dumps({"state": "registered", "reason": "samma", "decisions": [made], "rows": [7]})
    state, decisions = changes(before, after, NAMES)
    assert (state.label, state.before, state.after) == ("Läge", ("att granska",), ("registrerat",))
    assert decisions.before == ()
    assert decisions.after == ("Botkyrka, KSL/15/0016-5: kommunstyrelsen, avslagen, § 112, 2015-05-04",)


def test_a_recommendation_tells_its_addressees_by_name() -> None:
    (change,) = changes('{"addressees": [], "title": "A"}', '{"addressees": ["0127"], "title": "A"}', NAMES)
    assert (change.label, change.before, change.after) == ("Adressater", (), ("Botkyrka",))


def test_the_plain_words_of_an_account_are_shown() -> None:
    (change,) = changes("lasa", "granska", NAMES)
    assert (change.label, change.before, change.after) == ("Värde", ("läsa",), ("granska",))


def test_what_cannot_be_understood_is_shown_as_it_stands() -> None:
    (change,) = changes("{trasig", '["lista"]', NAMES)
    assert (change.before, change.after) == (("{trasig",), ("lista",))
    assert changes("", "", NAMES) == ()
