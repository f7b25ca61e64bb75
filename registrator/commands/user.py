"""user: the accounts of the staff's page."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from domain.access import Role, User
from domain.errors import NameTaken, RegistratorError
from domain.swedish_access import ROLES
from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    add,
    complain,
    harmless,
    house_of,
    local,
    out,
    print_json,
    table,
)

if TYPE_CHECKING:
    from registrator.build import House

Name = Annotated[str, typer.Argument(help="Namnet som kontot loggar in med, t.ex. anna.")]
RoleOption = Annotated[Role, typer.Option("--role", help="Vad kontot får göra: läsa, granska eller administrera.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Läs lösenordet från standard in, för program.")]
_TRIES = 3
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """Whose password is asked for: what nobody may use in it."""

    name: str
    full_name: str
    organisation: tuple[str, str]


def add_to(app: typer.Typer) -> None:
    rooms = typer.Typer(no_args_is_help=True, help="Konton på granskningssidan.")
    app.add_typer(rooms, name="user")
    for name, command in (
        ("add", add_user),
        ("list", list_users),
        ("role", role),
        ("password", password),
        ("lock", lock),
        ("unlock", unlock),
    ):
        rooms.command(name)(command)


def add_user(
    name: Name,
    role: RoleOption,
    config: ConfigOption = DEFAULT_CONFIG,
    full_name: Annotated[str, typer.Option("--full-name", help="Namnet som loggen visar; annars samma namn.")] = "",
    email: Annotated[str, typer.Option("--email", help="Adressen som organisationens inloggning känner.")] = "",
    password_stdin: Stdin = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Kontot loggar bara in genom organisationen (OpenID Connect).")
    ] = False,
) -> None:
    """Gör ett konto. Lösenordet frågas två gånger; det ska ha minst 12 tecken, och några ord i rad går bra.

    Exempel: `registrator user add anna --role granska --full-name "Anna Andersson"`
    """
    name, full_name = " ".join(name.split()), " ".join(full_name.split()) or " ".join(name.split())
    if not name or max(len(name), len(full_name)) > _LONGEST_NAME:
        raise typer.BadParameter(f"namnet ska ha mellan 1 och {_LONGEST_NAME} tecken", param_hint="NAME")
    with house_of(config, upgrade=True) as house:
        if house.store.user(name):
            raise NameTaken(f"Det finns redan ett konto med namnet {name}.")
        first = not house.store.has_users()
        hashed = "" if no_password else _asked(_account(house, name, full_name), from_stdin=password_stdin)
        house.store.add_user(
            name=name,
            full_name=full_name,
            role=role,
            email=email,
            password=hashed,
            who=getpass.getuser(),
            now=house.clock(),
        )
    out.print(f"Kontot {harmless(name)} är gjort, med rollen {ROLES[role]}.", markup=False)
    if first:
        out.print("Det är det första: från och med nu krävs inloggning på granskningssidan.")


def list_users(config: ConfigOption = DEFAULT_CONFIG, as_json: JsonOption = False) -> None:
    """Visa kontona: roll, senaste inloggning, och om de är låsta.

    Exempel: `registrator user list`
    """
    with house_of(config, upgrade=True) as house:
        users = house.store.users()
    if as_json:
        for user in users:
            print_json(_as_json(user))
        return
    if not users:
        out.print("Inga konton. Gör det första: registrator user add NAMN --role administrera")
        return
    shown = table("Konton", "Namn", "I loggen", "Roll", "Loggar in med", "Senast", "Läge")
    for user in users:
        ways = [way for way, has in (("lösenord", user.password), ("organisationen", user.outside)) if has]
        state = "låst" if user.locked else "öppet"
        add(
            shown,
            user.name,
            user.full_name,
            ROLES[user.role],
            " och ".join(ways) or "–",
            local(user.signed_in_at),
            state,
        )
    out.print(shown)


def role(name: Name, role: RoleOption, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Byt ett kontos roll. Den som är inloggad loggas ut.

    Exempel: `registrator user role anna --role administrera`
    """
    with house_of(config, upgrade=True) as house:
        house.store.change_user(_user(house, name).id, role=role, who=getpass.getuser(), now=house.clock())
    out.print(f"{harmless(name)} har rollen {ROLES[role]}.", markup=False)


def password(name: Name, config: ConfigOption = DEFAULT_CONFIG, password_stdin: Stdin = False) -> None:
    """Ge ett konto ett nytt lösenord. Den som är inloggad loggas ut.

    Exempel: `registrator user password anna`
    """
    with house_of(config, upgrade=True) as house:
        user = _user(house, name)
        hashed = _asked(_account(house, user.name, user.full_name), from_stdin=password_stdin)
        house.store.change_user(user.id, password=hashed, who=getpass.getuser(), now=house.clock())
    out.print(f"{harmless(user.name)} har ett nytt lösenord.", markup=False)


def lock(name: Name, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Lås ett konto: det loggas ut genast och kommer inte in igen. Dess spår i loggen står kvar.

    Exempel: `registrator user lock anna`
    """
    _set_locked(name, config, locked=True)
    out.print(f"{harmless(name)} är låst.", markup=False)


def unlock(name: Name, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Lås upp ett konto, och glöm dess misslyckade försök att logga in.

    Exempel: `registrator user unlock anna`
    """
    _set_locked(name, config, locked=False)
    out.print(f"{harmless(name)} är öppet igen.", markup=False)


def _set_locked(name: str, config: ConfigOption, *, locked: bool) -> None:
    with house_of(config, upgrade=True) as house:
        house.store.change_user(_user(house, name).id, locked=locked, who=getpass.getuser(), now=house.clock())


def _user(house: House, name: str) -> User:
    user = house.store.user(name)
    if user is None:
        raise RegistratorError(f"Det finns inget konto med namnet {name}. Se: registrator user list")
    return user


def _account(house: House, name: str, full_name: str) -> _Account:
    sender = house.config.sender
    return _Account(name=name, full_name=full_name, organisation=(sender.name, sender.short_name))


def _asked(account: _Account, *, from_stdin: bool) -> str:
    """The hash of a password that may be used: asked for twice, or the first line of standard input."""
    from review.passwords import Passwords, fault_of

    known = (account.name, account.full_name, *account.organisation)
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
        if why := fault_of(given, *known):
            raise RegistratorError(why)
        return Passwords().hash(given)
    for _ in range(_TRIES):
        given = getpass.getpass("Lösenord: ")
        why = fault_of(given, *known)
        if not why and given != getpass.getpass("Lösenordet igen: "):
            why = "De två lösenorden är inte lika."
        if not why:
            return Passwords().hash(given)
        complain(why)
    raise RegistratorError("Inget lösenord har sparats.")


def _as_json(user: User) -> dict[str, object]:
    return {
        "name": user.name,
        "full_name": user.full_name,
        "role": user.role.value,
        "email": user.email,
        "password": bool(user.password),
        "organisation": bool(user.outside),
        "locked": user.locked,
        "signed_in_at": user.signed_in_at,
    }
