"""The house's paper: who writes, to whom, and how a filled template becomes a mail. Each kind has a module of its own.

Pure: nothing is sent, time is an argument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.catalogue import Municipality, Recommendation
from domain.outgoing import MailKind, Organisation, OutgoingMail
from domain.register import Overview
from outbox import message
from outbox.render import OURS, Templates
from outbox.stockholm import STOCKHOLM
from outbox.views import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """Writes the mails of one organisation.

    `municipalities` are the members, so that also one that was not asked is named; those of the overviews are known
    anyhow. `templates` are ours, or the organisation's own before them.
    """

    organisation: Organisation
    municipalities: tuple[Municipality, ...] = ()
    templates: Templates = OURS

    @property
    def officer(self) -> str:
        return self.organisation.officer_address.strip().lower()

    def words(self, overviews: tuple[Overview, ...], recommendations: tuple[Recommendation, ...]) -> Words:
        """How foreign and our own words are shown in the mails about these."""
        members = {m.kommunkod: m for m in self.municipalities}
        asked = {s.municipality.kommunkod: s.municipality for o in overviews for s in o.standings}
        return Words(
            municipalities={**members, **asked},
            recommendations=recommendations,
            review_url=self.organisation.review_url,
        )

    def mail(
        self,
        key: str,
        kind: MailKind,
        reader: str,
        template: str,
        values: Mapping[str, object],
        now: dt.datetime,
        *,
        entry_id: int | None = None,
        about: str = "",
        not_before: dt.datetime | None = None,
        draft: bool = False,
        enclosures: tuple[message.Enclosure, ...] = (),
        in_reply_to: str = "",
        references: tuple[str, ...] = (),
        reply_to: str = "",
    ) -> OutgoingMail:
        """The template filled; `values` hold its "subject". `now` is aware and becomes the Date."""
        text, html = self.templates.render(template, {**values, "organisation": self.organisation})
        letter = message.Letter(
            key=key,
            kind=kind,
            recipient=reader,
            subject=str(values["subject"]),
            text=text,
            html=html,
            reply_to=reply_to,
            in_reply_to=in_reply_to,
            references=references,
            enclosures=enclosures,
        )
        mail = message.build(letter, self.organisation, now.astimezone(STOCKHOLM))
        return replace(mail, entry_id=entry_id, about=about, not_before=not_before, draft=draft)


def distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, lower case, in order: Registrator@ksl.se and registrator@ksl.se are one reader."""
    return tuple(dict.fromkeys(a.strip().lower() for a in addresses if a.strip()))
