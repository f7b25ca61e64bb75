"""What has just been done, carried to the next page, where it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import session

_KEY = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An action on an entry, told in Swedish; `version` is what it left the entry at."""

    entry_id: int
    version: int
    text: str


def put_done(done: Done) -> None:
    session[_KEY] = [done.entry_id, done.version, done.text]


def take_done() -> Done | None:
    """Once: the page after the next says nothing of it."""
    match session.pop(_KEY, None):
        case [int(entry_id), int(version), str(text)]:
            return Done(entry_id=entry_id, version=version, text=text)
        case _:
            return None
