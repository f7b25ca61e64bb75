"""What [retention] may say: for how many months what is of little importance is kept."""

from __future__ import annotations

from dataclasses import dataclass

from registrator.toml_file import STRICT, CountOrAll


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """0 months: for ever. What was registered, flagged or decided by a person is kept for ever whatever this says."""

    __pydantic_config__ = STRICT
    ignored_months: CountOrAll = 0
    outgoing_months: CountOrAll = 0
    sign_in_months: CountOrAll = 0
