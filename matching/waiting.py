"""To what a mail that waits for a person may be the answer, although no decision of a municipality was read in it.

A mail without a file, or with one that nobody could read ("Hej, här kommer vårt protokoll"), shows that its
municipality is not silent: nobody is to remind it before a person has looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.catalogue import Catalogue
from domain.evidence import Evidence, EvidenceKind
from domain.register import Entry, Undecided
from matching.lookalike import member_of
from matching.thread import named_in


def may_answer(waiting: Iterable[Entry | Undecided], catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """(kommunkod, diarienummer) for each of them from a member, or forwarded from one.

    Those recommendations that its decisions, its thread or its subject name; if it names none, all that are not closed.
    Where a municipality was read in a decision, it answers what that decision does, and nothing more.
    """
    still_open = tuple(r.diarienummer for r in catalogue.recommendations if r.closed_on is None)
    titles = {r.diarienummer: _folded(r.title) for r in catalogue.recommendations}
    found: set[tuple[str, str]] = set()
    for mail in waiting:
        decisions = mail.result.decisions if mail.result else ()
        read = {(d.municipality, d.recommendation) for d in decisions if d.municipality}
        if read:
            found |= read
        elif senders := set(_senders(mail, catalogue)):
            answered = set(_named(mail, catalogue, titles)) or still_open
            found |= {(municipality, diarienummer) for municipality in senders for diarienummer in answered}
    return frozenset(found)


def _senders(mail: Entry | Undecided, catalogue: Catalogue) -> Iterator[str]:
    claims = [mail.sender, *(e.value for e in _evidence(mail) if e.rule == "sender.forwarded_from")]
    for claim in claims:
        if municipality := member_of(claim.rpartition("@")[2].lower(), catalogue):
            yield municipality


def _named(mail: Entry | Undecided, catalogue: Catalogue, titles: dict[str, str]) -> Iterator[str]:
    yield from (d.recommendation for d in (mail.result.decisions if mail.result else ()))
    yield from (e.value for e in _evidence(mail) if e.kind is EvidenceKind.THREAD)
    yield from named_in(mail.subject, catalogue)
    subject = _folded(mail.subject)
    yield from (diarienummer for diarienummer, title in titles.items() if title in subject)


def _evidence(mail: Entry | Undecided) -> tuple[Evidence, ...]:
    return mail.result.evidence if mail.result else ()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
