"""Påminnelse: to a municipality that has not answered, some days before and after the last day. When, to whom, what.

Drafted for a person to release; pure, like all composing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain import swedish
from domain.catalogue import Recommendation
from domain.decision import StandingKind
from domain.outgoing import MailKind, OutboxRow, OutgoingMail
from domain.register import Overview, Standing
from outbox import wording
from outbox.compose import Composer
from outbox.safe import foreign

STILL_DAYS = 14
"""So long a step is caught up with when the service was down, or has just been told to remind: no older one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """Somebody to remind. `step` is in days from the last day: -14 before it, 7 after."""

    recommendation: Recommendation
    standing: Standing
    step: int

    @property
    def key(self) -> str:
        """One for each recommendation, municipality and step; a new last day begins anew."""
        return f"{MailKind.REMINDER.value}/{self.about}/{self.recommendation.respond_by}/{self.step:+d}"

    @property
    def about(self) -> str:
        """What an answer of theirs would be to: "KSL/15/0016-5/0127"."""
        return f"{self.recommendation.diarienummer}/{self.standing.municipality.kommunkod}"

    @property
    def address(self) -> str:
        """Their own registry, "" when none is known."""
        return next(iter(self.standing.municipality.addresses), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why a reminder must not go, as a Swedish sentence; `lasting` when that will not change."""

    why: str
    lasting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """What the templates show."""

    form: str  # "Botkyrka kommun"
    title: str
    diarienummer: str
    decided_on: dt.date
    respond_by: dt.date
    overdue: bool
    proposal: str  # our number of the proposal that they have sent, "" for none


def due_reminders(
    overviews: Sequence[Overview], today: dt.date, *, days_before: Sequence[int], days_after: Sequence[int]
) -> Iterator[Reminding]:
    """Whom to remind on the Swedish date `today`: for each the latest step that is come. Some have no address."""
    recommendations = tuple(o.recommendation for o in overviews)
    for overview in overviews:
        recommendation = overview.recommendation
        step = _step(recommendation, today, days_before, days_after)
        if step is None or _over(recommendation, recommendations):
            continue
        for standing in overview.standings:
            if not _answered(standing):
                yield Reminding(recommendation=recommendation, standing=standing, step=step)


def unreachable(overviews: Sequence[Overview]) -> dict[str, tuple[str, ...]]:
    """By diarienummer: the silent whom no reminder can be written to, for the register knows no address of theirs."""
    recommendations = tuple(o.recommendation for o in overviews)
    found = {
        overview.recommendation.diarienummer: tuple(
            s.municipality.name for s in overview.standings if not s.municipality.addresses and not _answered(s)
        )
        for overview in overviews
        if overview.recommendation.respond_by and not _over(overview.recommendation, recommendations)
    }
    return {diarienummer: names for diarienummer, names in found.items() if names}


def _step(
    recommendation: Recommendation, today: dt.date, days_before: Sequence[int], days_after: Sequence[int]
) -> int | None:
    last = recommendation.respond_by
    if last is None:
        return None
    passed = (today - last).days
    if passed <= 0:
        return max((-days for days in days_before if -days <= passed), default=None)
    return max((days for days in days_after if days <= passed < days + STILL_DAYS), default=None)


def _over(recommendation: Recommendation, recommendations: Sequence[Recommendation]) -> str:
    """Why nobody waits for answers to it any more; "" when somebody does."""
    if recommendation.closed_on is not None:
        return "Rekommendationen är avslutad."
    if any(other.supersedes == recommendation.diarienummer for other in recommendations):
        return "Rekommendationen är ersatt av en ny."
    return ""


def _answered(standing: Standing) -> Obstacle | None:
    """What they have sent, when that is more than silence.

    A proposal with a known meeting shows that the matter is on its way there; one without leaves us knowing nothing.
    """
    if standing.kind is StandingKind.NO_ANSWER:
        return None
    if standing.kind is StandingKind.NEEDS_REVIEW:
        return Obstacle(why="Ett mejl från kommunen granskas just nu.", lasting=False)
    if standing.kind is StandingKind.AWAITING:
        answer = standing.answer
        if answer is None or answer.decision.meeting_date is None:
            return None
        return Obstacle(why="Kommunen har skickat ett förslag, och ärendet är på väg.", lasting=True)
    return Obstacle(why="Kommunen har svarat.", lasting=True)


def obstacle(mail: OutgoingMail, overviews: Sequence[Overview], today: dt.date) -> Obstacle | None:
    """Why a drafted reminder must not go on the Swedish date `today`, as everybody now stands; None when it may."""
    diarienummer, _, kommunkod = mail.about.rpartition("/")
    overview = next((o for o in overviews if o.recommendation.diarienummer == diarienummer), None)
    standing = (
        next((s for s in overview.standings if s.municipality.kommunkod == kommunkod), None) if overview else None
    )
    if overview is None or standing is None:
        return Obstacle(why="Kommunen är inte längre tillfrågad.", lasting=True)
    recommendation = overview.recommendation
    if why := _over(recommendation, tuple(o.recommendation for o in overviews)):
        return Obstacle(why=why, lasting=True)
    _, last, step = mail.key.rsplit("/", 2)
    if last != str(recommendation.respond_by):
        return Obstacle(why="Sista svarsdagen har ändrats sedan påminnelsen skrevs.", lasting=True)
    if int(step) <= 0 and recommendation.respond_by and today > recommendation.respond_by:
        return Obstacle(why="Svarstiden har gått ut sedan påminnelsen skrevs.", lasting=True)
    if mail.recipient not in standing.municipality.addresses:
        return Obstacle(why="Kommunens adress har ändrats sedan påminnelsen skrevs.", lasting=True)
    return _answered(standing)


def reminder(
    composer: Composer,
    reminding: Reminding,
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
    *,
    not_before: dt.datetime | None = None,
    draft: bool = True,
    earlier: Sequence[OutboxRow] = (),
) -> OutgoingMail:
    """The mail to the municipality's registry; answers come to our mailbox, in the thread of `earlier` reminders.

    ValueError without an address or a last day: nobody is to be reminded then. `now` is aware.
    """
    recommendation = reminding.recommendation
    if not reminding.address or recommendation.respond_by is None:
        raise ValueError(f"nobody to remind: {reminding.key}")
    view = _view(reminding, recommendation.respond_by)
    matter = wording.short_title(recommendation, recommendations)
    thread = tuple(row.mail.message_id for row in earlier)
    return composer.mail(
        reminding.key,
        MailKind.REMINDER,
        reminding.address,
        "reminder",
        {"subject": _subject(view, matter), "reminder": view},
        now,
        about=reminding.about,
        not_before=not_before,
        draft=draft,
        in_reply_to=thread[-1] if thread else "",
        references=thread[:-1],
    )


def _view(reminding: Reminding, last: dt.date) -> ReminderView:
    recommendation, answer = reminding.recommendation, reminding.standing.answer
    return ReminderView(
        form=reminding.standing.municipality.form,
        title=foreign(recommendation.title, 300),
        diarienummer=recommendation.diarienummer,
        decided_on=recommendation.decided_on,
        respond_by=last,
        overdue=reminding.step > 0,
        proposal=answer.number if answer else "",
    )


def _subject(view: ReminderView, matter: str) -> str:
    if view.overdue:
        return f"Svarstiden har gått ut: {matter} ({view.diarienummer})"
    return f"Påminnelse: svar senast {swedish.long_date(view.respond_by)}: {matter} ({view.diarienummer})"
