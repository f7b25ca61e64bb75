"""The sample mails: the same bytes everywhere, well-formed, and with expectations that hold together."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import os
import subprocess
import sys
import unicodedata
from email.message import EmailMessage
from pathlib import Path

import pdfplumber
import pytest

from demo.samples import SampleMail, catalogue, mails, recommendation_pdf
from demo.samples.press import document
from domain.decision import Status
from domain.doubt import Doubt
from registrator.catalogue import members

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted(path.stem for path in (ROOT / "demo" / "samples" / "documents").glob("*.toml"))
BY_NAME = {sample.name: sample for sample in mails()}
EACH = pytest.mark.parametrize("sample", mails(), ids=lambda sample: sample.name)

DIGEST = "import hashlib, demo.samples as s; print(hashlib.sha256(b''.join(m.raw for m in s.mails())).hexdigest())"


def parsed(sample: SampleMail) -> EmailMessage:
    message = email.message_from_bytes(sample.raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def files(sample: SampleMail) -> dict[str, bytes]:
    """Attached files by name, also those of a forwarded mail."""
    found = {}
    for part in parsed(sample).walk():
        if name := part.get_filename():
            found[unicodedata.normalize("NFC", name)] = part.get_content()
    return found


def test_another_process_in_another_place_and_time_zone_builds_the_same_bytes(tmp_path: Path) -> None:
    elsewhere = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", DIGEST], cwd=tmp_path, env=elsewhere, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(b"".join(sample.raw for sample in mails())).hexdigest()


def test_the_samples_stand_in_order_of_arrival_in_the_spring_of_2015() -> None:
    arrivals = [sample.arrived_at for sample in mails()]
    assert arrivals == sorted(arrivals)
    assert {(at.year, at.utcoffset() is not None) for at in arrivals} == {(2015, True)}
    assert all(4 <= at.month <= 6 for at in arrivals)


def test_every_mail_has_its_own_message_id() -> None:
    ids = [parsed(sample)["Message-ID"] for sample in mails()]
    assert len(set(ids)) == len(mails())


@EACH
def test_a_mail_is_plain_ascii_in_lines_that_smtp_takes(sample: SampleMail) -> None:
    assert sample.raw.isascii()
    lines = sample.raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@EACH
def test_a_mail_parses_without_defects_and_is_addressed_to_the_registrar(sample: SampleMail) -> None:
    message = parsed(sample)
    assert [part.defects for part in message.walk() if part.defects] == []
    assert message["To"].addresses[0].addr_spec == "registrator@ksl.se"
    assert message["From"].addresses[0].domain
    assert message["Date"].datetime <= sample.arrived_at
    assert "\ufffd" not in message["Subject"]
    body = message.get_body(("plain", "html"))
    assert body is not None
    assert body.get_content().strip()


@EACH
def test_our_own_server_speaks_of_the_sender_above_its_received_line(sample: SampleMail) -> None:
    message = parsed(sample)
    keys = [key for key in message if key in {"Authentication-Results", "Received"}]
    assert keys == ["Authentication-Results", "Received"]
    verdict = "fail" if Doubt.AUTHENTICATION_FAILED in sample.expected.doubts else "pass"
    assert message["Authentication-Results"].startswith("mx.ksl.se;")
    assert f"dmarc={verdict}" in message["Authentication-Results"]
    assert f"header.from={message['From'].addresses[0].domain}" in message["Authentication-Results"]
    assert "by mx.ksl.se" in message["Received"]


@EACH
def test_what_is_expected_of_a_mail_holds_together(sample: SampleMail) -> None:
    expected = sample.expected
    known = {row.diarienummer for row in catalogue()}
    kommunkoder = {row.kommunkod for row in members()}
    assert bool(expected.doubts) == (expected.status is Status.FLAGGED)
    if expected.status is Status.REGISTERED:
        assert len(expected.decisions) == 1
        assert expected.authentic is True
    if expected.status is Status.IGNORED:
        assert expected.decisions == ()
    for decision in expected.decisions:
        assert decision.recommendation in known
        assert decision.municipality in kommunkoder
        assert decision.meeting_date <= sample.arrived_at.date()
        assert decision.attachment in files(sample)


@EACH
def test_what_is_expected_stands_in_the_text_layer_of_the_attachment(sample: SampleMail) -> None:
    for decision in sample.expected.decisions:
        text = _text(files(sample)[decision.attachment])
        assert f"§ {decision.paragraf}" in text
        assert decision.diarienummer in text
        assert decision.recommendation in text
        assert any(form in text for form in _dates(decision.meeting_date))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_a_text_layer_with_swedish_letters_and_nothing_unreadable(name: str) -> None:
    text = _text(document(name))
    assert "ö" in text
    assert "(cid:" not in text
    assert "\ufffd" not in text


def test_every_document_is_used_by_a_mail_and_lies_in_it_unchanged() -> None:
    attached = {content for sample in mails() for content in files(sample).values()}
    unused = [name for name in DOCUMENTS if document(name) not in attached]
    assert unused == ["lidingo-ks-85"]  # that one arrives cut off


def test_a_repetition_carries_the_same_document_in_another_mail() -> None:
    (repetition,) = [sample for sample in mails() if sample.expected.repeats]
    original = BY_NAME[str(repetition.expected.repeats)]
    assert set(files(repetition).values()) == set(files(original).values())
    assert repetition.raw != original.raw
    assert repetition.arrived_at > original.arrived_at


def test_the_cut_off_file_is_a_pdf_without_an_end() -> None:
    (content,) = files(BY_NAME["14-lidingo-avbruten-fil"]).values()
    assert content.startswith(b"%PDF-")
    assert b"%%EOF" not in content


def test_the_samples_show_every_turn_that_the_demo_must_show() -> None:
    expected = [sample.expected for sample in mails()]
    assert len(expected) >= 16
    assert {e.status for e in expected} == set(Status)
    decisions = [decision for e in expected for decision in e.decisions]
    assert len({decision.municipality for decision in decisions}) >= 10
    assert {decision.outcome.value for decision in decisions} >= {
        *("adopted", "adopted_with_conditions", "declined", "referred_back", "tabled")
    }
    assert {decision.decision_body.value for decision in decisions} == {"assembly", "executive", "subcommittee"}
    assert {decision.recommendation for decision in decisions} == {row.diarienummer for row in catalogue()}


def test_the_layouts_are_at_least_five() -> None:
    used = {path.read_text("utf-8").splitlines()[0] for path in (ROOT / "demo/samples/documents").glob("*-k?-*.toml")}
    assert len(used) >= 5


def test_the_recommendation_has_the_real_number_title_dates_and_headings() -> None:
    text = _text(recommendation_pdf())
    headings = ("Rekommendation", "Ärendebeskrivning", "Dialog och förankring", "Tidsplan", "Ärendegång", "Svarsperiod")
    assert all(f"\n{heading}\n" in text for heading in (*headings, "Frågor och information"))
    facts = ("Dnr: KSL/15/0016-5", "2015-03-19", "den 15 juni 2015", "registrator@ksl.se", "anna.nerelius@ksl.se")
    assert all(fact in text for fact in facts)
    assert "Överenskommelse om samverkan för en trygg, säker och störningsfri region" in " ".join(text.split())


def _text(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _dates(day: object) -> tuple[str, str]:
    months = {"4": "april", "5": "maj", "6": "juni"}
    year, month, number = str(day).split("-")
    return str(day), f"{int(number)} {months[month.lstrip('0')]} {year}"
