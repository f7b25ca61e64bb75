"""The page as the service serves it: to its own machine until there is an account, then behind its proxy."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.access import Role
from registrator.build import House
from registrator.config import load_config
from registrator.review_page import review_page
from tests.servers.new_register import new_house

PROXIED = {"Host": "registrator.exempel.se", "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    server = 'host = "127.0.0.1"\nport = 1\nusername = "u"\npassword = "Hemligt-1"\n'
    (tmp_path / "config.toml").write_text(
        f"[imap]\n{server}[smtp]\n{server}[trust]\nauthserv_ids = ['mx.ksl.se']\n"
        "[review]\nhost = '0.0.0.0'\nport = 0\nurl = 'https://registrator.exempel.se'\nbehind_proxy = '127.0.0.1'\n",
        "utf-8",
    )
    with new_house(load_config(tmp_path / "config.toml")) as opened:
        yield opened


def get(url: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", int(url.rpartition(":")[2]), timeout=20)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def test_the_first_account_opens_the_page_to_others_and_closes_it_to_strangers(house: House) -> None:
    with review_page(house) as url:
        assert url.startswith("http://127.0.0.1:"), "not where it is configured, while nobody signs in"
        assert get(url, "/konto", {}).status == 200
        assert get(url, "/konto", PROXIED).status == 403, "a proxy on this machine opens nothing"
        assert get(url, "/konto", {"Host": "ond.example"}).status == 400
    house.store.add_user(name="testa", full_name="Testa", role=Role.READ, who="root", now=house.clock())
    with review_page(house) as url:
        assert url.startswith("http://0.0.0.0:")
        answer = get(url, "/konto", PROXIED)
        assert (answer.status, answer.headers["Location"]) == (303, "/logga-in?till=%2Fkonto")
        cookie = get(url, "/logga-in", PROXIED).headers["Set-Cookie"]
        assert cookie.startswith("__Host-registrator=")
        assert "; Secure" in cookie


def test_the_key_of_forms_survives_a_restart_and_is_closed_to_others(house: House) -> None:
    kept = house.config.storage.folder / "review.key"
    with review_page(house):
        first = kept.read_bytes()
    with review_page(house):
        assert kept.read_bytes() == first
    assert kept.stat().st_mode & 0o077 == 0
    for left in (b"cut short", bytes(32)):  # the zeros of a power cut: anybody could guess them
        kept.write_bytes(left)
        with review_page(house):
            assert len(kept.read_bytes()) == 32
            assert any(kept.read_bytes())


def test_a_disk_that_cannot_keep_the_key_of_forms_hinders_no_start(house: House) -> None:
    (house.config.storage.folder / "review.key").mkdir()  # nobody, root neither, can write or remove it as a file
    with review_page(house) as url:
        assert get(url, "/konto", {}).status == 200
