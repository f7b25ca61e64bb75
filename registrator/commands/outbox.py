"""outbox list, show, send, retry, settle, release, withdraw: outgoing mail, and a person's word on it."""

from __future__ import annotations

import getpass
from email import message_from_bytes
from email.policy import SMTP
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain import swedish
from domain.errors import RegistratorError
from domain.outgoing import MailKind, OutboxRow, OutgoingState, OutgoingVerb
from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    add,
    harmless,
    house_of,
    local,
    out,
    print_json,
    set_up,
    table,
)

if TYPE_CHECKING:
    from registrator.build import House
    from registrator.sending import Planned

rooms = typer.Typer(no_args_is_help=True, help="Utgående mejl: vad som väntar, har skickats och behöver en person.")

Numbers = Annotated[list[int], typer.Argument(metavar="NUMMER...", help="Mejlens nummer i utkorgen.")]
Who = Annotated[str, typer.Option("--who", help="Vem som bestämmer; annars den som är inloggad på datorn.")]
Why = Annotated[str, typer.Option("--why", help="Varför, till spåret.")]

UNSETTLED = tuple(s for s in OutgoingState if s not in {OutgoingState.SENT, OutgoingState.WITHDRAWN})


def add_to(app: typer.Typer) -> None:
    app.add_typer(rooms, name="outbox")


@rooms.command("list")
def list_rows(
    config: ConfigOption = DEFAULT_CONFIG,
    state: Annotated[list[OutgoingState] | None, typer.Option(help="Bara i detta läge; flera går bra.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Även skickade och tillbakatagna.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Högst så många, de nyaste.")] = 200,
    as_json: JsonOption = False,
) -> None:
    """Visa utgående mejl som inte är klara: de som väntar, är utkast eller behöver en person.

    Exempel: `registrator outbox list --state uncertain`
    """
    from outbox.reminder import unreachable
    from outbox.wording import listed
    from registrator.standings import all_overviews

    with house_of(config) as house:
        rows = house.store.outbox(state or (() if every else UNSETTLED), limit=limit)
        if as_json:
            for row in rows:
                print_json(_as_json(row))
            return
        shown = table("Utgående mejl", "Nummer", "Läge", "Till", "Ämne", "Nästa försök", "Orsak")
        for row in rows:
            due = local(row.next_attempt_at) if row.state is OutgoingState.WAITING else ""
            what = swedish.outgoing_state(row)
            add(shown, str(row.id), what, row.mail.recipient, row.mail.subject, due, row.bounce or row.last_error)
        out.print(shown)
        for diarienummer, names in unreachable(all_overviews(house)).items():
            words = (
                f"Ingen påminnelse kan skrivas till {listed(names)} ({diarienummer}): registret har ingen mejladress."
            )
            out.print(harmless(words), markup=False, soft_wrap=True)


@rooms.command("show")
def show(
    number: Annotated[int, typer.Argument(help="Mejlets nummer i utkorgen.")],
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Visa ett utgående mejl: vart det har kommit, vad som har bestämts om det, och texten.

    Exempel: `registrator outbox show 17`
    """
    with house_of(config) as house:
        row = house.store.outgoing_row(number)
        if row is None:
            raise RegistratorError(f"Det finns inget utgående mejl {number}. `registrator outbox list` visar alla.")
        trail = house.store.outgoing_audit(number)
        if as_json:
            orders = [{"at": t.at, "who": t.who, "verb": t.verb, "why": t.reason} for t in trail]
            print_json({**_as_json(row), "trail": orders})
            return
        shown = table(f"Utgående mejl {number}", "Uppgift", "Värde")
        for name, value in _facts(row):
            add(shown, name, value)
        for order in trail:
            words = swedish.OUTGOING_VERBS[OutgoingVerb(order.verb)]
            add(shown, local(order.at), f"{order.who}: {words}" + (f" ({order.reason})" if order.reason else ""))
        out.print(shown)
        typer.echo("\n".join(harmless(line) for line in _text(row).splitlines()))


@rooms.command("send")
def send(
    config: ConfigOption = DEFAULT_CONFIG,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Anslut ingenstans och ändra inget; säg bara vad som skulle hända.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Skicka det som är på tur nu, eller visa vad som skulle skickas.

    Exempel: `registrator outbox send --dry-run`
    """
    from registrator import sending
    from registrator.lock import alone

    if dry_run or set_up(config).smtp.dry_run:
        with house_of(config) as house:
            _show_plan(sending.plan(house), as_json=as_json)
        return
    with alone(set_up(config)), house_of(config, upgrade=True) as house:
        sent = sending.send_outbox(house)
        if as_json:
            print_json({"sent": sent})
        else:
            out.print(f"Skickade {sent}.")


@rooms.command("retry")
def retry(numbers: Numbers, config: ConfigOption = DEFAULT_CONFIG, who: Who = "", why: Why = "") -> None:
    """Försök igen med mejl som inte kunde skickas eller kom i retur, eller vänta inte till nästa försök.

    Exempel: `registrator outbox retry 17 --why "adressen fanns hela tiden"`
    """
    _order(numbers, OutgoingVerb.RETRY, config, who, why)


@rooms.command("settle")
def settle(
    numbers: Numbers,
    sent: Annotated[bool, typer.Option("--sent/--resend", help="Det kom fram, eller: skicka en gång till.")],
    config: ConfigOption = DEFAULT_CONFIG,
    who: Who = "",
    why: Why = "",
) -> None:
    """Avgör mejl som kan ha skickats: fråga mottagaren först.

    Exempel: `registrator outbox settle 17 --sent --why "mottagaren har fått det"`
    """
    _order(numbers, OutgoingVerb.SENT if sent else OutgoingVerb.RESEND, config, who, why)


@rooms.command("release")
def release(numbers: Numbers, config: ConfigOption = DEFAULT_CONFIG, who: Who = "", why: Why = "") -> None:
    """Släpp utkast, så att de skickas.

    Exempel: `registrator outbox release 17 18`
    """
    _order(numbers, OutgoingVerb.RELEASE, config, who, why)


@rooms.command("withdraw")
def withdraw(numbers: Numbers, config: ConfigOption = DEFAULT_CONFIG, who: Who = "", why: Why = "") -> None:
    """Ta tillbaka mejl som inte har skickats; de skickas aldrig.

    Exempel: `registrator outbox withdraw 17 --why "svaret kom i går"`
    """
    _order(numbers, OutgoingVerb.WITHDRAW, config, who, why)


def _order(numbers: list[int], verb: OutgoingVerb, config: Any, who: str, why: str) -> None:
    """Each by itself: what has been done stands, also when a later one cannot be."""
    with house_of(config) as house:
        faults = [fault for number in numbers if (fault := _ordered(house, number, verb, who, why))]
    if faults:
        raise RegistratorError("\n".join(faults))


def _ordered(house: House, number: int, verb: OutgoingVerb, who: str, why: str) -> str:
    """Why it could not be done, or nothing."""
    from registrator import reminding

    person = who.strip() or getpass.getuser()
    try:
        draft = house.store.outgoing_row(number) if verb is OutgoingVerb.RELEASE else None
        # what has happened since a reminder was drafted may forbid it; other drafts, and other states, order() settles
        if draft and draft.mail.kind is MailKind.REMINDER and draft.state is OutgoingState.DRAFT:
            if refused := reminding.release(house, draft, who=person, why=why):
                return f"Utgående mejl {number} skickas inte: {refused}"
            row = house.store.outgoing_row(number) or draft
        else:
            row = house.store.order(number, verb, who=person, why=why, now=house.clock())
    except RegistratorError as error:
        return str(error)
    words = f"Utgående mejl {number} till {row.mail.recipient}: {swedish.OUTGOING_STATES[row.state]}."
    out.print(harmless(words), markup=False, soft_wrap=True)
    return ""


def _facts(row: OutboxRow) -> tuple[tuple[str, str], ...]:
    return (
        ("Läge", swedish.outgoing_state(row)),
        ("Skickas i", f"mejl {row.joined_to}" if row.joined_to else "–"),
        ("Slag", swedish.MAIL_KINDS[row.mail.kind]),
        ("Till", row.mail.recipient),
        ("Ämne", row.mail.subject),
        ("Lagt i utkorgen", local(row.created_at)),
        ("Försök", str(row.attempts)),
        ("Lämnades över", local(row.handed_at)),
        ("Bekräftades", local(row.sent_at)),
        ("Kom i retur", f"{local(row.bounced_at)} {row.bounce}".strip()),
        ("Nästa försök", local(row.next_attempt_at) if row.state is OutgoingState.WAITING else "–"),
        ("Orsak", row.last_error or "–"),
        ("Message-ID", row.mail.message_id),
    )


def _text(row: OutboxRow) -> str:
    body = message_from_bytes(row.mail.raw, policy=SMTP).get_body(("plain",))
    return str(body.get_content()) if body else ""


def _show_plan(planned: tuple[Planned, ...], *, as_json: bool) -> None:
    if as_json:
        for one in planned:
            print_json({**_as_json(one.row), "would": one.would})
        return
    shown = table("Inget skickas. Det här skulle hända nu", "Nummer", "Till", "Ämne", "Vad")
    for one in planned:
        add(shown, str(one.row.id), one.row.mail.recipient, one.row.mail.subject, one.would)
    out.print(shown)


def _as_json(row: OutboxRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "key": row.mail.key,
        "kind": row.mail.kind.value,
        "recipient": row.mail.recipient,
        "subject": row.mail.subject,
        "message_id": row.mail.message_id,
        "state": row.state.value,
        "joined_to": row.joined_to,
        "stage": row.stage.value,
        "attempts": row.attempts,
        "next_attempt_at": row.next_attempt_at,
        "created_at": row.created_at,
        "handed_at": row.handed_at,
        "sent_at": row.sent_at,
        "bounced_at": row.bounced_at,
        "reason": row.bounce or row.last_error,
    }
