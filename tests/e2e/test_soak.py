"""Some minutes of the soak: mails come, a fault strikes each simulated minute, and then all is well again."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.certificates import Certificates
from tests.crash.disks import disks
from tests.crash.nursery import Nursery
from tests.servers.dovecot import Dovecot
from tests.soak.report import soak

MINUTES, RATE, SEED = 14, 90.0, 3
STARTS = dt.datetime(2015, 6, 22, 4, 55, tzinfo=dt.UTC)  # five minutes before Monday's letter is due


@pytest.fixture
def dovecot(certificates: Certificates) -> Iterator[Dovecot]:
    """Of the test's own: it is stopped and started."""
    if Dovecot.missing():
        pytest.skip(Dovecot.missing())
    with Dovecot(certificates) as server:
        yield server


def test_a_fault_each_minute_loses_and_doubles_nothing_and_every_alarm_is_over(
    tmp_path: Path, certificates: Certificates, dovecot: Dovecot
) -> None:
    with Nursery(*disks(tmp_path)) as nursery:
        outcome = soak(tmp_path, MINUTES, STARTS, RATE, random.Random(SEED), certificates, dovecot, nursery)
    assert outcome.clean, (outcome.wrong, outcome.facts)
    assert outcome.faults.total() > MINUTES
    assert outcome.alarms.raised
