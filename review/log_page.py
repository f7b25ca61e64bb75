"""The log: who did what when, with before and after. Nothing here changes anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from domain.access import AccountVerb, Role
from domain.auditing import AuditQuestion
from domain.finding import FoundMail
from domain.register import AuditRow
from review.accounts import Reception
from review.desk import Desk
from review.ids import row_id
from review.listing import day_of, midnight
from review.log_words import DONE, Change, changes
from review.pages import Pages

_PAGE = 50
_LONGEST = 200
_NAMES = ("vem", "vad", "mejl", "gallande", "fran", "till")
_OUTGOING, _RECOMMENDATION, _LESSON = "utgående ", "rekommendation ", "lärdom "


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the address asks for, what was typed in each field, and what is wrong with a field."""

    question: AuditQuestion
    fields: dict[str, str]
    faults: dict[str, str]

    @property
    def narrowed(self) -> bool:
        return any(self.fields.values())

    def query(self, **more: object) -> str:
        wanted: dict[str, object] = {**self.fields, **more}
        return f"?{found}" if (found := urlencode({n: v for n, v in wanted.items() if v not in {None, ""}})) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row as the page shows it; `href` is "" where what it is about has no page."""

    row: AuditRow
    done: str
    about: str
    href: str
    changes: tuple[Change, ...]


class LogPage:
    """Handler of /logg. Who signs in when is shown to those who administer the accounts, and to nobody else."""

    def __init__(self, desk: Desk, pages: Pages, reception: Reception) -> None:
        self._desk = desk
        self._pages = pages
        self._reception = reception

    def page(self) -> ResponseReturnValue:
        accounts = self._reception.may(Role.ADMINISTER)
        asked = self._asked(request.args, accounts=accounts)
        after, before = (request.args.get(name, type=row_id) for name in ("efter", "fore"))
        store, frame = self._desk.store, self._pages.frame()
        found = store.find_audit(asked.question, limit=_PAGE, after=after, before=before)
        mails = {mail.id: mail for mail in store.mails([row.entry_id for row in found.rows if row.entry_id])}
        names = {m.kommunkod: m.name for m in self._desk.catalogue().municipalities}
        hidden = () if accounts else tuple(AccountVerb)
        return render_template(
            "log.html",
            asked=asked,
            lines=[_line(row, mails, names) for row in found.rows],
            found=found,
            first=after is None and before is None,
            people=[(who, who) for who in store.audit_people(accounts=accounts)],
            verbs=sorted(((v, words) for v, words in DONE.items() if v not in hidden), key=lambda pair: pair[1]),
            **frame,
        )

    def _asked(self, args: Mapping[str, str], *, accounts: bool) -> Wanted:
        """From an address's fields; whatever stands there is no error, and a faulty field asks nothing."""
        fields = {name: args.get(name, "")[:_LONGEST].strip() for name in _NAMES}
        faults: dict[str, str] = {}
        since, until = (day_of(fields[name], name, faults) for name in ("fran", "till"))
        if since and until and since > until:
            faults["till"] = "Slutdagen ligger före den första dagen."
        entries = self._desk.store.with_number(fields["mejl"]) if fields["mejl"] else None
        if entries == ():
            faults["mejl"] = "Det numret finns inte. Skriv ett registreringsnummer, till exempel 2026-000123."
        question = AuditQuestion(
            who=fields["vem"],
            verb=fields["vad"],
            entries=entries,
            about=fields["gallande"],
            accounts=accounts,
            since=midnight(since) if since else None,
            before=midnight(until + dt.timedelta(days=1)) if until and until < dt.date.max else None,
        )
        return Wanted(question=question, fields=fields, faults=faults)


def _line(row: AuditRow, mails: Mapping[int, FoundMail], names: Mapping[str, str]) -> Line:
    about, href = _about(row, mails)
    done = DONE.get(row.verb, row.verb)
    return Line(row=row, done=done, about=about, href=href, changes=changes(row.before, row.after, names))


def _about(row: AuditRow, mails: Mapping[int, FoundMail]) -> tuple[str, str]:
    """What the row is about, in words, and its page."""
    if row.entry_id is not None:
        mail = mails.get(row.entry_id)
        number = next((document.number for document in mail.documents), "") if mail else ""
        subject = (mail.subject if mail else "") or "(utan ämne)"
        if number:
            return f"{number} {subject}", f"/registrering/{number}"
        return subject, f"/mejl/{row.entry_id}"
    if row.about.startswith(_OUTGOING):
        return row.about.replace(_OUTGOING, "utskick "), f"/utskick/{row.about.removeprefix(_OUTGOING)}"
    if row.about.startswith(_RECOMMENDATION):
        return row.about, f"/rekommendationer/{row.about.removeprefix(_RECOMMENDATION)}"
    return row.about, "/larande" if row.about.startswith(_LESSON) else ""
