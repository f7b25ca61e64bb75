"""Veckobrev: what the officer gets each week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from domain.decision import StandingKind
from domain.doubt import Doubt
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutgoingMail, OutgoingState
from domain.register import Holdings, State, Trouble
from outbox.compose import Composer
from outbox.digest import Week
from outbox.letter import weekly_letter
from registrator.catalogue import members
from registrator.previews.case import Case
from registrator.previews.values import (
    ARRIVED,
    DECISION,
    EVERY_KIND,
    NOW,
    OTHER,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    flagged,
    overview,
    unsent,
    week,
)

CLOSED = replace(OTHER, diarienummer="KSL/14/0119-8", closed_on=dt.date(2015, 2, 27))
BACKUP = Trouble(
    id=1,
    name="backup",
    what="Säkerhetskopian från i natt blev inte klar. Se loggen, och kör den igen.",
    begun_at=NOW - dt.timedelta(hours=3),
    ended_at=None,
)

PASSED_OVER = Trouble(
    id=2,
    name="disagree",
    what="I mappen INBOX låg 2 mejl som registret saknade; alla är nu hämtade.",
    begun_at=NOW - dt.timedelta(days=2, hours=4),
    ended_at=NOW - dt.timedelta(days=2, hours=4),
)


def _full() -> Week:
    failed = entry(id=20, state=State.FAILED, reason="Läsningen misslyckades.", result=None, arrived_at=NOW)
    # Told in earlier letters, for the bars: who answered how many weeks ago.
    earlier = tuple(
        answer(replace(DECISION, municipality=kommunkod), id=0, registered_at=NOW - dt.timedelta(weeks=weeks))
        for kommunkod, weeks in (("0180", 5), ("0126", 4), ("0160", 4), ("0163", 3), ("0162", 2), ("0184", 1))
    )
    news = (
        *earlier,
        answer(),
        answer(PROPOSAL, number="2015-000125", entry_id=18, id=2, arrived_at=ARRIVED + dt.timedelta(hours=2)),
        answer(replace(DECISION, repeats="2015-000123"), number="2015-000129", entry_id=19, id=3),
    )
    return week(
        to_review=(failed, flagged(Doubt.CONDITIONS)),
        overviews=(EVERY_KIND, overview(CLOSED, k0127=StandingKind.ADOPTED)),
        answers=news,
        drafts=(replace(unsent(OutgoingState.DRAFT), id=5), replace(unsent(OutgoingState.DRAFT), id=6)),
        holdings=Holdings(mails=17, placed=17, fetched=18, gone=1, unread_since=NOW - dt.timedelta(minutes=3)),
        troubles=(BACKUP,),
        differences=(PASSED_OVER,),
        unsent=(unsent(), unsent(OutgoingState.UNCERTAIN)),
        counts=((State.REGISTERED, 11), (State.FLAGGED, 1), (State.FAILED, 1), (State.IGNORED, 4)),
    )


def _passed() -> Week:
    """The deadline has passed for some of those asked, and one asked by name only a few."""
    few = replace(OTHER, addressees=("0114", "0115", "0127"), respond_by=dt.date(2015, 5, 20))
    return week(overviews=(overview(few, k0127=StandingKind.DECLINED),), answers=(answer(),))


def _quiet() -> Week:
    far = replace(EVERY_KIND, recommendation=replace(RECOMMENDATION, respond_by=dt.date(2015, 9, 30)))
    return week(overviews=(far,))


def _many() -> Week:
    """200 recommendations, each with a third of its answers, and all of one day's mails new."""
    kinds = (StandingKind.ADOPTED, StandingKind.NO_ANSWER, StandingKind.AWAITING, StandingKind.DECLINED)
    overviews, news = [], []
    for n in range(200):
        asked = replace(
            RECOMMENDATION,
            diarienummer=f"KSL/15/{n + 100:04}-1",
            title=f"Rekommendation om gemensam taxa för tjänst nummer {n + 1} i länets kommuner",
            respond_by=NOW.date() + dt.timedelta(days=n - 20),
            notify=(),
        )
        standings = {f"k{m.kommunkod}": kinds[(n + i) % 4] for i, m in enumerate(members())}
        overviews.append(overview(asked, **standings))
        told = replace(DECISION, recommendation=asked.diarienummer, outcome=tuple(Outcome)[n % 4])
        news.append(answer(told, number=f"2015-{n + 200:06}", entry_id=n + 200))
    waiting = tuple(flagged(Doubt.CONDITIONS, id=n + 1, arrived_at=ARRIVED) for n in range(50))
    counts = ((State.REGISTERED, 97_310), (State.FLAGGED, 120), (State.IGNORED, 2_570))
    bounced = tuple(replace(unsent(), id=n) for n in range(40))
    return week(overviews=tuple(overviews), answers=tuple(news), to_review=waiting, counts=counts, unsent=bounced)


def _empty() -> Week:
    return week(overviews=(), last_cycle=None, compared_at=None, counts=())


def _case(name: str, title: str, about: Callable[[], Week]) -> Case:
    def compose(composer: Composer) -> OutgoingMail:
        return weekly_letter(composer, about(), NOW)

    return Case(kind=MailKind.DIGEST, name=f"veckobrev-{name}", title=title, compose=compose)


CASES = (
    _case("full", "en vecka då allt händer", _full),
    _case("svarstid", "en svarstid har gått ut", _passed),
    _case("lugn", "en vecka utan nyheter", _quiet),
    _case("tom", "inga rekommendationer", _empty),
    _case("manga", "200 rekommendationer och 200 nya svar", _many),
)
