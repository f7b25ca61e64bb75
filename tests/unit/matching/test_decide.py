from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from domain.decision import Reading, Result, Status
from domain.document import FailureKind
from domain.doubt import Doubt
from domain.evidence import DecisionBody, EvidenceKind, Outcome
from domain.mail import Address, AutomaticKind, SkippedPart, SkipReason
from matching.decide import decide
from tests.unit.samples import CATALOGUE, claim, dmarc, message, reading, section, unreadable


def judged(*readings: Reading, **mail: object) -> Result:
    address = str(mail.pop("address", "registrator@botkyrka.se"))
    return decide(message(address, **mail), readings, CATALOGUE)  # type: ignore[arg-type]


def test_a_certain_answer_is_registered() -> None:
    result = judged(reading(section()))
    assert (result.status, result.authentic, result.all_doubts) == (Status.REGISTERED, True, ())
    decision = result.decisions[0]
    assert (decision.municipality, decision.recommendation, decision.paragraf) == ("0127", "KSL/15/0016-5", "77")


def test_a_document_without_a_mail_has_no_doubt_about_a_sender() -> None:
    result = decide(None, (reading(section()),), CATALOGUE)
    assert (result.status, result.authentic, result.all_doubts) == (Status.REGISTERED, None, ())


@pytest.mark.parametrize("body", [DecisionBody.SUBCOMMITTEE, DecisionBody.EXECUTIVE])
def test_a_clear_proposal_is_registered_as_awaiting(body: DecisionBody) -> None:
    assert judged(reading(section(final=False, body=body))).status is Status.REGISTERED


@pytest.mark.parametrize("outcome", [Outcome.REFERRED_BACK, Outcome.TABLED])
def test_a_postponement_is_registered_as_awaiting(outcome: Outcome) -> None:
    assert judged(reading(section(final=False, outcome=outcome))).status is Status.REGISTERED


@pytest.mark.parametrize(
    ("paragraf", "doubt"),
    [
        (section(outcome=Outcome.ADOPTED_WITH_CONDITIONS), Doubt.CONDITIONS),
        (section(outcome=Outcome.PARTLY_ADOPTED), Doubt.PARTLY),
        (section(outcome=Outcome.NOTED), Doubt.TAKES_NO_STAND),
        (section(outcome=Outcome.STATEMENT), Doubt.TAKES_NO_STAND),
        (section(outcome=None), Doubt.OUTCOME_UNCLEAR),
        (section(body=None), Doubt.BODY_UNKNOWN),
        (section(body=DecisionBody.COMMITTEE), Doubt.COMMITTEE_DECISION),
        (section(body=DecisionBody.SUBCOMMITTEE), Doubt.DELEGATED_DECISION),
        (section(body=DecisionBody.DELEGATE, paragraf=None), Doubt.DELEGATED_DECISION),
        (section(paragraf=None), Doubt.PARAGRAF_UNKNOWN),
        (section(meeting=None), Doubt.DATE_UNKNOWN),
        (section(decides_it=False), Doubt.RECOMMENDATION_UNCERTAIN),
        (section(meeting="2015-03-01"), Doubt.BEFORE_RECOMMENDATION),
        (section(more=(claim(EvidenceKind.NOT_ADJUSTED, "ojusterat", "not_adjusted"),)), Doubt.NOT_ADJUSTED),
        (section(more=(claim(EvidenceKind.CORRECTION, "rättelse", "correction"),)), Doubt.CORRECTION),
        (section(more=(claim(EvidenceKind.MEETING_DATE, "2015-05-05", "meeting_date.label"),)), Doubt.DATE_UNKNOWN),
        (section(about="KSL/15/0201-3", meeting="2015-11-02"), Doubt.NOT_ADDRESSEE),
        (section(about="KSL/14/0200-7", meeting="2015-11-02"), Doubt.SUPERSEDED),
    ],
)
def test_what_a_person_must_see_is_flagged_with_its_doubt(paragraf: object, doubt: Doubt) -> None:
    result = judged(reading(paragraf))  # type: ignore[arg-type]
    assert result.status is Status.FLAGGED
    assert doubt in result.all_doubts
    assert len(result.decisions) == 1


def test_unadjusted_minutes_are_never_final() -> None:
    mark = claim(EvidenceKind.NOT_ADJUSTED, "ojusterat", "not_adjusted")
    assert judged(reading(section(more=(mark,)))).decisions[0].final is False


def test_a_sender_of_another_municipality_is_flagged_and_proves_nothing() -> None:
    result = judged(reading(section()), address="registrator@solna.se")
    assert (result.status, result.authentic) == (Status.FLAGGED, None)
    assert Doubt.SENDER_DIFFERS in result.doubts


def test_a_document_that_names_nobody_takes_the_senders_municipality_with_a_doubt() -> None:
    result = judged(reading(section(), municipality=None))
    assert result.decisions[0].municipality == "0127"
    assert result.all_doubts == (Doubt.MUNICIPALITY_UNKNOWN,)


def test_a_document_with_two_letterheads_is_for_a_person() -> None:
    other = claim(EvidenceKind.MUNICIPALITY, "0184", "municipality.foot")
    assert Doubt.MUNICIPALITY_UNCERTAIN in judged(reading(section(more=(other,)))).all_doubts


def test_an_answer_from_outside_the_county_is_flagged_and_not_listed() -> None:
    result = judged(reading(section(), municipality="Knivsta"), address="knivsta@knivsta.se")
    assert (result.status, result.decisions) == (Status.FLAGGED, ())
    assert Doubt.OUTSIDE_COUNTY in result.doubts


def test_a_members_extract_sent_from_outside_the_county_is_listed_and_flagged() -> None:
    result = judged(reading(section()), address="knivsta@knivsta.se")
    assert (result.status, result.authentic, [d.municipality for d in result.decisions]) == (
        Status.FLAGGED,
        None,
        ["0127"],
    )


def test_two_answers_in_one_mail_are_both_listed_and_flagged() -> None:
    result = judged(reading(section(), section(paragraf="78", about="KSL/14/0200-7")))
    assert len(result.decisions) == 2
    assert Doubt.SEVERAL_RECOMMENDATIONS in result.doubts


def test_two_paragrafer_with_different_outcomes_contradict() -> None:
    result = judged(reading(section()), reading(section(paragraf="80", outcome=Outcome.DECLINED), name="b.pdf"))
    assert {Doubt.SEVERAL_PARAGRAFER, Doubt.CONTRADICTS} <= set(result.doubts)


def test_a_list_of_received_papers_beside_the_decision_does_not_double_it() -> None:
    result = judged(reading(section(), section(paragraf="90", outcome=Outcome.NOTED)))
    assert (result.status, [d.paragraf for d in result.decisions]) == (Status.REGISTERED, ["77"])


@pytest.mark.parametrize(
    "body",
    [
        "Vi skickar beslutet innan protokollet är justerat.",
        "Protokollet justeras den 9 juni.",
        "Utdraget är inte ännu justerat.",
    ],
)
def test_what_the_mail_says_of_adjustment_counts(body: str) -> None:
    assert Doubt.NOT_ADJUSTED in judged(reading(section()), body=body).doubts


@pytest.mark.parametrize(
    "body", ["Bortse från tidigare utskick.", "I utdraget hade paragrafen blivit fel.", "Ersätter det vi skickade."]
)
def test_what_the_mail_says_of_a_correction_counts(body: str) -> None:
    assert Doubt.CORRECTION in judged(reading(section()), body=body).doubts


def test_an_agreement_that_replaces_an_older_one_is_no_correction() -> None:
    result = judged(reading(section()), body="Överenskommelsen ersätter den från 2015.")
    assert Doubt.CORRECTION not in result.all_doubts


def test_the_same_act_in_two_files_counts_once() -> None:
    result = judged(reading(section(), name="a.pdf"), reading(section(), name="a.docx"))
    assert (result.status, [d.attachment for d in result.decisions]) == (Status.REGISTERED, ["a.pdf"])


def test_a_file_that_lacks_the_head_of_the_other_is_the_same_act() -> None:
    bare = reading(section(meeting=None), municipality=None, name="a.docx")
    result = judged(bare, reading(section(), name="a.pdf"))
    assert (result.status, [d.attachment for d in result.decisions]) == (Status.REGISTERED, ["a.pdf"])


def test_a_meeting_after_the_mail_was_sent_is_a_misread_date() -> None:
    sent = dt.datetime(2015, 4, 30, 12, tzinfo=dt.UTC)
    assert judged(reading(section()), sent_at=sent).all_doubts == (Doubt.DATE_UNKNOWN,)


def test_our_own_recommendation_beside_the_answer_is_left_out() -> None:
    own = reading(section(), kind="recommendation", municipality=None, name="KSL.pdf")
    assert judged(reading(section()), own).status is Status.REGISTERED


def test_a_memorandum_beside_the_extract_decides_nothing() -> None:
    memorandum = reading(section(outcome=Outcome.DECLINED), kind="memorandum", name="t.pdf")
    result = judged(reading(section()), memorandum)
    assert (result.status, len(result.decisions)) == (Status.REGISTERED, 1)


@pytest.mark.parametrize("kind", ["memorandum", "agenda", "party_proposal"])
def test_papers_that_decide_nothing_are_flagged_without_a_decision(kind: str) -> None:
    result = judged(reading(section(), kind=kind))
    assert (result.status, result.decisions) == (Status.FLAGGED, ())
    assert Doubt.NO_DECISION in result.doubts


@pytest.mark.parametrize(
    ("failure", "doubt"),
    [
        (FailureKind.BROKEN, Doubt.DOCUMENT_UNREADABLE),
        (FailureKind.LOCKED, Doubt.DOCUMENT_LOCKED),
        (FailureKind.NO_TEXT, Doubt.NO_TEXT),
        (FailureKind.UNSUPPORTED, Doubt.UNSUPPORTED_FORMAT),
    ],
)
def test_an_unreadable_file_beside_a_good_one_is_for_a_person(failure: FailureKind, doubt: Doubt) -> None:
    result = judged(reading(section()), unreadable(failure))
    assert result.status is Status.FLAGGED
    assert doubt in result.doubts


@pytest.mark.parametrize("kind", ["minutes", "memorandum"])
def test_a_poor_scan_without_a_decision_beside_a_good_paper_is_for_a_person(kind: str) -> None:
    scan = reading(kind=kind, name="skannat.pdf")
    assert scan.text
    scan = dataclasses.replace(scan, text=dataclasses.replace(scan.text, doubts=(Doubt.TEXT_UNCERTAIN,)))
    result = judged(reading(section()), scan)
    could_decide = kind == "minutes"
    assert (Doubt.TEXT_UNCERTAIN in result.doubts) is could_decide
    assert (result.status is Status.REGISTERED) is not could_decide


def test_an_answer_in_the_mails_own_words_is_no_decision() -> None:
    result = judged(body="Kommunstyrelsen beslutade i går att anta överenskommelsen.")
    assert (result.status, result.decisions, result.doubts) == (Status.FLAGGED, (), (Doubt.NO_DOCUMENT,))


def test_minutes_about_something_else_answer_no_recommendation() -> None:
    result = judged(reading(section(about="")))
    assert (result.status, result.doubts) == (Status.FLAGGED, (Doubt.NO_RECOMMENDATION,))


def test_a_decision_about_the_national_associations_recommendation_is_named() -> None:
    other = claim(EvidenceKind.OTHER_ORGANISATION, "SKL", "other_organisation.only")
    assert Doubt.OTHER_ORGANISATION in judged(reading(section(about="", more=(other,)))).doubts


def test_a_mail_that_says_it_is_a_correction_is_flagged() -> None:
    assert Doubt.CORRECTION in judged(reading(section()), subject="Rättelse: protokollsutdrag").doubts


def test_a_case_systems_automatic_mail_with_an_answer_is_still_an_answer() -> None:
    assert judged(reading(section()), automatic=AutomaticKind.AUTO_REPLY).status is Status.REGISTERED


@pytest.mark.parametrize("kind", [AutomaticKind.AUTO_REPLY, AutomaticKind.BOUNCE, AutomaticKind.BULK])
def test_automatic_mail_without_documents_is_set_aside(kind: AutomaticKind) -> None:
    result = judged(automatic=kind, address="robot@news.example", body="Jag är på semester till den 6 juli.")
    assert (result.status, result.decisions) == (Status.IGNORED, ())


def test_what_exchange_gives_in_the_place_of_a_mail_is_for_a_person_whatever_it_quotes() -> None:
    quoted = 'The server could not retrieve: "Faktura, logga in". Unsubscribe.'
    exchange = Address(display_name="Microsoft Exchange", address="postmaster@exchange.example")
    looks = {
        "sender": exchange,
        "authentication": (),
        "subject": "Retrieval using the IMAP4 protocol failed",
        "body": quoted,
    }
    assert judged(**looks).status is Status.IGNORED, "it would pass for spam"
    result = judged(automatic=AutomaticKind.STAND_IN, **looks)
    assert result.status is Status.FLAGGED
    assert Doubt.MAIL_WITHHELD in result.doubts
    assert Doubt.NO_DOCUMENT not in result.doubts


def test_automatic_mail_with_an_unreadable_file_is_not_set_aside() -> None:
    result = judged(unreadable(FailureKind.NO_TEXT), automatic=AutomaticKind.AUTO_REPLY)
    assert result.status is Status.FLAGGED


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "Protokollet från kommunstyrelsen finns nu på webben."},
        {"subject": "SV: Påminnelse"},
        {"in_reply_to": ("<a@ksl.se>",)},
    ],
)
def test_bulk_mail_from_a_member_that_may_concern_us_is_not_set_aside(fields: dict[str, object]) -> None:
    assert judged(automatic=AutomaticKind.BULK, **({"subject": "Nytt"} | fields)).status is Status.FLAGGED


def test_a_members_newsletter_about_other_things_is_set_aside() -> None:
    result = judged(automatic=AutomaticKind.BULK, subject="Sommarens badplatser", body="Välkommen till badet!")
    assert result.status is Status.IGNORED


NEWS = "Kommunstyrelsen har antagit en ny översiktsplan.\nAvsluta prenumerationen: https://www.taby.example/avsluta"


def test_a_newsletter_that_tells_of_decisions_is_set_aside() -> None:
    assert judged(automatic=AutomaticKind.BULK, subject="Nyhetsbrev nr 3", body=NEWS).status is Status.IGNORED


def test_a_newsletter_that_names_us_is_not_set_aside() -> None:
    body = NEWS.replace("översiktsplan", "överenskommelse med KSL")
    assert judged(automatic=AutomaticKind.BULK, subject="Nyhetsbrev nr 3", body=body).status is Status.FLAGGED


def test_an_automatic_mail_that_tells_of_a_decision_is_not_set_aside() -> None:
    result = judged(automatic=AutomaticKind.AUTO_REPLY, body="Kommunstyrelsen har antagit överenskommelsen.")
    assert result.status is Status.FLAGGED


SPAM = "Din faktura är obetald. Logga in och betala inom 24 timmar: http://198.51.100.7/x"


def spam(**fields: object) -> Result:
    unproved = dmarc("none", "faktura.example")
    values: dict[str, object] = {
        "subject": "Obetald faktura",
        "body": SPAM,
        "sender": Address(display_name="Faktura", address="x@faktura.example"),
    }
    return decide(message("x@faktura.example", unproved, **(values | fields)), (), CATALOGUE)  # type: ignore[arg-type]


def test_plain_spam_from_a_stranger_is_set_aside() -> None:
    assert spam().status is Status.IGNORED


@pytest.mark.parametrize(
    "fields",
    [
        {"sender": Address(display_name="", address="anna@botkyrka.se")},
        {"sender": Address(display_name="", address="anna@knivsta.se")},
        {"sender": Address(display_name="", address="x@botkyrka-kommun.com")},
        {"sender": Address(display_name="Täby kommun", address="x@faktura.example")},
        {"in_reply_to": ("<a@ksl.se>",)},
        {"subject": "SV: Obetald faktura"},
        {"body": SPAM + " Gäller er rekommendation."},
        {"skipped": (SkippedPart(name="a.xyz", media_type="x/y", sha256="0", reason=SkipReason.UNSUPPORTED),)},
        {"faults": ("broken",)},
    ],
)
def test_whatever_may_be_an_answer_is_never_set_aside(fields: dict[str, object]) -> None:
    assert spam(**fields).status is Status.FLAGGED


@pytest.mark.parametrize(
    "body",
    [
        "Kommunstyrelsen beslutar om er rekommendation i juni.",
        "Kommunstyrelsen beslutar i juni. Jag är ledig till dess.",
        "Nämnden beslutar först den 4 maj, så det dröjer att få svar.",
        "Vi antar att ditt ärende kan vänta till måndag.",
    ],
)
def test_an_absence_reply_that_tells_when_they_will_decide_is_set_aside(body: str) -> None:
    assert judged(automatic=AutomaticKind.AUTO_REPLY, body=body).status is Status.IGNORED


@pytest.mark.parametrize(
    "body",
    [
        "Kommunstyrelsen beslutade om er rekommendation i juni.",
        "Kommunstyrelsen beslutar att anta överenskommelsen.",
        "Kommunstyrelsen beslutar den 4 maj att anta överenskommelsen.",
        "Kommunstyrelsen beslutar i juni. Kommunfullmäktige har redan antagit överenskommelsen.",
    ],
)
def test_an_automatic_mail_that_tells_of_a_decision_made_is_not_set_aside(body: str) -> None:
    assert judged(automatic=AutomaticKind.AUTO_REPLY, body=body).status is Status.FLAGGED
