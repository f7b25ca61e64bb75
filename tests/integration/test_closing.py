"""The end of a recommendation on a real register: closed, told with its files, reopened."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from domain.catalogue import PartnerPace
from domain.errors import RegistratorError
from domain.evidence import Outcome
from domain.outgoing import MailKind, OutboxRow, OutgoingState
from outbox.report import FORMATS, report_file
from registrator import closing, reminding
from registrator.build import House
from registrator.cli import app
from registrator.config import load_config
from registrator.previews.proof import fetched, parts
from registrator.previews.values import RECOMMENDATION
from tests.servers.new_register import new_house
from tests.servers.register_values import decision, document, nothing, receive, result, settle

DNR = RECOMMENDATION.diarienummer
NOW = dt.datetime(2015, 6, 22, 9, tzinfo=dt.UTC)
ASKED = ("0126", "0127", "0160")
CONFIG = """
[imap]
host = "localhost"
username = "u"
password = "p"
[smtp]
host = "localhost"
username = "u"
password = "p"
[trust]
authserv_ids = ["mx.ksl.se"]
"""
QUOTE = "=HYPERLINK(ond) under förutsättning att avtalet utvärderas, yrkade Bo Exempelsson (S)"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    with new_house(load_config(tmp_path / "config.toml", {})) as opened:
        house = replace(opened, clock=lambda: NOW)
        partner = {"partner": ("partner@exempel.se",), "partner_pace": PartnerPace.AT_END}
        house.store.put_recommendation(replace(RECOMMENDATION, addressees=ASKED, **partner), NOW)  # type: ignore[arg-type]
        conditions = replace(
            decision("a.pdf"), quote=QUOTE, outcome=Outcome.ADOPTED_WITH_CONDITIONS, diarienummer="-1+1|cmd"
        )
        store = house.store
        settle(store, receive(store, "a"), result(document("a.pdf"), decisions=[conditions]), nothing)  # type: ignore[arg-type]
        yield house


def queued(house: House, *kinds: MailKind) -> tuple[OutboxRow, ...]:
    return tuple(reversed(house.store.outbox(kinds=kinds)))


def content(house: House, form: str) -> bytes:
    return report_file(house.composer, closing.overview_of(house, DNR), form, NOW).content


def test_closing_sends_the_final_table_with_its_files_to_officer_and_notify_list(house: House) -> None:
    assert closing.close(house, DNR, who="registrator").closed_on == dt.date(2015, 6, 22)
    rows = queued(house, MailKind.REPORT)
    assert [row.mail.recipient for row in rows] == ["anna.nerelius@ksl.se", *RECOMMENDATION.notify]
    message, text, _ = parts(rows[0].mail)
    names = [part.get_filename() or "" for part in message.iter_attachments()]
    assert [name.rpartition(".")[2] for name in names] == list(FORMATS)
    assert "Botkyrka har antagit med villkor" in " ".join(text.split())
    assert "2 har inte svarat: Huddinge, Täby" in " ".join(text.split())
    assert [row.mail.recipient for row in queued(house, MailKind.PARTNER)] == ["partner@exempel.se"]


def test_reminders_end_with_it(house: House) -> None:
    reminding.remind(house)
    assert queued(house, MailKind.REMINDER)
    closing.close(house, DNR, who="registrator")
    assert {row.state for row in queued(house, MailKind.REMINDER)} == {OutgoingState.WITHDRAWN}


def test_a_report_that_a_crash_left_out_is_made_up_for_once_and_an_old_one_is_not(house: House) -> None:
    known = closing.overview_of(house, DNR).recommendation
    house.store.put_recommendation(replace(known, closed_on=NOW.date()), NOW)
    later = replace(house, clock=lambda: NOW + dt.timedelta(days=15))
    assert closing.queue_reports(later) == 0
    assert closing.queue_reports(house) == 3
    assert closing.queue_reports(house) == 0


def test_what_is_closed_can_be_opened_again_and_closed_another_day(house: House) -> None:
    closing.close(house, DNR, who="registrator")
    with pytest.raises(RegistratorError, match="avslutades redan 2015-06-22"):
        closing.close(house, DNR, who="registrator")
    assert closing.reopen(house, DNR, who="registrator").closed_on is None
    with pytest.raises(RegistratorError, match="är inte avslutad"):
        closing.reopen(house, DNR, who="registrator")
    closing.close(replace(house, clock=lambda: NOW + dt.timedelta(days=3)), DNR, who="registrator")
    assert len(queued(house, MailKind.REPORT)) == 4


def test_it_is_closed_on_a_day_that_has_been(house: House) -> None:
    with pytest.raises(RegistratorError, match="har inte varit än"):
        closing.close(house, DNR, dt.date(2015, 6, 23), who="registrator")
    with pytest.raises(RegistratorError, match="före beslutet"):
        closing.close(house, DNR, dt.date(15, 6, 20), who="registrator")
    with pytest.raises(RegistratorError, match="finns inte"):
        closing.close(house, "KSL/99/0001-1", who="registrator")
    assert closing.close(house, DNR, dt.date(2015, 6, 20), who="registrator").closed_on == dt.date(2015, 6, 20)


def test_who_closed_and_opened_it_is_kept_and_stands_in_the_report(house: House) -> None:
    closing.close(house, DNR, who="diariet", why="svarstiden är ute")
    assert "Avslutad: 22 juni 2015 av diariet" in parts(queued(house, MailKind.REPORT)[0].mail)[1]
    assert "<dd>22 juni 2015 av diariet</dd>" in content(house, "html").decode()
    assert json.loads(content(house, "json"))["closed_by"] == "diariet"
    closing.reopen(house, DNR, who="registrator")
    assert "inte avslutad" in content(house, "html").decode()
    trail = [(row.who, row.verb, row.reason) for row in house.store.recommendation_audit(DNR)]
    assert trail == [("diariet", "close", "svarstiden är ute"), ("registrator", "reopen", "")]


def test_a_partner_who_comes_late_is_offered_what_is_decided_already_and_gets_it_once(
    house: House, tmp_path: Path
) -> None:
    house.store.put_recommendation(replace(RECOMMENDATION, addressees=ASKED), NOW)

    def partner(*options: str) -> str:
        command = ["recommendation", "partner", DNR, "--config", str(tmp_path / "config.toml"), *options]
        done = CliRunner().invoke(app, command)
        return " ".join(f"{done.output} {done.exception or ''}".split())

    assert "Ingen partner är angiven" in partner("--so-far")
    assert "1 slutligt beslut är registrerat sedan tidigare." in partner("--address", "ny@exempel.se")
    assert queued(house, MailKind.PARTNER) == ()
    assert "skickas till 1 adress." in partner("--so-far")
    assert "Inget nytt att skicka" in partner("--so-far")
    (row,) = queued(house, MailKind.PARTNER)
    assert row.mail.recipient == "ny@exempel.se"
    assert row.mail.subject.startswith("Hittills: 0 av 3 kommuner har antagit, 1 med villkor eller delvis: ")
    assert [row.verb for row in house.store.recommendation_audit(DNR)] == ["partner"]


def test_what_is_decided_so_far_goes_to_those_only_who_have_not_been_told(house: House, tmp_path: Path) -> None:
    closing.close(house, DNR, who="registrator")
    both = ["--address", "partner@exempel.se", "--address", "sen@exempel.se"]
    command = ["recommendation", "partner", DNR, "--config", str(tmp_path / "config.toml"), *both, "--so-far"]
    done = CliRunner().invoke(app, command)
    assert "skickas till 1 adress." in done.output
    assert [(row.mail.recipient, row.mail.subject.split(":")[0]) for row in queued(house, MailKind.PARTNER)] == [
        ("partner@exempel.se", "0 av 3 kommuner har antagit, 1 med villkor eller delvis"),
        ("sen@exempel.se", "Hittills"),
    ]


def test_every_form_says_the_same_and_nothing_foreign_runs(house: House) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(house, "xlsx"))).active
    head, huddinge, botkyrka, _ = book.iter_rows()
    cells = {title.value: cell for title, cell in zip(head, botkyrka, strict=True)}
    assert huddinge[2].value == "inget svar"
    assert cells["Sammanträde"].value.date() == dt.date(2015, 5, 4)
    assert (cells["Kommunens dnr"].value, cells["Kommunens dnr"].data_type) == ("-1+1|cmd", "s")
    rows = list(csv.DictReader(io.StringIO(content(house, "csv").decode("utf-8-sig")), delimiter=";"))
    assert [row["Kommun"] for row in rows] == ["Huddinge", "Botkyrka", "Täby"]
    assert rows[1]["Kommunens dnr"] == "'-1+1|cmd"
    assert rows[1]["Villkor eller avvikelse"].startswith("'=HYPERLINK")
    told = json.loads(content(house, "json"))
    assert (told["diarienummer"], told["rows"][1]["diarienummer"]) == (DNR, "-1+1|cmd")
    assert "Exempelsson" not in json.dumps(told)


def test_the_page_fetches_nothing_and_shows_everybody(house: House) -> None:
    page = content(house, "html").decode()
    assert fetched(page) == ()
    assert "<script" not in page
    assert all(f'<th scope="row">{name}</th>' in page for name in ("Huddinge", "Botkyrka", "Täby"))


def test_the_command_writes_files_or_one_form_to_a_pipe(house: House, tmp_path: Path) -> None:
    config = ["--config", str(tmp_path / "config.toml")]
    run = CliRunner().invoke
    done = run(app, ["report", DNR, "--out", str(tmp_path / "ut"), *config])
    assert done.exit_code == 0, done.output
    assert sorted(file.suffix for file in (tmp_path / "ut").iterdir()) == [".csv", ".html", ".json", ".xlsx"]
    piped = run(app, ["report", DNR, "--format", "json", *config])
    assert json.loads(piped.stdout)["diarienummer"] == DNR
    assert isinstance(run(app, ["report", DNR, *config]).exception, RegistratorError)


def test_the_commands_close_and_reopen(house: House, tmp_path: Path) -> None:
    config = ["--config", str(tmp_path / "config.toml")]
    closed = CliRunner().invoke(app, ["recommendation", "close", DNR, "--on", "2015-06-20", *config])
    assert "är avslutad 20 juni 2015" in " ".join(closed.output.split())
    opened = CliRunner().invoke(app, ["recommendation", "reopen", DNR, *config])
    assert "är öppen igen" in opened.output
