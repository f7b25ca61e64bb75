"""What a report means for our mail: whoever writes it may lie."""

from __future__ import annotations

import datetime as dt

import pytest

from domain.delivery import DeliveryAction, DeliveryReport, DeliveryStatus
from domain.outgoing import MailKind, OutboxRow, OutgoingMail, OutgoingState, SendStage
from matching.returned import judge_report

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
READER = "kansliet@samverkan.example"


def row(state: OutgoingState = OutgoingState.SENT, number: int = 1) -> OutboxRow:
    mail = OutgoingMail(
        key=f"sammanfattning/{number}",
        kind=MailKind.SUMMARY,
        recipient=READER,
        subject="Botkyrka har antagit",
        message_id=f"<{number}@ksl.se>",
        raw=b"",
    )
    return OutboxRow(
        id=number,
        mail=mail,
        state=state,
        stage=SendStage.DOT,
        attempts=1,
        next_attempt_at=NOW,
        last_error="",
        created_at=NOW,
        sent_at=NOW,
    )


def report(
    *addresses: str, action: DeliveryAction = DeliveryAction.FAILED, ids: tuple[str, ...] = ("<1@ksl.se>",)
) -> DeliveryReport:
    status = DeliveryStatus(addresses=addresses, action=action, status="5.1.1", diagnostic="550 5.1.1 User unknown")
    return DeliveryReport(message_ids=ids, statuses=(status,))


@pytest.mark.parametrize("addresses", [(READER,), (), ("alias@samverkan.example",), ("x@gmail.example", READER)])
def test_a_failure_to_reach_our_reader_is_the_mails(addresses: tuple[str, ...]) -> None:
    found = judge_report(report(*addresses), (row(),))
    assert found is not None
    assert (found.failed, found.why) == (True, "5.1.1 550 User unknown")
    assert found.words.startswith(f"vårt mejl »Botkyrka har antagit« till {READER} kom inte fram (5.1.1")


def test_a_failure_beyond_our_reader_is_told_and_changes_nothing() -> None:
    """She forwards her mail to an address elsewhere that is full."""
    found = judge_report(report("hon@gmail.example"), (row(),))
    assert found is not None
    assert not found.failed
    assert "hos hon@gmail.example" in found.words


@pytest.mark.parametrize("action", [a for a in DeliveryAction if a is not DeliveryAction.FAILED])
def test_every_other_action_changes_nothing(action: DeliveryAction) -> None:
    found = judge_report(report(READER, action=action), (row(),))
    assert found is not None
    assert not found.failed


@pytest.mark.parametrize(
    "state", [OutgoingState.WAITING, OutgoingState.DRAFT, OutgoingState.WITHDRAWN, OutgoingState.PARKED]
)
def test_a_report_of_what_never_left_is_not_believed(state: OutgoingState) -> None:
    assert judge_report(report(READER), (row(state),)) is None


def test_a_report_of_no_mail_of_ours_is_about_none() -> None:
    assert judge_report(report(READER, ids=("<stranger@x>",)), (row(),)) is None
    assert judge_report(report(READER), ()) is None


def test_of_several_mails_the_one_that_is_named_first_came_back() -> None:
    found = judge_report(report(READER, ids=("<2@ksl.se>", "<1@ksl.se>")), (row(), row(number=2)))
    assert found is not None
    assert found.row.id == 2
