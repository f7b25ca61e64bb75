"""Taking a changed configuration into use while the service runs, or refusing it and going on with the old one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from domain.errors import ConfigError, RegistratorError, StorageError
from outbox import troubles
from registrator.build import House
from registrator.config import Config
from registrator.log import get_log, set_up

log = get_log("service")

_FIXED: dict[str, Callable[[Config], object]] = {
    # what the lock holds on to for as long as the process lives
    "storage.folder": lambda config: config.storage.folder,
    "storage.database": lambda config: config.database_url,
}


class Reloading:
    """The configuration in use, and the one before while the new one has not proved itself."""

    def __init__(self, config: Config, read: Callable[[], Config]) -> None:
        """`read` reads the file again. Errors of it: ConfigError."""
        self.config, self._read = config, read
        self.untried = False  # whether there is a new one that the register was not ready for
        self._before: Config | None = None
        self._refused = ""

    def look(self, house: House) -> bool:
        """Read the file; whether there is a configuration to be taken into use. Otherwise the operator is told."""
        self.untried = False
        try:
            new = self._read()
            fixed = tuple(
                f"{key}: kan inte ändras medan tjänsten är igång; starta om den i stället"
                for key, value in _FIXED.items()
                if value(new) != value(self.config)
            )
            if fixed:
                raise ConfigError("SIGHUP", fixed)
        except ConfigError as error:
            self._refuse(error)
            self._tell(house)
            return False
        self._before, self.config = self.config, new
        return True

    def fall_back(self, error: RegistratorError) -> bool:
        """The new configuration could not be taken into use; whether there is an older one to go on with.

        A register that is locked, or a disk that is full just then, says nothing of the configuration, which cannot
        change where they are.
        """
        if self._before is None:
            return False
        self.untried = isinstance(error, StorageError)
        if self.untried:
            log.warning("configuration_waits", error=str(error))
        else:
            self._refuse(error)
        self.config, self._before = self._before, None
        return True

    def in_use(self, house: House) -> None:
        """The service stands with this configuration."""
        set_up(house.config.log.format, house.config.log.level, house.config.secrets)
        self._before = None
        if self._refused:
            self._tell(house)
        else:
            with suppress(StorageError):
                house.store.clear_trouble(troubles.CONFIGURATION, house.clock())

    def _refuse(self, error: RegistratorError) -> None:
        self._refused = str(error)
        log.error("configuration_refused", error=self._refused)

    def _tell(self, house: House) -> None:
        with suppress(StorageError):  # the log has it
            house.store.raise_trouble(troubles.CONFIGURATION, self._refused, house.clock())
        self._refused = ""
