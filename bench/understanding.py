"""From a document's text to its decisions, after extraction: `python -m bench.understanding`."""

from __future__ import annotations

import sys
import time
from functools import partial

from bench.measure import medians, pdf_attachment, say
from bench.minutes import long_minutes
from bench.reading import TWO_PAGES
from demo.samples import catalogue
from demo.samples.press import document
from domain.document import DocumentText, ReadingFailure
from domain.mail import Attachment
from matching.decide import decide
from parsers import field_cells, lines, side_points, zones
from parsers.minutes import read_document
from parsers.relevance import words_of
from registrator.build import build_reader
from registrator.catalogue import catalogue_of

ROUNDS = 7
KNOWN = catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se", "storsthlm.se"))


def main() -> int:
    print("Understanding, after extraction")
    sought = words_of(KNOWN.recommendations)
    works = {}
    with build_reader(None) as reader:
        papers = {
            "short": document(TWO_PAGES),
            "long": long_minutes(tempting=False),
            "tempting": long_minutes(tempting=True),
        }
        for name, content in papers.items():
            attachment = pdf_attachment(content)
            works[name] = partial(understand, attachment, reader.read(attachment, sought))
    seconds = medians(works, ROUNDS, time.process_time)
    short, long, tempting = (1000 * seconds[name] for name in ("short", "long", "tempting"))
    met = [
        say("2 pages", short, unit=" ms", target="< 10", well=short < 10),
        say("150 pages", long, unit=" ms", target="< 150", well=long < 150),
        say("150 pages, many in words like ours", tempting, unit=" ms", target="< 150", well=tempting < 150),
    ]
    return 0 if all(met) else 1


def understand(attachment: Attachment, text: DocumentText | ReadingFailure) -> None:
    """As for a document that was never seen before: what is remembered of the last one is forgotten first."""
    side_points._is_one.cache_clear()  # a paper of its own each time, as they come
    lines.layout_of.cache_clear()
    zones.with_hyphens.cache_clear()
    field_cells.read_cells.cache_clear()
    result = decide(None, (read_document(attachment, text, KNOWN),), KNOWN)
    assert result.decisions, "the bench must measure an answer that is found"


if __name__ == "__main__":
    sys.exit(main())
