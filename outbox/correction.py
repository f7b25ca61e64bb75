"""Rättelse: a decision that a mail told of is corrected or struck, and whoever was told is told so.

The rule that nobody hears the same change twice: a reader who was told of the entry gets a correction, everybody else a
summary or a notice as if it were new. An entry that goes back to review corrects nothing yet: its verdict does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain import swedish
from domain.catalogue import Recommendation
from domain.decision import Decision
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Answer, Overview, Settlement, State
from outbox import wording
from outbox.compose import Composer, distinct
from outbox.partner import is_news
from outbox.safe import foreign
from outbox.summary import concerns
from outbox.told import Heard, heard, same_claims, tells
from outbox.views import DecisionView, Words

_SETTLED = (State.REGISTERED, State.IGNORED, State.STRUCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One decision as it was told and as it stands; None: it was not told, or does not stand."""

    was: Decision | None
    now: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change as it is shown. `rows` are what differs: (what, as we wrote, as it is)."""

    heading: str
    title: str
    was: str
    rows: tuple[tuple[str, str, str], ...]
    now: DecisionView | None
    standing: str


def correction(
    composer: Composer,
    settlement: Settlement,
    overviews: tuple[Overview, ...],
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
) -> tuple[OutgoingMail, ...]:
    """To each reader of an earlier mail about the entry for whom something that she was told is not so any more.

    `overviews` show where all stand now on the recommendations concerned, also those that the entry answered before.
    """
    if settlement.entry.state not in _SETTLED:
        return ()
    mails = []
    for before in heard(settlement):
        stands = _hers(composer, before, settlement, recommendations)
        if changes := _changes(before.decisions, stands, settlement.answers):
            mails.append(_mail(composer, before, settlement, stands, changes, overviews, recommendations, now))
    return tuple(mails)


def _hers(
    composer: Composer, before: Heard, settlement: Settlement, recommendations: tuple[Recommendation, ...]
) -> tuple[Decision, ...]:
    """What now stands of the entry and is for this reader to know: what she was told of, and what she would be told."""
    told = {d.recommendation for d in before.decisions}
    partners = {r.diarienummer: distinct(r.partner) for r in recommendations}
    mine = []
    for answer in settlement.answers:
        if answer.entry_id != settlement.entry.id:
            continue
        about = answer.decision.recommendation
        if before.kind is MailKind.PARTNER:
            wanted = is_news(answer) and (about in told or before.reader in partners.get(about, ()))
        elif before.kind is MailKind.RECEIPT:
            wanted = True
        else:
            wanted = about in told or concerns(composer, before.reader, answer, recommendations)
        if wanted:
            mine.append(answer.decision)
    return tuple(mine)


def _changes(
    told: tuple[Decision, ...], stands: tuple[Decision, ...], answers: tuple[Answer, ...]
) -> tuple[Change, ...]:
    """What was told and holds no more, with what stands instead; then what stands and was not told.

    A decision that another mail holds too, the copy of one that was dismissed as a double, still holds.
    """
    everywhere = tuple(a.decision for a in answers)
    wrong = [d for d in told if not _among(d, everywhere)]
    new = [d for d in stands if not _among(d, told)]
    found = []
    for old in wrong:
        instead = _instead(old, new)
        if instead is not None:
            new.remove(instead)
        found.append(Change(was=old, now=instead))
    return (*found, *(Change(was=None, now=d) for d in new))


def _among(decision: Decision, others: Iterable[Decision]) -> bool:
    return any(same_claims(decision, other) for other in others)


def _instead(old: Decision, new: list[Decision]) -> Decision | None:
    """What took its place: to the same recommendation, of the same municipality if there is one."""
    same = [d for d in new if d.recommendation == old.recommendation]
    return next((d for d in same if d.municipality == old.municipality), next(iter(same), None))


def _mail(
    composer: Composer,
    before: Heard,
    settlement: Settlement,
    stands: tuple[Decision, ...],
    changes: tuple[Change, ...],
    overviews: tuple[Overview, ...],
    recommendations: tuple[Recommendation, ...],
    now: dt.datetime,
) -> OutgoingMail:
    entry = settlement.entry
    words = composer.words(overviews, recommendations)
    ours = before.kind is MailKind.SUMMARY
    views = tuple(_view(change, words, overviews) for change in changes)
    values = {
        "subject": _subject(views),
        "changes": views,
        "number": entry.number,
        "why": _why(settlement) if ours else "",
        "link": words.link(entry.id) if ours else "",
        "to_sender": before.kind is MailKind.RECEIPT,
    }
    kind = MailKind.CORRECTION
    mail = composer.mail(
        f"{kind.value}/{entry.id}/{entry.version}/{before.reader}",
        kind,
        before.reader,
        "correction",
        values,
        now,
        entry_id=entry.id,
        in_reply_to=before.message_id,
    )
    return replace(mail, tells=(tells(entry.id, stands),))


def _why(settlement: Settlement) -> str:
    """For readers of ours: the staff's own words stay in the house. "" when there are none."""
    entry = settlement.entry
    mine = [a for a in settlement.answers if a.entry_id == entry.id]
    if mine and not any(a.accepted_by for a in mine):
        return "Handlingen har lästs på nytt."
    return foreign(entry.reason, 400)


def _subject(views: tuple[ChangeView, ...]) -> str:
    more = f" och {len(views) - 1} till" if len(views) > 1 else ""
    return f"Rättelse: {views[0].heading}{more}"


def _view(change: Change, words: Words, overviews: tuple[Overview, ...]) -> ChangeView:
    was = words.decision(change.was) if change.was else None
    now = words.decision(change.now) if change.now else None
    shown = now or was
    assert shown is not None  # a change has one side at least
    struck = f"svaret från {shown.municipality} är struket: {shown.matter}"
    return ChangeView(
        heading=f"{now.headline}: {now.matter}" if now else struck,
        title=f"{shown.title} ({shown.recommendation})" if shown.title else shown.recommendation,
        was=was.headline if was else "",
        rows=_rows(was, now) if was and now else (),
        now=now,
        standing="" if now else _standing(change.was, overviews),
    )


def _rows(was: DecisionView, now: DecisionView) -> tuple[tuple[str, str, str], ...]:
    pairs = (
        ("Kommun", was.municipality, now.municipality),
        ("Beslut", was.outcome, now.outcome),
        ("Slutligt", _yes(was.final), _yes(now.final)),
        ("Av", was.body, now.body),
        ("Sammanträde", _day(was.meeting_date), _day(now.meeting_date)),
        ("Paragraf", _sign(was.paragraf), _sign(now.paragraf)),
        ("Kommunens dnr", was.diarienummer, now.diarienummer),
    )
    return tuple((name, old or "–", new or "–") for name, old, new in pairs if old != new)


def _yes(true: bool) -> str:
    return "ja" if true else "nej"


def _day(day: dt.date | None) -> str:
    return swedish.long_date(day) if day else ""


def _sign(paragraf: str) -> str:
    return f"§ {paragraf}" if paragraf else ""


def _standing(was: Decision | None, overviews: tuple[Overview, ...]) -> str:
    """Where the municipality of a struck answer stands without it, as a sentence."""
    if was is None:
        return ""
    for overview in overviews:
        for standing in overview.standings:
            found = (overview.recommendation.diarienummer, standing.municipality.kommunkod)
            if found == (was.recommendation, was.municipality):
                where = f", {wording.source(standing.answer.decision)}" if standing.answer else ""
                number = f" ({standing.answer.number}{where})" if standing.answer else ""
                return f"{standing.municipality.name} står nu som: {swedish.STANDINGS[standing.kind]}{number}."
    return ""
