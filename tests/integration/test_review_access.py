"""Who comes in, what a role allows, how sessions end, and how guessing is braked. Over a real register."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from domain.access import Role
from domain.errors import StorageError
from storage.engine import open_store
from storage.schema_people import SessionRow
from storage.store import SqlStore
from tests.fakes.review_access import NAMES, PHRASE, Staffed, send, sign_in, token

pytest_plugins = ["tests.servers.register"]


@pytest.fixture
def store(migrated_file: Path, tmp_path: Path) -> Iterator[SqlStore]:
    path = tmp_path / "register.db"
    shutil.copyfile(migrated_file, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def page(store: SqlStore) -> Staffed:
    return Staffed(store)


def test_without_accounts_everything_is_open_to_this_machine_and_says_how_to_close_it(store: SqlStore) -> None:
    open_page = Staffed(store, accounts=False)
    client = open_page.browser()
    answer = client.get("/konto")
    assert answer.status_code == 200
    assert "registrator user add NAMN" in answer.text
    assert client.get("/logga-in").status_code == 303
    assert "Här finns inga konton än" in client.get("/konto").text
    open_page.add("anna", Role.READ)
    assert client.get("/").location == "/logga-in", "from the first account on, at once"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via"])
def test_without_accounts_nobody_comes_in_through_a_proxy_or_from_elsewhere(store: SqlStore, header: str) -> None:
    client = Staffed(store, accounts=False).browser()
    assert client.get("/konto", headers={header: "1.1 exempel"}).status_code == 403
    assert client.get("/konto", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403
    assert client.get("/healthz", headers={header: "1.1 exempel"}).status_code == 200


def test_nobody_is_sent_to_the_sign_in_page_and_on_from_there(page: Staffed) -> None:
    client = page.browser()
    answer = client.get("/register?lage=flagged")
    assert answer.location == "/logga-in?till=%2Fregister%3Flage%3Dflagged"
    assert 'value="/register?lage=flagged"' in client.get(answer.location).text
    assert sign_in(client, "greta", till="/register?lage=flagged").location == "/register?lage=flagged"
    shown = client.get("/konto").text
    assert "Greta Testare" in shown
    assert "unguarded" not in shown


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//ond.example",
        "https://ond.example/",
        "/\\ond.example",
        "\\\\ond.example",
        "/\t/ond.example",
        "javascript:alert(1)",
        "ond.example",
        " //ond.example",
        "/%0d%0aSet-Cookie: x=1\r\n",
    ],
)
def test_signing_in_leads_to_no_other_site(page: Staffed, elsewhere: str) -> None:
    answer = sign_in(page.browser(), "greta", till=elsewhere)
    assert answer.status_code == 303
    assert answer.location == "/"


@pytest.mark.parametrize(("name", "password"), [("greta", "fel"), ("ingen", PHRASE), ("", ""), ("greta", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(page: Staffed, name: str, password: str) -> None:
    client = page.browser()
    answer = sign_in(client, name, password)
    assert answer.status_code == 422
    assert "Namnet eller lösenordet stämmer inte." in answer.text
    assert PHRASE not in answer.text
    assert client.get("/konto").status_code == 303


def test_a_name_that_nobody_has_costs_the_same_work_as_one_that_somebody_has(
    page: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the time of the answer would tell which names there are."""
    work: list[str] = []
    for owner, name in (
        (page.access.passwords._hasher.__class__, "verify"),
        (SqlStore, "failed"),
        (SqlStore, "attempt"),
    ):
        whole = getattr(owner, name)

        def counted(self: object, *given: object, whole: Any = whole, name: str = name) -> Any:
            work.append(name)
            return whole(self, *given)

        monkeypatch.setattr(owner, name, counted)
    sign_in(page.browser(), "greta", "fel")
    known, work[:] = list(work), []
    sign_in(page.browser(), "ingen", "fel")
    assert work == known == ["attempt", "verify", "failed"]


def test_a_locked_account_comes_in_no_more_and_is_signed_out_at_once(page: Staffed) -> None:
    client = page.browser(Role.REVIEW)
    page.store.change_user(page.users[Role.REVIEW].id, locked=True, who="root", now=page.now)
    assert client.get("/konto").status_code == 303
    assert "stämmer inte" in sign_in(client, "greta").text


def test_a_reader_sees_everything_and_may_change_nothing(store: SqlStore) -> None:
    page = Staffed(store, mails=True)
    client = page.browser(Role.READ)
    path = f"/mejl/{page.ids[11]}"
    shown = client.get(path)
    assert shown.status_code == 200
    assert "/godkann" not in shown.text
    answer = client.post(f"{path}/godkann", data={"csrf_token": token(client, "/konto"), "version": "1"})
    assert answer.status_code == 403
    assert "Det kräver rollen granska." in answer.text
    entry = page.store.entry(page.ids[11])
    assert entry and entry.state.value == "flagged"


def test_the_log_gets_the_name_of_the_account_whatever_the_form_says(store: SqlStore) -> None:
    page = Staffed(store, mails=True)
    client = page.browser(Role.REVIEW)
    path = f"/mejl/{page.ids[13]}"
    entry = page.store.entry(page.ids[13])
    assert entry
    assert 'name="reviewer"' not in client.get(path).text
    form = {"version": str(entry.version), "reason": "Reklam", "reviewer": "Någon Annan"}
    assert send(client, f"{path}/avfarda", form, path).status_code == 303
    assert [row.who for row in page.store.audit(page.ids[13])][-1] == "Greta Testare"


def test_a_session_ends_when_unused_and_after_its_longest_time(page: Staffed) -> None:
    client = page.browser(Role.READ)
    for _ in range(23):
        page.later(hours=7)
        assert client.get("/register").status_code == 200
    page.later(hours=7.5)
    assert client.get("/register").status_code == 303, "seven days have passed"
    sign_in(client, "lena")
    page.later(hours=8.1)
    assert client.get("/register").status_code == 303, "eight hours unused"


def test_a_page_left_open_keeps_nobody_signed_in(page: Staffed) -> None:
    client = page.browser(Role.READ)
    for _ in range(5):
        page.later(hours=1.5)
        assert client.get("/lage").get_json() == {"waiting": 0}
    page.later(hours=1)
    assert client.get("/register").status_code == 303


def test_signing_out_ends_the_session_on_the_server_too(page: Staffed) -> None:
    client = page.browser(Role.READ)
    stolen = client.get_cookie("inloggning")
    assert stolen
    assert send(client, "/logga-ut").location == "/logga-in"
    assert "Du är utloggad." in client.get("/logga-in").text
    thief = page.browser()
    thief.set_cookie("inloggning", stolen.value)
    assert thief.get("/konto").status_code == 303


def test_signing_out_everywhere_ends_every_session_of_the_account_and_no_other(page: Staffed) -> None:
    here, there, other = page.browser(Role.READ), page.browser(Role.READ), page.browser(Role.REVIEW)
    send(here, "/logga-ut/overallt")
    assert [client.get("/konto").status_code for client in (here, there, other)] == [303, 303, 200]


def test_what_a_browser_carried_before_signing_in_is_worth_nothing_after(page: Staffed) -> None:
    client = page.browser()
    client.set_cookie("inloggning", "planted-by-somebody")
    before = token(client)
    sign_in(client, "greta")
    cookie = client.get_cookie("inloggning")
    assert cookie and cookie.value != "planted-by-somebody"
    assert client.post("/logga-ut/overallt", data={"csrf_token": before}).status_code == 400
    assert client.get("/logga-in?till=/register").location == "/register", "who is signed in is sent on"


def test_the_register_holds_no_token_that_would_sign_in(page: Staffed) -> None:
    client = page.browser(Role.READ)
    cookie = client.get_cookie("inloggning")
    assert cookie
    with page.store._database.reading() as session:
        kept = [row.token_hash for row in session.scalars(sa.select(SessionRow))]
    assert len(kept) == 1
    assert cookie.value not in kept[0]
    thief = page.browser()
    thief.set_cookie("inloggning", kept[0])
    assert thief.get("/konto").status_code == 303


def test_over_https_the_cookies_are_bound_to_this_host(store: SqlStore) -> None:
    page = Staffed(store, url="https://registrator.exempel.se")
    base = "https://registrator.exempel.se"
    client = page.app.test_client()
    form = {"name": "greta", "password": PHRASE, "till": "/"}
    got = client.get("/logga-in", base_url=base)
    found = got.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = client.post("/logga-in", base_url=base, data={**form, "csrf_token": found})
    assert answer.status_code == 303
    cookies = got.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-registrator", "__Host-inloggning"}
    for cookie in cookies:
        assert all(flag in cookie for flag in ("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")), cookie
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert client.get("/konto", base_url=base).status_code == 200


def test_on_loopback_the_cookies_are_closed_to_scripts_and_other_sites(page: Staffed) -> None:
    client = page.browser()
    for cookie in sign_in(client, "greta").headers.getlist("Set-Cookie"):
        assert "; HttpOnly" in cookie
        assert "; SameSite=Lax" in cookie


def test_guessing_at_an_account_is_braked_also_with_the_right_password_and_from_elsewhere(page: Staffed) -> None:
    for _ in range(6):
        assert sign_in(page.browser(), "greta", "gissning").status_code == 422
    answer = sign_in(page.browser(), "Greta", address="192.0.2.9")
    assert answer.status_code == 429
    assert "Försök igen om 2 sekunder." in answer.text
    assert sign_in(page.browser(), "lena").status_code == 303, "colleagues come in"
    page.later(seconds=3)
    assert sign_in(page.browser(), "greta").status_code == 303
    assert sign_in(page.browser(), "greta", "gissning").status_code == 422, "and is forgiven"


def test_guessing_at_many_names_from_one_address_is_braked(page: Staffed) -> None:
    for number in range(31):
        assert sign_in(page.browser(), f"namn{number}", "gissning", address="2001:db8::1").status_code == 422
    assert sign_in(page.browser(), "greta", address="2001:db8::2").status_code == 429, "one /64 is one customer"
    assert sign_in(page.browser(), "greta", address="192.0.2.9").status_code == 303


def test_an_old_hash_is_made_anew_when_its_owner_comes(page: Staffed, store: SqlStore) -> None:
    from review.passwords import Passwords

    stronger = Staffed(store, accounts=False, passwords=Passwords(time_cost=2, memory_kib=8, parallelism=1))
    before = store.user("greta")
    assert sign_in(stronger.browser(), "greta").status_code == 303
    after = store.user("greta")
    assert before and after and before.password != after.password
    assert sign_in(stronger.browser(), "greta").status_code == 303


def test_a_password_is_changed_by_who_knows_it_and_ends_the_other_sessions(page: Staffed) -> None:
    here, there = page.browser(Role.REVIEW), page.browser(Role.REVIEW)
    new = "en helt annan mening"

    def change(present: str, new: str, again: str) -> str:
        answer = send(here, "/konto/losenord", {"present": present, "new": new, "again": again})
        return html.unescape(answer.text) if answer.status_code == 422 else str(answer.location)

    assert "Det nuvarande lösenordet stämmer inte." in change("fel", new, new)
    assert "minst 12 tecken" in change(PHRASE, "kort", "kort")
    assert "för lätt att gissa" in change(PHRASE, "Greta.Testare.1", "Greta.Testare.1")
    assert "är inte lika" in change(PHRASE, new, "något annat")
    assert change(PHRASE, new, new) == "/konto"
    assert "Lösenordet är bytt." in here.get("/konto").text
    assert there.get("/konto").status_code == 303
    assert sign_in(page.browser(), "greta").status_code == 422
    assert sign_in(page.browser(), "greta", new).status_code == 303


def test_a_form_sent_after_the_session_has_ended_says_that_nothing_was_saved(store: SqlStore) -> None:
    page = Staffed(store, mails=True)
    client = page.browser(Role.REVIEW)
    path = f"/mejl/{page.ids[13]}"
    kept = token(client, path)
    page.later(hours=9)
    answer = client.post(f"{path}/avfarda", data={"csrf_token": kept, "version": "1", "reason": "Reklam"})
    assert answer.status_code == 403
    assert "Du är inte inloggad längre." in answer.text
    assert 'href="/logga-in' in answer.text


def test_every_name_signs_in_with_its_role(page: Staffed) -> None:
    for role, name in NAMES.items():
        assert f"{name.capitalize()} Testare" in page.browser(role).get("/konto").text


def test_a_route_that_says_nothing_of_roles_is_closed_to_all_but_administrators(page: Staffed) -> None:
    page.app.add_url_rule("/glomd", "glomd", lambda: "öppen")
    assert page.browser().get("/glomd").status_code == 303
    assert [page.browser(role).get("/glomd").status_code for role in Role] == [403, 403, 200]


def test_a_register_that_is_away_lets_nobody_in_and_says_so(page: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    client = page.browser(Role.ADMINISTER)

    def away(*_: object, **__: object) -> None:
        raise StorageError("/var/lib/registrator/hemlig.sqlite3 kan inte läsas")

    monkeypatch.setattr(SqlStore, "session_user", away)
    answer = client.get("/konto")
    assert answer.status_code == 503
    assert "Registret svarar inte just nu" in answer.text
    assert "hemlig" not in answer.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/static/review.css").status_code == 200


def test_past_the_proxy_nobody_is_asked_for_a_password(store: SqlStore) -> None:
    client = Staffed(store, url="https://registrator.exempel.se").browser()
    straight = {"REMOTE_ADDR": "192.0.2.7"}
    answer = client.get("/logga-in", environ_base=straight)
    assert answer.status_code == 403
    assert "bara över https" in answer.text
    assert client.get("/logga-in", environ_base=straight, base_url="https://registrator.exempel.se").status_code == 200
    assert client.get("/logga-in").status_code == 200, "an SSH tunnel ends on this machine"
    assert client.get("/healthz", environ_base=straight).status_code == 200
