"""The oracle: a thousand mails to a server that fails at every stage, from a sender that dies and starts again.

Every mail is sorted by what the server kept of it against what the register says: lost 0, doubled 0, and ambiguous only
those that were cut off between the final dot and its answer.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from demo.certificates import Certificates
from domain.outgoing import OutgoingState, SendStage
from outbox.smtp import SmtpMailer
from registrator import sending
from registrator.build import House, smtp_settings
from storage.engine import open_store
from tests.servers.outbox import Clock, a_mail, sending_house
from tests.servers.smtp import Fault, SmtpSink

MAILS = 1000
SEED = 2015
RARELY = 0.03  # how often a stage of a mail fails
OFTEN = 0.1  # how often one of connecting does, for there are fewer connections
DEATH = 0.004  # how often the sender dies at a verb of the register

BYE = "421 4.3.2 Stänger"
FAULTS: dict[str, tuple[dict[str, Any], ...]] = {
    "connect": ({"drop": True}, {"reply": BYE, "drop": True}),
    "ehlo": ({"drop": True}, {"reply": "451 4.3.0 Senare"}),
    "starttls": ({"drop": True}, {"reply": "454 4.7.0 Senare"}),
    "auth": ({"drop": True}, {"reply": "454 4.7.0 Senare"}),
    "mail": ({"drop": True}, {"reply": "451 4.3.0 Senare"}, {"reply": BYE, "drop": True}, {"hang": 0.01}),
    "rcpt": (
        {"drop": True},
        {"reply": "450 4.2.1 Upptagen"},
        {"reply": "550 5.1.1 Okänd"},
        {"reply": BYE, "drop": True},
    ),
    "data": ({"drop": True}, {"reply": "451 4.3.0 Senare"}, {"reply": "554 5.7.1 Nej"}, {"reply": BYE, "drop": True}),
    "content": ({"drop": True},),
    "dot": (
        *({"drop": True, "kept": False}, {"drop": True, "kept": True}, {"hang": 0.01}),
        *({"reply": "451 4.3.0 Senare"}, {"reply": "554 5.7.1 Nej"}, {"reply": BYE}),
    ),
    "quit": ({"reply": BYE, "drop": True},),
}


CONNECTING = {"connect", "ehlo", "starttls", "auth", "quit"}


class FickleSink(SmtpSink):
    """Fails by the dice, and notes to whom: `cut` after the dot, `maybe` while the content came, `refused` for good."""

    def __init__(self, certificates: Certificates, dice: random.Random) -> None:
        super().__init__(certificates)
        self._dice = dice
        self._reader = ""
        self.drawn: Counter[str] = Counter()
        self.cut: set[str] = set()
        self.maybe: set[str] = set()
        self.refused: set[str] = set()

    def take(self, stage: str, argument: str) -> Fault | None:
        if stage == "rcpt":
            self._reader = argument.partition("<")[2].partition(">")[0]
        if self._dice.random() > (OFTEN if stage in CONNECTING else RARELY):
            return None
        self.drawn[stage] += 1
        chosen = self._dice.choice(FAULTS[stage])
        given = {"reply": None, "drop": False, "kept": False, "hang": 0.0, "times": 1, **chosen}
        fault = Fault(stage=stage, when=lambda _argument: True, **given)
        if stage == "content":
            self.maybe.add(self._reader)
        if stage == "dot" and fault.drop:
            self.cut.add(self._reader)
        if (fault.reply or "").startswith("5"):
            self.refused.add(self._reader)
        return fault


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours catches it, nothing is tidied up in the register."""


@dataclass
class Mortal:
    """The register of a sender that dies by the dice before or after a verb; `cut`: whose dot was on its way."""

    store: Any
    dice: random.Random
    cut: set[str] = field(default_factory=set)
    deaths: int = 0

    def __getattr__(self, verb: str) -> Any:
        found = getattr(self.store, verb)
        if verb not in {"claim", "reached", "sent", "postpone", "park"}:
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            dot = verb == "reached" and args[1] is SendStage.DOT
            self._perhaps(args[0] if verb == "sent" else None)
            value = found(*args, **kwargs)
            self._perhaps(args[0] if dot else None)
            return value

        return call

    def _perhaps(self, row_in_doubt: int | None) -> None:
        if self.dice.random() < DEATH:
            self.deaths += 1
            if row_in_doubt is not None:
                self.cut.add(a_mail(row_in_doubt - 1).recipient)  # the first row is that of mail 0
            raise Killed


@pytest.fixture
def sink(certificates: Certificates) -> Iterator[FickleSink]:
    with FickleSink(certificates, random.Random(SEED)) as server:
        yield server


def test_of_a_thousand_mails_none_is_lost_none_doubled_and_only_those_cut_after_the_dot_are_ambiguous(
    sink: FickleSink, tmp_path: Path
) -> None:
    clock = Clock()
    limits = f"max_per_hour = {10 * MAILS}"
    with sending_house(tmp_path, clock, sink=sink, smtp=limits) as house:
        mails = [a_mail(number) for number in range(MAILS)]
        house.store.queue(mails, clock())
        mortal = _send_to_the_end(house, clock)
        states = {row.mail.recipient: row.state for row in house.store.outbox(limit=2 * MAILS)}

    came = Counter(reader for mail in sink.messages for reader in mail.recipients)
    of = {state: {reader for reader, is_in in states.items() if is_in is state} for state in OutgoingState}
    assert set(came) <= set(states), "unexpected"
    assert max(came.values()) == 1, "doubled"
    assert of[OutgoingState.SENT] <= set(came), "lost"
    assert not of[OutgoingState.PARKED] & set(came), "refused, and kept all the same"
    assert of[OutgoingState.PARKED] <= sink.refused, "given up without a refusal"
    assert sink.cut | mortal.cut <= of[OutgoingState.UNCERTAIN], "a cut after the dot was not noticed"
    assert of[OutgoingState.UNCERTAIN] <= sink.cut | mortal.cut | sink.maybe, "ambiguous without need"
    assert sum(len(of[state]) for state in (OutgoingState.SENT, OutgoingState.PARKED, OutgoingState.UNCERTAIN)) == MAILS
    # the dice have shown every stage, and the sender has died in many places
    assert set(sink.drawn) == set(FAULTS) - {"quit"}
    assert mortal.deaths > 5


def _send_to_the_end(house: House, clock: Clock) -> Mortal:
    """Rounds and lives until nothing waits any more."""
    mortal = Mortal(house.store, random.Random(SEED))
    for _ in range(40 * MAILS):
        mailer = SmtpMailer(smtp_settings(house.config))
        try:
            while house.store.outbox((OutgoingState.WAITING, OutgoingState.SENDING), limit=1):
                sending.send_outbox(replace(house, store=mortal, mailer=mailer))  # type: ignore[arg-type]
                clock.wait(minutes=20)
            mailer.close()
            return mortal
        except Killed:
            mortal.store = open_store(house.config.database_url)
    raise AssertionError("it never came to rest")
