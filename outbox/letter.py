"""What the weekly letter says: first what the officer must do, then where everybody stands, then the news."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain import swedish
from domain.decision import StandingKind
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState
from domain.register import Answer, Overview
from outbox import county, views
from outbox.compose import Composer
from outbox.digest import SETTLED, Week
from outbox.health import health, troubles
from outbox.message import bounded
from outbox.register_book import Book, register_book
from outbox.safe import foreign, shorten
from outbox.stockholm import today
from outbox.todo import Todo, deadline, todo
from outbox.trend import Bar, trend
from outbox.views import AnswerView, Words

NEWS_SHOWN = 14
RECOMMENDATIONS_SHOWN = 18
"""The first of them at length, the others with a line each; the page has them all."""

FEW = 8
"""Of so many recommendations three are drawn as a map, of more two: a map weighs as much as all the other lines."""

_MARK = re.compile(r"svar (\d+)")


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
    trend: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """The whole letter. A quiet one has two lines and the service lines, nothing else.

    `new` and `recommendations` hold what is shown; how many there are in all stands beside, and how many are `drawn`.
    """

    subject: str
    week: int
    quiet: tuple[str, ...]
    todo: tuple[Todo, ...]
    new: tuple[AnswerView, ...]
    new_count: int
    recommendations: tuple[RecommendationView, ...]
    recommendation_count: int
    drawn: int
    closed: str
    unsent: tuple[str, ...]
    service: str
    troubles: tuple[str, ...]
    attached: str


def weekly_letter(composer: Composer, week: Week, now: dt.datetime) -> OutgoingMail:
    """The mail to the officer; its key holds the ISO week, so that there is one whatever restarts. `now` is aware.

    Its `about` holds the last answer that it tells, from which the next letter goes on: see `mark_of`.
    """
    recommendations = tuple(o.recommendation for o in week.overviews)
    words = composer.words(week.overviews, recommendations)
    book = register_book(week, words, today(now))
    enclosed = bounded((book.file,))[0]
    view = letter(week, words, now, _attached(book, whole=bool(enclosed)))
    values = {"subject": view.subject, "letter": view}
    key = letter_key(composer, week.key)
    about = f"svar {week.mark}"
    return composer.mail(
        key, MailKind.DIGEST, composer.officer, "digest", values, now, about=about, enclosures=enclosed
    )


def letter_key(composer: Composer, week: str) -> str:
    """The key of the letter of an ISO week, e.g. of "2026-W48"."""
    return f"{MailKind.DIGEST.value}/{week}/{composer.officer}"


def mark_of(mail: OutgoingMail) -> int | None:
    """The id of the last answer that a letter told; None of a letter that does not say."""
    found = _MARK.fullmatch(mail.about)
    return int(found[1]) if found else None


def letter(week: Week, words: Words, now: dt.datetime, attached: str = "") -> LetterView:
    """The letter of `week`, written at `now` (aware)."""
    day = today(now)
    quiet = week.quiet(day)
    number = int(week.key.partition("-W")[2])
    new = week.new
    return LetterView(
        subject=_subject(week, number, day),
        week=number,
        quiet=_quiet_lines(week) if quiet else (),
        todo=() if quiet else todo(week, words, day),
        new=tuple(words.answer(a, limit=views.SHORT_QUOTE_LIMIT) for a in new[:NEWS_SHOWN]),
        new_count=len(new),
        recommendations=_recommendations(week, now),
        recommendation_count=len(week.open),
        drawn=3 if len(week.open) <= FEW else 2,
        closed=_closed(week),
        unsent=tuple(_unsent(row) for row in week.unsent),
        service=health(week, now),
        troubles=troubles(week),
        attached=attached,
    )


def _subject(week: Week, number: int, day: dt.date) -> str:
    if week.quiet(day):
        return f"Vecka {number}: inget nytt"
    news = [
        (len(week.new), "1 nytt svar", "{} nya svar"),
        (week.waiting, "1 mejl att granska", "{} mejl att granska"),
        (len(week.drafts), "1 påminnelse att skicka", "{} påminnelser att skicka"),
        (len(week.near(day)), "1 svarstid går ut snart", "{} svarstider går ut snart"),
        (len(week.unsent), "1 mejl kom inte säkert fram", "{} mejl kom inte säkert fram"),
    ]
    return f"Vecka {number}: " + ", ".join(one if n == 1 else many.format(n) for n, one, many in news if n)


def _quiet_lines(week: Week) -> tuple[str, ...]:
    shown = [
        f"{o.recommendation.diarienummer}: {o.count(StandingKind.ADOPTED)} av {len(o.standings)} har antagit, "
        f"{o.count(StandingKind.NO_ANSWER)} har inte svarat."
        for o in week.open[:3]
    ]
    if len(week.open) > len(shown):
        shown.append(f"Ytterligare {len(week.open) - len(shown)} rekommendationer står som förut.")
    return "Inga nya svar den här veckan, och inget väntar på dig.", " ".join(
        shown
    ) or "Inga rekommendationer är öppna."


def _recommendations(week: Week, now: dt.datetime) -> tuple[RecommendationView, ...]:
    """Those shown: what has most news first, then the newest."""
    news = [a.decision.recommendation for a in week.new]
    ranked = sorted(week.open, key=lambda o: -news.count(o.recommendation.diarienummer))[:RECOMMENDATIONS_SHOWN]
    given: dict[str, list[Answer]] = {o.recommendation.diarienummer: [] for o in ranked}
    for answer in week.answers:
        if answer.decision.recommendation in given:
            given[answer.decision.recommendation].append(answer)
    return tuple(_recommendation(o, given[o.recommendation.diarienummer], now) for o in ranked)


def _recommendation(overview: Overview, answers: Iterable[Answer], now: dt.datetime) -> RecommendationView:
    return RecommendationView(
        diarienummer=overview.recommendation.diarienummer,
        title=foreign(overview.recommendation.title, 300),
        standing=f"{views.progress(overview)}.",
        deadline=f"{deadline(overview, today(now)).rstrip(',')}.",
        settled=overview.count(*SETTLED),
        asked=len(overview.standings),
        tiles=county.tiles(overview),
        groups=county.groups(overview),
        trend=trend(overview, answers, now),
    )


def _closed(week: Week) -> str:
    """The closed ones, folded to a line: the letter is about what is open."""
    if not week.closed:
        return ""
    shown = ", ".join(
        f"{o.recommendation.diarienummer} ({o.count(*SETTLED)} av {len(o.standings)} svarade)" for o in week.closed[:3]
    )
    more = f" och {len(week.closed) - 3} till" if len(week.closed) > 3 else ""
    return f"Avslutade: {shown}{more}."


def _unsent(row: OutboxRow) -> str:
    state = swedish.OUTGOING_STATES[row.state]
    error = foreign(row.bounce if row.state is OutgoingState.BOUNCED else row.last_error, 200)
    return f"{shorten(row.mail.subject, 100)} – till {row.mail.recipient}: {state}{f'. {error}' if error else ''}"


def _attached(book: Book, *, whole: bool) -> str:
    if not whole:
        return "Registret är för stort att bifoga; »registrator export« skriver ut det."
    left = f", utom {book.left_out} äldre rader som »registrator export« skriver ut" if book.left_out else ""
    return f"Hela registret ligger bifogat som Excel-fil: svaren, läget för varje kommun och det som granskas{left}."
