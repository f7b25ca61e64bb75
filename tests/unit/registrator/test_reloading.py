"""What a reload comes to when the service cannot be opened with the new configuration."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from domain.errors import ConfigError, DiskFull, RegistratorError, StorageError
from outbox import troubles
from registrator import reloading
from registrator.reloading import Reloading


class _Store:
    """The troubles that stand."""

    def __init__(self) -> None:
        self.standing: dict[str, str] = {}

    def raise_trouble(self, name: str, what: str, _now: dt.datetime) -> bool:
        self.standing[name] = what
        return True

    def clear_trouble(self, name: str, _now: dt.datetime) -> bool:
        return self.standing.pop(name, None) is not None


def _config(level: str) -> Any:
    log = SimpleNamespace(format="text", level=level)
    return SimpleNamespace(storage=SimpleNamespace(folder="var"), database_url="sqlite:///r", log=log, secrets=())


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(reloading, "set_up", lambda *_: None)
    return SimpleNamespace(config=_config("info"), store=_Store(), clock=lambda: dt.datetime.now(dt.UTC))


def _fallen_back(house: Any, error: RegistratorError) -> Reloading:
    found = Reloading(house.config, lambda: _config("debug"))
    assert found.look(house)
    assert found.fall_back(error)
    found.in_use(house)
    assert found.config is house.config
    return found


def test_a_configuration_that_cannot_be_taken_into_use_is_told_of_and_not_tried_again(house: Any) -> None:
    found = _fallen_back(house, ConfigError("SIGHUP", ("dkim.key_file: finns inte",)))
    assert set(house.store.standing) == {troubles.CONFIGURATION}
    assert not found.untried


@pytest.mark.parametrize("error", [StorageError("Registret är låst av ett annat program."), DiskFull("Full.")])
def test_a_register_that_is_locked_just_then_says_nothing_of_the_configuration_which_is_tried_again(
    house: Any, error: RegistratorError
) -> None:
    found = _fallen_back(house, error)
    assert not house.store.standing
    assert found.untried
    assert found.look(house)
    found.in_use(house)
    assert found.config.log.level == "debug"
    assert not found.untried
