"""The register: every mail and what was decided in it, to search, filter, page through and take home as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from domain import swedish
from domain.catalogue import Catalogue
from domain.finding import FoundMail, Piece
from outbox.safe import one_line
from outbox.sheets import as_csv
from outbox.workbook import MEDIA_TYPE, as_workbook
from review.desk import Desk
from review.ids import row_id
from review.listing import asked_of
from review.pages import Pages
from review.register_sheet import register_sheet
from review.show import in_swedish_order, local
from storage.search_words import Term, marked, terms
from storage.sorting import MOST_SORTED

PAGE = 50
COUNTED = 1000  # beyond, the page says "more than": counting a hundred thousand would cost more than finding
MOST_EXPORTED = 50_000
_ORDER_CHOICES = (
    ("aldst", "äldst först"),
    ("kommun", "kommun, A–Ö"),
    ("-kommun", "kommun, Ö–A"),
    ("avsandare", "avsändare, A–Ö"),
    ("-avsandare", "avsändare, Ö–A"),
    ("beslut", "beslut, antagen först"),
    ("-beslut", "beslut, antagen sist"),
    ("lage", "läge, registrerat först"),
    ("-lage", "läge, registrerat sist"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A mail as the list shows it, with what was looked for marked in its sender and subject."""

    mail: FoundMail
    sender: tuple[Piece, ...]
    subject: tuple[Piece, ...]


class RegisterPage:
    """Handlers of /register and its export."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def page(self) -> ResponseReturnValue:
        catalogue = self._desk.catalogue()
        asked = asked_of(request.args, _by_name(catalogue))
        store = self._desk.store
        after, before = (request.args.get(name, type=row_id) for name in ("efter", "fore"))
        before = None if after is not None else before
        count_to = COUNTED + 1 if asked.narrowed else 0
        found = store.find(asked.question, limit=PAGE, after=after, before=before, count_to=count_to)
        return render_template(
            "register.html",
            asked=asked,
            rows=_rows(found.mails, terms(asked.question.words)),
            found=found,
            counted=max(COUNTED, found.count or 0) if asked.sorted_by != "tid" and found.ordered else COUNTED,
            total=None if asked.narrowed else sum(store.counts().values()),
            **_choices(catalogue),
            first=after is None and before is None,
            most_sorted=MOST_SORTED,
            **self._pages.frame(),
        )

    def export(self, form: str) -> ResponseReturnValue:
        """The whole list as a file, "xlsx" or "csv"."""
        if form not in {"xlsx", "csv"}:
            abort(404)
        catalogue = self._desk.catalogue()
        asked = asked_of(request.args, _by_name(catalogue))
        names = {m.kommunkod: m.name for m in catalogue.municipalities}
        mails = (mail for some in self._desk.store.find_all(asked.question, most=MOST_EXPORTED) for mail in some)
        sheet = register_sheet(mails, names)
        name = f"Register {local(self._desk.clock()):%Y-%m-%d}.{form}"
        if form == "csv":
            return as_file(as_csv(sheet), "text/csv; charset=utf-8", name)
        return as_file(as_workbook((sheet,)), MEDIA_TYPE, name)


def as_file(content: bytes, media_type: str, name: str) -> Response:
    """Something to save; `name` is ours and plain."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _choices(catalogue: Catalogue) -> dict[str, object]:
    """What each filter can be set to: (value, Swedish words)."""
    newest = sorted(catalogue.recommendations, key=lambda r: r.decided_on, reverse=True)
    names = {m.kommunkod: m.name for m in catalogue.municipalities}
    return {
        "swedish_states": [(state.value, words) for state, words in swedish.STATES.items()],
        "municipality_choices": [(kommunkod, names[kommunkod]) for kommunkod in _by_name(catalogue)],
        "recommendation_choices": [(r.diarienummer, f"{r.diarienummer} {one_line(r.title, 60)}") for r in newest],
        "outcome_choices": [(outcome.value, words) for outcome, words in swedish.OUTCOMES.items()],
        "order_choices": _ORDER_CHOICES,
    }


def _by_name(catalogue: Catalogue) -> tuple[str, ...]:
    members = sorted(catalogue.municipalities, key=lambda m: in_swedish_order(m.name))
    return tuple(m.kommunkod for m in members)


def _rows(mails: Sequence[FoundMail], asked: tuple[Term, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(
            mail=mail,
            sender=marked(mail.sender or "okänd avsändare", asked),
            subject=marked(mail.subject or "(utan ämne)", asked),
        )
        for mail in mails
    )
