"""From what the register says to mails ready to send. Pure: nothing is sent, time is an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from domain.catalogue import Municipality, Recommendation
from domain.outgoing import MailKind, Organisation, OutgoingMail
from domain.register import Answer, Entry, Overview
from outbox import letter as weekly
from outbox import message
from outbox.digest import Week
from outbox.render import render
from outbox.stockholm import STOCKHOLM, today
from outbox.views import AnswerView, EntryView, Words


class Composer:
    """Writes the mails of one organisation.

    `municipalities` are the members, so that also one that was not asked is named; those of the overviews are known
    anyhow. `now` is an aware time and becomes the mails' Date.
    """

    def __init__(self, organisation: Organisation, municipalities: tuple[Municipality, ...] = ()) -> None:
        self._organisation = organisation
        self._members = {m.kommunkod: m for m in municipalities}

    def summary(
        self,
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
        words = self._words(overviews, recommendations)
        counted = tuple(a for a in answers if a.entry_id == entry.id and a.decision.repeats is None)
        notified = {r.diarienummer: r.notify for r in recommendations}
        everybody = (r for a in counted for r in notified.get(a.decision.recommendation, ()))
        mails = []
        for reader in _distinct((self._organisation.officer_address, *everybody)) if counted else ():
            hers = tuple(
                words.answer(a, entry, _overview(overviews, a.decision.recommendation))
                for a in counted
                if self._is_officer(reader) or reader in _distinct(notified.get(a.decision.recommendation, ()))
            )
            key = f"{MailKind.SUMMARY.value}/{entry.id}/{entry.version}/{reader}"
            values = {"subject": _summary_subject(hers), "answers": hers}
            mails.append(self._mail(key, MailKind.SUMMARY, reader, "summary", values, now))
        return tuple(mails)

    def notice(
        self, entry: Entry, now: dt.datetime, recommendations: tuple[Recommendation, ...] = ()
    ) -> tuple[OutgoingMail, ...]:
        """To each of the staff: an entry that was flagged, or that could not be read."""
        view = self._words((), recommendations).entry(entry)
        values = {"subject": _notice_subject(view), "entry": view}
        return tuple(
            self._mail(
                f"{MailKind.NOTICE.value}/{entry.id}/{entry.version}/{reader}",
                MailKind.NOTICE,
                reader,
                "notice",
                values,
                now,
            )
            for reader in _distinct(self._organisation.staff)
        )

    def digest(self, week: Week, now: dt.datetime) -> OutgoingMail:
        """The weekly letter to the officer; its key holds the ISO week, so that there is one whatever restarts."""
        recommendations = tuple(o.recommendation for o in week.overviews)
        view = weekly.letter(week, self._words(week.overviews, recommendations), today(now))
        reader = self._officer()
        key = self.digest_key(week.key)
        values = {"subject": view.subject, "letter": view}
        return self._mail(key, MailKind.DIGEST, reader, "digest", values, now)

    def digest_key(self, week: str) -> str:
        """The key of the letter of an ISO week, e.g. of "2026-W48"."""
        return f"{MailKind.DIGEST.value}/{week}/{self._officer()}"

    def _officer(self) -> str:
        return self._organisation.officer_address.strip().lower()

    def _words(self, overviews: tuple[Overview, ...], recommendations: tuple[Recommendation, ...]) -> Words:
        asked = {s.municipality.kommunkod: s.municipality for o in overviews for s in o.standings}
        return Words(
            municipalities={**self._members, **asked},
            recommendations=recommendations,
            review_url=self._organisation.review_url,
        )

    def _is_officer(self, reader: str) -> bool:
        return reader == self._officer()

    def _mail(
        self, key: str, kind: MailKind, reader: str, template: str, values: Mapping[str, object], now: dt.datetime
    ) -> OutgoingMail:
        text, html = render(template, {**values, "organisation": self._organisation})
        letter = message.Letter(
            key=key, kind=kind, recipient=reader, subject=str(values["subject"]), text=text, html=html
        )
        return message.build(letter, self._organisation, now.astimezone(STOCKHOLM))


def _distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, lower case, in order: Registrator@ksl.se and registrator@ksl.se are one reader."""
    return tuple(dict.fromkeys(a.strip().lower() for a in addresses if a.strip()))


def _overview(overviews: tuple[Overview, ...], diarienummer: str) -> Overview | None:
    return next((o for o in overviews if o.recommendation.diarienummer == diarienummer), None)


def _summary_subject(answers: tuple[AnswerView, ...]) -> str:
    first = answers[0].decision
    if len(answers) == 1:
        return f"{first.headline}: {first.matter}"
    if len({a.decision.municipality for a in answers}) == 1:
        return f"{first.headline}, och {len(answers) - 1} svar till i samma mejl"
    return f"{len(answers)} svar: {first.headline} med flera"


def _notice_subject(entry: EntryView) -> str:
    verb = "Kunde inte läsas" if entry.failed else "Att granska"
    more = f" (+{len(entry.reasons) - 1})" if len(entry.reasons) > 1 else ""
    return f"{verb}, {entry.who}: {entry.reasons[0].rstrip('.')}{more}"
