"""Sammanställning: how everybody finally answered a recommendation, as a mail, as files and as a page to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from domain import swedish
from domain.catalogue import Recommendation
from domain.decision import StandingKind
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Overview, Standing
from outbox import county, views, wording
from outbox.compose import Composer, distinct
from outbox.message import Enclosure, bounded
from outbox.safe import foreign, quote
from outbox.sheets import Cell, Column, Sheet, as_csv, as_json
from outbox.stockholm import today
from outbox.workbook import MEDIA_TYPE, as_workbook

COLUMNS = (
    Column(title="Kommun", name="municipality", width=18),
    Column(title="Kommunkod", name="kommunkod", width=11),
    Column(title="Läge", name="standing", width=22),
    Column(title="Beslut", name="outcome", width=22),
    Column(title="Slutligt", name="final", width=9),
    Column(title="Beslutat av", name="body", width=20),
    Column(title="Sammanträde", name="meeting_date", width=13),
    Column(title="Paragraf", name="paragraf", width=10),
    Column(title="Kommunens dnr", name="diarienummer", width=18),
    Column(title="Vårt nummer", name="number", width=13),
    Column(title="Inkommet", name="arrived_at", width=17),
    Column(title="Efter sista svarsdagen", name="late", width=20),
    Column(title="Villkor eller avvikelse", name="conditions", width=70),
)

_QUOTE = 600
_WITH_QUOTE = (Outcome.ADOPTED_WITH_CONDITIONS, Outcome.PARTLY_ADOPTED, Outcome.STATEMENT)
_FORMS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "html": "en sida att skriva ut"}
FORMATS: tuple[str, ...] = tuple(_FORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One municipality in the mail and on the page; what is not known is ""."""

    municipality: str
    sign: county.Sign
    source: str  # "KF 2015-05-28 § 87"
    diarienummer: str
    number: str
    arrived: str
    late: bool
    conditions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report. `closed_on` is None for one that is written before the end."""

    title: str
    diarienummer: str
    decided_on: dt.date
    respond_by: dt.date | None
    closed_on: dt.date | None
    closed_by: str
    written_on: dt.date
    standing: str
    groups: tuple[county.Group, ...]
    tiles: tuple[tuple[county.Tile | None, ...], ...]
    lines: tuple[Line, ...]


def report_sheet(overview: Overview) -> Sheet:
    """The table: a row for each that was asked, in the catalogue's order. Foreign words have passed `safe`."""
    rows = tuple(_row(standing, overview.recommendation) for standing in overview.standings)
    return Sheet(title=overview.recommendation.diarienummer, columns=COLUMNS, rows=rows)


def report_file(composer: Composer, overview: Overview, form: str, now: dt.datetime) -> Enclosure:
    """The report as a file of one of FORMATS, named after the diarienummer. KeyError for another form."""
    media_type, content = _FILES[form](composer, overview, now)
    name = overview.recommendation.diarienummer.replace("/", "-")
    return Enclosure(name=f"Sammanställning {name}.{form}", media_type=media_type, content=content)


def report_mails(
    composer: Composer, overview: Overview, recommendations: tuple[Recommendation, ...], now: dt.datetime
) -> tuple[OutgoingMail, ...]:
    """To the officer and the notify list: the table, with the files. Keyed by the closing day: one for each closing."""
    recommendation = overview.recommendation
    enclosures = bounded(tuple(report_file(composer, overview, form, now) for form in FORMATS))[0]
    values = {
        "subject": _subject(overview, recommendations),
        "report": report_view(overview, now),
        "files": wording.listed([_FORMS[file.name.rpartition(".")[2]] for file in enclosures]),
    }
    return tuple(
        composer.mail(
            report_key(recommendation, reader),
            MailKind.REPORT,
            reader,
            "report",
            values,
            now,
            about=recommendation.diarienummer,
            enclosures=enclosures,
        )
        for reader in distinct((composer.officer, *recommendation.notify))
    )


def report_key(recommendation: Recommendation, reader: str) -> str:
    return f"{MailKind.REPORT.value}/{recommendation.diarienummer}/{recommendation.closed_on}/{reader}"


def report_view(overview: Overview, now: dt.datetime) -> ReportView:
    """What mail and page show, as it stands at `now` (aware)."""
    recommendation = overview.recommendation
    return ReportView(
        title=foreign(recommendation.title, 300),
        diarienummer=recommendation.diarienummer,
        decided_on=recommendation.decided_on,
        respond_by=recommendation.respond_by,
        closed_on=recommendation.closed_on,
        closed_by=foreign(recommendation.closed_by, 80),
        written_on=today(now),
        standing=views.standing(overview),
        groups=county.groups(overview),
        tiles=county.tiles(overview),
        lines=tuple(_line(standing, recommendation) for standing in overview.standings),
    )


def _subject(overview: Overview, recommendations: tuple[Recommendation, ...]) -> str:
    adopted = overview.count(StandingKind.ADOPTED)
    matter = wording.short_title(overview.recommendation, recommendations)
    return f"Avslutad: {adopted} av {len(overview.standings)} har antagit: {matter}"


def _late(standing: Standing, recommendation: Recommendation) -> bool:
    answer, last = standing.answer, recommendation.respond_by
    return answer is not None and last is not None and today(answer.arrived_at) > last


def _conditions(standing: Standing) -> str:
    decision = standing.answer.decision if standing.answer else None
    return quote(decision.quote, _QUOTE) if decision and decision.outcome in _WITH_QUOTE else ""


def _line(standing: Standing, recommendation: Recommendation) -> Line:
    answer = standing.answer
    return Line(
        municipality=standing.municipality.name,
        sign=county.SIGNS[standing.kind],
        source=wording.source(answer.decision) if answer else "",
        diarienummer=foreign(answer.decision.diarienummer or "", 40) if answer else "",
        number=answer.number if answer else "",
        arrived=today(answer.arrived_at).isoformat() if answer else "",
        late=_late(standing, recommendation),
        conditions=_conditions(standing),
    )


def _row(standing: Standing, recommendation: Recommendation) -> tuple[Cell, ...]:
    who = (standing.municipality.name, standing.municipality.kommunkod, swedish.STANDINGS[standing.kind])
    answer = standing.answer
    if answer is None:
        return (*who, *([None] * (len(COLUMNS) - len(who))))
    decision = answer.decision
    return (
        *who,
        swedish.outcome_of(decision),
        decision.final,
        swedish.BODIES[decision.decision_body] if decision.decision_body else "",
        decision.meeting_date,
        foreign(decision.paragraf or "", 20),
        foreign(decision.diarienummer or "", 40),
        answer.number,
        answer.arrived_at,
        _late(standing, recommendation),
        _conditions(standing),
    )


def _page(composer: Composer, overview: Overview, now: dt.datetime) -> tuple[str, bytes]:
    values = {"report": report_view(overview, now), "organisation": composer.organisation}
    return "text/html", composer.templates.page("report_page", values).encode()


def _json(_composer: Composer, overview: Overview, now: dt.datetime) -> tuple[str, bytes]:
    recommendation = overview.recommendation
    content = as_json(
        report_sheet(overview),
        diarienummer=recommendation.diarienummer,
        title=recommendation.title,
        decided_on=recommendation.decided_on,
        respond_by=recommendation.respond_by,
        closed_on=recommendation.closed_on,
        closed_by=recommendation.closed_by,
        written_at=now,
    )
    return "application/json", content


_FILES: dict[str, Callable[[Composer, Overview, dt.datetime], tuple[str, bytes]]] = {
    "xlsx": lambda _composer, overview, _now: (MEDIA_TYPE, as_workbook((report_sheet(overview),))),
    "csv": lambda _composer, overview, _now: ("text/csv", as_csv(report_sheet(overview))),
    "json": _json,
    "html": _page,
}
