from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from domain.outgoing import MailKind, OutgoingMail
from outbox.brake import HOUR, Brake, Limits
from outbox.retry import next_connection

NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)


def mail(recipient: str = "a@ksl.se", kind: MailKind = MailKind.SUMMARY) -> OutgoingMail:
    return OutgoingMail(key="k", kind=kind, recipient=recipient, subject="s", message_id="<k@ksl.se>", raw=b"")


@given(
    per_hour=st.integers(1, 6),
    per_recipient=st.integers(1, 6),
    steps=st.lists(st.tuples(st.integers(0, 1800), st.sampled_from("abc")), max_size=60),
)
def test_no_sixty_minutes_ever_hold_more_than_the_limits(
    per_hour: int, per_recipient: int, steps: list[tuple[int, str]]
) -> None:
    brake = Brake(Limits(per_hour=per_hour, per_recipient=per_recipient), ())
    now, let_through = NOW, list[tuple[dt.datetime, str]]()
    for seconds, recipient in steps:
        now += dt.timedelta(seconds=seconds)
        held = brake.holds(mail(recipient), now)
        if held is None:
            brake.note(mail(recipient), now)
            let_through.append((now, recipient))
        else:
            assert now < held.until <= now + HOUR
    for at, _ in let_through:
        hour = [recipient for when, recipient in let_through if at <= when < at + HOUR]
        assert len(hour) <= per_hour
        assert all(hour.count(recipient) <= per_recipient for recipient in hour)


def test_a_mail_held_until_its_time_goes_then() -> None:
    times = [NOW + dt.timedelta(minutes=m) for m in (0, 10, 20)]
    brake = Brake(Limits(per_hour=2, per_recipient=9), [(at, "a@ksl.se", MailKind.SUMMARY) for at in times])
    held = brake.holds(mail(), NOW + dt.timedelta(minutes=30))
    assert held is not None
    assert held.until == NOW + dt.timedelta(minutes=70)
    assert brake.holds(mail(), held.until) is None


def test_a_server_that_is_away_is_tried_after_a_minute_at_first_and_every_quarter_at_last() -> None:
    waits = [next_connection(dt.timedelta(minutes=m), NOW) - NOW for m in (0, 1, 10, 60, 5000)]
    assert [wait.total_seconds() / 60 for wait in waits] == [1, 1, 5, 15, 15]
