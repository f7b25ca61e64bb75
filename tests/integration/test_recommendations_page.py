"""The recommendations' pages over a real house: a paper is read, confirmed, changed, closed and opened again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import io
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from demo.samples import recommendation_pdf
from domain.catalogue import PartnerPace, Recommendation
from domain.outgoing import MailKind
from registrator.build import House
from registrator.config import load_config
from registrator.desk import build_desk
from review.app import create_app
from review.recommendation_form import fields_of, fingerprint
from review.server import ReviewServer
from tests.servers.new_register import new_house

DNR = "KSL/15/0016-5"
NOW = dt.datetime(2015, 6, 1, 8, 30, tzinfo=dt.UTC)
SERVER = '[{}]\nhost = "127.0.0.1"\nport = 1\nusername = "u"\npassword = "hemligt"\n'
EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("house")
    config = SERVER.format("imap") + SERVER.format("smtp") + '[trust]\nauthserv_ids = ["mx.ksl.se"]\n'
    (folder / "config.toml").write_text(config, "utf-8")
    with new_house(load_config(folder / "config.toml", {})) as opened:
        yield dataclasses.replace(opened, clock=lambda: NOW)


@pytest.fixture
def client(house: House) -> Iterator[FlaskClient]:
    app = create_app(build_desk(house), allowed_hosts=("localhost",), secret_key=b"k" * 32)
    with app.test_client() as opened:
        yield opened


class Form:
    """The fields of the form on a page, as a browser would send them."""

    def __init__(self, text: str, action: str) -> None:
        found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.S)
        assert found, f"no form to {action}"
        part = found[0]
        self.action = action
        self.values: dict[str, object] = {}
        self.values["addressees"] = re.findall(r'name="addressees" value="(\d+)" checked', part)
        for name, value in re.findall(r'<input[^>]*?name="([a-z_]+)"[^>]*?value="([^"]*)"', part):
            if name != "addressees":
                self.values[name] = html.unescape(value)
        for name, value in re.findall(r'<textarea[^>]*?name="([a-z_]+)"[^>]*>(.*?)</textarea>', part, re.S):
            self.values[name] = html.unescape(value)
        for name, options in re.findall(r'<select[^>]*?name="([a-z_]+)"[^>]*>(.*?)</select>', part, re.S):
            chosen = re.search(r'value="([^"]*)" selected', options)
            self.values[name] = html.unescape(chosen[1]) if chosen else ""
        self.values["reviewer"] = "Testa Granskare"


def send(client: FlaskClient, form: Form, **changed: object) -> str:
    answer = client.post(form.action, data={**form.values, **changed}, follow_redirects=True)
    assert answer.status_code in {200, 422}, answer.status
    assert EVIL not in answer.text
    return html.unescape(answer.text)


def upload(client: FlaskClient, content: bytes, name: str = "rek.pdf") -> str:
    token = Form(client.get("/rekommendationer").text, "/rekommendationer/las").values["csrf_token"]
    data = {"csrf_token": token, "file": (io.BytesIO(content), name)}
    return client.post("/rekommendationer/las", data=data, content_type="multipart/form-data").text


def add(client: FlaskClient, number: str) -> Form:
    """Add one by hand; the form to change it."""
    form = Form(client.get("/rekommendationer/ny").text, "/rekommendationer")
    send(client, form, diarienummer=number, title="Påhittad avsiktsförklaring", decided_on="2015-03-19")
    return Form(client.get(f"/rekommendationer/{number}").text, f"/rekommendationer/{number}/andra")


def test_a_paper_is_read_shown_with_its_quotes_and_added_when_it_is_confirmed(
    client: FlaskClient, house: House
) -> None:
    read = upload(client, recommendation_pdf())
    assert house.catalogue().recommendation(DNR) is None, "nothing is kept before somebody has confirmed"
    form = Form(read, "/rekommendationer")
    assert (form.values["diarienummer"], form.values["respond_by"]) == (DNR, "2015-06-15")
    assert re.search(r"Så står det på sidan 1: <q>[^<]*KSL/15/0016-5", read)
    again = send(client, form, title="", decided_on="den sjätte")
    assert "Skriv rubriken." in again and "Det är ingen dag" in again
    assert "Så står det på sidan 1" in again, "the proofs stay beside the form"
    assert f"{DNR} är inlagd" in send(client, form)
    made = house.catalogue().recommendation(DNR)
    assert made and made.addressees == () and made.respond_by == dt.date(2015, 6, 15)
    (row,) = house.store.recommendation_audit(DNR)
    assert (row.who, row.verb) == ("Testa Granskare", "add")
    assert "finns redan" in send(client, form)


@pytest.mark.parametrize("content", [b"", b"\x00\x01 inget som kan tolkas", b"%PDF-1.7 trasig"])
def test_a_file_that_cannot_be_read_is_told_and_adds_nothing(client: FlaskClient, house: House, content: bytes) -> None:
    before = house.store.recommendations()
    text = html.unescape(upload(client, content, f"{EVIL}.pdf"))
    assert EVIL not in text
    assert 'class="fault"' in text or "Hittades inte i filen" in text
    assert house.store.recommendations() == before


def test_a_file_beyond_the_limit_is_refused(client: FlaskClient) -> None:
    assert "för stort" in upload(client, b"x" * 10_000_001)


def test_a_large_form_is_refused_everywhere_else(client: FlaskClient) -> None:
    assert client.post("/rekommendationer", data={"title": "x" * 70_000}).status_code == 413


def test_what_stands_is_changed_and_the_log_says_what(client: FlaskClient, house: House) -> None:
    form = add(client, "KSL/15/0101")
    text = send(
        client,
        form,
        respond_by="2015-09-01",
        addressees=["0127", "0180"],
        notify="Anna@Exempel.se\nbo@exempel.se",
        partner_name=f"Polisen {EVIL}",
        partner="polis@exempel.se",
        partner_pace="weekly",
    )
    assert "KSL/15/0101 är ändrad" in text
    made = house.catalogue().recommendation("KSL/15/0101")
    assert made
    assert (made.respond_by, made.addressees) == (dt.date(2015, 9, 1), ("0127", "0180"))
    assert (made.notify, made.partner) == (("anna@exempel.se", "bo@exempel.se"), ("polis@exempel.se",))
    assert made.partner_pace is PartnerPace.WEEKLY
    assert "Svar senast: inget → 2015-09-01" in text
    assert "Adressater: inget → Botkyrka, Stockholm" in text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"respond_by": "2015-01-01"}, "ligger före beslutet"),
        ({"addressees": []}, "Välj minst en kommun"),
        ({"notify": "inte en adress"}, "är ingen mejladress"),
        ({"partner": "registrator@ksl.se"}, "brevlådan som läses"),
        ({"supersedes": "KSL/15/0102"}, "Välj en annan"),
        ({"reviewer": ""}, "Skriv ditt namn"),
    ],
)
def test_what_contradicts_itself_is_told_at_its_field(
    client: FlaskClient, house: House, changed: dict[str, object], told: str
) -> None:
    form = add(client, "KSL/15/0102")
    before = house.catalogue().recommendation("KSL/15/0102")
    assert told in send(client, form, **changed)
    assert house.catalogue().recommendation("KSL/15/0102") == before


def test_the_second_of_two_who_change_it_is_told_and_loses_nothing(client: FlaskClient, house: House) -> None:
    form = add(client, "KSL/15/0103")
    send(client, form, title="Första rubriken")
    text = send(client, form, title="Andra rubriken")
    assert "någon annan har ändrat" in text
    assert "Andra rubriken" in text
    made = house.catalogue().recommendation("KSL/15/0103")
    assert made and made.title == "Första rubriken"


def test_it_is_closed_with_its_summary_and_opened_again(client: FlaskClient, house: House) -> None:
    add(client, "KSL/15/0104")
    path = "/rekommendationer/KSL/15/0104"
    close = Form(client.get(path).text, f"{path}/avsluta")
    assert "har inte varit än" in send(client, close, on="2015-07-01")
    assert "före beslutet" in send(client, close, on="0015-05-29")
    assert "är avslutad" in send(client, close, on="2015-05-29", reason="Alla har svarat")
    made = house.catalogue().recommendation("KSL/15/0104")
    assert made and (made.closed_on, made.closed_by) == (dt.date(2015, 5, 29), "Testa Granskare")
    assert [row.mail.about for row in house.store.outbox(kinds=(MailKind.REPORT,))] != []
    assert "någon annan har ändrat" in send(client, close, on="2015-05-29"), "pressed twice"
    listed = html.unescape("".join(client.get(f"/rekommendationer?sida={sheet}").text for sheet in (1, 2)))
    assert "Avslutad 29 maj 2015 av Testa Granskare" in listed
    assert "är öppen igen" in send(client, Form(client.get(path).text, f"{path}/oppna"))
    verbs = [row.verb for row in house.store.recommendation_audit("KSL/15/0104")]
    assert verbs == ["add", "close", "reopen"]


def test_a_number_that_could_be_no_address_is_refused(client: FlaskClient) -> None:
    form = Form(client.get("/rekommendationer/ny").text, "/rekommendationer")
    for number in ("../hemligt", "KSL//15", "a?b", EVIL, "a/andra\n"):
        text = send(client, form, diarienummer=number, title="Påhittad", decided_on="2015-03-19")
        assert "Ett diarienummer har" in text or "är inlagd" in text
        assert "är inlagd" not in text or number == "a/andra\n"


def test_the_form_shows_what_stands(client: FlaskClient, house: House) -> None:
    form = add(client, "KSL/15/0105")
    made = house.catalogue().recommendation("KSL/15/0105")
    assert made and form.values["seen"] == fingerprint(made)
    assert form.values["title"] == fields_of(made, house.catalogue()).title
    assert len(set(form.values["addressees"])) == 26  # type: ignore[call-overload]


def test_the_server_takes_a_large_body_at_the_one_address_that_takes_files(house: House) -> None:
    app = create_app(build_desk(house), allowed_hosts=("127.0.0.1",), secret_key=b"k" * 32)
    server = ReviewServer(app, "127.0.0.1", 0)
    server.start()
    try:
        statuses = {}
        for path in ("/rekommendationer/las", "/rekommendationer", "/rekommendationer/las/"):
            request = urllib.request.Request(server.url + path, data=b"x" * 300_000)
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request, timeout=20)
            statuses[path] = refused.value.code
    finally:
        server.stop()
    assert statuses == {"/rekommendationer/las": 400, "/rekommendationer": 413, "/rekommendationer/las/": 413}


def test_a_long_list_is_turned_page_by_page_and_the_open_ones_come_first(house: House, client: FlaskClient) -> None:
    for number in range(30):
        closed = NOW.date() if number < 3 else None
        one = Recommendation(
            diarienummer=f"KSL/13/{number:04}", title="Påhittad", decided_on=dt.date(2014, 1, 1), closed_on=closed
        )
        house.store.put_recommendation(one, NOW)
    first, last = (client.get(f"/rekommendationer?sida={sheet}").text for sheet in (1, 99))
    assert "KSL/13/0029" in first and 'rel="next"' in first and "KSL/13/0000" not in first
    assert "KSL/13/0000" in last and 'rel="prev"' in last and 'rel="next"' not in last
