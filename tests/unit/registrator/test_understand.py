"""Whole mails through reading, finding, matching and deciding, with a reader that takes attachments for plain text."""

from __future__ import annotations

import dataclasses
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Decision, DocumentFate, Result, Status
from domain.document import DocumentText, FailureKind, ReadingFailure
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Outcome
from domain.mail import Attachment, Message
from parsers.message import read_message
from registrator.understand import MOST_STOPPED, understand_lone_document, understand_mail
from tests.unit.samples import CATALOGUE, document

TITLE = "överenskommelsen om samverkan för en trygg, säker och störningsfri region"

EXTRACT = """BOTKYRKA KOMMUN
Kommunstyrelsen
PROTOKOLLSUTDRAG 2015-05-04
§ 77
Regional samverkan (KS/2015:238)
Beslut
{decision}
Bakgrund
KSL rekommenderar kommunerna i skrivelse KSL/15/0016-5 att anta en överenskommelse.
"""
ADOPTS = f"Kommunstyrelsen antar {TITLE}."


class TextReader:
    """Implements domain.ports.DocumentReader for attachments that hold plain text, pages parted by form feeds."""

    open_mail = staticmethod(read_message)

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> DocumentText:
        return document(*attachment.content.decode().split("\f"))


def mail(
    *texts: str, address: str = "registrator@botkyrka.se", subject: str = "Protokollsutdrag", dmarc: str = "pass"
) -> bytes:
    built = EmailMessage()
    domain = address.rpartition("@")[2]
    built["Authentication-Results"] = f"mx.ksl.se; dmarc={dmarc} header.from={domain}"
    built["Received"] = "from mail.example by mx.ksl.se with ESMTPS id 1; Wed, 13 May 2015 09:12:45 +0200"
    built["From"] = address
    built["To"] = "registrator@ksl.se"
    built["Subject"] = subject
    built["Message-ID"] = "<1@mail.example>"
    built.set_content("Hej!\n\nSe bifogat.\n")
    for number, text in enumerate(texts, start=1):
        built.add_attachment(text.encode(), maintype="text", subtype="plain", filename=f"Utdrag {number}.txt")
    return built.as_bytes()


def understood(raw: bytes) -> Result:
    return understand_mail(raw, catalogue=CATALOGUE, reader=TextReader()).result


def only(result: Result) -> Decision:
    (decision,) = result.decisions
    return decision


def test_an_authentic_extract_that_adopts_is_registered_with_every_field() -> None:
    result = understood(mail(EXTRACT.format(decision=ADOPTS)))
    decision = only(result)
    assert (result.status, result.authentic, result.all_doubts) == (Status.REGISTERED, True, ())
    assert (decision.municipality, decision.recommendation) == ("0127", "KSL/15/0016-5")
    assert (decision.outcome, decision.final, decision.decision_body) == (Outcome.ADOPTED, True, DecisionBody.EXECUTIVE)
    assert (decision.paragraf, str(decision.meeting_date), decision.diarienummer) == ("77", "2015-05-04", "KS/2015:238")
    assert (decision.attachment, decision.page) == ("Utdrag 1.txt", 1)
    assert ADOPTS in decision.quote


def test_a_short_decision_takes_its_recommendation_from_the_history() -> None:
    result = understood(mail(EXTRACT.format(decision="Överenskommelsen godkänns.")))
    assert (result.status, only(result).recommendation) == (Status.REGISTERED, "KSL/15/0016-5")


def test_a_plan_whose_history_names_the_recommendation_is_no_answer() -> None:
    text = EXTRACT.replace("Regional samverkan", "Ny krisledningsplan").format(decision="Krisledningsplanen antas.")
    result = understood(mail(text))
    assert (result.status, result.decisions, result.doubts) == (Status.FLAGGED, (), (Doubt.NO_RECOMMENDATION,))


def test_a_plan_under_a_heading_akin_to_the_title_is_no_answer() -> None:
    text = EXTRACT.replace("Regional samverkan", "Plan för samverkan").format(decision="Planen antas.")
    assert understood(mail(text)).decisions == ()


@pytest.mark.parametrize(
    ("heading", "decision"),
    [
        ("Svar på motion om att anta", "Motionen avslås."),
        ("Svar på motion om att anta", "Motionen bifalls."),
        ("Uppföljning av", "Uppföljningen godkänns."),
        ("Handlingsplan för", "Handlingsplanen antas."),
        ("Finansiering av", "Kommunstyrelsen godkänner finansieringen."),
        ("Tilläggsavtal till", "Tilläggsavtalet godkänns."),
        ("Anmälan av delegationsbeslut om", "Anmälan godkänns."),
    ],
)
def test_a_decision_about_something_beside_the_recommendation_is_never_registered(heading: str, decision: str) -> None:
    text = EXTRACT.replace("Regional samverkan", f"{heading} {TITLE}").format(decision=decision)
    assert understood(mail(text)).status is Status.FLAGGED


def test_another_recommendation_of_ours_that_is_not_known_is_no_answer_to_one_in_its_history() -> None:
    text = EXTRACT.replace("Regional samverkan", "Rekommendation från KSL om digital plattform")
    result = understood(mail(text.format(decision="Kommunstyrelsen antar rekommendationen.")))
    assert (result.status, result.decisions) == (Status.FLAGGED, ())


def test_the_memorandum_bound_behind_the_extract_does_not_speak() -> None:
    memorandum = f"Kommunledningskontoret\nTjänsteskrivelse 2015-04-27\nFörslag till beslut\n{ADOPTS}\nKSL/15/0016-5\n"
    result = understood(mail(EXTRACT.format(decision="Ärendet återremitteras.") + "\f" + memorandum))
    assert (only(result).outcome, only(result).final, result.status) == (
        Outcome.REFERRED_BACK,
        False,
        Status.REGISTERED,
    )


def test_our_own_recommendation_beside_the_extract_changes_nothing() -> None:
    ours = "REKOMMENDATION\n2015-03-19\nDnr: KSL/15/0016-5\n"
    ours += f"Styrelsen beslutade att rekommendera länets kommuner att anta {TITLE}.\n"
    alone, both = (
        understood(mail(*texts))
        for texts in ((EXTRACT.format(decision=ADOPTS),), (EXTRACT.format(decision=ADOPTS), ours))
    )
    assert both.status is Status.REGISTERED
    assert [d.paragraf for d in both.decisions] == [d.paragraf for d in alone.decisions]


def test_an_extract_that_leaves_the_number_to_the_mails_subject_is_for_a_person() -> None:
    text = EXTRACT.replace(" i skrivelse KSL/15/0016-5", "").format(
        decision="Kommunstyrelsen antar KSL:s rekommendation."
    )
    result = understood(mail(text, subject="SV: Rekommendation KSL/15/0016-5"))
    assert only(result).recommendation == "KSL/15/0016-5"
    assert result.all_doubts == (Doubt.RECOMMENDATION_UNCERTAIN,)


@pytest.mark.parametrize(
    ("address", "verdict", "doubt", "authentic"),
    [
        ("registrator@botkyrka.se", "fail", Doubt.AUTHENTICATION_FAILED, False),
        ("registrator@botkyrka.se", "none", Doubt.NOT_AUTHENTICATED, None),
        ("registrator@botkyrka-kommun.com", "pass", Doubt.LOOKALIKE_SENDER, False),
        ("registrator@solna.se", "pass", Doubt.SENDER_DIFFERS, None),
        ("kansliet@gmail.com", "pass", Doubt.SENDER_NOT_MUNICIPALITY, None),
        ("knivsta@knivsta.se", "pass", Doubt.OUTSIDE_COUNTY, None),
    ],
)
def test_the_best_extract_from_an_unproved_sender_is_never_registered(
    address: str, verdict: str, doubt: Doubt, authentic: bool | None
) -> None:
    result = understood(mail(EXTRACT.format(decision=ADOPTS), address=address, dmarc=verdict))
    assert (result.status, result.authentic) == (Status.FLAGGED, authentic)
    assert doubt in result.doubts


def test_whole_minutes_give_the_one_paragraf_that_answers() -> None:
    pages = [
        f"BOTKYRKA KOMMUN\nKommunstyrelsen\nPROTOKOLL 2015-05-04 {n}(40)\n§ {60 + n}\n"
        f"Taxa nummer {n} (KS/2015:{n})\nBeslut\nKommunstyrelsen antar taxan.\nBakgrund\nTaxan gäller från juli.\n"
        for n in range(1, 30)
    ]
    pages[16] = EXTRACT.format(decision=ADOPTS)
    result = understood(mail("\f".join(pages)))
    assert (result.status, only(result).paragraf, only(result).page) == (Status.REGISTERED, "77", 17)


def test_two_paragrafer_that_answer_two_recommendations_are_told_apart() -> None:
    second = "§ 78\nUpphandling av skolskjuts (KS/2015:239)\nBeslut\n"
    second += "Kommunstyrelsen avslår KSL:s rekommendation KSL/14/0200-7.\n"
    result = understood(mail(EXTRACT.format(decision=ADOPTS) + second))
    found = {d.recommendation: d.outcome for d in result.decisions}
    assert found == {"KSL/15/0016-5": Outcome.ADOPTED, "KSL/14/0200-7": Outcome.DECLINED}
    assert Doubt.SEVERAL_RECOMMENDATIONS in result.doubts


def test_a_lone_document_is_judged_without_a_sender() -> None:
    content = EXTRACT.format(decision=ADOPTS).encode()
    result = understand_lone_document("utdrag.txt", content, catalogue=CATALOGUE, reader=TextReader()).result
    assert (result.status, result.authentic, only(result).municipality) == (Status.REGISTERED, None, "0127")


PIECES = st.sampled_from(
    (
        *("§ 77", "Beslut", "KSL/15/0016-5", TITLE, "antar", "inte", "Kommunstyrelsen", "Sammanträdesdatum"),
        *("2015-05-04", "Dnr KS/2015:1", "BOTKYRKA KOMMUN", "Solna stad", "\f", "\n", "att", "Ojusterat", "Rättelse"),
        *("Tjänsteskrivelse", "Delges", "1.", "(", "Förslag till beslut"),
    )
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=60))
def test_no_text_whatever_breaks_the_understanding(pieces: list[str]) -> None:
    content = " ".join(pieces).encode("utf-8", "replace")
    result = understand_lone_document("x.txt", content, catalogue=CATALOGUE, reader=TextReader()).result
    assert result.status in {Status.REGISTERED, Status.FLAGGED}


@given(
    st.lists(
        st.sampled_from(["Sida 3 (28)", "Justerandes sign Utdragsbestyrkande", "22 (28)", ""]), min_size=1, max_size=3
    )
)
def test_page_furniture_changes_no_answer(furniture: list[str]) -> None:
    plain = EXTRACT.format(decision=ADOPTS)
    result = understood(mail(plain + "\n".join(furniture) + "\n"))
    assert (result.status, only(result).outcome) == (Status.REGISTERED, Outcome.ADOPTED)


@given(st.sampled_from(["mx.ksl.se", "MX.KSL.SE", "mx.google.com"]), st.sampled_from(["fail", "none"]))
def test_an_appended_forged_header_never_raises_trust(server: str, verdict: str) -> None:
    raw = mail(EXTRACT.format(decision=ADOPTS), dmarc=verdict)
    forged = raw.replace(
        b"From: ", f"Authentication-Results: {server}; dmarc=pass header.from=botkyrka.se\nFrom: ".encode(), 1
    )
    assert understood(forged).authentic is not True
    assert understood(forged).status is Status.FLAGGED


class Stopping(TextReader):
    """Every document ends its process."""

    def __init__(self) -> None:
        self.asked = 0

    def read(self, attachment: Attachment, looking_for: tuple[str, ...] = ()) -> ReadingFailure:  # type: ignore[override]
        self.asked += 1
        return ReadingFailure(sha256=attachment.sha256, kind=FailureKind.TIMEOUT, detail="")


def test_a_mail_of_documents_that_all_hang_does_not_hold_up_the_others_for_hours() -> None:
    reader = Stopping()
    result = understand_mail(mail(*map(str, range(50))), catalogue=CATALOGUE, reader=reader).result
    assert reader.asked == MOST_STOPPED
    assert [(d.fate, d.reason) for d in result.documents] == [(DocumentFate.FAILED, "timeout")] * 50
    assert result.status is Status.FLAGGED


class Unopened(TextReader):
    """The mail's only archive ended its process."""

    def open_mail(self, raw: bytes) -> Message:  # type: ignore[override]
        message = read_message(raw)
        failures = (ReadingFailure(sha256=message.attachments[0].sha256, kind=FailureKind.MEMORY, detail=""),)
        return dataclasses.replace(message, failures=failures)


def test_a_part_that_could_not_be_opened_has_failed_with_its_reason_and_the_others_are_read() -> None:
    understood = understand_mail(mail("ett", "två"), catalogue=CATALOGUE, reader=Unopened())
    assert [(d.fate, d.reason) for d in understood.result.documents] == [
        (DocumentFate.FAILED, "memory"),
        (DocumentFate.READ, ""),
    ]
    assert understood.readings[0].failure
    assert understood.readings[0].failure.worth_retrying
    assert Doubt.DOCUMENT_UNREADABLE in understood.result.doubts
