"""Reports of our own mail, in the ways that servers write them, and as anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery import DeliveryAction, DeliveryReport
from domain.mail import AutomaticKind
from parsers.delivery_report import read_delivery_report
from parsers.message import read_message
from tests.unit.parsers.reports import EXIM, OURS, QMAIL, READER, report


def test_a_report_names_the_mail_the_recipient_the_code_and_the_words() -> None:
    found = read_delivery_report(report())
    assert found.message_ids == (OURS,)
    (status,) = found.statuses
    assert (status.addresses, status.action, status.status) == ((READER,), DeliveryAction.FAILED, "5.1.1")
    assert status.diagnostic == f"550 5.1.1 <{READER}>: Recipient address rejected: User unknown"


@pytest.mark.parametrize("enclosed", ["message/rfc822", "text/rfc822-headers", "message/global-headers"])
def test_the_mail_is_named_by_its_copy_or_by_its_headers_alone(enclosed: str) -> None:
    assert read_delivery_report(report(enclosed=enclosed)).message_ids == (OURS,)


@pytest.mark.parametrize("action", DeliveryAction)
def test_every_action_is_read(action: DeliveryAction) -> None:
    assert [s.action for s in read_delivery_report(report(action=action.value.upper())).statuses] == [action]


def test_without_a_known_action_the_code_tells() -> None:
    statuses = read_delivery_report(report(action="bounced", status="4.4.1 (timeout)")).statuses
    assert [(s.action, s.status) for s in statuses] == [(DeliveryAction.DELAYED, "4.4.1")]


@pytest.mark.parametrize("raw", [QMAIL, EXIM], ids=["qmail", "exim"])
def test_a_refusal_in_plain_words_is_read_too(raw: bytes) -> None:
    assert read_message(raw).automatic is AutomaticKind.BOUNCE
    found = read_delivery_report(raw)
    assert found.message_ids == (OURS,)
    assert [(s.addresses, s.action) for s in found.statuses] == [((READER,), DeliveryAction.FAILED)]


def test_the_words_of_the_server_are_kept_and_its_code() -> None:
    (exim,), (qmail,) = read_delivery_report(EXIM).statuses, read_delivery_report(QMAIL).statuses
    assert exim.diagnostic == "550 No such user here"
    assert qmail.status == "5.1.1"


def test_a_warning_in_plain_words_is_no_failure() -> None:
    warned = EXIM.replace(b"could not be delivered", b"has not yet been delivered").replace(
        b"550 No such user here", b"Delivery will be retried for 4 days"
    )
    assert [s.action for s in read_delivery_report(warned).statuses] == [DeliveryAction.DELAYED]


def test_the_id_of_a_mail_within_the_returned_mail_is_not_the_returned_ones() -> None:
    """A forwarded mail in ours, attached: only the outermost came back."""
    inner = "Content-Type: message/rfc822\n\nMessage-ID: <inner@x>\n\nhej\n"
    found = read_delivery_report(report(copy=f"Message-ID: {OURS}\n{inner}"))
    assert found.message_ids == (OURS,)


@given(st.binary(max_size=3000))
def test_any_bytes_give_a_report(raw: bytes) -> None:
    assert isinstance(read_delivery_report(raw), DeliveryReport)


@given(st.data())
def test_a_report_that_is_damaged_anywhere_gives_one_still(data: st.DataObject) -> None:
    raw = bytearray(report() if data.draw(st.booleans()) else QMAIL)
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 60))
        raw[start : start + length] = data.draw(st.binary(max_size=60))
    found = read_delivery_report(bytes(raw))
    assert found.statuses
    assert all("\n" not in s.diagnostic and "\x00" not in s.diagnostic for s in found.statuses)
    assert all(i.startswith("<") and i.endswith(">") for i in found.message_ids)


@pytest.mark.parametrize("bomb", [b"Content-Type: multipart/report; boundary=a\r\n\r\n" + b"--a\r\n\r\nx\r\n" * 30_000])
def test_a_report_of_thirty_thousand_parts_is_bounded(bomb: bytes) -> None:
    assert len(read_delivery_report(bomb).statuses) == 1


def test_ten_thousand_recipients_are_bounded() -> None:
    blocks = "\n".join(
        f"\nFinal-Recipient: rfc822; x{n}@y.example\nAction: failed\nStatus: 5.0.0" for n in range(10_000)
    )
    assert len(read_delivery_report(report(status=f"5.1.1\n{blocks}\n")).statuses) <= 100
