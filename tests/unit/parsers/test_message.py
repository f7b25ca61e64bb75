"""From the bytes of a mail to its fields, whatever the bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.mail import Address, AutomaticKind
from parsers.message import read_message
from tests.unit.parsers.eml import HEADERS, PDF, enclosed, file, mail, multipart, text


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value):
        return [s for f in dataclasses.fields(value) for s in strings(getattr(value, f.name))]
    return [s for item in value for s in strings(item)] if isinstance(value, tuple) else []


def assert_storable(raw: bytes) -> None:
    message = read_message(raw)
    assert not isinstance(message.automatic, str) or isinstance(message.automatic, enum.Enum)
    for string in strings(message):
        string.encode("utf-8")
        assert "\0" not in string
    assert message.sent_at is None or message.sent_at.tzinfo


def test_every_header_field_is_read() -> None:
    more = (
        "Cc: =?iso-8859-1?Q?K=E4nsliet?= <kansli@solna.se>, b@c.se\nReply-To: svar@solna.se\n"
        "In-Reply-To: <q@ksl.se>\nReferences: <p@ksl.se>\n <q@ksl.se>\n"
    )
    message = read_message((HEADERS + more + "\nHej").encode())
    assert message.sender == Address(display_name="Registrator", address="registrator@solna.se")
    assert message.recipients == (
        Address(display_name="", address="registrator@ksl.se"),
        Address(display_name="Känsliet", address="kansli@solna.se"),
        Address(display_name="", address="b@c.se"),
    )
    assert message.reply_to == Address(display_name="", address="svar@solna.se")
    assert (message.subject, message.message_id, message.body) == ("Svar", "<a1@solna.se>", "Hej")
    assert (message.in_reply_to, message.references) == (("<q@ksl.se>",), ("<p@ksl.se>", "<q@ksl.se>"))
    assert message.sent_at == dt.datetime(2015, 5, 4, 8, tzinfo=dt.UTC)
    assert message.faults == ()


def test_an_empty_mail_has_every_field() -> None:
    message = read_message(b"")
    assert (message.subject, message.sender.address, message.message_id, message.body) == ("", "", "", "")
    assert (message.sent_at, message.automatic, message.attachments) == (None, None, ())
    assert message.faults


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("=?utf-8?Q?Protokollsutdrag_=C2=A7?=\n =?utf-8?Q?_87?=", "Protokollsutdrag § 87"),
        ("=?utf-8?B?w4Q=?= =?utf-8?B?cmVuZGU=?=", "Ärende"),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=84rende?=", "Ärende"),  # a letter split between two words
        ("=?okänd-99?Q?=C4rende?=", "Ärende"),
        ("=?utf-8?B?w4QvcmVuZGU?= svar", "Ä/rende svar"),
        ("Ärende i klartext", "Ärende i klartext"),
        ("=?utf-8?Q?rad=0D=0ABcc:_x@y.se?=", "rad Bcc: x@y.se"),
        ("A\u030arsta", "Årsta"),
    ],
)
def test_a_subject_is_decoded_onto_one_line(subject: str, expected: str) -> None:
    assert read_message(f"Subject: {subject}\n\n".encode()).subject == expected


@pytest.mark.parametrize(
    ("charset", "data"),
    [("utf-8", "Hälsningar"), ("iso-8859-1", "Hälsningar"), ("x-okänd", "Hälsningar"), ("utf-16-le", "Hälsningar")],
)
def test_a_body_is_read_in_its_charset_or_the_likely_one(charset: str, data: str) -> None:
    encoded = data.encode(charset if charset != "x-okänd" else "cp1252")
    raw = f"Content-Type: text/plain; charset={charset}\n\n".encode() + encoded
    assert read_message(raw).body == data


def test_a_body_only_in_html_becomes_text() -> None:
    raw = HEADERS + "Content-Type: text/html\n\n<p>Hej!</p><script>x()</script><p>Se <b>bilaga</b>.</p>"
    assert read_message(raw.encode()).body == "Hej!\n\nSe bilaga."


def test_of_two_dresses_of_the_body_the_plain_one_is_worn() -> None:
    html = "Content-Type: text/html\n\n<p>i html</p>"
    assert read_message(mail(text("i klartext"), html, kind="alternative")).body == "i klartext"


def test_an_empty_plain_dress_gives_way_to_the_html() -> None:
    html = multipart("Content-Type: text/html\n\n<p>i html</p>", kind="related", boundary="inre")
    assert read_message(mail(text("\n"), html, kind="alternative")).body == "i html"


def test_a_plain_dress_wins_over_html_inside_related_and_its_logo_is_decoration() -> None:
    logo = file(b"GIF89a\x01\x00\x01\x00", kind="image/gif", more="Content-ID: <logo>\n")
    related = multipart("Content-Type: text/html\n\n<p>i html</p>", logo, kind="related", boundary="inre")
    message = read_message(mail(text("i klartext"), related, kind="alternative"))
    assert message.body == "i klartext"
    assert [part.reason.value for part in message.skipped] == ["decoration"]


def test_a_multipart_without_parts_is_a_fault_and_its_text_is_kept() -> None:
    message = read_message((HEADERS + 'Content-Type: multipart/mixed; boundary="x"\n\nbara text').encode())
    assert message.body == "bara text"
    assert message.faults == ("multipart without parts",)


def test_a_mail_cut_off_in_the_middle_is_a_fault() -> None:
    raw = mail(text("Hej"), file(PDF * 50, name="a.pdf"))
    assert read_message(raw).faults == ()
    message = read_message(raw[: len(raw) // 2])
    assert [a.name for a in message.attachments] == ["a.pdf"]
    assert "multipart without its closing boundary" in message.faults


def test_an_unknown_transfer_encoding_is_a_fault() -> None:
    raw = HEADERS + "Content-Type: text/plain\nContent-Transfer-Encoding: x-gzip64\n\nabc"
    assert read_message(raw.encode()).faults


def test_a_forwarded_mail_tells_its_sender_but_not_the_outer_body() -> None:
    inner = mail(text("inre text"), headers="From: Kansliet <kansli@taby.se>\nSubject: Beslut 71\n")
    message = read_message(mail(text("se nedan"), enclosed(inner)))
    assert message.forwarded_sender == Address(display_name="Kansliet", address="kansli@taby.se")
    assert message.sender.address == "registrator@solna.se"
    assert message.body == "se nedan"


def test_two_authors_name_nobody() -> None:
    raw = b"From: a@solna.se\nFrom: b@evil.example\n\n"
    assert read_message(raw).sender == Address(display_name="a@solna.se, b@evil.example", address="")


def test_a_bare_carriage_return_smuggles_in_no_header() -> None:
    raw = b"X-A: b\rFrom: clerk@solna.se\r\nFrom: x@evil.example\r\n\r\n"
    assert read_message(raw).sender.address == "x@evil.example"


def test_a_line_that_is_no_field_smuggles_in_no_header() -> None:
    raw = b"skrap From: clerk@solna.se\n fortsatt\nFrom: x@evil.example\n\n"
    assert read_message(raw).sender.address == "x@evil.example"


def test_the_line_of_an_mbox_is_passed_over() -> None:
    assert read_message(b"From clerk@solna.se Mon May  4 10:00:00 2015\n" + HEADERS.encode()).subject == "Svar"


def test_an_out_of_office_reply_is_automatic() -> None:
    assert read_message(b"Subject: =?utf-8?Q?Fr=C3=A5nvaro=3A?= x\n\nHej").automatic is AutomaticKind.AUTO_REPLY


def test_a_senseless_date_is_none() -> None:
    for date in ("", "i morgon", "Mon, 99 May 2015", "Fri, 31 Dec 9999 23:59:59 -2359", "1 2 3 4 5 6 7 8"):
        assert read_message(f"Date: {date}\n\n".encode()).sent_at is None


BOMBS = {
    "subject": b"Subject: " + b"=?utf-8?Q?=C3=A4?= " * 12_000 + b"\n\n",
    "comments": b"From: " + b"(" * 20_000 + b"a@b.se" + b")" * 20_000 + b"\n\n",
    "fields": b"X: y\n" * 200_000 + b"\n",
    "mails": b"".join(b"Content-Type: message/rfc822\n\n" for _ in range(1_000)) + b"Subject: djupt\n\nx",
    "multiparts": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1_000)),
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000 + b"--b--\n",
    "addresses": b"To: " + b"a@b.se, " * 50_000 + b"\n\n",
    "boundary": b"Content-Type: multipart/mixed; boundary=" + b"x" * 50_000 + b"\n\n--x\n\n",
    "parameters": b"Content-Type: text/plain" + b"; a*0*=x" * 20_000 + b"\n\nx",
    "surrogates": b"Subject: =?utf-7?Q?+2AA-?= =?utf-8?Q?=ED=A0=80=00?=\n\n\x00",
    "html": b"Content-Type: text/html\n\n" + b"<a " * 200_000,
    "html comments": b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
    "spaces": b"Subject: x" + b" " * 200_000 + b"x\nAuto-Submitted: " + b"(" * 100_000 + b"\n\n",
    "lines without colons": b"x" * 500_000 + b"\n" + b"y" * 500_000 + b"\n\n",
    "group": b"From: Ingen alls:;\nTo: undisclosed-recipients:;\n\n",
    "quotes": b'From: "' + b'\\"' * 20_000 + b"\n\n",
    "auth": b"Authentication-Results: mx; " + b"(" * 10_000 + b'"' + b"; dmarc=pass" * 1_000 + b"\n\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little_and_gives_a_value(name: str) -> None:
    tracemalloc.start()
    try:
        assert_storable(BOMBS[name])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40_000_000


@pytest.mark.parametrize("name", ["mails", "multiparts", "parts", "fields"])
def test_what_a_bound_leaves_out_is_a_fault(name: str) -> None:
    assert read_message(BOMBS[name]).faults


@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_value(raw: bytes) -> None:
    assert_storable(raw)


PIECES = st.sampled_from(
    [
        *(
            b"\r\n",
            b"\n",
            b"\n\n",
            b"--g\n",
            b"--g--\n",
            b"\x00",
            b"\xff\xfe",
            b"=?utf-8?B?",
            b"?=",
            b"(",
            b")",
            b'"',
            b"<",
            b">",
        ),
        *(
            b"Content-Type: multipart/mixed; boundary=g",
            b"Content-Type: message/rfc822",
            b"Content-Type: text/html; charset=",
        ),
        *(
            b"utf-7",
            b"unicode_escape",
            b"punycode",
            b"Content-Transfer-Encoding: base64",
            b"Content-Transfer-Encoding: uuencode",
        ),
        *(
            b"Content-Disposition: attachment; filename*0*=utf-8''%C3",
            b"filename*1=x",
            b"begin 644 a.pdf\n",
            b"PK\x03\x04",
            b"%PDF-",
        ),
        *(
            b"From: ",
            b"To: a:b@c;,",
            b"Date: Mon, 4 May 2015",
            b"Subject: ",
            b"Authentication-Results: mx; dmarc=pass",
            b"\xc3\xa4",
        ),
    ]
)


@settings(max_examples=300)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=40).map(b"".join))
def test_anything_like_a_mail_gives_a_value(raw: bytes) -> None:
    assert_storable(raw)
