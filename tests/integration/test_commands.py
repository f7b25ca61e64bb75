"""The commands, as a person and as a program call them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from demo.samples import catalogue, mails, recommendation_pdf
from parsers import ocr
from registrator.catalogue import catalogue_of, catalogue_toml, load_catalogue
from tests.servers.dovecot_user import DovecotUser
from tests.servers.service import Service, configure
from tests.servers.smtp import SmtpSink

SAMPLES = {sample.name[:2]: sample for sample in mails()}


@pytest.fixture
def lone(tmp_path: Path) -> Service:
    """A service whose servers do not exist: enough for what touches no network."""
    (tmp_path / "config.toml").write_text(
        """
[imap]
host = "127.0.0.1"
port = 1
username = "u"
password = "Hemligt-1"
[smtp]
host = "127.0.0.1"
port = 1
username = "u"
password = "Hemligt-2"
[trust]
authserv_ids = ["mx.ksl.se"]
""",
        "utf-8",
    )
    return Service(tmp_path / "config.toml")


@pytest.fixture
def known(tmp_path: Path) -> Path:
    file = tmp_path / "katalog.toml"
    file.write_text(
        catalogue_toml(catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))), "utf-8"
    )
    return file


def test_the_first_check_makes_a_folder_that_it_finds_nothing_wrong_with(lone: Service) -> None:
    told = lone.run("check").stdout
    assert f"ok  Mapp: {lone.folder / 'var'} kan skrivas" in told
    assert "veckobrev på måndag kl. 07.00" in told, "in Swedish"


def test_an_export_that_cannot_be_written_says_so(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    assert lone.run("poll").returncode == 3, "makes the register, and finds no server"
    done = lone.run("export", "--out", "nowhere/svar.csv")
    assert done.returncode == 1
    assert done.stderr.startswith("Fel: nowhere/svar.csv kan inte skrivas")


def test_version(lone: Service) -> None:
    assert re.fullmatch(r"registrator \d+\.\d+\.\d+\n", lone.run_installed("--version").stdout)


def test_explain_answers_programs_in_the_order_of_the_arguments(lone: Service, known: Path, tmp_path: Path) -> None:
    for name in ("01", "12", "10"):
        (tmp_path / f"{name}.eml").write_bytes(SAMPLES[name].raw)
    done = lone.run("explain", "--catalogue", known, "--json", "12.eml", "01.eml", "10.eml")
    assert done.returncode == 0, done.stderr
    forged, adopted, automatic = (json.loads(line) for line in done.stdout.splitlines())
    assert (forged["file"], forged["status"], forged["authentic"]) == ("12.eml", "flagged", False)
    assert "authentication_failed" in forged["doubts"]
    assert (automatic["status"], automatic["decisions"]) == ("ignored", [])
    assert adopted["status"] == "registered"
    assert adopted["doubts"] == []
    (decision,) = adopted["decisions"]
    assert set(decision) >= {
        *("municipality", "recommendation", "outcome", "final", "decision_body", "paragraf", "meeting_date"),
        *("diarienummer", "attachment", "page", "quote", "doubts"),
    }
    assert (decision["municipality"], decision["outcome"], decision["final"]) == ("0127", "adopted", True)
    assert not (tmp_path / "var").exists(), "explain must not touch any database"


def test_explain_shows_a_person_verdict_claims_quotes_and_doubts(lone: Service, known: Path, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(SAMPLES["12"].raw)
    shown = lone.run("explain", "--catalogue", known, "a.eml").stdout
    assert "granskas av en person" in shown
    assert "DMARC underkänd" in shown
    assert "sidan 1" in shown
    assert "KSL/15/0016-5" in shown


def test_explain_reads_a_lone_document_without_doubting_its_sender(lone: Service, known: Path, tmp_path: Path) -> None:
    (tmp_path / "utdrag.txt").write_text(
        "BOTKYRKA KOMMUN\nSammanträdesprotokoll\nKommunstyrelsen 2015-05-04\n\n"
        "§ 112 Överenskommelse om samverkan för en trygg, säker och störningsfri region (KS/2015:311)\n\n"
        "Beslut\nKommunstyrelsen antar överenskommelsen enligt KSL:s rekommendation KSL/15/0016-5.\n",
        "utf-8",
    )
    done = json.loads(lone.run("explain", "--catalogue", known, "--json", "utdrag.txt").stdout)
    assert done["authentic"] is None
    assert done["doubts"] == []
    assert done["decisions"][0]["outcome"] == "adopted"
    assert done["decisions"][0]["paragraf"] == "112"


def test_explain_without_a_catalogue_says_what_is_missing(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(SAMPLES["01"].raw)
    done = lone.run_installed("explain", "--json", "a.eml")
    assert json.loads(done.stdout)["decisions"] == []
    assert "--catalogue" in done.stderr


def test_a_recommendation_is_read_shown_and_added_when_it_is_confirmed(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(recommendation_pdf())
    asked = lone.run("recommendation", "add", "r.pdf", answer="n\n")
    assert asked.returncode == 1
    assert "KSL/15/0016-5" in asked.stdout
    assert lone.run("recommendation", "list", "--json").stdout == ""
    assert lone.run("recommendation", "add", "r.pdf", answer="j\n").returncode == 0
    listed = json.loads(lone.run("recommendation", "list", "--json").stdout)
    assert listed == json.loads(lone.run("recommendation", "show", "KSL/15/0016-5", "--json").stdout)
    assert (listed["decided_on"], listed["respond_by"]) == ("2015-03-19", "2015-06-15")
    assert listed["title"] == "Överenskommelse om samverkan för en trygg, säker och störningsfri region"


def test_a_recommendation_that_lacks_what_is_needed_is_not_guessed(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Hej, här kommer en text.\n", "utf-8")
    done = lone.run("recommendation", "add", "r.txt", "--yes")
    assert done.returncode == 1
    assert "--diarienummer" in done.stderr
    assert "--decided-on" in done.stderr
    again = lone.run(
        *("recommendation", "add", "r.txt", "--yes", "--diarienummer", "KSL/15/0099-1", "--title", "Avtal om X"),
        *("--decided-on", "2015-04-01", "--addressee", "0127", "--notify", "partner@example.se"),
    )
    assert again.returncode == 0, again.stderr
    shown = json.loads(lone.run("recommendation", "show", "KSL/15/0099-1", "--json").stdout)
    assert (shown["addressees"], shown["notify"], shown["respond_by"]) == (["0127"], ["partner@example.se"], None)


def test_the_catalogue_that_is_exported_is_the_one_that_explain_reads(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(recommendation_pdf())
    lone.run("recommendation", "add", "r.pdf", "--yes", "--notify", "partner@example.se")
    lone.run("export", "--catalogue", "--out", "ut.toml")
    (row,) = load_catalogue(tmp_path / "ut.toml").recommendations
    assert (row.diarienummer, row.notify) == ("KSL/15/0016-5", ("partner@example.se",))


def test_an_unreachable_mailbox_is_told_with_its_own_exit_code(lone: Service) -> None:
    done = lone.run("poll")
    assert done.returncode == 3
    assert "127.0.0.1" in done.stderr
    assert "Hemligt" not in done.stderr + done.stdout


def test_a_faulty_configuration_is_told_with_its_own_exit_code(lone: Service) -> None:
    lone.config_file.write_text("[imap]\nhost = 1\n", "utf-8")
    done = lone.run_installed("run")
    assert done.returncode == 2
    assert "imap.host" in done.stderr
    assert "trust" in done.stderr


def test_a_database_that_cannot_be_opened_is_told_with_its_own_exit_code(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "registrator.sqlite3").write_bytes(b"this is no database, whatever its name says" * 100)
    done = lone.run_installed("run")
    assert done.returncode == 4, done.stderr
    assert "registrator.sqlite3" in done.stderr


def test_the_weekly_letter_can_be_seen_before_it_goes(lone: Service, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(recommendation_pdf())
    lone.run("recommendation", "add", "r.pdf", "--yes")
    shown = lone.run("digest", "--preview").stdout
    assert "anna.nerelius@ksl.se" in shown
    assert "KSL/15/0016-5" in shown
    assert "<table" in lone.run("digest", "--preview", "--html").stdout
    assert json.loads(lone.run("status", "--json").stdout)["outbox"]["waiting"] == 0, "a preview queues nothing"
    assert "ligger i utkorgen" in lone.run("digest").stdout
    assert "redan" in lone.run("digest").stdout


def test_check_tries_everything_and_says_what_to_do(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    service = configure(tmp_path, dovecot, smtp_sink, more='folders = ["INBOX"]')
    done = service.run("check")
    lacking = ocr.missing()
    assert done.returncode == (1 if lacking else 0), done.stdout + done.stderr
    assert (lacking or "Latin") in done.stdout
    for what in ("Konfiguration", "Mapp", "Databas", "IMAP", "SMTP", "Mallar", "Tidszon"):
        assert what in done.stdout
    text = service.config_file.read_text("utf-8").replace('["INBOX"]', '["INBOX", "Finns inte"]')
    service.config_file.write_text(text, "utf-8")
    (tmp_path / "smtp-password").write_text("fel", "utf-8")
    lines = [json.loads(line) for line in service.run("check", "--json").stdout.splitlines()]
    failed = {line["check"] for line in lines if not line["ok"]}
    assert failed - {"Skannade sidor"} == {"IMAP-mappen Finns inte", "SMTP"}


def test_an_exported_cell_can_never_be_run_as_a_formula(lone: Service) -> None:
    from registrator.commands.register import FIELDS, _csv

    text = _csv([dict.fromkeys(FIELDS, "=HYPERLINK(1)")])
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert all(cell.startswith("'=") for cell in row.values())
