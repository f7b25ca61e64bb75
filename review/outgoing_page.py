"""What the house sends: every outgoing mail with its state, as it was sent, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

from flask import Response, abort, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from domain import swedish
from domain.errors import EntryChanged
from domain.finding import OutboxQuestion
from domain.outgoing import OUTGOING_VERBS, MailKind, OutboxRow, OutgoingState, OutgoingVerb
from outbox.message import text_of
from outbox.safe import one_line
from outbox.troubles import sort_of
from review.answer_form import Faults, tidy
from review.desk import Desk
from review.doer import doer, doers_name
from review.guard import POLICY
from review.ids import row_id
from review.listing import as_query
from review.outgoing_words import MEANINGS, ORDERS
from review.pages import Pages
from review.register_page import as_file

_PAGE = 50
_LONGEST_REASON = 300
_MOST_HEADERS = 60
# The mail's own HTML, as its reader sees it: without origin, without scripts, without a request to anywhere. Styles in
# a mail stand in its elements, and there they can do nothing but look.
MAIL_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
URGENT = (OutgoingState.UNCERTAIN, OutgoingState.PARKED, OutgoingState.BOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the page's address asks for."""

    question: OutboxQuestion
    fields: dict[str, str]

    @property
    def narrowed(self) -> bool:
        return any(self.fields.values())

    def query(self, **more: object) -> str:
        return as_query({**self.fields, **more})


def wanted_of(args: Mapping[str, str]) -> Wanted:
    """From an address's fields; whatever stands there is no error."""
    fields = {name: args.get(name, "")[:200].strip() for name in ("sok", "lage", "slag")}
    question = OutboxQuestion(
        words=tidy(fields["sok"], 200),
        states=tuple(state for state in OutgoingState if state.value == fields["lage"]),
        kinds=tuple(kind for kind in MailKind if kind.value == fields["slag"]),
    )
    return Wanted(question=question, fields=fields)


class OutgoingPage:
    """Handlers of /utskick."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        wanted = wanted_of(request.args)
        after, before = (request.args.get(name, type=row_id) for name in ("efter", "fore"))
        store = self._desk.store
        return render_template(
            "outgoing.html",
            asked=wanted,
            found=store.find_outgoing(wanted.question, limit=_PAGE, after=after, before=before),
            first=after is None and before is None,
            counts=store.outgoing_counts(),
            urgent=URGENT,
            state_choices=[(state.value, words) for state, words in swedish.OUTGOING_STATES.items()],
            kind_choices=[(kind.value, words) for kind, words in swedish.MAIL_KINDS.items()],
            troubles=store.troubles(),
            sort_of=sort_of,
            **self._pages.frame(),
        )

    def one(self, row_id: int) -> ResponseReturnValue:
        return self._show(self._row(row_id))

    def html(self, row_id: int) -> ResponseReturnValue:
        """The HTML part alone, for the frame on the mail's page."""
        part = _parsed(self._row(row_id)).get_body(("html",))
        if part is None:
            abort(404)
        response = Response(cast("str", part.get_content()), content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = MAIL_POLICY
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def original(self, row_id: int) -> ResponseReturnValue:
        row = self._row(row_id)
        return as_file(row.mail.raw, "application/octet-stream", f"utskick-{row.id}.eml")

    def order(self, row_id: int) -> ResponseReturnValue:
        row = self._row(row_id)
        verb = next((verb for verb in OutgoingVerb if verb.value == request.form.get("verb")), None)
        if verb is None or _goes_elsewhere(row, verb):
            abort(400)
        who, faults = doer()
        if faults:
            return self._show(row, faults)
        why = tidy(request.form.get("reason", ""), _LONGEST_REASON)
        try:
            self._desk.store.order(row.id, verb, who=who, why=why, now=self._desk.clock())
        except EntryChanged:
            flash("Inget är ändrat: mejlets läge har ändrats sedan sidan visades. Se vad som gäller nu.")
        else:
            flash(f"Mejlet till {one_line(row.mail.recipient, 80)}: {swedish.OUTGOING_VERBS[verb]}.")
        return redirect(f"/utskick/{row.id}", 303)

    def _row(self, row_id: int) -> OutboxRow:
        return self._desk.store.outgoing_row(row_id) or abort(404)

    def _show(self, row: OutboxRow, faults: Faults | None = None) -> ResponseReturnValue:
        entry_ids = [row.mail.entry_id] if row.mail.entry_id else []
        mail = _parsed(row)
        page = render_template(
            "outgoing_mail.html",
            row=row,
            meaning=MEANINGS[row.state],
            orders=[(verb, *ORDERS[verb]) for verb in allowed(row)],
            headers=_headers(mail),
            text=text_of(row.mail.raw),
            has_html=mail.get_body(("html",)) is not None,
            files=[part.get_filename() or "bilaga" for part in mail.iter_attachments()],
            about=self._desk.store.mails(entry_ids),
            trail=self._desk.store.outgoing_audit(row.id),
            verbs={verb.value: words for verb, words in swedish.OUTGOING_VERBS.items()},
            reminder=row.mail.kind is MailKind.REMINDER and row.state is OutgoingState.DRAFT,
            faults=faults or {},
            reviewer=doers_name(),
            **self._pages.frame(),
        )
        response = make_response(page, 422 if faults else 200)
        response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
        return response


def allowed(row: OutboxRow) -> tuple[OutgoingVerb, ...]:
    """What a person can do with it here, as it now is."""
    return tuple(
        verb
        for verb, (states, _) in OUTGOING_VERBS.items()
        if row.state in states and not _goes_elsewhere(row, verb) and not (verb is OutgoingVerb.RETRY and _is_due(row))
    )


def _is_due(row: OutboxRow) -> bool:
    """It waits for nothing but its turn: there is nothing to hurry."""
    return row.state is OutgoingState.WAITING and not row.attempts and not row.last_error


def _goes_elsewhere(row: OutboxRow, verb: OutgoingVerb) -> bool:
    """Reminders are released on their own page, which looks whether the municipality has answered meanwhile."""
    return verb is OutgoingVerb.RELEASE and row.mail.kind is MailKind.REMINDER


def _parsed(row: OutboxRow) -> EmailMessage:
    return message_from_bytes(row.mail.raw, policy=SMTP)


def _headers(mail: EmailMessage) -> list[tuple[str, str]]:
    return [(name, one_line(str(value), 500)) for name, value in mail.items()][:_MOST_HEADERS]
