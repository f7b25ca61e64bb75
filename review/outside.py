"""From a person whom the organisation's own sign-in vouches for to an account here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from domain.access import AccountStore, Role, User
from domain.errors import NameTaken, SignInFailed

if TYPE_CHECKING:  # who has no such service configured needs no library for it
    from review.oidc import Person

_MACHINE = "organisationens inloggning"
_LOCKED = "Kontot är låst. Be den som administrerar kontona om hjälp."
_NO_ROLE = "Du är inloggad hos organisationen men har ingen roll här. Be den som administrerar kontona om en."
_NO_ACCOUNT = "Du är inloggad hos organisationen men har inget konto här. Be den som administrerar kontona om ett."
_NAME_TAKEN = "Det finns redan ett konto med ditt namn som inte är kopplat till organisationens inloggning. {ask}"
_ASK = "Be den som administrerar kontona om hjälp."


def account_of(person: Person, store: AccountStore, now: dt.datetime, *, roles_decide: bool) -> User:
    """The account that this person signs in to; linked or made the first time.

    Known by issuer and subject; before that by the address that an administrator gave the account. With
    `roles_decide` the claims give the role, each time anew, and make the account when there is none.
    Errors: SignInFailed, with what to do.
    """
    if roles_decide and person.role is None:
        raise SignInFailed(_NO_ROLE)
    user = store.user_outside(person.outside) or _linked(person, store, now)
    if user is None:
        user = _made(person, store, now) if roles_decide and person.role else None
    if user is None:
        raise SignInFailed(_NO_ACCOUNT)
    if user.locked:
        store.failed(user.id, "låst konto", _MACHINE, now)
        raise SignInFailed(_LOCKED)
    if roles_decide and person.role is not None and person.role is not user.role:
        user = store.change_user(user.id, role=person.role, who=_MACHINE, now=now)
    return user


def _linked(person: Person, store: AccountStore, now: dt.datetime) -> User | None:
    user = store.user_by_email(person.email) if person.email else None
    if user is None or user.outside:  # already somebody else's there: addresses are handed on, subjects are not
        return None
    return store.change_user(user.id, outside=person.outside, who=_MACHINE, now=now)


def _made(person: Person, store: AccountStore, now: dt.datetime) -> User:
    try:
        return store.add_user(
            name=person.name[:80],
            full_name=person.full_name[:80],
            role=person.role or Role.READ,
            outside=person.outside,
            who=_MACHINE,
            now=now,
        )
    except NameTaken as taken:
        raise SignInFailed(_NAME_TAKEN.format(ask=_ASK)) from taken
