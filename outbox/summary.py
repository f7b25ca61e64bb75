"""Sammanfattning: to the officer and the notify list, for each registered answer."""

from __future__ import annotations

import datetime as dt

from domain.catalogue import Recommendation
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Answer, Entry, Overview
from outbox.compose import Composer, distinct
from outbox.views import AnswerView


def summary(
    composer: Composer,
    entry: Entry,
    answers: tuple[Answer, ...],
    overviews: tuple[Overview, ...],
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
) -> tuple[OutgoingMail, ...]:
    """For the answers of `entry` that count: a mail to the officer, and to whom else a recommendation names.

    One mail to each reader with all the answers of the entry that are hers to know; `answers` may hold those of
    other entries too, and `overviews` show where all stand with this answer. A person's later verdict on the
    entry raises its version, and so gives mails with other keys.
    """
    words = composer.words(overviews, recommendations)
    counted = tuple(a for a in answers if a.entry_id == entry.id and a.decision.repeats is None)
    notified = {r.diarienummer: r.notify for r in recommendations}
    everybody = (r for a in counted for r in notified.get(a.decision.recommendation, ()))
    mails = []
    for reader in distinct((composer.officer, *everybody)) if counted else ():
        hers = tuple(
            words.answer(a, entry, _overview(overviews, a.decision.recommendation))
            for a in counted
            if reader == composer.officer or reader in distinct(notified.get(a.decision.recommendation, ()))
        )
        key = f"{MailKind.SUMMARY.value}/{entry.id}/{entry.version}/{reader}"
        values = {"subject": _subject(hers), "answers": hers}
        mails.append(composer.mail(key, MailKind.SUMMARY, reader, "summary", values, now, entry_id=entry.id))
    return tuple(mails)


def _overview(overviews: tuple[Overview, ...], diarienummer: str) -> Overview | None:
    return next((o for o in overviews if o.recommendation.diarienummer == diarienummer), None)


def _subject(answers: tuple[AnswerView, ...]) -> str:
    first = answers[0].decision
    if len(answers) == 1:
        return f"{first.headline}: {first.matter}"
    if len({a.decision.municipality for a in answers}) == 1:
        return f"{first.headline}, och {len(answers) - 1} svar till i samma mejl"
    return f"{len(answers)} svar: {first.headline} med flera"
