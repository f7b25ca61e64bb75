"""What only closes the matter beside a decision, and what only looks like it."""

from __future__ import annotations

import pytest

from parsers.decision_closings import only_closes
from parsers.folding import fold


@pytest.mark.parametrize(
    "point",
    [
        "Kommunstyrelsen noterar informationen.",
        "att notera informationen till protokollet.",
        "2. Redovisningen godkänns.",
        "att lägga säkerhetschefens redovisning till handlingarna",
        "Ärendet läggs därmed till handlingarna.",
        "att i övrigt lägga ärendet till handlingarna.",
        "Remissen anses därmed besvarad.",
        "Ärendet anses därmed färdigbehandlat.",
        "Uppdraget från 2015-03-02 § 22 förklaras slutfört.",
        "Överenskommelsen ska följas upp årligen i samband med verksamhetsberättelsen.",
        "Beslutet fattas med stöd av kommunstyrelsens reglemente.",
    ],
)
def test_a_point_that_only_closes_the_matter(point: str) -> None:
    assert only_closes(fold(point))


@pytest.mark.parametrize(
    "point",
    [
        "Informationen noteras med de synpunkter som anförts.",
        "Redovisningen godkänns under förutsättning att kostnaden sänks.",
        "Överenskommelsen läggs till handlingarna.",
        "Överenskommelsen ska följas upp efter ett år och därefter omprövas.",
        "Överenskommelsen ska utvärderas efter ett år.",
        "Ärendet läggs vilande.",
        "Yttrandet godkänns.",
    ],
)
def test_a_point_that_says_more_is_none(point: str) -> None:
    assert not only_closes(fold(point))
