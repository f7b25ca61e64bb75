"""What the weekly letter says: first what the officer must do, then where everybody stands, then the news."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain import swedish
from domain.decision import StandingKind
from domain.outgoing import MailKind, OutboxRow, OutgoingMail
from domain.register import Overview, State
from outbox import county, views, wording
from outbox.compose import Composer
from outbox.digest import SETTLED, Week
from outbox.safe import foreign, shorten
from outbox.stockholm import clock, today
from outbox.views import AnswerView, Words

_NAMES_SHOWN = 6

_KEPT: dict[State, str] = {
    State.RECEIVED: "mottagna men inte lästa",
    State.REGISTERED: "registrerade",
    State.FLAGGED: "att granska",
    State.IGNORED: "lagda åt sidan",
    State.FAILED: "som inte kunde läsas",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """Something that somebody must do; `link` is "" when no page shows it."""

    text: str
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationView:
    """One recommendation with the standing of each that was asked."""

    diarienummer: str
    title: str
    standing: str
    deadline: str
    settled: int
    asked: int
    tiles: tuple[tuple[county.Tile | None, ...], ...]
    groups: tuple[county.Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """The whole letter. A quiet one has two lines and the service line, nothing else."""

    subject: str
    week: int
    quiet: tuple[str, ...]
    todo: tuple[Todo, ...]
    new: tuple[AnswerView, ...]
    recommendations: tuple[RecommendationView, ...]
    unsent: tuple[str, ...]
    service: str


def weekly_letter(composer: Composer, week: Week, now: dt.datetime) -> OutgoingMail:
    """The mail to the officer; its key holds the ISO week, so that there is one whatever restarts. `now` is aware."""
    recommendations = tuple(o.recommendation for o in week.overviews)
    view = letter(week, composer.words(week.overviews, recommendations), today(now))
    values = {"subject": view.subject, "letter": view}
    return composer.mail(letter_key(composer, week.key), MailKind.DIGEST, composer.officer, "digest", values, now)


def letter_key(composer: Composer, week: str) -> str:
    """The key of the letter of an ISO week, e.g. of "2026-W48"."""
    return f"{MailKind.DIGEST.value}/{week}/{composer.officer}"


def letter(week: Week, words: Words, day: dt.date) -> LetterView:
    """The letter of `week`, written on the Swedish date `day`."""
    quiet = week.quiet(day)
    number = int(week.key.partition("-W")[2])
    return LetterView(
        subject=_subject(week, number, day),
        week=number,
        quiet=_quiet_lines(week) if quiet else (),
        todo=() if quiet else (*_review(week, words), *_deadlines(week, words, day), *_unsent_todo(week, words)),
        new=tuple(words.answer(a, limit=views.SHORT_QUOTE_LIMIT) for a in week.new),
        recommendations=tuple(_recommendation(o, day) for o in week.overviews),
        unsent=tuple(_unsent(row) for row in week.unsent),
        service=_service(week),
    )


def _subject(week: Week, number: int, day: dt.date) -> str:
    if week.quiet(day):
        return f"Vecka {number}: inget nytt"
    news = [
        (len(week.new), "1 nytt svar", "{} nya svar"),
        (week.waiting, "1 mejl att granska", "{} mejl att granska"),
        (len(week.near(day)), "1 svarstid går ut snart", "{} svarstider går ut snart"),
        (len(week.unsent), "1 mejl kom inte säkert fram", "{} mejl kom inte säkert fram"),
    ]
    return f"Vecka {number}: " + ", ".join(one if n == 1 else many.format(n) for n, one, many in news if n)


def _quiet_lines(week: Week) -> tuple[str, ...]:
    shown = [
        f"{o.recommendation.diarienummer}: {o.count(StandingKind.ADOPTED)} av {len(o.standings)} har antagit, "
        f"{o.count(StandingKind.NO_ANSWER)} har inte svarat."
        for o in week.overviews[:3]
    ]
    if len(week.overviews) > len(shown):
        shown.append(f"Ytterligare {len(week.overviews) - len(shown)} rekommendationer står som förut.")
    return "Inga nya svar den här veckan, och inget väntar på dig.", " ".join(
        shown
    ) or "Inga rekommendationer är öppna."


def _review(week: Week, words: Words) -> tuple[Todo, ...]:
    if not week.waiting:
        return ()
    count = "1 mejl väntar på granskning" if week.waiting == 1 else f"{week.waiting} mejl väntar på granskning"
    oldest = min(week.to_review, key=lambda entry: entry.arrived_at, default=None)
    if oldest is None:
        return (Todo(text=f"{count}.", link=words.review_url, link_text="Öppna granskningen"),)
    view = words.entry(oldest)
    since = swedish.long_date(today(oldest.arrived_at))
    which = "Det" if week.waiting == 1 else "Det äldsta"
    text = f"{count}. {which} kom den {since} från {view.who}: {view.reasons[0]}"
    return (
        Todo(text=text, link=view.link, link_text="Öppna det äldsta mejlet" if week.waiting > 1 else "Öppna mejlet"),
    )


def _deadlines(week: Week, words: Words, day: dt.date) -> tuple[Todo, ...]:
    """Deadlines near, soonest first, and those that have passed with somebody silent, latest first."""
    near = week.near(day)
    passed = [o for o in week.overviews if _passed(o, day) and o.count(StandingKind.NO_ANSWER)]
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
        return f"{_deadline(overview, day)} för {matter}: alla har hört av sig, {missing} saknar slutligt beslut."
    more = f" och {len(silent) - _NAMES_SHOWN} till" if len(silent) > _NAMES_SHOWN else ""
    verb = "kommun har" if len(silent) == 1 else "kommuner har"
    names = ", ".join(silent[:_NAMES_SHOWN])
    return f"{_deadline(overview, day)} för {matter}: {len(silent)} {verb} inte svarat: {names}{more}."


def _deadline(overview: Overview, day: dt.date) -> str:
    last = overview.recommendation.respond_by
    if last is None:
        return "Ingen sista svarsdag"
    if last < day:
        return f"Svarstiden gick ut den {swedish.long_date(last)}"
    days = (last - day).days
    left = {0: "i dag", 1: "i morgon"}.get(days, f"om {days} dagar")
    return f"Svarstiden går ut {left}, den {swedish.long_date(last)},"


def _unsent_todo(week: Week, words: Words) -> tuple[Todo, ...]:
    if not week.unsent:
        return ()
    count = "1 mejl har" if len(week.unsent) == 1 else f"{len(week.unsent)} mejl har"
    text = f"{count} inte säkert kommit fram till mottagaren; se listan sist i brevet."
    return (Todo(text=text, link=f"{words.review_url}/utskick", link_text="Öppna utskicken"),)


def _unsent(row: OutboxRow) -> str:
    state = swedish.OUTGOING_STATES[row.state]
    error = foreign(row.last_error, 200)
    return f"{shorten(row.mail.subject, 100)} – till {row.mail.recipient}: {state}{f'. {error}' if error else ''}"


def _recommendation(overview: Overview, day: dt.date) -> RecommendationView:
    return RecommendationView(
        diarienummer=overview.recommendation.diarienummer,
        title=foreign(overview.recommendation.title, 300),
        standing=f"{views.progress(overview)}.",
        deadline=f"{_deadline(overview, day).rstrip(',')}.",
        settled=overview.count(*SETTLED),
        asked=len(overview.standings),
        tiles=county.tiles(overview),
        groups=county.groups(overview),
    )


def _service(week: Week) -> str:
    cycle = f"Brevlådan lästes senast {clock(week.last_cycle)}" if week.last_cycle else "Brevlådan har inte lästs än"
    counts = dict(week.counts)
    kept = sum(counts.values())
    shares = ", ".join(f"{counts[state]} {_KEPT[state]}" for state in State if counts.get(state))
    return f"{cycle}. I registret finns {kept} mejl{f': {shares}' if shares else ''}."
