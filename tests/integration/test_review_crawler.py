"""Every route of the page, as nobody and as each role: found by its table and by following links, never by a list.

A route that is added later is covered without a change here. What it must not do: fail, leak, run code, lose a header,
show a form that its reader may not send, or take a form without its token.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from domain.access import Role
from storage.engine import open_store
from storage.schema_all import METADATA
from tests.fakes.review_access import Staffed, token

pytest_plugins = ["tests.servers.register"]

BASE = "http://localhost"
AT_MOST = 5  # addresses of one route: filters and pages multiply
NEVER_CHANGED_BY_LOOKING = [name for name in METADATA.tables if name not in {"sessions", "sign_in_attempts"}]
OUTWARD = {"https://www.digg.se/tdosanmalan"}  # the accessibility statement has to lead there
MADE_UP = {"int": "987654", "default": "finns-inte", "path": "finns/inte", "string": "finns-inte"}


class Seen(HTMLParser):
    """What a page points at, and its forms as (method, action, names of fields)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, set[str]]] = []
        self.inline: list[str] = []
        self.actions: list[str] = []  # formaction of a button within the last form
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src", "data", "poster") if name in given]
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on") or name in {"style", "srcdoc"}]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag == "form":
            self.forms.append((given.get("method", "get").lower(), given.get("action", ""), set()))
        if self.forms and "name" in given:
            self.forms[-1][2].add(given["name"])
        if self.forms and "formaction" in given:
            self.forms.append((self.forms[-1][0], given["formaction"], self.forms[-1][2]))


@pytest.fixture(scope="module")
def page(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    path = tmp_path_factory.mktemp("crawled") / "register.db"
    shutil.copyfile(migrated_file, path)
    store = open_store(f"sqlite:///{path}")
    yield Staffed(store, mails=True)
    store.close()


def need(page: Staffed, endpoint: str) -> Role | None:
    needs: dict[str, Role | None] = page.app.extensions["registrator.needs"]
    return needs[endpoint]


def rules(page: Staffed, method: str) -> list[Rule]:
    return [r for r in page.app.url_map.iter_rules() if method in (r.methods or ()) and r.endpoint != "static"]


def made_up(rule: Rule) -> str:
    """An address of the route that leads to nothing."""
    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda m: MADE_UP[m[1] or "default"], rule.rule)


def route_of(page: Staffed, path: str, method: str = "GET") -> str | None:
    try:
        endpoint, _ = page.app.url_map.bind("localhost").match(path, method)
    except HTTPException:
        return None
    return str(endpoint)


HOSTILE = ("99999999999999999999", "-1", "%00", "%ff%fe", "%27%22%28*", "..%2f..%2fetc%2fpasswd", "a" * 3000)


def _names_of_fields(page: Staffed, client: FlaskClient) -> set[str]:
    """What addresses may carry, as the pages' own forms and links say."""
    names: set[str] = set()
    for rule in rules(page, "GET"):
        if not rule.arguments and (answer := client.get(rule.rule)).content_type.startswith("text/html"):
            seen = Seen(answer.text)
            names |= {name for method, _, fields in seen.forms if method == "get" for name in fields}
            names |= {name for link in seen.links for name in parse_qs(urlsplit(link).query)}
    return names | {"fore", "efter", "sida", "till"}


def test_nothing_that_stands_in_an_address_breaks_a_page(page: Staffed) -> None:
    """Found by a scanner's habit: a number that no database holds, bytes that are no text, quotes, paths."""
    client = page.browser(Role.ADMINISTER)
    names = _names_of_fields(page, client)
    for rule in rules(page, "GET"):
        for hostile in HOSTILE:
            whole = re.sub(r"<(?:\w+:)?\w+>", hostile, rule.rule)
            assert client.get(whole).status_code < 500, whole
        for hostile in HOSTILE:
            asked = "&".join(f"{name}={hostile}" for name in sorted(names))
            path = re.sub(r"<(?:\w+:)?\w+>", str(page.ids[11]), rule.rule)
            assert client.get(f"{path}?{asked}").status_code < 500, (path, hostile)


def contents(page: Staffed) -> dict[str, int]:
    """How many rows each table has; the log of sign-ins is left out by counting before and after."""
    with page.store._database.reading() as session:
        return {
            name: session.scalar(sa.select(sa.func.count()).select_from(METADATA.tables[name])) or 0
            for name in NEVER_CHANGED_BY_LOOKING
        }


def check_headers(answer: object, where: str) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy, where
    assert "sandbox" in policy or "frame-ancestors 'none'" in policy, where
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert headers["X-Frame-Options"] == "DENY", where
    assert headers["Referrer-Policy"] == "no-referrer", where
    assert headers.get("Server", "") == "" or "werkzeug" not in headers["Server"].lower(), where
    if not where.startswith("/static/"):
        assert "no-store" in headers["Cache-Control"] or "private" in headers["Cache-Control"], where
    if headers.get("Content-Type", "").startswith("text/html"):
        assert "attachment" in headers.get("Content-Disposition", "") or "charset=utf-8" in headers["Content-Type"]


def check_page(page: Staffed, text: str, where: str, role: Role | None) -> Seen:
    seen = Seen(text)
    assert '<html lang="sv">' in text, where
    assert re.search(r"<title>\S", text), where
    assert seen.inline == [], where
    assert not re.search(r"Traceback|werkzeug|sqlalchemy|jinja2|/site-packages/", text), where
    for method, action, fields in seen.forms:
        endpoint = route_of(page, urlsplit(urljoin(BASE + where, action)).path, method.upper())
        assert endpoint, f"{where}: the form {method} {action} leads nowhere"
        asked = need(page, endpoint)
        assert asked is None or (role and role.covers(asked)), f"{where} shows {role} a form for {asked}: {action}"
        assert method != "post" or "csrf_token" in fields, f"{where}: {action}"
    return seen


def crawl(page: Staffed, client: FlaskClient, role: Role | None) -> Counter[str]:
    """Visit what the table and the links lead to; how often each endpoint was shown whole."""
    waiting = [made_up(rule) for rule in rules(page, "GET")] + ["/finns-inte", "/static/finns-inte"]
    invented = {path for path in waiting if "finns" in path or MADE_UP["int"] in path}
    found: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    known, linked = set(waiting), set[str]()
    while waiting:
        path = waiting.pop(0)
        endpoint = route_of(page, urlsplit(path).path)
        answer = client.get(path)
        check_headers(answer, path)
        assert answer.status_code < 500, path
        if answer.status_code in {301, 302, 303, 307, 308}:
            target = urlsplit(urljoin(BASE + path, answer.location))
            assert f"{target.scheme}://{target.netloc}" == BASE, path
            continue
        if endpoint is None or path in invented:
            assert answer.status_code in {200, 400, 403, 404}, (path, answer.status_code)
        else:
            asked = None if endpoint == "static" else need(page, endpoint)
            above = asked is not None and not (role and role.covers(asked))
            closed = endpoint in {"GET /logga-in/organisationen", "GET /logga-in/organisationen/svar"} or (
                above and path not in linked and answer.status_code == 403  # nothing leads there
            )
            assert answer.status_code == 200 or closed, (path, answer.status_code)
        shown[endpoint or ""] += answer.status_code == 200
        if not answer.content_type.startswith("text/html") or "Content-Disposition" in answer.headers:
            continue
        for link in check_page(page, answer.text, path, role).links:
            target = urlsplit(urljoin(BASE + path, link))
            if target.scheme in {"mailto", "tel", "data"} or link in OUTWARD:
                continue
            assert f"{target.scheme}://{target.netloc}" == BASE, f"{path} points at {link}"
            following = target._replace(scheme="", netloc="", fragment="").geturl()
            where = route_of(page, target.path)
            linked.add(following)
            assert where or link.startswith("#"), f"{path} links {link}, which is no page"
            if where and following not in known and found[where] < AT_MOST:
                known.add(following)
                found[where] += 1
                waiting.append(following)
    return shown


def test_every_route_says_what_role_it_asks_for_and_nothing_that_changes_is_open(page: Staffed) -> None:
    for method in ("GET", "POST"):
        for rule in rules(page, method):
            need(page, rule.endpoint)
    open_to_all = {
        rule.endpoint for m in ("GET", "POST") for rule in rules(page, m) if need(page, rule.endpoint) is None
    }
    assert {e for e in open_to_all if e.startswith("POST")} == {"POST /logga-in", "POST /logga-ut"}
    for rule in rules(page, "POST"):
        assert "GET" not in (rule.methods or ()), f"{rule.rule} would change something by a link"


def test_nobody_gets_nothing_but_the_way_in(page: Staffed) -> None:
    client = page.browser()
    shown = crawl(page, client, None)
    needed = {endpoint for endpoint in shown if endpoint and endpoint != "static" and shown[endpoint]}
    assert all(need(page, endpoint) is None for endpoint in needed), needed
    before = contents(page)
    form = {"csrf_token": token(client)}
    for rule in rules(page, "GET"):
        if need(page, rule.endpoint) is not None:
            answer = client.get(made_up(rule))
            assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/logga-in"), rule.rule
            assert client.head(made_up(rule)).status_code == 303, rule.rule
    for rule in rules(page, "POST"):
        if need(page, rule.endpoint) is not None:
            assert client.post(made_up(rule), data=form).status_code == 403, rule.rule
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        assert client.open("/register", method=method).status_code in {400, 403, 405}, method
    assert contents(page) == before


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_every_page_that_it_may_and_sends_no_form_that_it_may_not(page: Staffed, role: Role) -> None:
    client = page.browser(role)
    before = contents(page)
    shown = crawl(page, client, role)
    form = {"csrf_token": token(client, "/konto")}
    for rule in rules(page, "GET"):
        asked = need(page, rule.endpoint)
        if asked is not None and not role.covers(asked):
            assert client.get(made_up(rule)).status_code == 403, rule.rule
        elif asked is not None and not rule.arguments:
            assert shown[rule.endpoint], f"{rule.rule} was never shown whole"
    for rule in rules(page, "POST"):
        asked = need(page, rule.endpoint)
        path = made_up(rule)
        if asked is not None and not role.covers(asked):
            assert client.post(path, data=form).status_code == 403, rule.rule
        answer = client.post(path, data={"csrf_token": "gissad"})
        assert answer.status_code in {400, 403}, f"{rule.rule} takes a form without its token"
        check_headers(answer, path)
        foreign = client.post(path, data=form, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code in {400, 403}, f"{rule.rule} takes a form from another site"
    assert contents(page) == before
