"""What the page of how the service runs calls well, worth a look, and wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.outgoing import OutgoingState
from domain.register import Holdings, State, Trouble
from outbox import troubles
from review.health_signs import Condition, Seen, Sign, signs
from review.vitals import Vitals

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
JUST_NOW = NOW - dt.timedelta(minutes=1)
WELL = Seen(
    now=NOW,
    beats=dict.fromkeys(("poll", "read", "send", "reconcile", "backup"), JUST_NOW),
    lasting=(),
    counts={State.FLAGGED: 3},
    outgoing={OutgoingState.WAITING: 2},
    holdings=Holdings(mails=7, placed=7, fetched=8, gone=0, unread_since=None),
    asides=1,
    vitals=Vitals(mailbox="registrator@ksl.se", folders=("INBOX",), disk_free=50_000, disk_reserve=1000),
)


def trouble(name: str, minutes: float) -> Trouble:
    begun = NOW - dt.timedelta(minutes=minutes)
    return Trouble(id=1, name=name, what="Servern svarar inte.", begun_at=begun, ended_at=None)


def conditions(**changed: object) -> dict[str, Condition]:
    return {sign.part: sign.condition for sign in signs(dataclasses.replace(WELL, **changed))}  # type: ignore[arg-type]


def one(part: str, **changed: object) -> Sign:
    return next(s for s in signs(dataclasses.replace(WELL, **changed)) if s.part == part)  # type: ignore[arg-type]


def test_a_service_that_works_is_well_in_every_part() -> None:
    found = signs(WELL)
    assert {sign.condition for sign in found} == {Condition.WELL}
    assert all(not sign.do for sign in found)
    assert one("Köerna").found == ("Inga mejl väntar på att läsas, 3 mejl på granskning, 1 av dem får vänta.",)


@pytest.mark.parametrize("name", list(troubles.SORTS))
def test_every_trouble_that_has_lasted_shows_as_wrong_with_what_to_do(name: str) -> None:
    wrong = [sign for sign in signs(dataclasses.replace(WELL, lasting=(trouble(name, 120),))) if sign.do]
    assert [sign.condition for sign in wrong] == [Condition.WRONG]
    assert wrong[0].do == troubles.sort_of(name).do


def test_a_trouble_that_nobody_knows_is_shown_too() -> None:
    assert one("Övrigt", lasting=(trouble("nytt", 5),)).condition is Condition.WRONG


def test_a_mailbox_that_has_just_gone_is_only_worth_a_look() -> None:
    assert conditions(lasting=(trouble(troubles.MAILBOX, 2),))["Brevlådan"] is Condition.LOOK
    assert conditions(lasting=(trouble(troubles.MAILBOX, 6),))["Brevlådan"] is Condition.WRONG


def test_silence_is_wrong_also_before_any_trouble_is_noted() -> None:
    long_ago = {**WELL.beats, **dict.fromkeys(("poll", "read"), NOW - dt.timedelta(minutes=31))}
    sign = one("Arbetet", beats=long_ago)
    assert (sign.condition, sign.do[0]) == (Condition.WRONG, "Starta om tjänsten.")
    assert "för 31 minuter sedan" in sign.found[0]
    assert conditions(beats={**long_ago, "progress": JUST_NOW})["Arbetet"] is Condition.WELL, "a long backlog"


def test_a_service_that_has_just_begun_is_not_called_wrong() -> None:
    found = conditions(beats={})
    assert set(found.values()) == {Condition.LOOK, Condition.WELL}
    assert (found["Arbetet"], found["Säkerhetskopian"]) == (Condition.LOOK, Condition.LOOK)


def test_an_old_backup_is_wrong() -> None:
    assert conditions(beats={**WELL.beats, "backup": NOW - dt.timedelta(days=3)})["Säkerhetskopian"] is Condition.WRONG


def test_a_disk_below_its_reserve_is_wrong_and_one_that_cannot_be_asked_is_to_look_at() -> None:
    low, none = (dataclasses.replace(WELL.vitals, disk_free=free) for free in (900, None))
    assert conditions(vitals=low)["Disken"] is Condition.WRONG
    assert "900 MB är ledigt" in one("Disken", vitals=low).found[0]
    assert conditions(vitals=none)["Disken"] is Condition.LOOK


def test_mails_that_a_person_must_settle_are_told_with_where() -> None:
    sign = one("Utskicken", outgoing={OutgoingState.PARKED: 1, OutgoingState.UNCERTAIN: 2})
    assert (sign.condition, sign.href) == (Condition.LOOK, "/utskick")
    assert "En person behöver avgöra 3 mejl: 2 kan ha skickats, 1 stoppade." in sign.found


def test_a_mail_that_was_never_in_the_mailbox_is_to_look_at() -> None:
    held = dataclasses.replace(WELL.holdings, mails=8)
    assert conditions(holdings=held)["Brevlåda mot register"] is Condition.LOOK


def test_a_mail_that_has_long_waited_to_be_read_is_to_look_at() -> None:
    held = dataclasses.replace(WELL.holdings, unread_since=NOW - dt.timedelta(hours=2))
    assert conditions(counts={State.RECEIVED: 1}, holdings=held)["Köerna"] is Condition.LOOK
