"""HTTPS to the service that gives tokens, under a clock: the usual clients wait anew with every byte that drips.

msal is given this in the place of its own client. Certificates are verified, redirects are not followed, and a proxy is
used when the environment names one (HTTPS_PROXY, NO_PROXY).
"""

from __future__ import annotations

import http.client
import json
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode

from ingest.deadline import Clock, TimedContext, TimedSocket, connect, verifying_context

_LONGEST_ANSWER = 2**20  # bytes; a token takes some thousand
FAULTS = (OSError, http.client.HTTPException)
"""What `Network` raises: the network's errors, TLS's, and answers that are no HTTP."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What msal wants to know of an answer. Its text holds secrets."""

    status_code: int
    text: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)

    def said(self) -> dict[str, Any]:
        """The answer's JSON object, empty when it is none."""
        try:
            value = json.loads(self.text)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


class Network:
    """For one thread at a time. What came of the operation stands in `answer` and `fault`, the latest of each, for msal
    hides some of it (a certificate that is not trusted is a ValueError too); `posted`: a token was asked for.
    """

    clock: Clock
    answer: Answer | None = None
    fault: BaseException | None = None
    posted = False

    def __init__(self, ca_file: Path | None) -> None:
        """Errors: OSError, ValueError when the file of authorities cannot be used."""
        handler = _Https(self, verifying_context(ca_file))
        self._opener = urllib.request.build_opener(handler, _AsItCame())

    def begin(self, clock: Clock) -> None:
        """What follows is one operation under the clock."""
        self.clock, self.answer, self.fault, self.posted = clock, None, None, False

    def get(self, url: str, *, params: Any = None, headers: Any = None, **_: Any) -> Answer:
        return self._ask(url, None, params, headers)

    def post(self, url: str, *, data: Any = None, params: Any = None, headers: Any = None, **_: Any) -> Answer:
        self.posted = True
        body = {name: value for name, value in (data or {}).items() if value is not None}
        return self._ask(url, urlencode(body).encode("ascii"), params, headers)

    def close(self) -> None:
        """Nothing is kept open between two questions."""

    def _ask(self, url: str, body: bytes | None, params: Any, headers: Any) -> Answer:
        if not url.startswith("https://"):
            raise OSError("tokens are asked for over https only")
        if params:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}"
        request = urllib.request.Request(url, body, headers or {})  # noqa: S310 - https, see above
        try:
            with self._opener.open(request) as response:
                text = response.read(_LONGEST_ANSWER).decode("utf-8", "replace")
                self.answer = Answer(response.status, text, dict(response.headers.items()))
        except FAULTS as error:
            reason = error.reason if isinstance(error, URLError) else error
            self.answer, self.fault = None, reason if isinstance(reason, OSError) else error
            raise self.fault from None
        return self.answer


class _AsItCame(urllib.request.HTTPErrorProcessor):
    """Answers of every status are answers; what a redirect names is not asked."""

    def http_response(self, request: Any, response: Any) -> Any:  # noqa: ARG002
        return response

    def https_response(self, request: Any, response: Any) -> Any:  # noqa: ARG002
        return response


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, network: Network, context: TimedContext) -> None:
        super().__init__(context=context)
        self._network = network
        self._verifying = context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        def opened(address: tuple[str, int], *_: Any) -> TimedSocket:
            return connect(*address, self._network.clock)

        def connection(host: str, **_: Any) -> http.client.HTTPSConnection:
            made: Any = http.client.HTTPSConnection(host, context=self._verifying)
            made._create_connection = opened  # under the clock, with TLS laid over it afterwards
            return made  # type: ignore[no-any-return]

        return self.do_open(connection, req)
