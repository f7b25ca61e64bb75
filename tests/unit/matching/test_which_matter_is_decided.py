"""Which recommendation a paragraf answers, and that its decision is found, in layouts and wordings of many kinds."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.catalogue import Catalogue, Recommendation
from domain.evidence import Outcome
from registrator.catalogue import catalogue_of
from tests.unit.samples import AGREEMENT, INTENT, judge

PLACEMENTS = Recommendation(
    diarienummer="KSL/14/0310-4",
    title="Överenskommelse om ersättning mellan kommuner för placerade elever i gymnasiesärskolan",
    decided_on=dt.date(2014, 6, 12),
)
PLACEMENTS_REVISED = Recommendation(
    diarienummer="KSL/15/0311-2",
    title="Reviderad överenskommelse om ersättning mellan kommuner för placerade elever i gymnasiesärskolan",
    decided_on=dt.date(2015, 2, 12),
    supersedes="KSL/14/0310-4",
)
KNOWN: Catalogue = catalogue_of(
    (AGREEMENT, INTENT, PLACEMENTS, PLACEMENTS_REVISED), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",)
)
THE_AGREEMENT = "överenskommelsen om samverkan för en trygg, säker och störningsfri region"


def paper(
    decision: str, *, title: str = AGREEMENT.title, body: str = "Kommunstyrelsen", number: str = "", after: str = ""
) -> str:
    return (
        f"Salems kommun\n\nPROTOKOLL\n{body}\nSammanträdesdatum 2015-05-18\n\n§ 41 {number}\n{title}\n\n{decision}\n\n"
        f"Sammanfattning\nKSL rekommenderar i KSL/15/0016-5 kommunerna att anta överenskommelsen.\n\n{after}\n"
        "Expedieras\nKSL\n"
    )


def said(text: str) -> tuple[str | None, Outcome | None, bool, tuple[str, ...]]:
    result = judge(text, KNOWN)
    assert len(result.decisions) <= 1
    if not result.decisions:
        return None, None, False, tuple(d.value for d in result.all_doubts)
    only = result.decisions[0]
    return only.recommendation, only.outcome, only.final, tuple(d.value for d in result.all_doubts if d in only.doubts)


# The first point's figure stands beside the heading, in its own column.
@pytest.mark.parametrize(
    ("heading", "point", "outcome"),
    [
        ("Kommunstyrelsens beslut 1", f"Kommunstyrelsen antar {THE_AGREEMENT}.", Outcome.ADOPTED),
        ("Kommunstyrelsens beslut   1", f"Salems kommun ansluter sig till {THE_AGREEMENT}.", Outcome.ADOPTED),
        ("Kommunstyrelsens beslut 1.", f"Kommunstyrelsen godkänner {THE_AGREEMENT}.", Outcome.ADOPTED),
        (
            "Kommunstyrelsens beslut 1",
            f"Kommunstyrelsen avslår rekommendationen att\nanta {THE_AGREEMENT}.",
            Outcome.DECLINED,
        ),
        ("Kommunstyrelsens beslut 1", f"Kommunstyrelsen antar inte {THE_AGREEMENT}.", Outcome.DECLINED),
        ("Kommunstyrelsens beslut 1", "Kommunstyrelsen återremitterar ärendet.", Outcome.REFERRED_BACK),
    ],
)
def test_a_points_figure_beside_the_heading_makes_no_earlier_decision_of_it(
    heading: str, point: str, outcome: Outcome
) -> None:
    text = paper(f"{heading}   {point}\n2   Kommunstyrelsen uppdrar till kommundirektören att underrätta KSL.")
    assert said(text)[:2] == ("KSL/15/0016-5", outcome)


def test_a_dated_decision_of_another_body_is_still_history() -> None:
    text = paper("Arbetsutskottets förslag 2015-05-05\nArbetsutskottet föreslår att överenskommelsen antas.\n")
    assert said(text)[1] is None


# What a body proposes to a higher one is all that it decides.
@pytest.mark.parametrize(
    "decision",
    [
        f"Förslag till kommunfullmäktige\nKommunfullmäktige beslutar att anta {THE_AGREEMENT}.",
        f"Förslag till kommunfullmäktige\nSalems kommun antar {THE_AGREEMENT}.",
        f"Förslag till kommunfullmäktiges beslut\n1. {THE_AGREEMENT.capitalize()} godkänns.",
        f"Förslag till kommunfullmäktige\natt anta {THE_AGREEMENT}.",
        f"Kommunstyrelsens beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta enligt följande.\n\n"
        f"Förslag till kommunfullmäktige\nSalems kommun antar {THE_AGREEMENT}.",
        f"Kommunstyrelsens beslut\nKommunstyrelsen tillstyrker att kommunfullmäktige beslutar som följer.\n\n"
        f"Förslag till kommunfullmäktige\n{THE_AGREEMENT.capitalize()} antas.",
        f"Kommunstyrelsens beslut\nKommunstyrelsen lämnar följande förslag till kommunfullmäktige.\n\n"
        f"Förslag till kommunfullmäktige\nSalems kommun ansluter sig till {THE_AGREEMENT}.",
        f"Beslut\nKommunstyrelsen överlämnar ärendet till kommunfullmäktige med följande förslag.\n\n"
        f"Förslag till kommunfullmäktige\nSalems kommun godkänner {THE_AGREEMENT}.",
    ],
)
def test_a_proposal_to_a_higher_body_is_the_decision_where_there_is_no_other(decision: str) -> None:
    assert said(paper(decision)) == ("KSL/15/0016-5", Outcome.ADOPTED, False, ())


@pytest.mark.parametrize(
    ("decision", "after"),
    [
        (f"Förslag till kommunfullmäktige\nSalems kommun antar {THE_AGREEMENT}.", "Avgörande\nÄrendet återremitteras."),
        (f"Förslag till kommunfullmäktige\nSalems kommun antar {THE_AGREEMENT}.", "Beslutsgång\nÄrendet bordläggs."),
        (f"Förslag till kommunfullmäktige\nSalems kommun antar {THE_AGREEMENT}.", "Beslutsgång\nFörslaget avslås."),
        (
            f"Kommunstyrelsens beslut\nÄrendet utgår.\n\nFörslag till kommunfullmäktige\nSalem antar {THE_AGREEMENT}.",
            "",
        ),
        (f"Förslag till kommunfullmäktige\nSalem antar {THE_AGREEMENT}.", "Beslutsgång\nStyrelsen säger nej till det."),
        (
            f"Förslag till kommunfullmäktige\nSalem antar {THE_AGREEMENT}.\n\nKommunstyrelsen beslutar\nI höst.",
            "",
        ),
        (f"Förslag till kommunstyrelsen\nSalems kommun antar {THE_AGREEMENT}.", ""),
        (f"Förslag till beslut\nSalems kommun antar {THE_AGREEMENT}.", ""),
    ],
)
def test_a_proposal_that_something_else_came_of_or_that_was_laid_before_is_not_adopted(
    decision: str, after: str
) -> None:
    _, outcome, _, doubts = said(paper(decision, after=after))
    assert outcome is not Outcome.ADOPTED or doubts


def test_a_working_committee_that_agrees_to_a_proposal_below_has_not_decided_for_the_municipality() -> None:
    decision = (
        "Arbetsutskottets beslut\nArbetsutskottet tillstyrker att kommunstyrelsen beslutar som följer.\n\n"
        f"Förslag till kommunstyrelsen\n1. Salems kommun godkänner {THE_AGREEMENT} (KSL/15/0016-5).\n"
    )
    text = paper(decision, title="Inriktning för krissamverkan", body="Kommunstyrelsens arbetsutskott")
    assert said(text) == ("KSL/15/0016-5", Outcome.ADOPTED, False, ())


@pytest.mark.parametrize(
    "number",
    ["Dnr Kst 2015/288", "Diarienr Kst 2015/288", "Dnr: Ksf 2015/288 003", "Ärendenr KLF 15/288", "Dnr 15/Kst 288"],
)
def test_the_municipalitys_own_number_above_a_title_is_no_word_of_it(number: str) -> None:
    text = paper(
        f"Kommunstyrelsens beslut\natt Salems kommun inte antar {THE_AGREEMENT.partition(' för')[0]}.", number=number
    )
    assert said(text) == ("KSL/15/0016-5", Outcome.DECLINED, True, ())


def test_a_number_between_the_lines_of_a_title_does_not_make_it_a_longer_titles() -> None:
    first, last = "Överenskommelse om ersättning mellan kommuner för placerade elever i", "gymnasiesärskolan"
    text = (
        "Salems kommun\n\nPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2015-05-18\n\n"
        f"§ 41   {first}\nDnr KS 2015/488   {last}\n\nKommunstyrelsens beslut\nÖverenskommelsen antas.\n\n"
        "Sammanfattning\nKSL rekommenderar kommunerna att anta den.\n"
    )
    assert said(text)[0] == "KSL/14/0310-4"


@pytest.mark.parametrize(
    "heading",
    [
        "Om ärendet",
        "Kort om ärendet",
        "Ärendet gäller",
        "Vad ärendet gäller",
        "Vad saken gäller",
        "Vad ärendet handlar om",
    ],
)
def test_words_about_the_matter_below_its_title_are_its_background(heading: str) -> None:
    text = (
        "Salems kommun\n\nPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2015-05-18\n\n§ 41\n"
        f"{AGREEMENT.title} (KSL/15/0016-5)\n\n{heading}\nKSL har bett kommunen ta ställning till {THE_AGREEMENT}.\n"
        "Kontoret föreslår att kommunen undertecknar.\n\nKommunstyrelsens beslut\nÄrendet bordläggs.\n"
    )
    assert said(text) == ("KSL/15/0016-5", Outcome.TABLED, False, ())


@pytest.mark.parametrize("name", ["vid kriser", "vid svåra händelser", "i kris och vid störningar"])
def test_a_short_name_with_our_number_in_brackets_is_the_recommendation(name: str) -> None:
    title = f"Överenskommelse om samverkan {name} (KSL/15/0016-5)"
    assert said(paper("Kommunstyrelsens beslut\nÄrendet bordläggs.", title=title)) == (
        *("KSL/15/0016-5", Outcome.TABLED, False),
        (),
    )


@pytest.mark.parametrize(
    "title",
    [
        "Överenskommelse om samverkan vid kriser mellan kommunerna på Södertörn (KSL/15/0016-5)",
        "Uppföljning av överenskommelse om samverkan vid kriser (KSL/15/0016-5)",
        "Lokal överenskommelse om samverkan vid kriser (KSL/15/0016-5)",
        f"{AGREEMENT.title} mellan Sollentuna och Upplands Väsby",
        f"{AGREEMENT.title} med Täby kommun",
        "Överenskommelse om samverkan vid kriser (jfr KSL/15/0016-5)",
        "Överenskommelse om samverkan vid kriser (KSL/14/0016-5)",
    ],
)
def test_another_matter_with_our_number_in_brackets_is_for_a_person(title: str) -> None:
    _, _, _, doubts = said(paper("Kommunstyrelsens beslut\nÖverenskommelsen antas.", title=title))
    assert doubts


@pytest.mark.parametrize("words", ["för egen del", "för egen räkning", "för eget vidkommande", "för sin del"])
@pytest.mark.parametrize("verb", ["godkänner", "antar", "ingår"])
def test_an_adoption_on_the_bodys_own_part_puts_nothing_in_its_place(words: str, verb: str) -> None:
    text = paper(f"Kommunstyrelsens beslut\nKommunstyrelsen {verb} {words} {THE_AGREEMENT}.")
    assert said(text)[1:3] == (Outcome.ADOPTED, True)


def test_an_own_plan_instead_is_still_another_thing() -> None:
    text = paper("Kommunstyrelsens beslut\nKommunstyrelsen antar i stället kommunens egen handlingsplan.")
    assert said(text)[1] is None


@pytest.mark.parametrize("before", ["Svar till KSL angående", "Antagande av", "KSL:s rekommendation om"])
def test_a_revised_agreement_is_itself_however_its_name_is_inflected(before: str) -> None:
    name = "den reviderade överenskommelsen om ersättning mellan kommuner för placerade elever i gymnasiesärskolan"
    text = (
        "Salems kommun\n\nPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2015-05-18\n\n§ 41\n"
        f"{before} {name}\n\nKommunstyrelsens beslut\nKommunstyrelsen antar rekommendationen.\n"
    )
    assert said(text) == ("KSL/15/0311-2", Outcome.ADOPTED, True, ())


@pytest.mark.parametrize(
    "heading",
    [
        "Så har ärendet beretts",
        "Hur ärendet har behandlats",
        "Handläggning",
        "Orientering",
        "Ärendets bakgrund",
        "Deltar ej",
    ],
)
def test_what_stands_below_an_ordinary_heading_is_no_condition_of_the_decision(heading: str) -> None:
    below = "Enligt KSL är ett antagande detsamma som ett undertecknande, och något särskilt avtal skrivs därför inte."
    text = paper(f"Kommunstyrelsens beslut\nKommunstyrelsen antar {THE_AGREEMENT}.\n\n{heading}\n{below}")
    assert said(text) == ("KSL/15/0016-5", Outcome.ADOPTED, True, ())


def test_a_title_ends_with_its_point_though_the_next_says_which_older_agreement_ends() -> None:
    name = "den reviderade överenskommelsen om ersättning mellan kommuner för placerade elever i gymnasiesärskolan"
    text = (
        "Salems kommun\n\nPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2015-05-18\n\n§ 41 Ersättning för ungdomar i "
        f"särskolan, ny överenskommelse\n\nKommunstyrelsens beslut\n1 Kommunstyrelsen antar {name}.\n"
        "2 Den överenskommelse som kommunen antog 2014 upphör därmed att gälla.\n\n"
        "Sammanfattning\nKSL har genom KSL/15/0311-2 rekommenderat en omarbetad text.\n"
    )
    assert said(text) == ("KSL/15/0311-2", Outcome.ADOPTED, True, ())


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        (f"Beslutades att anta {THE_AGREEMENT}.", Outcome.ADOPTED),
        (f"Kommunstyrelsen fattar beslut om att anta {THE_AGREEMENT}.", Outcome.ADOPTED),
        (f"Beslutades att inte anta {THE_AGREEMENT}.", Outcome.DECLINED),
        (f"Kommunstyrelsen fattar beslut om att inte anta {THE_AGREEMENT}.", Outcome.DECLINED),
        (f"Varken {THE_AGREEMENT} eller dess bilaga antas.", Outcome.DECLINED),
    ],
)
def test_a_decision_in_the_passive_or_by_a_noun_is_read(decision: str, outcome: Outcome) -> None:
    assert said(paper(f"Kommunstyrelsens beslut\n{decision}")) == ("KSL/15/0016-5", outcome, True, ())


@pytest.mark.parametrize(
    "decision",
    [
        f"Kommunstyrelsen fattar inte beslut om att anta {THE_AGREEMENT}.",
        f"Kommunstyrelsen fattar inget beslut om att anta {THE_AGREEMENT}.",
        f"Kommunstyrelsen fattar i höst beslut om att anta {THE_AGREEMENT}.",
        f"Kommunstyrelsen fattar beslut om att utreda om {THE_AGREEMENT} ska antas.",
        f"Beslutades att anta {THE_AGREEMENT} under förutsättning att Nacka gör det.",
        "I beslutet ingår inte överenskommelsen.",
    ],
)
def test_what_only_looks_decided_is_left_to_a_person(decision: str) -> None:
    assert judge(paper(f"Kommunstyrelsens beslut\n{decision}"), KNOWN).all_doubts
