"""The register's page over a real register: searching, filtering, paging, and the list as a file."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from domain.document import DocumentText
from review.app import create_app
from storage.engine import open_store
from storage.store import SqlStore
from tests.fakes.review_desk import NOW
from tests.fakes.review_register import fill
from tests.servers.new_register import make_register
from tests.servers.register_values import decision, document, receive, result, settle, sha

FORMULA = '=HYPERLINK("http://exempel.example";"Åäö")'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """The full desk's mails, one whose sender, subject and quote are hostile, and one that is searched for."""
    path: Path = tmp_path_factory.mktemp("register") / "register.db"
    make_register(f"sqlite:///{path}")
    opened = open_store(f"sqlite:///{path}")
    fill(opened)
    evil = receive(opened, "ond", uid=90, arrived_at=NOW)
    opened.describe(evil, sender="<script>x</script>@exempel.example", subject=FORMULA, message_id="")
    read = dataclasses.replace(decision("ond.pdf", "0127"), quote="@SUM(A1) <img src=x onerror=alert(1)>")
    settle(opened, evil, result(document("ond.pdf"), decisions=[read]))
    text = "Länsstyrelsen & <b>Håbo</b> kommun beslutar om överenskommelsen."
    kept = DocumentText(sha256=sha("fin.pdf"), media_type="application/pdf", text=text, pages=(), reader="test")
    opened.keep_text(kept, version="1", sought="", now=NOW)
    settle(opened, receive(opened, "fin", uid=91, arrived_at=NOW + dt.timedelta(days=1)), result(document("fin.pdf")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: SqlStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    path = tmp_path_factory.mktemp("other") / "register.db"
    make_register(f"sqlite:///{path}")
    other = open_store(f"sqlite:///{path}")
    desk = dataclasses.replace(fill(other)[0], store=store)
    app = create_app(desk, allowed_hosts=("localhost",), secret_key=b"k" * 32)
    with app.test_client() as opened:
        yield opened
    other.close()


def page(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/register{query}")
    assert answer.status_code == 200
    return answer.text


def subjects(client: FlaskClient, query: str) -> list[str]:
    found = re.findall(r'<a href="/mejl/\d+">(.*?)</a>', page(client, query))
    return [html.unescape(re.sub("</?mark>", "", subject)) for subject in found]


def test_a_search_shows_the_hit_in_its_place_marked_and_nothing_of_it_runs(client: FlaskClient) -> None:
    text = page(client, "?sok=håbo")
    assert "&lt;b&gt;<mark>Håbo</mark>&lt;/b&gt; kommun" in text
    assert "<strong>1</strong> mejl." in text
    evil = page(client, "?sok=hyperlink")
    assert "=<mark>HYPERLINK</mark>(" in evil and "<script>x" not in evil and "<img src=x" not in evil


@pytest.mark.parametrize("typed", ['"', "*", "AND OR", "%00", "-", "%22%22*", "(", "said:x", "%ED%A0%80", "a" * 900])
def test_whatever_is_typed_gives_a_page(client: FlaskClient, typed: str) -> None:
    assert 'name="sok"' in page(client, f"?sok={typed}")


def test_what_is_typed_stands_in_the_form_again(client: FlaskClient) -> None:
    text = page(client, "?sok=%22en%20fras%22&kommun=0127&utfall=declined&fran=2015-01-01&ordning=aldst")
    assert 'value="&#34;en fras&#34;"' in text
    for chosen in ("0127", "declined", "aldst"):
        assert f'<option value="{chosen}" selected>' in text
    assert 'value="2015-01-01"' in text and "Inget mejl stämmer" in text


def test_filters_of_state_municipality_outcome_and_days(client: FlaskClient) -> None:
    assert subjects(client, "?kommun=0163") == ["Svar från Sollentuna kommun"]
    assert subjects(client, "?utfall=declined&rek=KSL/15/0016-5") == ["Svar från Sollentuna kommun"]
    assert subjects(client, "?lage=failed") == ["(utan ämne)"]
    assert subjects(client, "?fran=2015-05-13&till=2015-05-13") == ["Svar från Stockholms stad"]
    assert subjects(client, "?lage=registered&ordning=aldst")[0] == "Svar från Stockholms stad"


def test_a_column_orders_the_list_and_its_file_and_keeps_the_filters(client: FlaskClient) -> None:
    assert '<th scope="col" aria-sort="descending"><a class="sort" href="/register?ordning=aldst">Kom in' in page(
        client, ""
    )
    text = page(client, "?lage=registered&ordning=-kommun")
    assert (
        '<th scope="col" aria-sort="descending"><a class="sort" href="/register?lage=registered&amp;ordning=kommun">'
        in text
    )
    assert text.count("aria-sort") == 1 and '<option value="-kommun" selected>' in text
    assert "/register/export/csv?lage=registered&amp;ordning=-kommun" in text
    for order, last in (("kommun", "Vallentuna"), ("-kommun", "Botkyrka")):
        content = client.get(f"/register/export/csv?lage=registered&ordning={order}").data.decode("utf-8-sig")
        named = [row["Kommun"] for row in csv.DictReader(io.StringIO(content), delimiter=";") if row["Kommun"]]
        assert named == sorted(named, reverse=order[0] == "-") and named[-1] == last


def test_a_day_that_is_none_is_told_at_its_field_and_asks_nothing(client: FlaskClient) -> None:
    text = page(client, "?fran=igår")
    assert 'aria-describedby="fran-fel"' in text and "»igår« är ingen dag" in text
    assert "Slutdagen ligger före" in page(client, "?fran=2015-05-02&till=2015-05-01")
    page(client, "?till=9999-12-31")


@pytest.mark.parametrize("place", ["efter=0", "fore=-1", "efter=99999999999999999999", "fore=x", "efter=1&fore=2"])
def test_a_place_that_is_none_gives_a_page(client: FlaskClient, place: str) -> None:
    page(client, f"?{place}")


def test_the_list_opens_as_a_workbook_with_types_and_without_formulas(client: FlaskClient) -> None:
    answer = client.get("/register/export/xlsx?kommun=0127")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Register 2015-06-01.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows = [dict(zip([c.value for c in sheet[1]], row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    evil = next(row for row in rows if row["Ämne"].value == '=HYPERLINK("[länk]')
    good = next(row for row in rows if row["Ämne"].value == "Botkyrkas svar på rekommendation om samverkan")
    assert evil["Ämne"].data_type == "s" and evil["Ämne"].quotePrefix
    assert good["Inkommet"].is_date and good["Sammanträde"].value.date() == dt.date(2015, 5, 4)
    assert (good["Kommun"].value, good["Beslut"].value, good["Läge"].value) == ("Botkyrka", "antagen", "att granska")
    assert isinstance(good["Sida"].value, int)


def test_the_list_opens_as_csv_in_swedish_excel(client: FlaskClient) -> None:
    answer = client.get("/register/export/csv?sok=svar&lage=registered")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert {row["Kommun"] for row in rows} == {"Stockholm", "Nacka", "Sollentuna", "Vallentuna", "Upplands-Bro"}
    whole = client.get("/register/export/csv").data.decode("utf-8-sig")
    assert not re.search(r'(^|;)"?[=@+]', whole, re.M)
    assert client.get("/register/export/exe").status_code == 404
