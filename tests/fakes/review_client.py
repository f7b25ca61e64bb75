"""A browser without a screen, on the pages over a real register that holds the mails of the full desk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient

from domain.register import Entry
from review.app import create_app
from review.desk import Desk
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_register import fill

Fill = Callable[[SqlStore], tuple[Desk, dict[int, int]]]


class Review:
    """A browser on pages over a real register that holds the mails of the full desk, under the same ids."""

    def __init__(self, store: SqlStore, made: Fill = fill) -> None:
        self.store = store
        self.desk, self.ids = made(store)
        self.app = create_app(self.desk, allowed_hosts=("localhost",), secret_key=b"k" * 32)
        self.client: FlaskClient = self.app.test_client()

    def entry(self, number: int) -> Entry:
        found = self.store.entry(self.ids[number])
        assert found
        return found

    def form(self, number: int, **fields: str) -> dict[str, str]:
        """A form as the page of the mail gives it now, filled."""
        page = self.client.get(f"/mejl/{self.ids[number]}").text
        page = page[page.index('id="ratta"') :]  # above it may stand a form that takes the last verdict back
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        version = re.search(r'name="version" value="(\d+)"', page)
        assert token and version
        return {"csrf_token": token[1], "version": version[1], "reviewer": "Testa Granskare", **fields}

    def send(self, number: int, verb: str, form: dict[str, str]) -> tuple[int, str]:
        answer = self.client.post(f"/mejl/{self.ids[number]}/{verb}", data=form)
        return answer.status_code, answer.text if answer.status_code != 303 else answer.headers["Location"]


@contextmanager
def open_review(migrated: Path, place: Path, made: Fill = fill) -> Iterator[Review]:
    """Over a copy of an empty register with its tables."""
    shutil.copyfile(migrated, place / "register.db")
    store = open_store(f"sqlite:///{place}/register.db")
    try:
        yield Review(store, made)
    finally:
        store.close()
