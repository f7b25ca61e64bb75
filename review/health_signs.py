"""Each part of the service: well, worth a look, or wrong, with what was found and what to do. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from domain.outgoing import OutgoingState
from domain.register import Holdings, State, Trouble
from outbox import troubles
from outbox.troubles import sort_of
from review.show import short_time
from review.vitals import Vitals

_DAY = dt.timedelta(days=1)
_UNREAD = dt.timedelta(minutes=30)
_SETTLES = {
    OutgoingState.UNCERTAIN: "kan ha skickats",
    OutgoingState.PARKED: "stoppade",
    OutgoingState.BOUNCED: "i retur",
}


class Condition(Enum):
    """The word is shown beside a shape: colour alone tells nothing."""

    WELL = "i ordning"
    LOOK = "att se till"
    WRONG = "fel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One part. `found` are sentences; `do` what to do, in steps; `href` where more is shown, "" for nowhere."""

    part: str
    condition: Condition
    found: tuple[str, ...]
    do: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was gathered at `now` (aware UTC)."""

    now: dt.datetime
    beats: Mapping[str, dt.datetime]
    lasting: Sequence[Trouble]
    counts: Mapping[State, int]
    outgoing: Mapping[OutgoingState, int]
    holdings: Holdings
    asides: int
    vitals: Vitals

    def of(self, *names: str) -> tuple[Trouble, ...]:
        return tuple(trouble for trouble in self.lasting if trouble.name in names)


def signs(seen: Seen) -> tuple[Sign, ...]:
    """Every part, in the order of a mail's way through; troubles that belong to none of them last."""
    parts = (_cycle(seen), _mailbox(seen), _reading(seen), _sending(seen), _disk(seen), _against(seen), _backup(seen))
    shown = {
        troubles.CYCLE, troubles.MAILBOX, troubles.SIGN_IN, troubles.WITHHELD, troubles.MARKING, troubles.SMTP,
        troubles.BRAKE, troubles.DISK, troubles.DISK_FULL, troubles.DISAGREE, troubles.BACKUP,
    }  # fmt: skip
    others = tuple(
        Sign(part="Övrigt", condition=Condition.WRONG, found=_told((trouble,)), do=sort_of(trouble.name).do)
        for trouble in seen.lasting
        if trouble.name not in shown
    )
    return (*parts, *others)


def _cycle(seen: Seen) -> Sign:
    part, allowed = "Arbetet", seen.vitals.silence
    last = max((seen.beats[name] for name in ("poll", "read", "progress") if name in seen.beats), default=None)
    if last is None:
        return Sign(part=part, condition=Condition.LOOK, found=("Tjänsten har inte gått ett helt varv än.",))
    found = (f"Det senaste varvet blev klart {short_time(last)}, {_ago(seen.now - last)}.",)
    if seen.now - last > allowed or seen.of(troubles.CYCLE):
        return Sign(part=part, condition=Condition.WRONG, found=found, do=sort_of(troubles.CYCLE).do)
    return Sign(part=part, condition=Condition.WELL, found=found)


def _mailbox(seen: Seen) -> Sign:
    vitals, lasting = seen.vitals, seen.of(troubles.MAILBOX, troubles.SIGN_IN, troubles.WITHHELD, troubles.MARKING)
    last = seen.beats.get("poll")
    where = f"{vitals.mailbox}, mapp {', '.join(vitals.folders)}. " if vitals.mailbox else ""
    found = f"{where}Hämtades senast {short_time(last)}." if last else f"{where}Har inte hämtats än."
    return _with_troubles("Brevlådan", seen, lasting, found, Condition.WELL if last else Condition.LOOK)


def _reading(seen: Seen) -> Sign:
    unread, since = seen.counts.get(State.RECEIVED, 0), seen.holdings.unread_since
    waiting = seen.counts.get(State.FLAGGED, 0) + seen.counts.get(State.FAILED, 0)
    aside = f", {seen.asides} av dem får vänta" if seen.asides else ""
    found = (f"{_mails(unread)} väntar på att läsas, {_mails(waiting)} på granskning{aside}.".capitalize(),)
    part = "Köerna"
    if unread and since and seen.now - since > _UNREAD:
        # a mail's arrival is the mailbox's word, so an old mail that has just been fetched looks late: no alarm
        late = f"Det äldsta olästa mejlet kom {short_time(since)}."
        return Sign(part=part, condition=Condition.LOOK, found=(*found, late), href="/")
    return Sign(part=part, condition=Condition.WELL, found=found, href="/")


def _sending(seen: Seen) -> Sign:
    lasting = seen.of(troubles.SMTP, troubles.BRAKE)
    last = seen.beats.get("send")
    waiting = seen.outgoing.get(OutgoingState.WAITING, 0)
    when = f"Utkorgen gicks igenom senast {short_time(last)}. " if last else ""
    found = f"{when}{_mails(waiting).capitalize()} väntar på att skickas."
    stuck = {state: seen.outgoing.get(state, 0) for state in _SETTLES if seen.outgoing.get(state, 0)}
    sign = _with_troubles("Utskicken", seen, lasting, found, Condition.LOOK if stuck else Condition.WELL, "/utskick")
    if not stuck:
        return sign
    told = ", ".join(f"{count} {_SETTLES[state]}" for state, count in stuck.items())
    return Sign(
        part=sign.part,
        condition=sign.condition,
        found=(*sign.found, f"En person behöver avgöra {_mails(sum(stuck.values()))}: {told}."),
        do=(*sign.do, "Öppna Utskick och avgör vart och ett av dem."),
        href=sign.href,
    )


def _disk(seen: Seen) -> Sign:
    free, reserve = seen.vitals.disk_free, seen.vitals.disk_reserve
    lasting = seen.of(troubles.DISK, troubles.DISK_FULL)
    if free is None:
        return _with_troubles("Disken", seen, lasting, "Utrymmet går inte att läsa av.", Condition.LOOK)
    found = f"{_gigabytes(free)} är ledigt. Larm ges under {_gigabytes(reserve)}."
    if free < reserve and not lasting:
        return Sign(part="Disken", condition=Condition.WRONG, found=(found,), do=sort_of(troubles.DISK).do)
    return _with_troubles("Disken", seen, lasting, found, Condition.WELL)


def _against(seen: Seen) -> Sign:
    held, last = seen.holdings, seen.beats.get("reconcile")
    strays = held.mails - held.placed
    lines = [f"Registret har {_mails(held.mails)}. Ur brevlådan är {held.fetched} hämtade."]
    if held.gone:
        lines.append(f"{held.gone} mejl försvann ur brevlådan innan de kunde hämtas.")
    if strays:
        lines.append(f"{strays} mejl i registret har aldrig legat i brevlådan.")
    when = f"Brevlåda och register jämfördes senast {short_time(last)}." if last else "De har inte jämförts än."
    late = last is not None and seen.now - last > 2 * _DAY
    condition = Condition.LOOK if late or strays else Condition.WELL
    part = "Brevlåda mot register"
    sign = _with_troubles(part, seen, seen.of(troubles.DISAGREE), " ".join((*lines, when)), condition)
    if strays and not sign.do:
        return Sign(part=part, condition=condition, found=sign.found, do=("Kör »registrator verify« på servern.",))
    return sign


def _backup(seen: Seen) -> Sign:
    part, last, lasting = "Säkerhetskopian", seen.beats.get("backup"), seen.of(troubles.BACKUP)
    if last is None:
        advice = (
            "Ange en mapp på en annan disk eller dator under [backup] i konfigurationen: då görs en kopia varje natt."
        )
        found = "Tjänsten har inte gjort någon säkerhetskopia."
        return _with_troubles(part, seen, lasting, found, Condition.LOOK, do=(advice,))
    found = f"Den senaste gjordes {short_time(last)}, {_ago(seen.now - last)}."
    late = seen.now - last > 2 * _DAY
    do = sort_of(troubles.BACKUP).do if late else ()
    return _with_troubles(part, seen, lasting, found, Condition.WRONG if late else Condition.WELL, do=do)


def _with_troubles(
    part: str,
    seen: Seen,
    lasting: Sequence[Trouble],
    found: str,
    otherwise: Condition,
    href: str = "",
    do: tuple[str, ...] = (),
) -> Sign:
    """Wrong while one of the troubles lasts; young ones are worth a look: servers restart."""
    if not lasting:
        return Sign(part=part, condition=otherwise, found=(found,), do=do, href=href)
    old = any(seen.now - trouble.begun_at >= sort_of(trouble.name).grace for trouble in lasting)
    steps = dict.fromkeys(step for trouble in lasting for step in sort_of(trouble.name).do)
    condition = Condition.WRONG if old else Condition.LOOK
    return Sign(part=part, condition=condition, found=(*_told(lasting), found), do=tuple(steps), href=href)


def _told(lasting: Sequence[Trouble]) -> tuple[str, ...]:
    return tuple(f"{sort_of(t.name).begins} sedan {short_time(t.begun_at)}. {t.what}" for t in lasting)


def _ago(passed: dt.timedelta) -> str:
    """nyss, för 5 minuter sedan, för 3 timmar sedan, för 2 dygn sedan"""
    for unit, one, several in ((_DAY, "dygn", "dygn"), (dt.timedelta(hours=1), "timme", "timmar")):
        if passed >= unit:
            count = passed // unit
            return f"för {count} {one if count == 1 else several} sedan"
    minutes = passed // dt.timedelta(minutes=1)
    return "nyss" if minutes < 1 else f"för {minutes} {'minut' if minutes == 1 else 'minuter'} sedan"


def _mails(count: int) -> str:
    return f"{count} mejl" if count else "inga mejl"


def _gigabytes(megabytes: int) -> str:
    return f"{megabytes / 1000:.1f} GB".replace(".", ",") if megabytes >= 1000 else f"{megabytes} MB"
