"""Simulated time: it runs faster than real time, and every process that knows the three numbers sees the same clock."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Pace:
    """At `real` (as time.time() has it) it was `simulated` (aware); `rate` simulated seconds pass in one second."""

    real: float
    simulated: dt.datetime
    rate: float

    @classmethod
    def starting(cls, simulated: dt.datetime, rate: float) -> Pace:
        return cls(real=time.time(), simulated=simulated.astimezone(dt.UTC), rate=rate)

    @classmethod
    def of(cls, words: str) -> Pace:
        """From what `words` gave."""
        real, simulated, rate = words.split()
        return cls(real=float(real), simulated=dt.datetime.fromisoformat(simulated), rate=float(rate))

    @property
    def words(self) -> str:
        return f"{self.real!r} {self.simulated.isoformat()} {self.rate!r}"

    def now(self) -> dt.datetime:
        return self.simulated + dt.timedelta(seconds=(time.time() - self.real) * self.rate)

    def minute(self) -> float:
        """Simulated minutes since the start."""
        return (time.time() - self.real) * self.rate / 60

    def seconds(self, simulated: float) -> float:
        """So many simulated seconds, in real ones."""
        return simulated / self.rate

    def wait_until(self, minute: float) -> None:
        """Until so many simulated minutes have passed since the start."""
        time.sleep(max(0.0, self.seconds((minute - self.minute()) * 60)))
