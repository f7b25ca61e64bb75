"""What a monitoring system collects, over a real register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from domain.outgoing import OutgoingState
from domain.register import State
from outbox import troubles
from review.app import create_app
from review.vitals import Vitals
from tests.fakes.review_client import Review, open_review
from tests.servers.new_register import make_register


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:

    place = tmp_path_factory.mktemp("metrics")
    make_register(f"sqlite:///{place}/empty.db")
    with open_review(place / "empty.db", place) as opened:
        yield opened


def browser(review: Review, **vitals: object) -> FlaskClient:
    desk = replace(review.desk, vitals=lambda: Vitals(program="1.2", disk_free=7, **vitals))  # type: ignore[arg-type]
    return create_app(desk, allowed_hosts=("localhost",), secret_key=b"k" * 32).test_client()


def collected(text: str) -> dict[str, dict[str, float]]:
    """By name, and then by the value of the label."""
    return {
        family.name: {next(iter(sample.labels.values()), ""): sample.value for sample in family.samples}
        for family in text_string_to_metric_families(text)
    }


def test_the_numbers_are_those_of_the_register(review: Review) -> None:
    now = review.desk.clock()
    review.store.beat("poll", now)
    review.store.raise_trouble(troubles.SIGN_IN, "Avvisas.", now)
    found = collected(browser(review, documents_read=3, reading_seconds=4.5).get("/metrics").text)
    assert found["registrator_mails"] == {state.value: review.store.counts()[state] for state in State}
    assert sum(found["registrator_mails"].values()) > 3
    assert set(found["registrator_outgoing_mails"]) == {state.value for state in OutgoingState}
    assert found["registrator_review_queue"] == {"": review.desk.waiting_count()}
    assert found["registrator_last_cycle_timestamp_seconds"]["poll"] == now.timestamp()
    assert set(found["registrator_trouble"]) == set(troubles.SORTS)
    assert found["registrator_version"] == {"1.2": 1}
    assert found["registrator_disk_free_bytes"] == {"": 7_000_000}
    assert found["registrator_documents_read"] == {"": 3}
    assert found["registrator_reading_seconds"] == {"": 4.5}


def test_nothing_that_stood_in_a_mail_is_told(review: Review) -> None:
    text = browser(review).get("/metrics").text
    for entry in review.store.entries(tuple(State)):
        assert not entry.sender or entry.sender not in text
        assert not entry.subject or entry.subject not in text


@pytest.mark.parametrize(
    ("address", "headers", "allowed", "status"),
    [
        ("127.0.0.1", {}, (), 200),
        ("::1", {}, (), 200),
        ("10.1.2.3", {}, (), 403),
        ("10.1.2.3", {}, ("10.1.0.0/16",), 200),
        ("10.2.2.3", {}, ("10.1.0.0/16",), 403),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, (), 403),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, (), 403),
    ],
)
def test_only_the_addresses_that_are_configured_get_them(
    review: Review, address: str, headers: dict[str, str], allowed: tuple[str, ...], status: int
) -> None:
    vitals = {"metrics_from": allowed} if allowed else {}
    answer = browser(review, **vitals).get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status
