"""What stands around every answer: headers that keep hostile content inert, and error pages without internals."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

from flask import Flask, Response, abort, render_template, request
from werkzeug.exceptions import Forbidden, HTTPException

from domain.errors import RegistratorError

_LOG = logging.getLogger(__name__)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_EXPLAINED = {
    400: ("Begäran går inte att förstå", "Gå tillbaka, ladda om sidan och försök igen."),
    403: ("Det får du inte göra", "Kontot har inte rätt till den sidan."),
    404: ("Sidan finns inte", "Adressen leder inte till något i registret."),
    405: ("Så går det inte att göra", "Gå tillbaka och använd knapparna på sidan."),
    413: ("Det skickade är för stort", "Korta texten och försök igen."),
    500: ("Något gick fel hos oss", "Inget har ändrats. Försök igen; loggen säger mer till den som driftar."),
}


def protect(app: Flask, allowed_hosts: tuple[str, ...], *, secure: bool = False) -> None:
    """Refuse foreign host names and foreign pages' forms, put the headers on every answer and a page on every error.

    `secure`: browsers reach the pages over https and are told to do so ever after.

    A page of some other site can have its own name point to loopback (DNS rebinding) and then read ours: the browser
    still sends that name as Host. Flask's TRUSTED_HOSTS knows no IPv6 address, and takes an empty list for "all".
    """
    allowed = {f"[{host}]" if ":" in host and not host.startswith("[") else host.lower() for host in allowed_hosts}

    @app.before_request
    def refuse_strangers() -> None:
        named = _HOST.fullmatch(request.headers.get("Host", "").lower())
        if named is None or named[1] not in allowed:
            abort(400)
        # beside the form's own token: a browser tells whose page sends the form (Fetch Metadata; absent in old ones)
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
            abort(400)

    headers = _HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if secure else {})

    @app.after_request
    def add_headers(response: Response) -> Response:
        return _add_headers(response, headers)

    app.register_error_handler(HTTPException, _http_fault)
    app.register_error_handler(RegistratorError, _own_fault)
    app.register_error_handler(Exception, _unknown_fault)


def _add_headers(response: Response, headers: Mapping[str, str]) -> Response:
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _page(status: int, title: str, advice: str) -> tuple[str, int]:
    return render_template("error.html", title=title, advice=advice, status=status), status


def _http_fault(fault: HTTPException) -> tuple[str, int] | HTTPException:
    status = fault.code or 500
    if status < 400:  # a redirect is an HTTPException too
        return fault
    title, advice = _EXPLAINED.get(status, _EXPLAINED[400 if status < 500 else 500])
    if status == 403 and fault.description and fault.description != Forbidden.description:
        advice = fault.description  # ours, for the person
    return _page(status, title, advice)


def _own_fault(fault: RegistratorError) -> tuple[str, int]:
    """Our own errors are written for a person, but name folders and servers: those go to the log alone."""
    _LOG.error("review page failed: %s", fault)
    return _page(503, "Registret svarar inte just nu", "Inget har ändrats. Försök igen om en stund.")


def _unknown_fault(fault: Exception) -> tuple[str, int]:
    _LOG.exception("review page failed", exc_info=fault)
    return _page(500, *_EXPLAINED[500])
