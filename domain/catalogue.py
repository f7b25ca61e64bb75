"""What the house knows beforehand: the members, the recommendations, whom to trust."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from domain.learning import Lesson

YEARS = range(1971, 2101)
"""In which a recommendation is decided and answered: KSL is from 1971, and "15" in a browser's field is the year 15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A member. `kommunkod` is SCB's four digits; `form` is the official name, "Solna stad"."""

    kommunkod: str
    name: str  # "Botkyrka"
    form: str  # "Botkyrka kommun"
    form_genitive: str  # "Botkyrka kommuns"
    organisation_number: str  # "212000-2882"
    domains: tuple[str, ...]  # mail domains, the first is the usual one
    addresses: tuple[str, ...]  # public registry or service mailboxes
    variants: tuple[str, ...]  # other unambiguous names: "Upplands Bro", "Väsby kommun"
    places: tuple[str, ...]  # places and streets that name it: "Märsta", "Kommunalvägen 28"

    def __hash__(self) -> int:
        """Of what tells it from the others: each mail looks up what is kept for all the members."""
        return hash(self.kommunkod)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideMunicipality:
    """One of the 264 municipalities that are not members, known so that its mail can be named."""

    kommunkod: str
    name: str
    form: str
    county: str
    domain: str


class PartnerPace(enum.Enum):
    """When the partner of a recommendation is told of final decisions."""

    AT_ONCE = "at_once"
    WEEKLY = "weekly"
    AT_END = "at_end"  # when the recommendation is closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What the board recommended. `addressees` are kommunkoder, empty for all members.

    `notify` are extra addresses that get the summary of each registered answer. The partner is who the agreement is
    with, e.g. Polismyndigheten for Samverkan Stockholmsregionen. `closed_on` is when no more answers were waited for.
    `terms` is what it says of when it applies, in its own words: "Överenskommelsen gäller från 2015-01-01 och tills
    vidare."; "" when nobody has read that.
    """

    diarienummer: str
    title: str
    decided_on: dt.date
    respond_by: dt.date | None = None
    addressees: tuple[str, ...] = ()
    supersedes: str | None = None
    notify: tuple[str, ...] = ()
    partner_name: str = ""
    partner: tuple[str, ...] = ()  # addresses; empty: nobody is told
    partner_pace: PartnerPace = PartnerPace.AT_ONCE
    closed_on: dt.date | None = None
    closed_by: str = ""  # who of ours said so
    terms: str = ""

    def __hash__(self) -> int:
        """Of what tells it from the others, as a municipality's."""
        return hash(self.diarienummer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that understanding needs to know beside the mail itself."""

    municipalities: tuple[Municipality, ...]
    outside: tuple[OutsideMunicipality, ...]
    recommendations: tuple[Recommendation, ...]
    authserv_ids: tuple[str, ...]
    own_domains: tuple[str, ...] = ("ksl.se", "storsthlm.se")
    lessons: tuple[Lesson, ...] = ()  # what staff have taught

    def municipality(self, kommunkod: str) -> Municipality | None:
        return next((m for m in self.municipalities if m.kommunkod == kommunkod), None)

    def recommendation(self, diarienummer: str) -> Recommendation | None:
        return next((r for r in self.recommendations if r.diarienummer == diarienummer), None)

    def addressees_of(self, recommendation: Recommendation) -> tuple[Municipality, ...]:
        """The members asked, in the catalogue's order."""
        asked = recommendation.addressees
        return tuple(m for m in self.municipalities if not asked or m.kommunkod in asked)
