"""Signing in through the organisation, against a real provider over TLS: the way in, and every lie refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import OctKey, RSAKey

from domain.access import Role
from domain.errors import SignInFailed
from review.oidc import Provider, ProviderSettings
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_access import Staffed, send
from tests.servers.oidc import OidcProvider, long_ago, oidc, oidc_server

__all__ = ["oidc", "oidc_server"]
pytest_plugins = ["tests.servers.register"]

CALLBACK = "http://localhost/logga-in/organisationen/svar"
ROLES = {Role.READ: ("lasa",), Role.REVIEW: ("granska", "group-7"), Role.ADMINISTER: ("administrera",)}


@pytest.fixture
def store(migrated_file: Path, tmp_path: Path) -> Iterator[SqlStore]:
    path = tmp_path / "register.db"
    shutil.copyfile(migrated_file, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client_of(oidc_server: OidcProvider) -> tuple[str, str]:
    return oidc_server.client_for(CALLBACK)


@pytest.fixture
def settings(oidc: OidcProvider, client_of: tuple[str, str]) -> dict[str, Any]:
    number, secret = client_of
    return {
        "issuer": oidc.issuer,
        "client_id": number,
        "client_secret": secret,
        "redirect_uri": CALLBACK,
        "ca_file": oidc.ca_file,
    }


def staffed(store: SqlStore, settings: dict[str, Any], **more: Any) -> Staffed:
    return Staffed(store, accounts=False, provider=Provider(ProviderSettings(**(settings | more))))


def come_back(client: FlaskClient, oidc: OidcProvider, sub: str = "greta-7", **change: str) -> Any:
    """The whole way there and back; `change` alters what the browser brings home."""
    there = client.get("/logga-in/organisationen?till=/oversikt")
    assert there.status_code == 302, there.text
    home = urlsplit(oidc.consent(there.location, sub))
    brought = {name: values[0] for name, values in parse_qs(home.query).items()} | change
    return client.get(home.path, query_string=brought)


def test_a_role_of_the_organisation_makes_an_account_and_follows_its_claim(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any]
) -> None:
    page = staffed(store, settings, roles=ROLES)
    oidc.user("greta-7", name="Greta Granskare", preferred_username="greta@exempel.se", roles=["granska"])
    client = page.browser()
    assert client.get("/konto").status_code == 303, "a configured provider closes the page before the first account"
    assert "Logga in med KSL-konto" in client.get("/logga-in").text
    assert come_back(client, oidc).location == "/oversikt"
    assert "Greta Granskare, med rollen granska" in client.get("/konto").text
    assert oidc.unproved == [], "PKCE"
    user = store.user("greta@exempel.se")
    assert user and user.outside == f"{oidc.issuer} greta-7"
    oidc.user("greta-7", name="Greta Granskare", preferred_username="annat@exempel.se", roles=["lasa", "administrera"])
    assert come_back(page.browser(), oidc).status_code == 303
    again = store.user("greta@exempel.se")
    assert again and (again.id, again.role) == (user.id, Role.ADMINISTER)
    assert client.get("/konto").status_code == 303, "whose role has changed is signed out"
    assert len(store.users()) == 1


def test_an_account_is_linked_by_its_verified_address_and_known_by_its_subject_after(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any]
) -> None:
    page = staffed(store, settings)
    page.add("greta", Role.REVIEW, email="greta@exempel.se")
    oidc.user("greta-8", email="Greta@exempel.se", email_verified=False)
    refused = come_back(page.browser(), oidc, "greta-8")
    assert refused.status_code == 403
    assert "har inget konto här" in refused.text
    oidc.user("greta-8", email="Greta@exempel.se", email_verified=True)
    assert come_back(page.browser(), oidc, "greta-8").status_code == 303
    oidc.user("greta-8", email="nytt.namn@exempel.se", email_verified=True)
    assert come_back(page.browser(), oidc, "greta-8").status_code == 303
    oidc.user("somebody-9", email="greta@exempel.se", email_verified=True)
    assert come_back(page.browser(), oidc, "somebody-9").status_code == 403, "an address that was handed on"


def test_who_has_no_role_or_a_locked_account_stays_outside_and_is_told_what_to_do(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any]
) -> None:
    page = staffed(store, settings, roles=ROLES)
    oidc.user("lena-1", preferred_username="lena@exempel.se", roles=["something else"])
    assert "har ingen roll här" in come_back(page.browser(), oidc, "lena-1").text
    oidc.user("lena-1", preferred_username="lena@exempel.se", roles="lasa")
    client = page.browser()
    assert come_back(client, oidc, "lena-1").status_code == 303
    user = store.user("lena@exempel.se")
    assert user
    store.change_user(user.id, locked=True, who="root", now=page.now)
    assert client.get("/konto").status_code == 303
    assert "Kontot är låst." in come_back(page.browser(), oidc, "lena-1").text
    assert "släppte inte in dig" in come_back(page.browser(), oidc, "").text, "who says no over there"


def test_a_name_that_a_local_account_has_is_not_taken_over(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any]
) -> None:
    page = staffed(store, settings, roles=ROLES)
    page.add("adam", Role.ADMINISTER)
    oidc.user("thief-1", preferred_username="ADAM", roles=["granska"])
    answer = come_back(page.browser(), oidc, "thief-1")
    assert answer.status_code == 403
    assert "redan ett konto med ditt namn" in answer.text


def _lie(**claims: Any) -> Callable[[OidcProvider], None]:
    def tell(oidc: OidcProvider) -> None:
        oidc.lie = lambda true: {**true, **claims}

    return tell


def _without(name: str) -> Callable[[OidcProvider], None]:
    def tell(oidc: OidcProvider) -> None:
        oidc.lie = lambda true: {key: value for key, value in true.items() if key != name}

    return tell


def _forged(oidc: OidcProvider) -> None:
    oidc.forger = RSAKey.generate_key()


def _signed_by_the_secret(oidc: OidcProvider) -> None:
    oidc.forger, oidc.algorithm = OctKey.import_key("x" * 40), "HS256"
    oidc.metadata = {"id_token_signing_alg_values_supported": ["HS256", "RS256"]}


def _for_another(oidc: OidcProvider) -> None:
    """A token that another service was given, and that names us as who asked for it."""
    oidc.lie = lambda true: {**true, "aud": "another-client", "azp": true["aud"][0]}


def _expired(oidc: OidcProvider) -> None:
    oidc.lie = long_ago


def _none(oidc: OidcProvider) -> None:
    oidc.withhold = True


@pytest.mark.parametrize(
    "lie",
    [
        _forged,
        _signed_by_the_secret,
        _expired,
        _none,
        _for_another,
        _lie(iss="https://ond.example"),
        _lie(aud="another-client"),
        _lie(aud=["another-client", "a-third"]),
        _lie(nonce="of another sign-in"),
        _without("nonce"),
        _without("aud"),
        _without("exp"),
        _without("sub"),
    ],
)
def test_no_lie_signs_anybody_in(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any], lie: Callable[[OidcProvider], None]
) -> None:
    oidc.user("greta-7", preferred_username="greta@exempel.se", roles=["granska"])
    page = staffed(store, settings, roles=ROLES)
    lie(oidc)
    client = page.browser()
    answer = come_back(client, oidc)
    assert answer.status_code == 403
    assert "Logga in" in answer.text and "Traceback" not in answer.text
    assert client.get("/konto").status_code == 303
    assert store.users() == ()


def test_an_answer_that_was_not_asked_for_or_comes_twice_signs_nobody_in(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any]
) -> None:
    oidc.user("greta-7", preferred_username="greta@exempel.se", roles=["granska"])
    page = staffed(store, settings, roles=ROLES)
    assert "i ett annat fönster" in come_back(page.browser(), oidc, state="another").text
    client = page.browser()
    there = client.get("/logga-in/organisationen")
    home = urlsplit(oidc.consent(there.location, "greta-7"))
    victim = page.browser()
    assert victim.get(f"{home.path}?{home.query}").status_code == 403, "somebody else's answer"
    assert client.get(f"{home.path}?{home.query}").status_code == 303
    send(client, "/logga-ut")
    assert client.get(f"{home.path}?{home.query}").status_code == 403, "the same answer again"
    assert come_back(page.browser(), oidc, code="invented").status_code == 403


def test_a_provider_that_is_away_or_another_than_configured_is_told_in_swedish(
    store: SqlStore, oidc: OidcProvider, settings: dict[str, Any], foreign_ca_file: Path
) -> None:
    def told(**more: Any) -> str:
        answer = staffed(store, settings, **more).browser().get("/logga-in/organisationen")
        assert answer.status_code == 503
        return str(answer.text)

    assert "svarar inte" in told(issuer="https://localhost:1")
    assert "svarar inte" in told(ca_file=foreign_ca_file)
    oidc.metadata = {"issuer": "https://ond.example"}
    assert "går inte att lita på" in told()


def test_a_provider_can_be_tried_before_anybody_signs_in(oidc: OidcProvider, settings: dict[str, Any]) -> None:
    assert Provider(ProviderSettings(**settings)).probe() == f"{oidc.issuer} svarar, med 1 nyckel"
    with pytest.raises(SignInFailed, match="svarar inte"):
        Provider(ProviderSettings(**(settings | {"issuer": "https://localhost:1"}))).probe()


def test_secrets_are_in_no_repr(settings: dict[str, Any]) -> None:
    assert settings["client_secret"] not in repr(ProviderSettings(**settings))
