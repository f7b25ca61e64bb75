"""Who is at this desk: the session behind a request, and whether its role allows what is asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from domain.access import AccountStore, Role, User, is_loopback
from domain.errors import RegistratorError
from domain.outgoing import Organisation
from domain.swedish_access import MAY, ROLES
from review.answer_form import tidy
from review.passwords import Passwords

if TYPE_CHECKING:  # who has no such service configured needs no library for it
    from review.oidc import Provider

_LOG = logging.getLogger(__name__)
_LONGEST_NAME = 80
PULSE = "/lage"  # asked by an open page itself: whoever has gone home is not kept signed in by it
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What signing in needs.

    `url` is the address that browsers use, without a slash at the end: over https the cookies are bound to it.
    A session ends when it has not been used for `idle`, and after `longest` whatever it does. `clock` says the time
    (aware UTC).
    """

    store: AccountStore
    clock: Callable[[], dt.datetime]
    organisation: Organisation
    url: str = ""
    idle: dt.timedelta = dt.timedelta(hours=8)
    longest: dt.timedelta = dt.timedelta(days=7)
    provider: Provider | None = None
    passwords: Passwords = field(default_factory=Passwords)

    @property
    def secure(self) -> bool:
        return self.url.startswith("https://")

    @property
    def cookie(self) -> str:
        """`__Host-`: no other host, no subdomain and no unencrypted page can have set it."""
        return "__Host-inloggning" if self.secure else "inloggning"

    @property
    def wanted(self) -> bool:
        """Whether anybody must sign in. Accounts are locked, never deleted: once True, it stays so."""
        return self.provider is not None or self.store.has_users()


class Reception:
    """Asks who comes before any handler runs. Without `access` (in tests of pages) everybody may do everything."""

    def __init__(self, access: Access | None) -> None:
        self._access = access
        self._needs: Mapping[str, Role | None] = {}
        self._closed = False

    def guard(self, app: Flask, needs: Mapping[str, Role | None]) -> None:
        """Ask before each request to `app` what `needs` says of its endpoint; one that it does not name is closed."""
        self._needs = needs
        app.before_request(self._admit)
        app.context_processor(self._for_templates)

    def _admit(self) -> ResponseReturnValue | None:
        endpoint = request.endpoint
        if endpoint is None or endpoint == "static":  # nothing is there, or nothing secret
            return None
        need = self._needs.get(endpoint, Role.ADMINISTER)
        self._refuse_in_clear()
        if need is None:
            return None
        if not self._wanted():
            self._keep_to_this_machine()
            return None
        user = self.user()
        if user is None:
            if request.method in {"GET", "HEAD"}:
                here = request.full_path.rstrip("?")
                return redirect(f"/logga-in?{urlencode({'till': here})}" if here != "/" else "/logga-in", 303)
            abort(403, "Du är inte inloggad längre. Logga in och gör om det du gjorde: inget har sparats.")
        if not user.role.covers(need):
            abort(403, f"Det kräver rollen {ROLES[need]}. {MAY[user.role]} Be den som administrerar kontona om hjälp.")
        return None

    def _refuse_in_clear(self) -> None:
        """Past the proxy, straight to our port, a password would cross the network for all to read."""
        in_clear = self._access is not None and self._access.secure and not request.is_secure
        if in_clear and request.path != "/healthz" and not is_loopback(request.remote_addr or ""):
            abort(403, "Sidan nås bara över https. En proxy ska skicka med X-Forwarded-Proto.")

    def _keep_to_this_machine(self) -> None:
        """While nobody has to sign in, a proxy on this machine must not open the register to all the world."""
        if self._access is None:
            return
        through_proxy = any(name in request.headers for name in FORWARDED)
        if through_proxy or not is_loopback(request.remote_addr or ""):
            abort(
                403,
                "Sidan kan inte nås utifrån förrän det finns ett konto. Det första görs på datorn där tjänsten körs.",
            )

    def user(self) -> User | None:
        """Who is signed in; None is nobody, or that nobody needs to."""
        if "user" not in g:
            token = request.cookies.get(self._access.cookie, "") if self._access else ""
            g.user = (
                self._access.store.session_user(
                    token_hash(token),
                    idle=self._access.idle,
                    now=self._access.clock(),
                    used=request.path != PULSE,
                )
                if self._access and token
                else None
            )
        found: User | None = g.user
        return found

    def _wanted(self) -> bool:
        self._closed = self._closed or (self._access is not None and self._access.wanted)
        return self._closed

    def may(self, need: Role) -> bool:
        """Whether whoever sends this request may do what asks for the role."""
        if not self._wanted():
            return True
        user = self.user()
        return user is not None and user.role.covers(need)

    def _for_templates(self) -> dict[str, object]:
        try:
            return {"me": self.user(), "may": self.may, "unguarded": self._access is not None and not self._wanted()}
        except RegistratorError:  # this page tells that the register is away, and must not fail at the same
            _LOG.exception("the accounts cannot be read")
            return {"me": None, "may": lambda _need: False, "unguarded": False}


def reviewer_name() -> str:
    """Who the log says did it: the account that is signed in, whatever the form says; else the name in the form."""
    user: User | None = g.get("user")
    return user.full_name if user else tidy(request.form.get("reviewer", ""), _LONGEST_NAME)


def token_hash(token: str) -> str:
    """What the register keeps of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def hand_over(answer: Response, access: Access, token: str) -> None:
    """Give the browser the token of its new session."""
    answer.set_cookie(access.cookie, token, secure=access.secure, httponly=True, samesite="Lax", path="/")


def take_back(answer: Response, access: Access) -> None:
    answer.delete_cookie(access.cookie, secure=access.secure, httponly=True, samesite="Lax", path="/")


def new_token() -> str:
    return secrets.token_urlsafe(32)


def address_of_request() -> str:
    """Where the request came from, as the log tells it. Behind a proxy: what the one trusted proxy says."""
    return request.remote_addr or "okänd adress"


def address_key(address: str) -> str:
    """What attempts from an address are counted under; of IPv6 the /64, which is one customer's."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "adress okänd"
    if isinstance(known, ipaddress.IPv6Address):
        return f"adress {ipaddress.ip_network((known, 64), strict=False)}"
    return f"adress {known}"
