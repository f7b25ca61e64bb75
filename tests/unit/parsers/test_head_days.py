from __future__ import annotations

import pytest

from domain.document import Span
from parsers.head_days import ASIDE, find_days
from tests.unit.samples import document

ANSWER = "\n§ 77 Samverkan\nBeslut\nKommunstyrelsen antar överenskommelsen.\n"
TOWN = "Solna stad   2015-12-16   9 (19)\n\nUtdrag ur protokoll\n"


def _days(head: str, heading: str = "") -> list[str]:
    text = document(head + ANSWER)
    start = text.text.index(heading) if heading else 0
    found = find_days(text, text.pages, Span(start=start, end=start + len(heading)))
    return sorted({day.value for day in found if day.rule != ASIDE})


@pytest.mark.parametrize(
    "head",
    [
        f"{TOWN}Organ   Kommunstyrelsen\nSammanträde   2015-12-07",
        f"{TOWN}Sammanträdesdatum: 2015-12-07",
        f"{TOWN}Kommunstyrelsen   Sammanträdesdatum   Blad\nSammanträdesrum A   2015-12-07   9",
        f"{TOWN}Mötesdag måndagen den 7 december 2015",
        f"{TOWN}Sammanträde   Kommunstyrelsen 7 december 2015",
        f"{TOWN}Sammanträdesdatum   Justeringsdatum\n2015-12-07   2015-12-14",
        f"{TOWN}Utdrag ur protokoll fört vid kommunstyrelsens sammanträde den 7 december 2015",
        f"{TOWN}Kommunstyrelsens sammanträde måndagen den 7 december 2015",
        f"{TOWN}Utdrag ur protokoll från kimmunstyrelsens sammanträde den 7 december 2015",
        f"{TOWN}Utdrag ur protokoll fört vid sammanträde med kommunstyrelsen 2015-12-07",
        "SOLNA STAD\n2015-12-16\n\nUtdrag ur protokoll fört vid sammanträde i kommunstyrelsen den 7 december 2015",
        f"{TOWN}Protokollsutdrag från sammanträdet med kommunstyrelsen, måndagen den 7 december 2015",
        f"{TOWN}Plats och tid: Stadshuset, måndagen den 7 december 2015 kl. 17",
        "KANSLIET\n2015-12-16\n\nSOLNA STAD\nKOMMUNSTYRELSEN   Sammanträdesdatum 2015-12-07",
        "SOLNA STAD   Datum 2015-12-16\nKommunstyrelsens sammanträde den 7 december 2015",
        "SOLNA STAD   PROTOKOLLSUTDRAG   2015-12-16\nKommunstyrelsen\nSammanträdesdatum 2015-12-07",
        "SOLNA STAD\nUtdragsdatum 2015-12-16\nKommunstyrelsen 2015-12-07",
        "SOLNA STAD\nBrevdatum 2015-12-16\nKommunstyrelsen 2015-12-07",
        "SOLNA STAD   Datum   Dnr\n2015-12-16   KS/2015:236\nKommunstyrelsens sammanträde den 7 december 2015",
        "SOLNA STAD   2015-12-16\nSammanträde med kommunstyrelsen 2015-12-07",
        "SOLNA STAD\nKommunstyrelsen 2015-12-07\nUtdraget gjort 2015-12-16",
        "SOLNA STAD\nKommunstyrelsen 2015-12-07\nUtdrag 2015-12-16",
        "SOLNA STAD\nKommunstyrelsen 2015-12-07\nNästa sammanträde 2015-12-16",
        "SOLNA STAD\nSammanträdesdatum   Justeras   Utdrag expedierat\n2015-12-07   2015-12-14   2015-12-16",
        "SOLNA STAD\nOrgan   Kommunstyrelsen\nSammanträde   2015-12-07\nDatum för utdrag   2015-12-16",
    ],
)
def test_a_later_bare_day_is_no_rival_of_a_named_one(head: str) -> None:
    assert _days(head) == ["2015-12-07"]


@pytest.mark.parametrize(
    "head",
    [
        # two that are named
        "SOLNA STAD   Mötesdag 2015-12-16\nSammanträdesdatum 2015-12-07",
        # a body, a weekday, an hour, the minutes beside or a body just above: it may be the meeting's
        "SOLNA STAD\nKommunfullmäktige 2015-12-16\nSammanträdesdatum 2015-12-07",
        "SOLNA STAD\nKommunstyrelsen\n2015-12-16\nProtokoll fört vid sammanträde med kommunstyrelsen 2015-12-07",
        "SOLNA STAD   2015-12-16\nProtokoll. Bordlagt vid sammanträde med kommunstyrelsen 2015-12-07",
        "SOLNA STAD   onsdagen den 16 december 2015\nSammanträdesdatum 2015-12-07",
        "SOLNA STAD   2015-12-16 kl. 18.00\nSammanträdesdatum 2015-12-07",
        "SOLNA STAD\nProtokoll 2015-12-16\nSammanträdesdatum 2015-12-07",
        "SOLNA STAD\nKommunstyrelsen\n2015-12-16\nSammanträdesdatum 2015-12-07",
        # whose label it is nobody knows
        "SOLNA STAD\nKommunstyrelsen   Sammanträdesdatum\n2015-12-16   2015-12-07   A",
        "SOLNA STAD   2015-12-16\nSammanträdesdatum\nExtra ärende\n2015-12-07",
        # a bare day before the named one
        "SOLNA STAD   2015-12-07\nKommunstyrelsen\nSammanträdesdatum 2015-12-16",
        # no label of a meeting's
        "SOLNA STAD   2015-12-16\nDatum 2015-12-07",
        "SOLNA STAD   2015-12-16\nKommunstyrelsen 2015-12-07",
        # another meeting's
        "SOLNA STAD   2015-12-16\nRemiss från kommunstyrelsens sammanträde den 7 december 2015",
        "SOLNA STAD   2015-12-16\nProtokoll, återremiss vid nämndens sammanträde den 7 december 2015",
    ],
)
def test_a_day_that_may_be_the_meetings_stays_beside_the_named_one(head: str) -> None:
    assert _days(head) == ["2015-12-07", "2015-12-16"]


def test_one_day_is_the_meetings_however_bare() -> None:
    assert _days("SOLNA STAD\nKommunstyrelsen\n2015-12-16") == ["2015-12-16"]


def test_a_paragrafs_own_fields_name_the_meeting_too() -> None:
    fields = "§ 77\nSammanträde   Kommunstyrelsen 2015-12-07\n"
    assert _days(f"SOLNA STAD   2015-12-16\n\n{fields}", fields) == ["2015-12-07"]
