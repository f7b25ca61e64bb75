"""recommendation partner: who is told of final decisions, when, and what has been decided before."""

from __future__ import annotations

import enum
import getpass
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from domain import swedish
from domain.catalogue import PartnerPace, Recommendation
from domain.errors import RegistratorError
from registrator.commands.common import DEFAULT_CONFIG, ConfigOption, harmless, house_of, out

if TYPE_CHECKING:
    from registrator.build import House

PARTNER = "partner"
"""What the audit trail of a recommendation calls it."""


def add_to(rooms: typer.Typer) -> None:
    """`rooms` is that of `recommendation`."""
    rooms.command("partner")(set_partner)


class Pace(enum.Enum):
    """What --pace may say."""

    AT_ONCE = "genast"
    WEEKLY = "varje-vecka"
    AT_END = "vid-slutet"


def set_partner(
    diarienummer: Annotated[str, typer.Argument(help="T.ex. KSL/15/0016-5")],
    address: Annotated[
        list[str] | None,
        typer.Option(help="Partnerns adress, i stället för dem som är angivna; ge alla, med en --address för varje."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Vad partnern heter.")] = None,
    pace: Annotated[Pace | None, typer.Option(help="När partnern får veta.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Underrätta ingen längre.")] = False,
    so_far: Annotated[
        bool,
        typer.Option(
            "--so-far", help="Skicka det som redan är beslutat, i ett mejl till dem som inte har fått veta det."
        ),
    ] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Ange vem som underrättas om slutliga beslut, och när. Gäller svar som registreras härefter; med --so-far skickas
    också det som redan är beslutat, till de adresser som inte har fått veta det.

    Exempel: `registrator recommendation partner KSL/15/0016-5 --name "Samverkan Stockholmsregionen"
    --address kansli@exempel.se --pace varje-vecka`
    """
    with house_of(config, upgrade=True) as house:
        known = house.catalogue().recommendation(diarienummer)
        if known is None:
            raise RegistratorError(f"{diarienummer} finns inte. `registrator recommendation list` visar alla.")
        changed = replace(
            known,
            partner_name=known.partner_name if name is None else name.strip(),
            partner=() if nobody else addresses(address or (), house.config.organisation.mailbox) or known.partner,
            partner_pace=PartnerPace[pace.name] if pace else known.partner_pace,
        )
        if changed != known:
            house.store.put_recommendation(changed, house.clock(), who=getpass.getuser(), verb=PARTNER)
        out.print(f"{harmless(diarienummer)}: {harmless(in_words(changed))}.", soft_wrap=True)
        late = set(changed.partner) - set(known.partner)
        _tell_so_far(house, changed, wanted=so_far, late=bool(late))


def _tell_so_far(house: House, recommendation: Recommendation, *, wanted: bool, late: bool) -> None:
    """What was decided before the partner came is offered; what is told at the end needs no offer."""
    from outbox.partner import decided
    from registrator import closing

    if not recommendation.partner:
        if wanted:
            raise RegistratorError("Ingen partner är angiven. Ange adressen med --address.")
        return
    if wanted:
        queued = closing.tell_so_far(house, recommendation.diarienummer)
        out.print(_queued(queued), soft_wrap=True)
        return
    before = len(decided(closing.overview_of(house, recommendation.diarienummer)))
    if before and late and recommendation.partner_pace is not PartnerPace.AT_END:
        many = "1 slutligt beslut är registrerat" if before == 1 else f"{before} slutliga beslut är registrerade"
        out.print(
            f"{many} sedan tidigare. Kör samma kommando med --so-far om partnern ska få veta dem nu, i ett mejl.",
            soft_wrap=True,
        )


def _queued(mails: int) -> str:
    if not mails:
        return "Inget nytt att skicka: inga slutliga beslut finns, eller så har alla redan fått veta dem."
    return f"Det som är beslutat hittills skickas till {mails} {'adress' if mails == 1 else 'adresser'}."


def addresses(given: Sequence[str], mailbox: str) -> tuple[str, ...]:
    """Lower case, each once. Errors: BadParameter for what is none, and for the `mailbox` that is read."""
    found = tuple(dict.fromkeys(address.strip().lower() for address in given))
    for address in found:
        if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+", address):
            raise typer.BadParameter(f"{address!r} är ingen mejladress", param_hint="--address")
        if address == mailbox.lower():
            raise typer.BadParameter("det är brevlådan som läses; våra mejl skulle komma in igen")
    return found


def in_words(row: Recommendation) -> str:
    """Who is told of final decisions, and when."""
    if not row.partner:
        return "ingen underrättas"
    name = f"{row.partner_name}, " if row.partner_name else ""
    return f"{name}{', '.join(row.partner)}, underrättas {swedish.PARTNER_PACES[row.partner_pace]}"
