"""Signing in and out, with a password or through the organisation, and the page of one's own account."""

from __future__ import annotations

import datetime as dt
import logging
import math
import re
from urllib.parse import urlencode

from flask import abort, flash, make_response, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from domain.access import Limit, User, account_key
from domain.errors import SignInFailed
from domain.swedish_access import MAY, ROLES
from review import passwords
from review.accounts import (
    Access,
    Reception,
    address_key,
    address_of_request,
    hand_over,
    new_token,
    take_back,
    token_hash,
)
from review.answer_form import tidy
from review.outside import account_of

_LOG = logging.getLogger(__name__)
_LONGEST_NAME = 80
_FREE_FOR_ACCOUNT, _FREE_FOR_ADDRESS = 5, 30
# A path of ours and its query: no "//host", no backslash (browsers read it as a slash), no control character.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_WRONG = "Namnet eller lösenordet stämmer inte."


def own_path(given: str) -> str:
    """Where to go after signing in: the given path when it is one of this site's, else the first page."""
    return given if len(given) <= 2000 and _OWN_PATH.fullmatch(given) else "/"


class SignIn:
    """Handlers of /logga-in, /logga-ut and /konto. Without `access` (in tests of pages) there are none."""

    def __init__(self, access: Access | None, reception: Reception) -> None:
        self._given = access
        self._reception = reception

    @property
    def _access(self) -> Access:
        return self._given or abort(404)

    def page(self) -> ResponseReturnValue:
        if not self._access.wanted or self._reception.user():
            return redirect(own_path(request.args.get("till", "")), 303)
        return self._show(onward=request.args.get("till", ""))

    def enter(self) -> ResponseReturnValue:
        access = self._access
        name = request.form.get("name", "")[:_LONGEST_NAME]
        onward = request.form.get("till", "")
        address = address_of_request()
        limits = _limits(name, address)
        # counted before it is tried: many at once cannot slip by, and a kill in between forgets nothing
        until = access.store.attempt(limits, access.clock())
        if until is not None:
            pause = _in_words(until - access.clock())
            words = f"Det har blivit fel för många gånger. Försök igen om {pause}."
            return self._show(fault=words, name=name, onward=onward, status=429)
        user = access.store.user(name)
        verified = access.passwords.verify(user.password if user else "", request.form.get("password", ""))
        if user is None or not verified.right or user.locked:
            why = "okänt namn" if user is None else "låst konto" if user.locked else "fel lösenord"
            _LOG.warning("sign-in failed from %s", address)
            access.store.failed(user.id if user else None, why, address, access.clock())
            return self._show(fault=_WRONG, name=name, onward=onward, status=422)
        if verified.fresh:
            access.store.rehash(user.id, verified.fresh)
        return self._begin(user, f"med lösenord, från {address}", limits, own_path(onward))

    def depart(self) -> ResponseReturnValue:
        """To the organisation's own sign-in."""
        provider = self._access.provider or abort(404)
        onward = own_path(request.args.get("till", ""))
        try:
            answer = provider.depart()
        except SignInFailed as fault:
            return self._show(fault=str(fault), onward=onward, status=503)
        session["onward"] = onward
        return answer

    def arrive(self) -> ResponseReturnValue:
        """Back from there."""
        access = self._access
        provider = access.provider or abort(404)
        onward = own_path(session.pop("onward", ""))
        try:
            person = provider.arrive()
            user = account_of(person, access.store, access.clock(), roles_decide=bool(provider.settings.roles))
        except SignInFailed as fault:
            return self._show(fault=str(fault), onward=onward, status=403)
        return self._begin(user, f"genom organisationen, från {address_of_request()}", (), onward)

    def _begin(
        self, user: User, how: str, limits: tuple[Limit, ...], onward: str, words: str = ""
    ) -> ResponseReturnValue:
        """A new session and a new form key: what the browser carried before signing in is worth nothing after."""
        access = self._access
        now = access.clock()
        self._end(user.full_name)
        token = new_token()
        access.store.begin_session(
            user.id, token_hash=token_hash(token), ends_at=now + access.longest, how=how, limits=limits, now=now
        )
        session.clear()
        if words:
            flash(words)
        answer = make_response(redirect(onward, 303))
        hand_over(answer, access, token)
        return answer

    def leave(self) -> ResponseReturnValue:
        user = self._reception.user()
        if user:
            self._end(user.full_name)
        return self._gone("Du är utloggad.")

    def leave_everywhere(self) -> ResponseReturnValue:
        access = self._access
        if user := self._reception.user():
            access.store.end_sessions(user.id, who=user.full_name, now=access.clock())
        return self._gone("Du är utloggad på alla datorer och telefoner.")

    def _end(self, who: str) -> None:
        access = self._access
        if token := request.cookies.get(access.cookie):
            access.store.end_session(token_hash(token), who=who, now=access.clock())

    def _gone(self, words: str) -> ResponseReturnValue:
        session.clear()
        flash(words)
        answer = make_response(redirect("/logga-in", 303))
        take_back(answer, self._access)
        return answer

    def account(self) -> ResponseReturnValue:
        return self._show_account()

    def change_password(self) -> ResponseReturnValue:
        """The present password is asked for and guessing it is braked: an open desk must not lose its account."""
        access = self._access
        user = self._reception.user() or abort(404)
        limits = _limits(user.name, address_of_request())
        now = access.clock()
        until = access.store.attempt(limits, now)
        if until is not None:
            return self._show_account({"present": f"Försök igen om {_in_words(until - now)}."}, 429)
        if not access.passwords.verify(user.password, request.form.get("present", "")).right:
            access.store.failed(user.id, "fel lösenord vid byte", address_of_request(), now)
            return self._show_account({"present": "Det nuvarande lösenordet stämmer inte."}, 422)
        new = request.form.get("new", "")
        organisation = access.organisation
        if why := passwords.fault_of(new, user.name, user.full_name, organisation.name, organisation.short_name):
            return self._show_account({"new": why}, 422)
        if new != request.form.get("again", ""):
            return self._show_account({"again": "De två nya lösenorden är inte lika."}, 422)
        user = access.store.change_user(user.id, password=access.passwords.hash(new), who=user.full_name, now=now)
        how = f"efter byte av lösenord, från {address_of_request()}"
        return self._begin(user, how, limits, "/konto", "Lösenordet är bytt. Överallt annars är du utloggad.")

    def _show(self, *, fault: str = "", name: str = "", onward: str = "", status: int = 200) -> ResponseReturnValue:
        access = self._access
        onward = own_path(onward)
        page = render_template(
            "sign_in.html",
            fault=fault,
            name=tidy(name, _LONGEST_NAME),
            onward=onward,
            onward_query=urlencode({"till": onward}),
            outside=access.provider is not None,
            organisation=access.organisation,
        )
        return page, status

    def _show_account(self, faults: dict[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
        user = self._reception.user()
        page = render_template(
            "sign_in_account.html",
            user=user,
            faults=faults or {},
            role=ROLES[user.role] if user else "",
            may_words=MAY[user.role] if user else "",
            shortest=passwords.SHORTEST,
            organisation=self._access.organisation,
        )
        return page, status


def _limits(name: str, address: str) -> tuple[Limit, Limit]:
    return (
        Limit(key=account_key(name), free=_FREE_FOR_ACCOUNT),
        Limit(key=address_key(address), free=_FREE_FOR_ADDRESS),
    )


def _in_words(pause: dt.timedelta) -> str:
    """8 sekunder, 3 minuter; rounded up, so that waiting as long is enough."""
    seconds = math.ceil(pause.total_seconds())
    if seconds < 60:
        return f"{max(seconds, 2)} sekunder"
    minutes = math.ceil(seconds / 60)
    return "en minut" if minutes == 1 else f"{minutes} minuter"
