"""What the officer must do, as the weekly letter's first lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain import swedish
from domain.decision import StandingKind
from domain.outgoing import OutboxRow
from domain.register import Overview
from outbox import wording
from outbox.digest import SETTLED, Week
from outbox.stockholm import today
from outbox.views import Words

_NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """Something that somebody must do; `link` is "" when no page shows it."""

    text: str
    link: str = ""
    link_text: str = ""


def todo(week: Week, words: Words, day: dt.date) -> tuple[Todo, ...]:
    """What waits for her: review first, then reminders to release, deadlines, and mail that did not arrive.

    `day` is the Swedish date.
    """
    return (*_review(week, words, day), *_drafts(week, words), *_deadlines(week, words, day), *_unsent(week, words))


def _review(week: Week, words: Words, day: dt.date) -> tuple[Todo, ...]:
    if not week.waiting:
        return ()
    count = "1 mejl väntar på granskning" if week.waiting == 1 else f"{week.waiting} mejl väntar på granskning"
    oldest = min(week.to_review, key=lambda entry: entry.arrived_at, default=None)
    if oldest is None:
        return (Todo(text=f"{count}.", link=words.review_url, link_text="Öppna granskningen"),)
    view = words.entry(oldest)
    since = today(oldest.arrived_at)
    which = "Det" if week.waiting == 1 else "Det äldsta"
    came = f"kom den {swedish.long_date(since)}{_age((day - since).days)}"
    text = f"{count}. {which} {came} från {view.who}: {view.reasons[0]}"
    return (
        Todo(text=text, link=view.link, link_text="Öppna det äldsta mejlet" if week.waiting > 1 else "Öppna mejlet"),
    )


def _age(days: int) -> str:
    return "" if days < 1 else " (i går)" if days == 1 else f" ({days} dagar sedan)"


def _drafts(week: Week, words: Words) -> tuple[Todo, ...]:
    if not week.drafts:
        return ()
    count = "1 påminnelse är skriven" if len(week.drafts) == 1 else f"{len(week.drafts)} påminnelser är skrivna"
    text = f"{count} och väntar på att du skickar eller kastar {_them(week.drafts)}."
    return (Todo(text=text, link=f"{words.review_url}/paminnelser", link_text="Öppna påminnelserna"),)


def _them(rows: tuple[OutboxRow, ...]) -> str:
    return "den" if len(rows) == 1 else "dem"


def _deadlines(week: Week, words: Words, day: dt.date) -> tuple[Todo, ...]:
    """Deadlines near, soonest first, and those that have passed with somebody silent, latest first."""
    near = week.near(day)
    passed = [o for o in week.open if _passed(o, day) and o.count(StandingKind.NO_ANSWER)]
    passed.sort(key=lambda o: o.recommendation.respond_by or dt.date.min, reverse=True)
    return tuple(Todo(text=_silence(o, words, day)) for o in (*near, *passed))


def _passed(overview: Overview, day: dt.date) -> bool:
    return overview.recommendation.respond_by is not None and overview.recommendation.respond_by < day


def _silence(overview: Overview, words: Words, day: dt.date) -> str:
    recommendation = overview.recommendation
    silent = tuple(s.municipality.name for s in overview.standings if s.kind is StandingKind.NO_ANSWER)
    matter = f"{recommendation.diarienummer} ({wording.short_title(recommendation, words.recommendations)})"
    if not silent:
        missing = len(overview.standings) - overview.count(*SETTLED)
        return f"{deadline(overview, day)} för {matter}: alla har hört av sig, {missing} saknar slutligt beslut."
    more = f" och {len(silent) - _NAMES_SHOWN} till" if len(silent) > _NAMES_SHOWN else ""
    verb = "kommun har" if len(silent) == 1 else "kommuner har"
    names = ", ".join(silent[:_NAMES_SHOWN])
    return f"{deadline(overview, day)} för {matter}: {len(silent)} {verb} inte svarat: {names}{more}."


def deadline(overview: Overview, day: dt.date) -> str:
    """When the last day is, seen from `day`, to go on from; it may end in a comma."""
    last = overview.recommendation.respond_by
    if last is None:
        return "Ingen sista svarsdag"
    if last < day:
        return f"Svarstiden gick ut den {swedish.long_date(last)}"
    days = (last - day).days
    left = {0: "i dag", 1: "i morgon"}.get(days, f"om {days} dagar")
    return f"Svarstiden går ut {left}, den {swedish.long_date(last)},"


def _unsent(week: Week, words: Words) -> tuple[Todo, ...]:
    if not week.unsent:
        return ()
    count = "1 mejl har" if len(week.unsent) == 1 else f"{len(week.unsent)} mejl har"
    text = f"{count} inte säkert kommit fram till mottagaren; se listan sist i brevet."
    return (Todo(text=text, link=f"{words.review_url}/utskick", link_text="Öppna utskicken"),)
