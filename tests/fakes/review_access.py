"""A staffed page: a real register, with mails if wanted, three accounts, a clock to set, and browsers that sign in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from domain.access import Role, User
from review.accounts import Access
from review.app import create_app
from review.passwords import Passwords
from storage.store import SqlStore
from tests.fakes.review_desk import NOW, ORGANISATION, full_desk
from tests.fakes.review_register import fill

PHRASE = "blåbär i gröten"
CHEAP = Passwords(time_cost=1, memory_kib=8, parallelism=1)
NAMES = {Role.READ: "lena", Role.REVIEW: "greta", Role.ADMINISTER: "adam"}
PNG = b"\x89PNG\r\n\x1a\n"
HOSTS = ("localhost", "127.0.0.1", "registrator.exempel.se")


class Staffed:
    """The page over `store`; `now` is what its clock shows. `more` are further arguments of `Access`."""

    def __init__(self, store: SqlStore, *, accounts: bool = True, mails: bool = False, **more: Any) -> None:
        self.store = store
        self.now = NOW
        desk, self.ids = fill(store) if mails else (dataclasses.replace(full_desk()[0], store=store), {})
        desk = dataclasses.replace(desk, clock=lambda: self.now, picture=lambda *_: PNG)
        values = {"passwords": CHEAP, "organisation": ORGANISATION} | more
        self.access = Access(store=store, clock=lambda: self.now, **values)
        self.app: Flask = create_app(desk, allowed_hosts=HOSTS, secret_key=b"k" * 32, access=self.access)
        self.users = {role: self.add(name, role) for role, name in NAMES.items()} if accounts else {}

    def add(self, name: str, role: Role, **more: Any) -> User:
        return self.store.add_user(
            name=name,
            full_name=f"{name.capitalize()} Testare",
            role=role,
            password=CHEAP.hash(PHRASE),
            who="root",
            now=self.now,
            **more,
        )

    def later(self, **passed: float) -> None:
        self.now += dt.timedelta(**passed)

    def browser(self, role: Role | None = None) -> FlaskClient:
        """A browser, signed in with the role."""
        client = self.app.test_client()
        if role is not None:
            answer = sign_in(client, NAMES[role])
            assert answer.status_code == 303, answer.text
        return client


def token(client: FlaskClient, path: str = "/logga-in") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def sign_in(client: FlaskClient, name: str, password: str = PHRASE, **more: Any) -> Any:
    """Fill in the form and send it. `till` and `address` may be given."""
    form = {"name": name, "password": password, "till": more.get("till", ""), "csrf_token": token(client)}
    return client.post("/logga-in", data=form, environ_base={"REMOTE_ADDR": more.get("address", "127.0.0.1")})


def send(client: FlaskClient, path: str, form: dict[str, str] | None = None, page: str = "/konto") -> Any:
    """Send a form with the token of a page."""
    return client.post(path, data={"csrf_token": token(client, page), **(form or {})})
