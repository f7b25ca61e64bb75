"""The web application: every route on this screen. The only module that imports jinja2 and flask_wtf."""

from __future__ import annotations

import datetime as dt
from importlib import resources

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]
from jinja2 import StrictUndefined

from domain import swedish, tilegrid
from domain.access import Role
from domain.decision import DocumentFate, StandingKind
from domain.evidence import DecisionBody, Outcome
from domain.outgoing import OutgoingState
from domain.register import State
from review import show, words
from review.accounts import PULSE, Access, Reception
from review.desk import Desk
from review.download import Downloads
from review.entry_page import EntryPage
from review.guard import protect
from review.health_page import HealthPage
from review.help_page import HelpPage
from review.ids import RowId
from review.learned import Learned
from review.log_page import LogPage
from review.metrics_page import MetricsPage
from review.outgoing_page import OutgoingPage
from review.overview_page import OverviewPage
from review.pages import Pages
from review.pictures import PagePictures
from review.queue_page import QueuePage
from review.recommendations import Recommendations
from review.recommending import UPLOAD_LIMIT, UPLOAD_PATH
from review.register_page import RegisterPage
from review.registration import Registration
from review.reminders import Reminders
from review.sign_in import SignIn
from review.steps import Steps
from review.verdicts import Verdicts

READ, REVIEW, ADMINISTER = Role
_BODY_LIMIT = 64 * 1024
_REMEMBERED = dt.timedelta(days=365)


def create_app(desk: Desk, *, allowed_hosts: tuple[str, ...], secret_key: bytes, access: Access | None = None) -> Flask:
    """The pages over this desk. Requests for other hosts than `allowed_hosts` (names, no port) are refused.

    Without `access`, or while it has no accounts, everybody may do everything: then serve loopback only.
    """
    pages = Pages(desk)
    queue = QueuePage(desk, pages)
    entry = EntryPage(desk, pages)
    verdicts, steps = Verdicts(desk, pages, entry), Steps(desk, pages, entry)
    pictures = PagePictures(desk, pages)
    downloads = Downloads(desk, pages)
    reminders = Reminders(desk, pages)
    register = RegisterPage(desk, pages)
    registration = Registration(desk, pages)
    outgoing = OutgoingPage(desk, pages)
    overview = OverviewPage(desk, pages)
    helping = HelpPage(desk)
    reception = Reception(access)
    recommendations = Recommendations(desk, pages)
    learned = Learned(desk, pages)
    health = HealthPage(desk, pages)
    log = LogPage(desk, pages, reception)
    metrics = MetricsPage(desk)
    sign_in = SignIn(access, reception)
    app = _bare_app(secret_key, secure=access is not None and access.secure)
    needs: dict[str, Role | None] = {}  # by endpoint; None is open to everybody
    for need, method, path, handler in (
        (READ, "GET", "/", queue.page),
        (READ, "GET", "/mejl/<int:entry_id>", entry.page),
        (REVIEW, "POST", "/mejl/<int:entry_id>/godkann", verdicts.accept),
        (REVIEW, "POST", "/mejl/<int:entry_id>/ratta", verdicts.correct),
        (REVIEW, "POST", "/mejl/<int:entry_id>/koppla", verdicts.link),
        (REVIEW, "POST", "/mejl/<int:entry_id>/avfarda", verdicts.dismiss),
        (REVIEW, "POST", "/mejl/<int:entry_id>/lat-vanta", steps.put_aside),
        (REVIEW, "POST", "/mejl/<int:entry_id>/tillbaka", steps.take_back),
        (REVIEW, "POST", "/mejl/<int:entry_id>/fraga", steps.ask),
        (REVIEW, "POST", "/mejl/<int:entry_id>/fraga/<int:row_id>/skicka", steps.send_question),
        (REVIEW, "POST", "/mejl/<int:entry_id>/fraga/<int:row_id>/kasta", steps.drop_question),
        (REVIEW, "POST", "/mejl/<int:entry_id>/angra", steps.undo),
        (READ, "GET", "/mejl/<int:entry_id>/original", downloads.mail),
        (READ, "GET", "/mejl/<int:entry_id>/handling/<sha256>", downloads.document),
        (READ, "GET", "/mejl/<int:entry_id>/handling/<sha256>/sida/<int:number>.png", pictures.page),
        (READ, "GET", "/register", register.page),
        (READ, "GET", "/register/export/<form>", register.export),
        (READ, "GET", "/registrering/<number>", registration.page),
        (REVIEW, "POST", "/registrering/<number>/makulera", registration.strike),
        (REVIEW, "POST", "/registrering/<number>/aterstall", registration.restore),
        (READ, "GET", "/oversikt", overview.page),
        (READ, "GET", "/oversikt/<path:diarienummer>", overview.one),
        (READ, "GET", "/paminnelser", reminders.page),
        (REVIEW, "POST", "/paminnelser/skicka", reminders.release),
        (REVIEW, "POST", "/paminnelser/kasta", reminders.discard),
        (READ, "GET", "/utskick", outgoing.page),
        (READ, "GET", "/utskick/<int:row_id>", outgoing.one),
        (READ, "GET", "/utskick/<int:row_id>/html", outgoing.html),
        (READ, "GET", "/utskick/<int:row_id>/original", outgoing.original),
        (REVIEW, "POST", "/utskick/<int:row_id>", outgoing.order),
        (READ, "GET", "/rekommendationer", recommendations.page),
        (ADMINISTER, "POST", "/rekommendationer", recommendations.add),
        (ADMINISTER, "GET", "/rekommendationer/ny", recommendations.blank),
        (ADMINISTER, "POST", UPLOAD_PATH, recommendations.read),
        (READ, "GET", "/rekommendationer/<path:diarienummer>", recommendations.one),
        (ADMINISTER, "POST", "/rekommendationer/<path:diarienummer>/andra", recommendations.edit),
        (ADMINISTER, "POST", "/rekommendationer/<path:diarienummer>/avsluta", recommendations.close),
        (ADMINISTER, "POST", "/rekommendationer/<path:diarienummer>/oppna", recommendations.reopen),
        (ADMINISTER, "POST", "/rekommendationer/<path:diarienummer>/hittills", recommendations.tell_so_far),
        (READ, "GET", "/larande", learned.page),
        (REVIEW, "POST", "/larande", learned.learn),
        (REVIEW, "POST", "/larande/<int:lesson_id>/ta-tillbaka", learned.unlearn),
        (READ, "GET", "/drift", health.page),
        (REVIEW, "GET", "/logg", log.page),
        (None, "GET", "/hjalp", helping.page),
        (None, "GET", "/hjalp/bild/<name>", helping.picture),
        (None, "GET", "/tillganglighet", helping.accessibility),
        (READ, "GET", PULSE, pages.pulse),
        (None, "GET", "/healthz", pages.health),
        (None, "GET", "/metrics", metrics.page),
        (None, "GET", "/logga-in", sign_in.page),
        (None, "POST", "/logga-in", sign_in.enter),
        (None, "GET", "/logga-in/organisationen", sign_in.depart),
        (None, "GET", "/logga-in/organisationen/svar", sign_in.arrive),
        (None, "POST", "/logga-ut", sign_in.leave),
        (READ, "POST", "/logga-ut/overallt", sign_in.leave_everywhere),
        (READ, "GET", "/konto", sign_in.account),
        (READ, "POST", "/konto/losenord", sign_in.change_password),
    ):
        endpoint = f"{method} {path}"
        app.add_url_rule(path, endpoint, handler, methods=[method])
        needs[endpoint] = need
    app.extensions["registrator.needs"] = needs
    protect(app, allowed_hosts, secure=access is not None and access.secure)
    reception.guard(app, needs)
    app.before_request(_make_room)
    CSRFProtect(app)
    return app


def _make_room() -> None:
    """For a file, at the one address that takes one; whoever gets here may send it there."""
    if request.endpoint == f"POST {UPLOAD_PATH}":
        request.max_content_length = UPLOAD_LIMIT


def _bare_app(secret_key: bytes, *, secure: bool) -> Flask:
    texts = resources.files("templates").joinpath("review")
    app = Flask(__name__, template_folder=str(texts), static_folder=str(texts.joinpath("static")))
    app.url_map.converters["int"] = RowId
    app.jinja_options = app.jinja_options | {
        "undefined": StrictUndefined,
        "finalize": show.honest,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=_BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=_BODY_LIMIT,
        MAX_FORM_PARTS=300,
        SESSION_COOKIE_NAME="__Host-registrator" if secure else "registrator",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",  # Strict would forget the reviewer who comes by the link in a mail
        PERMANENT_SESSION_LIFETIME=_REMEMBERED,
        WTF_CSRF_SSL_STRICT=False,  # it asks for a Referer, which our own policy keeps browsers from sending
        WTF_CSRF_TIME_LIMIT=None,  # a page left open over lunch must still take a verdict; the session bounds it
    )
    app.jinja_env.filters.update(
        short_time=show.short_time, long_time=show.long_time, long_date=swedish.long_date, size=show.size
    )
    app.jinja_env.globals.update(
        swedish=swedish,
        words=words,
        tiles=tilegrid.TILES,
        waited=show.waited,
        Role=Role,
        State=State,
        Outcome=Outcome,
        DecisionBody=DecisionBody,
        DocumentFate=DocumentFate,
        StandingKind=StandingKind,
        OutgoingState=OutgoingState,
    )
    return app
