"""The numbers that a monitoring system collects. The door to prometheus_client.

Counts and times only: no address, no name, no subject.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Iterator, Sequence

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from domain.access import is_loopback
from outbox.troubles import SORTS
from review.accounts import FORWARDED
from review.desk import Desk


class MetricsPage:
    """Handler of /metrics: for the addresses of [review] metrics_from, without sign-in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self) -> ResponseReturnValue:
        address = request.remote_addr or ""
        # What a proxy on this machine passes on seems to come from here, whoever asked.
        passed_on = is_loopback(address) and any(name in request.headers for name in FORWARDED)
        if passed_on or not _among(address, self._desk.vitals().metrics_from):
            abort(403, "Mätvärdena lämnas bara till de adresser som anges i [review] metrics_from.")
        registry = CollectorRegistry()
        registry.register(_Collector(self._desk))
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _among(address: str, networks: Sequence[str]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in ipaddress.ip_network(network) for network in networks)


class _Collector:
    """Asks the register when it is asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        store, vitals, now = self._desk.store, self._desk.vitals(), self._desk.clock()
        yield GaugeMetricFamily("registrator_up", "1 when the register could be asked.", 1)
        yield _labelled("registrator_version", "Which program this is.", "version", {vitals.program: 1.0})
        yield _labelled(
            "registrator_mails",
            "Mails in the register, by state.",
            "state",
            {state.value: float(count) for state, count in store.counts().items()},
        )
        yield _labelled(
            "registrator_outgoing_mails",
            "Our own mails, by state.",
            "state",
            {state.value: float(count) for state, count in store.outgoing_counts().items()},
        )
        yield GaugeMetricFamily(
            "registrator_review_queue", "Mails that wait for a person now.", self._desk.waiting_count()
        )
        yield _labelled(
            "registrator_last_cycle_timestamp_seconds",
            "When each job last ended a whole round.",
            "job",
            {name: moment.timestamp() for name, moment in store.beats().items()},
        )
        lasting = {trouble.name: trouble.begun_at for trouble in store.troubles()}
        yield _labelled(
            "registrator_trouble",
            "Seconds that a trouble has lasted; 0 when there is none.",
            "name",
            {name: _seconds(now, lasting.get(name)) for name in sorted({*SORTS, *lasting})},
        )
        unread = store.holdings().unread_since
        yield GaugeMetricFamily(
            "registrator_oldest_unread_seconds",
            "Since the oldest mail that is not read yet came.",
            _seconds(now, unread),
        )
        yield GaugeMetricFamily("registrator_disk_free_bytes", "Where the archive lies.", (vitals.disk_free or 0) * 1e6)
        yield CounterMetricFamily("registrator_documents_read", "Since the start.", vitals.documents_read)
        yield CounterMetricFamily(
            "registrator_reading_seconds", "That reading them took, side by side.", vitals.reading_seconds
        )


def _labelled(name: str, words: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _seconds(now: dt.datetime, since: dt.datetime | None) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0
