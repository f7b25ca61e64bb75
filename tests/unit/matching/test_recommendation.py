from __future__ import annotations

import datetime as dt

import pytest

from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind
from matching.recommendation import Match, resolve_recommendation
from tests.unit.samples import CATALOGUE, claim

AGREEMENT, INTENT = "KSL/15/0016-5", "KSL/14/0011-2"
OLD, NEW = "KSL/14/0200-7", "KSL/15/0201-3"


def found(diarienummer: str, rule: str) -> Evidence:
    return claim(EvidenceKind.RECOMMENDATION, diarienummer, f"recommendation.{rule}")


def resolve(
    *evidence: Evidence, meeting: dt.date | None = dt.date(2015, 5, 4), names_other: bool = False, names_us: bool = True
) -> Match:
    return resolve_recommendation(
        evidence, names_other=names_other, names_us=names_us, meeting=meeting, catalogue=CATALOGUE
    )


def test_a_whole_number_in_the_decision_is_enough() -> None:
    assert resolve(found(AGREEMENT, "dnr_whole.decision")).recommendations == (AGREEMENT,)


def test_the_matter_alone_is_enough_where_it_names_one() -> None:
    assert resolve(found(AGREEMENT, "dnr_matter.heading")) == Match(recommendations=(AGREEMENT,))


def test_a_full_title_is_enough() -> None:
    assert resolve(found(AGREEMENT, "title_full.decision")).doubts == ()


def test_a_full_title_beats_the_near_equal_one_of_the_series() -> None:
    match = resolve(found(AGREEMENT, "title_full.decision"), found(INTENT, "title_part.decision.83"))
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), ())


def test_two_titles_that_fit_alike_are_a_doubt() -> None:
    match = resolve(found(AGREEMENT, "title_part.heading.83"), found(INTENT, "title_part.heading.83"))
    assert match.doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_a_recommendation_made_after_the_decision_cannot_be_the_one() -> None:
    match = resolve(
        found(AGREEMENT, "title_part.heading.83"),
        found(INTENT, "title_part.heading.83"),
        meeting=dt.date(2014, 5, 4),
    )
    assert (match.recommendations, match.doubts) == ((INTENT,), ())


def test_a_near_title_does_not_step_in_for_one_that_came_too_late() -> None:
    match = resolve(
        found(AGREEMENT, "title_full.decision"),
        found(INTENT, "title_part.decision.83"),
        meeting=dt.date(2014, 5, 4),
    )
    assert match.recommendations == (AGREEMENT,)


def test_of_two_full_titles_the_longer_is_meant() -> None:
    match = resolve(found(OLD, "title_full.decision"), found(NEW, "title_full.decision"), meeting=dt.date(2015, 11, 2))
    assert match.recommendations == (NEW,)


def test_the_number_decides_between_titles_of_a_series() -> None:
    match = resolve(
        found(AGREEMENT, "title_part.heading.83"),
        found(INTENT, "title_part.heading.83"),
        found(INTENT, "dnr_whole.elsewhere"),
    )
    assert (match.recommendations, match.doubts) == ((INTENT,), ())


def test_number_and_title_that_disagree_are_a_doubt() -> None:
    match = resolve(found(INTENT, "dnr_whole.decision"), found(AGREEMENT, "title_full.decision"))
    assert match.doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_a_number_in_the_history_of_another_matter_answers_nothing() -> None:
    assert resolve(found(AGREEMENT, "dnr_whole.elsewhere")).recommendations == ()


def test_a_number_in_the_history_of_a_matter_about_an_agreement_answers() -> None:
    assert resolve(found(AGREEMENT, "dnr_whole.linked")).recommendations == (AGREEMENT,)


def test_the_earlier_number_in_the_background_loses_to_the_title() -> None:
    match = resolve(
        found(AGREEMENT, "title_full.decision"),
        found(AGREEMENT, "dnr_whole.elsewhere"),
        found(INTENT, "dnr_whole.elsewhere"),
    )
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), ())
    assert any(INTENT in note for note in match.notes)


def test_a_superseded_number_beside_the_new_one_loses() -> None:
    match = resolve(found(NEW, "dnr_whole.decision"), found(OLD, "dnr_whole.decision"))
    assert match.recommendations == (NEW,)


def test_an_unknown_number_of_ours_in_the_decision_is_for_a_person() -> None:
    match = resolve(found(AGREEMENT, "dnr_whole.linked"), found("KSL/15/0099-1", "dnr_unknown.decision"))
    assert match.doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_an_unknown_number_in_the_history_does_not_shake_one_in_the_decision() -> None:
    match = resolve(found(AGREEMENT, "dnr_whole.decision"), found("KSL/12/0099-1", "dnr_unknown.elsewhere"))
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), ())


def test_two_numbers_in_one_decision_are_several_recommendations() -> None:
    match = resolve(found(AGREEMENT, "dnr_whole.decision"), found(OLD, "dnr_whole.decision"))
    assert set(match.recommendations) == {AGREEMENT, OLD}
    assert match.doubts == (Doubt.SEVERAL_RECOMMENDATIONS,)


def test_a_title_that_only_resembles_is_for_a_person() -> None:
    assert resolve(found(AGREEMENT, "title_part.decision.60")).doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_another_document_of_the_matter_is_for_a_person() -> None:
    assert resolve(found(AGREEMENT, "dnr_other_suffix.decision")).doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_a_resembling_title_of_the_national_association_is_not_ours() -> None:
    match = resolve(found(AGREEMENT, "title_part.decision.83"), names_other=True)
    assert (match.recommendations, match.doubts) == ((), (Doubt.OTHER_ORGANISATION,))


def test_our_whole_title_ascribed_to_the_national_association_is_for_a_person() -> None:
    match = resolve(found(AGREEMENT, "title_full.decision"), names_other=True)
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), (Doubt.OTHER_ORGANISATION,))


def test_a_number_in_the_history_of_the_national_associations_matter_answers_nothing() -> None:
    match = resolve(found(AGREEMENT, "dnr_whole.linked"), names_other=True)
    assert (match.recommendations, match.doubts) == ((), (Doubt.OTHER_ORGANISATION,))


def test_a_short_title_without_our_name_may_be_anybodys() -> None:
    short = resolve(found(OLD, "title_full.decision"), names_us=False)
    assert short.doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)
    assert resolve(found(AGREEMENT, "title_full.decision"), names_us=False).doubts == ()


def test_a_number_beside_its_own_title_in_the_history_loses_to_the_whole_title_in_the_heading() -> None:
    match = resolve(found(INTENT, "dnr_whole.explained"), found(AGREEMENT, "title_full.heading"))
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), ())


def test_a_number_that_the_history_does_not_explain_contradicts_the_title() -> None:
    match = resolve(found(INTENT, "dnr_whole.elsewhere"), found(AGREEMENT, "title_full.heading"))
    assert match.doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_a_late_one_named_by_its_whole_title_is_not_exchanged_for_an_older_one() -> None:
    match = resolve(found(OLD, "title_full.decision"), found(NEW, "title_full.decision"), meeting=dt.date(2015, 5, 4))
    assert match.recommendations == (NEW,)  # that it came later is a doubt of its own


def test_a_decision_that_names_another_by_its_whole_title_is_a_doubt() -> None:
    match = resolve(
        found(AGREEMENT, "dnr_whole.linked"), found(AGREEMENT, "title_full.heading"), found(NEW, "title_full.decision")
    )
    assert match.doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


def test_a_decision_may_shorten_the_title_to_that_of_the_older_one() -> None:
    match = resolve(found(NEW, "title_full.heading"), found(OLD, "title_full.decision"), meeting=dt.date(2015, 10, 5))
    assert (match.recommendations, match.doubts) == ((NEW,), ())


def test_a_title_loses_to_a_printed_number_of_ours_that_nobody_knows() -> None:
    match = resolve(found(AGREEMENT, "title_part.decision.83"), found("KSL/16/0055-2", "dnr_unknown.elsewhere"))
    assert (match.recommendations, match.doubts) == ((), (Doubt.NO_RECOMMENDATION,))
    assert any("KSL/16/0055-2" in note for note in match.notes)


@pytest.mark.parametrize("place", ["heading", "decision", "linked"])
def test_even_a_whole_title_loses_to_an_unknown_number_that_is_answered(place: str) -> None:
    match = resolve(found(AGREEMENT, "title_full.decision"), found("KSL/16/0055-2", f"dnr_unknown.{place}"))
    assert (match.recommendations, match.doubts) == ((), (Doubt.NO_RECOMMENDATION,))


def test_one_wrong_figure_beside_the_whole_title_is_for_a_person() -> None:
    match = resolve(found(AGREEMENT, "title_full.decision"), found("KSL/15/0018-5", "dnr_unknown.heading"))
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), (Doubt.RECOMMENDATION_UNCERTAIN,))


def test_an_older_unknown_number_in_the_history_does_not_shake_a_whole_title() -> None:
    match = resolve(found(AGREEMENT, "title_full.decision"), found("KSL/09/0150-1", "dnr_unknown.linked"))
    assert (match.recommendations, match.doubts) == ((AGREEMENT,), ())


@pytest.mark.parametrize(("headed", "words"), [(True, "handlar om något annat"), (False, "ingen rubrik hittades")])
def test_only_a_heading_that_was_found_can_be_about_something_else(headed: bool, words: str) -> None:
    evidence = (found(AGREEMENT, "dnr_whole.elsewhere"),)
    match = resolve_recommendation(
        evidence, names_other=False, names_us=True, meeting=None, catalogue=CATALOGUE, headed=headed
    )
    assert match.recommendations == ()
    assert words in match.notes[-1]
