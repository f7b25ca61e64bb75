"""What the review page is given: the register, and the mails as they were read."""

from __future__ import annotations

from functools import partial

from domain.ports import Compose
from domain.register import Entry
from registrator.build import House
from registrator.enclosing import Ground, documents_of
from registrator.papers import Papers
from registrator.recommending import HouseRecommending
from registrator.standings import open_overviews
from registrator.telling import tell
from registrator.vitals import vitals_of
from review.desk import Desk


def build_desk(house: House) -> Desk:
    papers = Papers(house)

    def compose(entry: Entry) -> Compose:
        return partial(tell, house, ground=Ground(documents=documents_of(house, entry)))

    return Desk(
        store=house.store,
        archive=house.archive,
        catalogue=house.catalogue,
        compose=compose,
        overviews=partial(open_overviews, house),
        clock=house.clock,
        organisation=house.config.sender,
        texts=papers.texts,
        message=papers.message,
        picture=papers.picture,
        composer=house.composer,
        vitals=partial(vitals_of, house),
        recommending=HouseRecommending(house),
    )
