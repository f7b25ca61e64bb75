"""Signing in through the organisation's own service (OpenID Connect). The door to Authlib, joserfc and requests.

Authorization code with PKCE, state and nonce; the ID token's signature, issuer, audience and times are verified.
Sources: OpenID Connect Core 1.0, 3.1.3.7; RFC 7636; RFC 9700 (best current practice).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask import Response, session
from joserfc.errors import ExpiredTokenError, JoseError

from domain.access import Role
from domain.errors import SignInFailed

_LOG = logging.getLogger(__name__)
_PATIENCE = 10  # seconds that the service may keep silent: a reader waits for it
_CLOCKS_DIFFER = 60  # seconds by which its clock and ours may
# Never "none", never HS*: there the key would be the client's secret, which proves nothing about the issuer.
_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_LATE = "Inloggningen påbörjades i ett annat fönster eller för länge sedan. Försök igen."
_AWAY = "Organisationens inloggning svarar inte. Försök igen om en stund."
_STRANGE = "Svaret från organisationens inloggning går inte att lita på. Du är inte inloggad; loggen säger varför."
_REFUSED = "Organisationens inloggning släppte inte in dig. Försök igen, eller fråga den som sköter era konton."
_EXPIRED = "Svaret från organisationens inloggning gällde inte längre. Går datorernas klockor rätt?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """`issuer`: as the service spells it, over https. `redirect_uri`: where it sends people back, registered there.

    `role_claim` names the claim whose values `roles` knows; when `roles` is empty, the account decides.
    `account_claim` names the claim that holds the address of an account; "email" counts only when verified.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    ca_file: Path | None = None
    role_claim: str = "roles"
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    account_claim: str = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who has signed in there. `outside` is "issuer subject"; `role` what the claims give, None when nothing."""

    outside: str
    name: str
    full_name: str
    email: str
    role: Role | None


class _Session(OAuth2Session):  # type: ignore[misc]
    """The configured CA file, said with each request: of a session requests would prefer $REQUESTS_CA_BUNDLE."""

    def request(self, method: str, url: str, **more: Any) -> Any:
        return super().request(method, url, **({"verify": self.verify} | more))


class _App(FlaskOAuth2App):  # type: ignore[misc]
    client_cls = _Session


class Provider:
    """The organisation's service. Metadata and keys are fetched when first needed, keys again when they change."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self._client = _App(
            FlaskIntegration("organisation"),
            "organisation",
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": _PATIENCE,
                "verify": str(settings.ca_file) if settings.ca_file else True,
            },
        )

    def depart(self) -> Response:
        """The redirect that sends the browser there. Errors: SignInFailed."""
        for key in [key for key in session if key.startswith("_state_")]:
            del session[key]  # one at a time: they would fill the cookie
        with _told():
            self._know()
            answer: Response = self._client.authorize_redirect(self.settings.redirect_uri)
            return answer

    def arrive(self) -> Person:
        """Who comes back with the request at hand, after every check. Errors: SignInFailed."""
        with _told():
            self._know()
            token = self._client.authorize_access_token(
                claims_options={
                    "iss": {"essential": True, "value": self.settings.issuer},
                    "aud": {"essential": True, "value": self.settings.client_id},
                    "exp": {"essential": True},
                },
                leeway=_CLOCKS_DIFFER,
            )
            if not token.get("userinfo"):
                raise ValueError("the answer holds no ID token")
            return _person(token["userinfo"], self.settings)

    def probe(self) -> str:
        """Fetch metadata and keys: what was found, in Swedish. Errors: SignInFailed."""
        with _told():
            self._know()
            count = len(self._client.fetch_jwk_set(force=True)["keys"])
        return f"{self.settings.issuer} svarar, med {count} {'nyckel' if count == 1 else 'nycklar'}"

    def _know(self) -> None:
        metadata: dict[str, Any] = self._client.load_server_metadata()
        if metadata.get("issuer") != self.settings.issuer:
            raise ValueError(f"it calls itself {metadata.get('issuer')!r}, not {self.settings.issuer!r}")
        offered = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
        metadata["id_token_signing_alg_values_supported"] = [name for name in _SIGNED_BY if name in offered]


def _person(claims: Mapping[str, Any], settings: ProviderSettings) -> Person:
    values = claims.get(settings.role_claim, ())
    held = {values} if isinstance(values, str) else set(map(str, values))
    roles = [role for role, names in settings.roles.items() if held & set(names)]
    email = str(claims.get(settings.account_claim) or "")
    if settings.account_claim == "email" and claims.get("email_verified") is not True:
        email = ""  # there anybody may have written a colleague's address into his profile
    subject = str(claims["sub"])
    name = str(claims.get("preferred_username") or claims.get("email") or subject)
    return Person(
        outside=f"{settings.issuer} {subject}",
        name=name,
        full_name=str(claims.get("name") or name),
        email=email,
        role=max(roles, key=tuple(Role).index, default=None),
    )


@contextmanager
def _told() -> Iterator[None]:
    """Every fault of the service, the network or the libraries as ours, for the person; the log gets the rest."""
    try:
        yield
    except requests.RequestException as fault:
        _LOG.warning("sign-in service away: %s", fault)
        raise SignInFailed(_AWAY) from fault
    except MismatchingStateError as fault:
        raise SignInFailed(_LATE) from fault
    except ExpiredTokenError as fault:
        _LOG.warning("sign-in refused: %s", fault)
        raise SignInFailed(_EXPIRED) from fault
    except AuthlibBaseError as fault:
        _LOG.warning("sign-in refused by the service: %s", fault)
        raise SignInFailed(_REFUSED) from fault
    except (JoseError, RuntimeError, ValueError, KeyError, TypeError) as fault:
        _LOG.warning("sign-in answer not trusted: %s: %s", type(fault).__name__, fault)
        raise SignInFailed(_STRANGE) from fault
