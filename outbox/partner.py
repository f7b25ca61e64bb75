"""Underrättelse: to the partner of a recommendation, about final decisions; at once, each week, or at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from domain.catalogue import PartnerPace, Recommendation
from domain.decision import StandingKind
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState
from domain.register import Answer, Entry, Overview
from outbox import wording
from outbox.compose import Composer, distinct
from outbox.safe import foreign
from outbox.summary import news
from outbox.told import tells
from outbox.views import QUOTE_LIMIT, DecisionView

_TOLD = (Outcome.ADOPTED, Outcome.ADOPTED_WITH_CONDITIONS, Outcome.PARTLY_ADOPTED, Outcome.DECLINED)
_TELL = (MailKind.PARTNER, MailKind.SUMMARY, MailKind.CORRECTION)
_ARRIVES = (
    *(OutgoingState.DRAFT, OutgoingState.WAITING, OutgoingState.SENDING),
    *(OutgoingState.SENT, OutgoingState.UNCERTAIN),
)
_WITH_QUOTE = (Outcome.ADOPTED_WITH_CONDITIONS, Outcome.PARTLY_ADOPTED)  # what the conditions are
_COUNTS = (
    (StandingKind.ADOPTED, "har antagit"),
    (StandingKind.ADOPTED_WITH_CONDITIONS, "har antagit med villkor"),
    (StandingKind.PARTLY_ADOPTED, "har delvis antagit"),
    (StandingKind.DECLINED, "har avslagit"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """One final decision as the partner is told it. `number` is our registration number."""

    decision: DecisionView
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """At the end: those that stand alike, under one heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a notice says of one entry; `answers` may hold those of other entries, and to other recommendations."""

    entry: Entry
    answers: tuple[Answer, ...]

    def news(self, recommendation: Recommendation) -> tuple[Answer, ...]:
        """The final decisions of the entry that a partner of the recommendation is told of."""
        return tuple(
            a
            for a in self.answers
            if a.entry_id == self.entry.id and a.decision.recommendation == recommendation.diarienummer and is_news(a)
        )


def is_news(answer: Answer) -> bool:
    """Whether a partner is told of this: adopted, with conditions, partly, declined; never a proposal or a repeat."""
    decision = answer.decision
    return decision.final and decision.outcome in _TOLD and decision.repeats is None and bool(decision.municipality)


def pace(recommendation: Recommendation) -> PartnerPace:
    """How the partner is told now: what comes after the end is told at once."""
    if recommendation.partner_pace is PartnerPace.AT_END and recommendation.closed_on:
        return PartnerPace.AT_ONCE
    return recommendation.partner_pace


def partner(
    composer: Composer,
    part: Part,
    overviews: tuple[Overview, ...],
    now: dt.datetime,
    *,
    not_before: dt.datetime | None = None,
    weekly_at: dt.datetime,
    told: Collection[str] = (),
) -> tuple[OutgoingMail, ...]:
    """For each recommendation of `overviews` that the entry finally answers: a mail to each of the partner's addresses.

    Those of a weekly pace wait until `weekly_at`, to become one letter; those of a pace at the end are not written.
    `told` are readers who have heard of the entry before, and so get a correction instead.
    """
    mails = []
    for overview in overviews:
        recommendation = overview.recommendation
        when = {PartnerPace.AT_ONCE: not_before, PartnerPace.WEEKLY: weekly_at}
        if pace(recommendation) in when and part.news(recommendation):
            mails += [
                replace(letter(composer, reader, (part,), overview, now), not_before=when[pace(recommendation)])
                for reader in distinct(recommendation.partner)
                if reader not in told
            ]
    return tuple(mails)


def letter(
    composer: Composer, reader: str, parts: tuple[Part, ...], overview: Overview, now: dt.datetime, *, week: str = ""
) -> OutgoingMail:
    """One mail to one reader about the final decisions of these entries, at least one.

    `week` makes it the weekly letter of that ISO week ("2015-W22"), with it in the key.
    """
    recommendation = overview.recommendation
    which = "+".join(f"{p.entry.id}.{p.entry.version}" for p in parts)
    kind = MailKind.PARTNER
    key = "/".join(filter(None, (kind.value, week, recommendation.diarienummer, which, reader)))
    answers = tuple(a for p in parts for a in p.news(recommendation))
    views = tuple(_view(composer, a, overview) for a in answers)
    values = _values(overview) | {"subject": _subject(views, week), "news": views, "parts": ()}
    mail = composer.mail(
        key,
        kind,
        reader,
        "partner",
        values | {"week": week.rpartition("W")[2].lstrip("0")},
        now,
        entry_id=parts[0].entry.id if len(parts) == 1 else None,
        about=recommendation.diarienummer,
    )
    said = tuple(tells(p.entry.id, (a.decision for a in p.news(recommendation))) for p in parts)
    return replace(mail, tells=said)


def partner_at_end(
    composer: Composer, overview: Overview, answers: tuple[Answer, ...], now: dt.datetime
) -> tuple[OutgoingMail, ...]:
    """When a recommendation is closed: all final decisions in one mail to each of the partner's addresses.

    None when the partner is told at another pace, or there is no address. `answers` are those that stand to the
    recommendation; of a municipality the one that counts (`overview`) is told. The key is the recommendation's, so a
    second closing tells nothing anew.
    """
    if overview.recommendation.partner_pace is not PartnerPace.AT_END:
        return ()
    return _all(composer, overview, answers, now, which="slut", subject=_result(overview))


def partner_so_far(
    composer: Composer,
    overview: Overview,
    answers: tuple[Answer, ...],
    now: dt.datetime,
    *,
    told: Collection[str] = (),
) -> tuple[OutgoingMail, ...]:
    """For a partner who came late: what is finally decided already, in one mail to each of the addresses.

    None when there is nothing, nor to the readers `told`, who know all of it. The key names the entries: the same twice
    is one mail.
    """
    which = "+".join(str(entry_id) for entry_id in decided(overview))
    subject = f"Hittills: {_result(overview)}"
    late = tuple(reader for reader in overview.recommendation.partner if reader not in told)
    to_late = replace(overview, recommendation=replace(overview.recommendation, partner=late))
    return _all(composer, to_late, answers, now, which=f"hittills/{which}", subject=subject) if which else ()


def who_knows(said: Sequence[Sequence[OutboxRow]]) -> frozenset[str]:
    """The readers who have been, or are being, told of every one of some entries; `said`: the mails about each."""
    each = [{row.mail.recipient for row in rows if row.mail.kind in _TELL and row.state in _ARRIVES} for rows in said]
    return frozenset(set.intersection(*each)) if each else frozenset()


def decided(overview: Overview) -> tuple[int, ...]:
    """The entries whose final decision a partner is told of, and that counts for its municipality."""
    return tuple(sorted({s.answer.entry_id for s in overview.standings if s.answer and is_news(s.answer)}))


def _all(
    composer: Composer, overview: Overview, answers: tuple[Answer, ...], now: dt.datetime, *, which: str, subject: str
) -> tuple[OutgoingMail, ...]:
    recommendation = overview.recommendation
    hers = [a for a in answers if a.decision.recommendation == recommendation.diarienummer and is_news(a)]
    said = tuple(tells(entry, (a.decision for a in hers if a.entry_id == entry)) for entry in decided(overview))
    values = _values(overview) | {"news": (), "week": "", "parts": _parts(overview)}
    values["subject"] = f"{subject}: {wording.short_title(recommendation)}"
    return tuple(
        replace(
            composer.mail(
                f"{MailKind.PARTNER.value}/{which}/{recommendation.diarienummer}/{reader}",
                MailKind.PARTNER,
                reader,
                "partner",
                values,
                now,
                about=recommendation.diarienummer,
            ),
            tells=said,
        )
        for reader in distinct(recommendation.partner)
    )


def _values(overview: Overview) -> dict[str, object]:
    recommendation = overview.recommendation
    return {
        "partner_name": foreign(recommendation.partner_name, 120),
        "title": foreign(recommendation.title, 300),
        "diarienummer": recommendation.diarienummer,
        "standing": _standing(overview),
    }


def _view(composer: Composer, answer: Answer, overview: Overview) -> NewsView:
    limit = QUOTE_LIMIT if answer.decision.outcome in _WITH_QUOTE else 0
    shown = answer.decision if limit else replace(answer.decision, quote="", page=None)
    view = composer.words((overview,), (overview.recommendation,)).decision(shown, QUOTE_LIMIT)
    return NewsView(decision=view, number=answer.number)


def _subject(views: tuple[NewsView, ...], week: str) -> str:
    first = views[0].decision
    if week:
        line = news(tuple(v.decision.news for v in views), first.matter)
        return f"Vecka {int(week.rpartition('W')[2])}: {line}"
    if len(views) == 1:
        return f"{first.headline}: {first.matter}"
    return news(tuple(v.decision.news for v in views), first.matter)


def _result(overview: Overview) -> str:
    """How it ended; who adopts with conditions or in part has not adopted what was recommended."""
    partly = overview.count(StandingKind.ADOPTED_WITH_CONDITIONS, StandingKind.PARTLY_ADOPTED)
    besides = f", {partly} med villkor eller delvis" if partly else ""
    return f"{overview.count(StandingKind.ADOPTED)} av {len(overview.standings)} kommuner har antagit{besides}"


def _standing(overview: Overview) -> str:
    """How many have finally decided what, as a sentence; what is not final is not told."""
    told = [f"{overview.count(kind)} {words}" for kind, words in _COUNTS if overview.count(kind)]
    rest = len(overview.standings) - overview.count(*(kind for kind, _ in _COUNTS))
    waiting = f"från {rest} finns inget slutligt beslut" if rest else "alla har svarat"
    return f"Av {len(overview.standings)} tillfrågade kommuner: {', '.join([*told, waiting])}."


def _parts(overview: Overview) -> tuple[PartView, ...]:
    found = []
    for kind, words in _COUNTS:
        some = sorted((s for s in overview.standings if s.kind is kind), key=lambda s: s.municipality.name)
        lines = tuple(_line(s.municipality.name, s.answer) for s in some)
        if lines:
            found.append(PartView(heading=f"{len(lines)} {words}", lines=lines))
    kinds = {kind for kind, _ in _COUNTS}
    silent = sorted(s.municipality.name for s in overview.standings if s.kind not in kinds)
    if silent:
        found.append(PartView(heading=f"Från {len(silent)} finns inget slutligt beslut", lines=(", ".join(silent),)))
    return tuple(found)


def _line(name: str, answer: Answer | None) -> str:
    where = wording.source(answer.decision) if answer else ""
    return f"{name} ({where})" if where else name
