"""Authentication-Results: the whole syntax of RFC 8601, and whose word it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mail import AuthenticationResult
from parsers.authentication import parse_authentication

AR = "authentication-results"
OURS = "mx.ksl.se; dmarc=pass header.from=solna.se"
TAKEN_IN = ("received", "from mail.solna.se (mail.solna.se [192.0.2.1]) by mx.ksl.se (Postfix) id 1; Mon, 4 May 2015")
ELSEWHERE = ("received", "from pc.solna.local by mail.solna.se; Mon, 4 May 2015")


def one(value: str) -> list[tuple[str, str, dict[str, str]]]:
    return [(r.method, r.result, dict(r.properties)) for r in parse_authentication([(AR, value)])]


def trusted(*headers: tuple[str, str]) -> list[bool]:
    return [result.trusted_place for result in parse_authentication(headers)]


def test_methods_results_and_properties_are_read() -> None:
    value = (
        "mx.ksl.se; dkim=pass (2048-bit key) header.d=solna.se header.i=@solna.se header.b=AB/cd+e=; "
        "spf=softfail (mx.ksl.se: domain of a@solna.se) smtp.mailfrom=a@solna.se;"
        "\tdmarc=fail (p=none dis=none) header.from=solna.se"
    )
    assert one(value) == [
        ("dkim", "pass", {"header.d": "solna.se", "header.i": "@solna.se", "header.b": "AB/cd+e="}),
        ("spf", "softfail", {"smtp.mailfrom": "a@solna.se"}),
        ("dmarc", "fail", {"header.from": "solna.se"}),
    ]


def test_the_server_is_named_in_lower_case() -> None:
    assert [r.authserv_id for r in parse_authentication([(AR, "MX.KSL.se; spf=pass; dmarc=pass")])] == ["mx.ksl.se"] * 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mx.ksl.se; none", []),
        ("mx.ksl.se 1; dmarc=pass", [("dmarc", "pass", {})]),
        ("mx.ksl.se 2; dmarc=pass", []),
        ('"mx.ksl.se" ; DMARC/1 = (why) Pass', [("dmarc", "pass", {})]),
        (
            'mx; spf=fail reason="not; dmarc=pass" smtp.helo=x',
            [("spf", "fail", {"reason": "not; dmarc=pass", "smtp.helo": "x"})],
        ),
        ("mx; spf=none smtp.mailfrom=; dmarc=pass", [("spf", "none", {"smtp.mailfrom": ""}), ("dmarc", "pass", {})]),
        ("mx; spf=none smtp.mailfrom= smtp.helo=x", [("spf", "none", {"smtp.mailfrom": "", "smtp.helo": "x"})]),
        ("mx; dmarc=pass action=none header.from=a.se", [("dmarc", "pass", {"action": "none", "header.from": "a.se"})]),
        ('mx; spf=pass smtp.mailfrom="x; dmarc=pass"@a.se', [("spf", "pass", {"smtp.mailfrom": "x; dmarc=pass@a.se"})]),
        ("mx; (a (nested) comment; dmarc=pass) spf=fail", [("spf", "fail", {})]),
        ("mx; ;; dmarc=pass;", [("dmarc", "pass", {})]),
        ("", []),
        ("mx", []),
    ],
)
def test_the_whole_syntax(value: str, expected: list[tuple[str, str, dict[str, str]]]) -> None:
    assert one(value) == expected


@pytest.mark.parametrize("value", ['mx; spf=pass x="a; dmarc=pass', "mx; spf=pass (a; dmarc=pass", "mx; a) dmarc=pass"])
def test_a_header_whose_quotes_or_comments_do_not_end_says_nothing(value: str) -> None:
    assert one(value) == []


def test_a_header_without_a_servers_name_is_nobodys_word() -> None:
    results = parse_authentication([(AR, "spf=pass smtp.mailfrom=a.se; dmarc=pass header.from=a.se")])
    assert [(r.authserv_id, r.method, r.trusted_place) for r in results] == [("", "spf", False), ("", "dmarc", False)]


def test_a_header_above_the_line_of_its_server_is_in_a_trusted_place() -> None:
    assert trusted((AR, OURS), TAKEN_IN, ELSEWHERE) == [True]


def test_several_headers_of_one_server_are_all_in_a_trusted_place() -> None:
    assert trusted((AR, OURS), (AR, "mx.ksl.se; spf=pass"), TAKEN_IN, ELSEWHERE) == [True, True]


def test_a_header_below_the_line_of_its_server_came_with_the_mail() -> None:
    assert trusted(TAKEN_IN, (AR, OURS), ELSEWHERE) == [False]


def test_a_mail_store_behind_the_server_may_add_its_own_line_on_top() -> None:
    store = ("received", "from mx.ksl.se by store.ksl.se with LMTP; Mon, 4 May 2015")
    assert trusted(store, (AR, OURS), TAKEN_IN, ELSEWHERE) == [True]


def test_without_a_line_of_its_server_only_the_very_top_is_a_trusted_place() -> None:
    assert trusted((AR, OURS), ELSEWHERE) == [True]
    assert trusted(ELSEWHERE, (AR, OURS)) == [False]


def test_a_forged_line_of_the_server_brings_no_trust_to_a_second_group() -> None:
    store = ("received", "from somewhere by store.ksl.se; Mon, 4 May 2015")
    assert trusted((AR, "mx.ksl.se; dmarc=fail"), store, (AR, OURS), TAKEN_IN) == [True, False]


def test_a_name_that_only_begins_alike_is_another_server() -> None:
    other = ("received", "from x by mx.ksl.se.evil.example; Mon, 4 May 2015")
    assert trusted(other, (AR, OURS), TAKEN_IN) == [True]
    assert trusted(other, (AR, OURS)) == [False]


HEADER = st.sampled_from(
    [
        TAKEN_IN,
        ELSEWHERE,
        ("received", "from mx.ksl.se (helo=by mx.ksl.se) by evil.example; x"),
        (AR, OURS),
        ("from", "a@b.se"),
    ]
)


@given(st.lists(HEADER, max_size=12))
def test_what_came_with_the_mail_is_never_trusted(came_with_the_mail: list[tuple[str, str]]) -> None:
    ours = [(AR, "mx.ksl.se; dmarc=fail header.from=solna.se"), TAKEN_IN]
    results = parse_authentication([*ours, *came_with_the_mail])
    assert [r.result for r in results if r.trusted_place] == ["fail"]


@given(st.lists(HEADER, max_size=12))
def test_without_a_word_of_ours_nothing_that_came_is_trusted(came_with_the_mail: list[tuple[str, str]]) -> None:
    assert not any(trusted(TAKEN_IN, *came_with_the_mail))


@given(st.text(max_size=300), st.text(alphabet='mx;=()"\\ \t.-1dmarcpas', max_size=300))
def test_any_text_gives_a_value(anything: str, almost: str) -> None:
    for value in (anything, almost):
        assert all(isinstance(result, AuthenticationResult) for result in parse_authentication([(AR, value)]))


@given(st.text(alphabet='x;=() "\\dmarcpas.', max_size=60))
def test_a_quoted_local_part_cannot_add_a_method(local_part: str) -> None:
    quoted = '"' + local_part.replace("\\", "\\\\").replace('"', '\\"') + '"'
    value = f"mx.ksl.se; spf=pass smtp.mailfrom={quoted}@evil.example; dmarc=fail header.from=solna.se"
    assert [(m, r) for m, r, _ in one(value)] == [("spf", "pass"), ("dmarc", "fail")]
