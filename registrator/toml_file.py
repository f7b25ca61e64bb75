"""The door to pydantic: a TOML file in, a frozen validated value out, or every fault at once in Swedish."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from domain.errors import ConfigError

T = TypeVar("T")

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", to_lower=True)]
Domain = Annotated[str, StringConstraints(pattern=r"^[^@\s/]+\.[^@\s/]+$", to_lower=True)]
Kommunkod = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Port = Annotated[int, Field(ge=1, le=65535)]
PortOrFree = Annotated[int, Field(ge=0, le=65535)]
Seconds = Annotated[float, Field(gt=0, le=86400)]
Count = Annotated[int, Field(ge=1)]
CountOrAll = Annotated[int, Field(ge=0)]
Hours = Annotated[float, Field(gt=0, le=24)]
Days = Annotated[float, Field(gt=0, le=31)]
SecondsOrNone = Annotated[float, Field(ge=0, le=3600)]
MegabytesOrNone = Annotated[float, Field(ge=0, le=7)]

STRICT = {"extra": "forbid", "strict": False}
"""Give each settings class `__pydantic_config__ = STRICT`: unknown keys are refused."""

# What pydantic calls the fault -> what a person who edits the file must know. The text may use the error's context.
_WORDS = {
    "missing": "saknas",
    "extra_forbidden": "är en okänd nyckel (felstavad?)",
    "unexpected_keyword_argument": "är en okänd nyckel (felstavad?)",
    "string_type": "ska vara en text inom citattecken",
    "string_too_short": "får inte vara tom",
    "string_pattern_mismatch": "har fel form",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "bool_type": "ska vara true eller false",
    "bool_parsing": "ska vara true eller false",
    "tuple_type": "ska vara en lista inom hakparenteser",
    "list_type": "ska vara en lista inom hakparenteser",
    "dataclass_type": "ska vara en egen avdelning, [{leaf}]",
    "literal_error": "ska vara en av {expected}",
    "greater_than": "ska vara större än {gt}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "får vara högst {le}",
    "too_short": "ska ha minst {min_length} värde",
    "date_type": "ska vara ett datum, t.ex. 2015-06-15",
    "date_from_datetime_parsing": "ska vara ett datum, t.ex. 2015-06-15",
    "date_parsing": "ska vara ett datum, t.ex. 2015-06-15",
    "time_type": "ska vara ett klockslag, t.ex. 07:00:00",
    "time_parsing": "ska vara ett klockslag, t.ex. 07:00:00",
    "path_type": "ska vara en sökväg inom citattecken",
    "zoneinfo_str": "är ingen känd tidszon",
}


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables. ConfigError when it is missing, unreadable or no TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(str(path), ("filen finns inte; kopiera config.example.toml och fyll i den",)) from None
    except OSError as error:
        raise ConfigError(str(path), (f"filen går inte att läsa: {error.strerror}",)) from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), ("filen är inte sparad som UTF-8",)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), (f"filen är inte giltig TOML: {error}",)) from None


def structure(data: dict[str, Any], kind: type[T]) -> tuple[T | None, tuple[str, ...]]:
    """The value and no faults, or None and all faults as "section.key: what is wrong"."""
    try:
        return _adapter(kind).validate_python(data), ()
    except ValidationError as error:
        return None, tuple(_fault(dict(detail)) for detail in error.errors(include_url=False))


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""To make one takes longer than to read a file with it."""


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _fault(detail: dict[str, Any]) -> str:
    where = ".".join(str(step) for step in detail["loc"])
    words = _WORDS.get(detail["type"])
    if words is None:
        return f"{where}: {detail['msg']}"
    leaf = str(detail["loc"][-1]) if detail["loc"] else ""
    given = detail.get("input")
    # Never echo what may be a secret: a misspelt key can be a password's.
    secret = (
        "password" in where or "secret" in where or detail["type"] in {"extra_forbidden", "unexpected_keyword_argument"}
    )
    shown = f" (står: {given!r})" if isinstance(given, str | int | float) and not secret else ""
    told = words.format(**{"leaf": leaf, **detail.get("ctx", {})}).replace(" or ", " eller ")
    return f"{where}: {told}{shown}"
