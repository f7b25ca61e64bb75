"""Values to JSON text and back: the one door to cattrs.

A field that a later version added is passed over when an earlier one reads; a field with a default may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from cattrs.preconf.json import make_converter

from domain.catalogue import Recommendation
from domain.decision import Decision, Result
from domain.errors import StorageError
from storage.types import harmless

T = TypeVar("T")

_converter = make_converter()
_converter.register_unstructure_hook(str, harmless)  # JSON's escape of NUL would come back as NUL


def dumps(value: object) -> str:
    """A domain value as JSON text that both databases can hold."""
    return _converter.dumps(value, ensure_ascii=False)


def loads(text: str, kind: type[T]) -> T:
    """The value again. Errors: StorageError when the text is not one of `kind`."""
    try:
        return _converter.loads(text, kind)
    except Exception as error:  # cattrs raises groups of many kinds, json ValueError
        raise StorageError(
            f"En rad i registret går inte att tolka som {kind.__name__}. Är databasen ändrad för hand, eller skriven "
            f"av en senare version? Återställ den från säkerhetskopian, eller uppgradera programmet. ({error!r})"
        ) from error


@lru_cache(maxsize=4096)
def decision_from(text: str) -> Decision:
    """A Decision again; kept for the next time, since every mail's settling looks at the same earlier answers."""
    return loads(text, Decision)


@lru_cache(maxsize=1024)
def result_from(text: str) -> Result:
    """A Result again; kept, since the queue shows the same ones each time it is looked at."""
    return loads(text, Result)


@lru_cache(maxsize=1024)
def recommendation_from(text: str) -> Recommendation:
    """A Recommendation again; kept, since every page shows some and they change a few times a year."""
    return loads(text, Recommendation)


def state_as_json(state: str, reason: str, decisions: Sequence[Decision], rows: Sequence[int] = ()) -> str:
    """What the audit trail says of an entry before and after a person's verdict; `rows` are those of the decisions."""
    whole = {"state": state, "reason": reason, "decisions": [_converter.unstructure(d) for d in decisions]}
    return dumps({**whole, "rows": list(rows)} if rows else whole)
