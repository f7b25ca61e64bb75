"""One mail through the house: gather, decide, apply. Whatever the mail does, the next one goes on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from domain.decision import Result, Status
from domain.doubt import Doubt
from domain.errors import DiskFull, ReadingStopped, StorageError
from domain.register import Entry
from matching.history import conclude
from registrator.build import House
from registrator.corresponding import letters_of, note_returned
from registrator.enclosing import ground_of
from registrator.log import get_log
from registrator.telling import tell
from registrator.understand import Understanding, understand_mail

TRIES = 3
"""A mail that makes the reader fall is tried this many times, over restarts too; then a person looks at it."""

log = get_log("pipeline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at reading a mail, not yet concluded: what it gave, or `hopeless` (why, in Swedish), or the error.

    None of them: the original could not be had this time.
    """

    entry_id: int
    number: int
    understanding: Understanding | None = None
    hopeless: str = ""
    error: Exception | None = None


def read_entry(house: House, entry_id: int) -> Entry | None:
    """Read one waiting mail and settle it. None when it is left waiting for another try. Errors: StorageError."""
    return conclude_attempt(house, attempt_reading(house, entry_id))


def attempt_reading(house: House, entry_id: int) -> Attempt:
    """Count the try, then read and understand; for several mails at once if need be. Errors: StorageError."""
    number = house.store.begin(entry_id)
    attempt = Attempt(entry_id=entry_id, number=number)
    if number > TRIES:  # the earlier tries took the whole process down with them
        return replace(attempt, hopeless="Läsningen av mejlet har avbrutits tre gånger.")
    try:
        try:
            entry, raw = _original(house, entry_id)
        except DiskFull:
            raise
        except StorageError as error:
            if number < TRIES:  # a disk may be away for a moment
                log.warning("original_not_read", entry=entry_id, attempt=number, error=str(error))
                return attempt
            return replace(attempt, hopeless=f"Originalet kan inte läsas ur arkivet: {error}")
        understood = understand_mail(
            raw,
            catalogue=house.catalogue(),
            reader=house.reader,
            letters=partial(letters_of, house),
            arrived=entry.arrived_at,
        )
    except Exception as error:
        return replace(attempt, error=error)
    return replace(attempt, understanding=understood)


def conclude_attempt(house: House, attempt: Attempt) -> Entry | None:
    """Settle what was read, or leave it waiting, or give it up. To be called in the order of arrival."""
    try:
        return _conclude(house, attempt)
    except StorageError:
        drop_attempt(house, attempt)
        raise
    except ReadingStopped:
        drop_attempt(house, attempt)
        return None
    except Exception as error:  # whatever one mail does to our code costs that mail only
        log.error("reading_failed", entry=attempt.entry_id, attempt=attempt.number, exc_info=error)
        if attempt.number < TRIES:
            return None
        reason = f"Läsningen av mejlet har misslyckats tre gånger ({type(error).__name__})."
        return _give_up(house, attempt.entry_id, reason)


def drop_attempt(house: House, attempt: Attempt) -> None:
    """It was cut short by no fault of the mail's: it must not count against it."""
    with suppress(StorageError):
        house.store.discount(attempt.entry_id)


def _conclude(house: House, attempt: Attempt) -> Entry | None:
    if attempt.error:
        raise attempt.error
    if attempt.hopeless:
        return _give_up(house, attempt.entry_id, attempt.hopeless)
    if attempt.understanding is None:
        return None
    interrupted = any(r.failure and r.failure.worth_retrying for r in attempt.understanding.readings)
    if attempt.number < TRIES and interrupted:
        log.warning("document_reading_interrupted", entry=attempt.entry_id, attempt=attempt.number)
        return None
    return _settle(house, attempt.entry_id, attempt.understanding)


def _original(house: House, entry_id: int) -> tuple[Entry, bytes]:
    entry = house.store.entry(entry_id)
    if entry is None:
        raise StorageError(f"Mejl {entry_id} finns inte i registret.")
    return entry, house.archive.read(entry.sha256)


def _settle(house: House, entry_id: int, understanding: Understanding) -> Entry:
    message = understanding.message
    twin = house.store.describe(
        entry_id,
        sender=message.sender.address if message else "",
        subject=message.subject if message else "",
        message_id=message.message_id if message else "",
    )
    result = replace(understanding.result, read_by=house.version)
    result = with_twin(result) if twin else result
    note_returned(house, entry_id, understanding.returned)
    entry = house.store.settle(
        entry_id,
        conclude=partial(conclude, result),
        recommendations=sorted({decision.recommendation for decision in result.decisions}),
        compose=partial(tell, house, ground=ground_of(house, message, result), catalogue=understanding.catalogue),
        now=house.clock(),
    )
    log.info("settled", entry=entry.id, number=entry.number, state=entry.state.value, mail=entry.sha256[:12])
    return entry


def with_twin(result: Result) -> Result:
    """Another mail has this Message-ID and other bytes: somebody may imitate it, so a person looks at both."""
    if result.status is Status.IGNORED:
        return result
    return replace(result, status=Status.FLAGGED, doubts=(*result.doubts, Doubt.SAME_MESSAGE_ID))


def _give_up(house: House, entry_id: int, reason: str) -> Entry:
    fail = partial(house.store.fail, entry_id, reason=reason, now=house.clock())
    try:
        entry = fail(compose=partial(tell, house))
    except StorageError:
        raise
    except Exception:  # it cannot even be told of in a mail: the page and the weekly letter show it all the same
        log.exception("notice_failed", entry=entry_id)
        entry = fail(compose=lambda _settlement: ())
    log.error("given_up", entry=entry.id, number=entry.number, mail=entry.sha256[:12])
    return entry
