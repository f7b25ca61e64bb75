"""Who is reminded and when, and what forbids a reminder that was drafted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from domain.catalogue import Recommendation
from domain.decision import Decision, StandingKind
from domain.register import Overview
from outbox.compose import Composer
from outbox.reminder import Reminding, due_reminders, obstacle, reminder
from registrator.catalogue import members
from registrator.previews.proof import parts
from tests.unit.outbox.samples import NOW, ORGANISATION, PROPOSAL, RECOMMENDATION, answer, overview, unsent

LAST = dt.date(2015, 6, 15)
COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())
EVERYBODY = {f"k{m.kommunkod}": StandingKind.ADOPTED for m in members()}


def one(
    kind: StandingKind = StandingKind.NO_ANSWER,
    recommendation: Recommendation = RECOMMENDATION,
    decision: Decision | None = None,
) -> Overview:
    """Everybody has answered but Botkyrka, which stands like this."""
    whole = overview(recommendation, **{**EVERYBODY, "k0127": kind})
    standings = tuple(
        replace(s, answer=answer(decision)) if decision and s.municipality.kommunkod == "0127" else s
        for s in whole.standings
    )
    return replace(whole, standings=standings)


def due(
    day: dt.date, *overviews: Overview, before: tuple[int, ...] = (14,), after: tuple[int, ...] = (7,)
) -> list[str]:
    found = due_reminders(overviews or (one(),), day, days_before=before, days_after=after)
    return [f"{r.standing.municipality.name} {r.step:+d}" for r in found]


def drafted(about: Overview | None = None, step: int = -14) -> Reminding:
    about = about or one()
    standing = next(s for s in about.standings if s.municipality.kommunkod == "0127")
    return Reminding(recommendation=about.recommendation, standing=standing, step=step)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-15, []),
        (-14, ["Botkyrka -14"]),
        (-1, ["Botkyrka -14"]),
        (0, ["Botkyrka -14"]),
        (1, []),
        (6, []),
        (7, ["Botkyrka +7"]),
        (20, ["Botkyrka +7"]),
        (21, []),
        (3000, []),
    ],
)
def test_the_silent_are_due_from_the_day_on_but_not_for_ever(days: int, expected: list[str]) -> None:
    assert due(LAST + dt.timedelta(days=days)) == expected


def test_of_several_steps_the_latest_counts() -> None:
    days = {"before": (30, 14, 3), "after": (1, 7)}
    found = [due(LAST + dt.timedelta(days=n), **days) for n in (-31, -30, -14, -3, 0, 1, 7)]
    assert found == [[], *[[f"Botkyrka {step}"] for step in ("-30", "-14", "-3", "-3", "+1", "+7")]]


@pytest.mark.parametrize("kind", [k for k in StandingKind if k not in {StandingKind.NO_ANSWER, StandingKind.AWAITING}])
def test_nobody_who_has_answered_or_is_under_review_is_reminded(kind: StandingKind) -> None:
    assert due(LAST, one(kind)) == []


def test_a_proposal_with_a_known_meeting_is_no_silence_and_one_without_is() -> None:
    known = one(StandingKind.AWAITING, decision=replace(PROPOSAL, municipality="0127"))
    unknown = one(StandingKind.AWAITING, decision=replace(PROPOSAL, municipality="0127", meeting_date=None))
    assert due(LAST, known) == []
    assert due(LAST, unknown) == ["Botkyrka -14"]


def test_nobody_is_reminded_of_what_is_closed_superseded_or_without_a_last_day() -> None:
    successor = replace(RECOMMENDATION, diarienummer="KSL/16/0001-1", supersedes=RECOMMENDATION.diarienummer)
    assert due(LAST, one(recommendation=replace(RECOMMENDATION, closed_on=LAST))) == []
    assert due(LAST, one(), overview(replace(successor, respond_by=None), **EVERYBODY)) == []
    assert due(LAST, one(recommendation=replace(RECOMMENDATION, respond_by=None))) == []


def test_each_recommendation_municipality_and_step_has_a_key_and_a_new_last_day_another() -> None:
    later = one(recommendation=replace(RECOMMENDATION, respond_by=LAST + dt.timedelta(days=30)))
    keys = [drafted().key, drafted(step=7).key, drafted(later).key]
    assert keys[0] == "påminnelse/KSL/15/0016-5/0127/2015-06-15/-14"
    assert len(set(keys)) == 3


def test_it_goes_to_their_own_registry_as_a_draft_and_answers_come_to_us() -> None:
    mail = reminder(COMPOSER, drafted(), (RECOMMENDATION,), NOW)
    message, text, _ = parts(mail)
    assert mail.recipient in drafted().standing.municipality.addresses
    assert mail.draft
    assert mail.about == "KSL/15/0016-5/0127"
    assert "registrator@ksl.se" in message["From"]
    assert message["Reply-To"] is None
    assert "Vi behöver ert svar senast den 15 juni 2015." in text


def test_the_second_stands_in_the_thread_of_the_first() -> None:
    first = reminder(COMPOSER, drafted(), (RECOMMENDATION,), NOW)
    row = replace(unsent(), mail=first)
    second = reminder(COMPOSER, drafted(step=7), (RECOMMENDATION,), NOW, earlier=[row])
    message, text, _ = parts(second)
    assert message["In-Reply-To"] == first.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Svarstiden gick ut den 15 juni 2015." in text


def test_a_municipality_without_an_address_is_due_but_cannot_be_written_to() -> None:
    mute = drafted()
    municipality = replace(mute.standing.municipality, addresses=())
    nowhere = replace(mute, standing=replace(mute.standing, municipality=municipality))
    assert nowhere.address == ""
    with pytest.raises(ValueError, match="nobody to remind"):
        reminder(COMPOSER, nowhere, (RECOMMENDATION,), NOW)


def told(
    now: Overview | None = None, *others: Overview, day: dt.date = LAST, step: int = -14
) -> tuple[str, bool] | None:
    """What forbids the reminder of Botkyrka, as everybody stands `now`."""
    mail = reminder(COMPOSER, drafted(step=step), (RECOMMENDATION,), NOW)
    found = obstacle(mail, (now or one(), *others), day)
    return (found.why, found.lasting) if found else None


def test_a_draft_that_is_still_right_has_no_obstacle() -> None:
    assert told() is None
    assert told(day=LAST + dt.timedelta(days=9), step=7) is None


def test_what_has_happened_since_is_an_obstacle() -> None:
    moved = replace(RECOMMENDATION, respond_by=LAST + dt.timedelta(days=1))
    elsewhere = replace(RECOMMENDATION, addressees=("0160",))
    successor = replace(RECOMMENDATION, diarienummer="KSL/16/0001-1", supersedes=RECOMMENDATION.diarienummer)
    assert told(one(StandingKind.DECLINED)) == ("Kommunen har svarat.", True)
    assert told(one(StandingKind.NEEDS_REVIEW)) == ("Ett mejl från kommunen granskas just nu.", False)
    assert told(one(recommendation=replace(RECOMMENDATION, closed_on=LAST))) == ("Rekommendationen är avslutad.", True)
    assert told(one(), overview(successor)) == ("Rekommendationen är ersatt av en ny.", True)
    assert told(one(recommendation=moved)) == ("Sista svarsdagen har ändrats sedan påminnelsen skrevs.", True)
    assert told(day=LAST + dt.timedelta(days=1)) == ("Svarstiden har gått ut sedan påminnelsen skrevs.", True)
    assert told(overview(elsewhere)) == ("Kommunen är inte längre tillfrågad.", True)


def test_an_address_that_is_no_longer_theirs_is_an_obstacle() -> None:
    whole = one()
    moved = tuple(
        replace(s, municipality=replace(s.municipality, addresses=("ny@botkyrka.se",))) for s in whole.standings
    )
    assert told(replace(whole, standings=moved)) == ("Kommunens adress har ändrats sedan påminnelsen skrevs.", True)
