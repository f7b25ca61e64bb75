"""How the service is set up and how its disk is, for the page that shows how it runs."""

from __future__ import annotations

import datetime as dt
import shutil

from parsers.version import reader_version
from registrator import __version__
from registrator.build import House
from registrator.signs_of_life import allowed_silence
from review.vitals import Vitals


def vitals_of(house: House) -> Vitals:
    """As they are now. Nothing in it is secret."""
    config = house.config
    try:
        free = shutil.disk_usage(config.storage.folder).free // 1_000_000
    except OSError:
        free = None
    documents, seconds = house.tally.so_far()
    return Vitals(
        program=__version__,
        readers=tuple(reader_version().split(", ")),
        mailbox=config.organisation.mailbox,
        folders=config.imap.places,
        silence=allowed_silence(config),
        idle=dt.timedelta(hours=config.review.idle_hours),
        disk_free=free,
        disk_reserve=config.operator.disk_reserve_mb,
        metrics_from=config.review.metrics_from,
        documents_read=documents,
        reading_seconds=seconds,
    )
