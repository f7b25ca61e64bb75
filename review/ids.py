"""Numbers of rows in addresses: what no database could hold leads to nothing, not to a fault of the database."""

from __future__ import annotations

from typing import Any

from werkzeug.routing import IntegerConverter, Map

_HIGHEST = 2**31 - 1  # PostgreSQL's INTEGER; SQLite's would hold more


class RowId(IntegerConverter):
    """Stands for `<int:...>` in routes."""

    def __init__(self, url_map: Map, *args: Any, **more: Any) -> None:
        super().__init__(url_map, *args, **({"max": _HIGHEST} | more))


def row_id(given: str) -> int:
    """For `request.args.get(name, type=row_id)`. Errors: ValueError, which gives the default there."""
    number = int(given)
    if not 0 <= number <= _HIGHEST:
        raise ValueError(number)
    return number
