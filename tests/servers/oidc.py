"""A real OpenID Connect provider (oidc-provider-mock) over TLS, that checks PKCE and can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import pytest
import requests
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

from demo.certificates import Certificates

with warnings.catch_warnings():  # it uses what Authlib will drop one day
    warnings.simplefilter("ignore")
    import oidc_provider_mock

Claims = dict[str, Any]


class OidcProvider:
    """Started with a user `greta`. `lie` changes an ID token's claims before it is signed anew, by `forger` if set."""

    def __init__(self, certificates: Certificates) -> None:
        app = oidc_provider_mock.app(require_client_registration=True, require_nonce=True)
        app.debug = False
        app.before_request(self._check_verifier)
        app.after_request(self._after)
        self._server = make_server("localhost", 0, app, threaded=True, ssl_context=certificates.server_context())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        self.ca_file: Path = certificates.ca_file
        self.issuer = f"https://localhost:{self._server.server_port}"
        self._challenges: dict[str, str] = {}
        self.unproved: list[str] = []
        self.truthful()

    def truthful(self) -> None:
        """As at the start, with nobody's tokens spoiled."""
        self.lie: Callable[[Claims], Claims] = lambda claims: claims
        self.forger: RSAKey | OctKey | None = None
        self.algorithm = "RS256"
        self.metadata: Claims = {}
        self.withhold = False

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join(timeout=5)
        self._server.server_close()

    def client_for(self, redirect_uri: str) -> tuple[str, str]:
        """Register a client: its id and secret."""
        made = self._post("/oauth2/clients", json={"redirect_uris": [redirect_uri]}).json()
        return made["client_id"], made["client_secret"]

    def user(self, sub: str, **claims: Any) -> None:
        answer = requests.put(f"{self.issuer}/users/{sub}", json=claims, verify=str(self.ca_file), timeout=10)
        answer.raise_for_status()

    def consent(self, url: str, sub: str) -> str:
        """What a person does there: say who one is; the address that the browser is then sent to."""
        form = {"sub": sub} if sub else {"action": "deny"}
        answer = requests.post(url, data=form, verify=str(self.ca_file), timeout=10, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["Location"])

    def _post(self, path: str, **more: Any) -> requests.Response:
        return requests.post(f"{self.issuer}{path}", verify=str(self.ca_file), timeout=10, **more)

    def _check_verifier(self) -> flask.typing.ResponseReturnValue | None:
        """RFC 7636, 4.6, which the provider itself leaves out."""
        if flask.request.path != "/oauth2/token":
            return None
        digest = hashlib.sha256(flask.request.form.get("code_verifier", "").encode()).digest()
        proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        code = flask.request.form.get("code", "")
        if self._challenges.get(code) != proved:
            self.unproved.append(code)
            return flask.jsonify(error="invalid_grant"), 400
        return None

    def _after(self, response: flask.Response) -> flask.Response:
        path = flask.request.path
        if path == "/oauth2/authorize" and "Location" in response.headers:
            code = parse_qs(urlsplit(response.headers["Location"]).query).get("code", [""])[0]
            if flask.request.args.get("code_challenge_method") == "S256":
                self._challenges[code] = flask.request.args["code_challenge"]
        if path == "/.well-known/openid-configuration" and self.metadata:
            response.set_data(json.dumps({**json.loads(response.get_data()), **self.metadata}))
        if path == "/oauth2/token" and response.status_code == 200:
            answer = json.loads(response.get_data())
            own = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
            claims = dict(jwt.decode(answer["id_token"], own).claims)
            header = {"alg": self.algorithm, "kid": own.kid}
            answer["id_token"] = jwt.encode(header, self.lie(claims), self.forger or own, algorithms=[self.algorithm])
            if self.withhold:
                del answer["id_token"]
            response.set_data(json.dumps(answer))
        return response


@pytest.fixture(scope="session")
def oidc_server(certificates: Certificates) -> Iterator[OidcProvider]:
    started = OidcProvider(certificates)
    yield started
    started.stop()


@pytest.fixture
def oidc(oidc_server: OidcProvider) -> OidcProvider:
    oidc_server.truthful()
    return oidc_server


def long_ago(claims: Claims) -> Claims:
    """The claims of a token that ended an hour ago."""
    return {**claims, "iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600}
