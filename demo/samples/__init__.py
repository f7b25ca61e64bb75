"""The sample mails: a small spring of 2015, with invented minutes of real municipalities.

Nothing here is real but the municipalities, the form of their numbers and the recommendation's own number, title and
dates; people, votes and reasons are made up.
"""

from __future__ import annotations

import datetime as dt
import functools

from demo.samples.press import document
from demo.samples.sample import Expected, ExpectedDecision, SampleMail, sample, sample_names
from domain.catalogue import Recommendation

__all__ = ["Expected", "ExpectedDecision", "SampleMail", "catalogue", "mails", "recommendation_pdf"]


def catalogue() -> tuple[Recommendation, ...]:
    """The recommendations that the samples answer: the real KSL/15/0016-5, and an invented one."""
    return (
        Recommendation(
            diarienummer="KSL/15/0016-5",
            title="Överenskommelse om samverkan för en trygg, säker och störningsfri region",
            decided_on=dt.date(2015, 3, 19),
            respond_by=dt.date(2015, 6, 15),
        ),
        Recommendation(
            diarienummer="KSL/15/0027-3",
            title="Överenskommelse om kostnadsdelning för skolskjuts över kommungräns",
            decided_on=dt.date(2015, 2, 12),
            respond_by=dt.date(2015, 6, 30),
        ),
    )


def recommendation_pdf() -> bytes:
    """Our own paper in the form of the real recommendation KSL/15/0016-5, with a text layer."""
    return document("ksl-15-0016-5")


@functools.cache
def mails() -> tuple[SampleMail, ...]:
    """All sample mails in order of arrival; the same bytes every time."""
    return tuple(sample(name) for name in sample_names())
