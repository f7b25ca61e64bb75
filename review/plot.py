"""How many have answered on each day, as lines of an SVG. Pure: days in, places on the paper out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 14, 22, 30
_MOST_MONTHS = 8
_NAMES = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on an axis with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """`line` is a path that rises by one for each answer, `area` the same closed to the axis. `deadline` is None when
    there is none; `now` is where today stands, None when that is not on the paper."""

    line: str
    area: str
    months: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    deadline: Mark | None
    now: float | None


def plot(
    *, begins: dt.date, deadline: dt.date | None, ends: dt.date, answered: Sequence[dt.date], asked: int, today: dt.date
) -> Plot:
    """Of so many `asked`, those who had `answered` on each day from `begins` to `ends`, or to the deadline when later.

    An answer from before the beginning counts from the beginning: a clock was wrong, or the recommendation came late.
    """
    last = max(ends, deadline or ends, begins + dt.timedelta(days=1), *answered)
    days = (last - begins).days

    def x(day: dt.date) -> float:
        passed = min(max((day - begins).days, 0), days)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * passed / days, 1)

    def y(count: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * count / max(asked, 1), 1)

    steps = "".join(f"H{x(day)}V{y(count)}" for count, day in enumerate(sorted(answered), start=1))
    shown_to = x(min(ends, last))
    line = f"M{LEFT} {y(0)}{steps}H{max(shown_to, x(max(answered, default=begins)))}"
    return Plot(
        line=line,
        area=f"{line}V{y(0)}Z",
        months=_months(begins, last, x),
        levels=tuple(Mark(at=y(count), label=str(count)) for count in sorted({0, asked // 2, asked})),
        deadline=Mark(at=x(deadline), label=deadline.isoformat()) if deadline else None,
        now=x(today) if begins <= today <= last else None,
    )


def _months(begins: dt.date, last: dt.date, x: Callable[[dt.date], float]) -> tuple[Mark, ...]:
    """The first of each month, or of every second, third ... so that the labels do not meet."""
    firsts: list[dt.date] = []
    day = (begins.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    while day <= last and len(firsts) < 1200:
        firsts.append(day)
        day = (day + dt.timedelta(days=32)).replace(day=1)
    every = -(-len(firsts) // _MOST_MONTHS) or 1
    return tuple(Mark(at=x(day), label=_month(day)) for day in firsts[::every])


def _month(day: dt.date) -> str:
    name = _NAMES[day.month - 1]
    return f"{name} {day.year}" if day.month == 1 else name
