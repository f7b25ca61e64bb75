"""What a mail brings: its structure, addresses, reports, envelopes."""

from __future__ import annotations

import dataclasses
import enum
from typing import Any

from domain.delivery import DeliveryReport
from parsers.compressed_rtf import body_text, unpack
from parsers.delivery_report import read_delivery_report
from parsers.html_text import decode_html, html_to_text
from parsers.mail_wire import dump_parts, load_parts
from parsers.message import assemble, read_message, read_parts
from parsers.mime_address import parse_addresses
from parsers.mime_text import decode_words
from parsers.smime import SIGNED_DATA, is_signed_data, signed_content
from parsers.tnef import open_tnef
from tests.fuzz.target import Target, is_clean, text, utf8
from tests.odd_files import wrap
from tests.unit.parsers.eml import HEADERS, PDF, enclosed, file, mail, multipart
from tests.unit.parsers.eml import text as part
from tests.unit.parsers.reports import EXIM, QMAIL, report
from tests.unit.parsers.test_smime import signed

_LINES = set("\r\n\0")


def _strings(value: Any) -> list[str]:
    if isinstance(value, enum.Enum):
        return []
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value):
        return [s for f in dataclasses.fields(value) for s in _strings(getattr(value, f.name))]
    return [s for item in value for s in _strings(item)] if isinstance(value, tuple) else []


def _mime(raw: bytes) -> None:
    message = read_message(raw)
    is_clean(_strings(message))
    ids = (message.message_id, *message.in_reply_to, *message.references)
    for address in (message.sender, *message.recipients, *([message.reply_to] if message.reply_to else [])):
        _is_address(address.address)
        is_clean([address.display_name], lines=False)
    is_clean([message.subject, *ids, *(a.name for a in message.attachments)], lines=False)
    assert message.sent_at is None or message.sent_at.tzinfo
    parts = read_parts(raw)
    assert assemble(raw, load_parts(b"".join(dump_parts(parts)))) == message, "a child must give what is given here"


def _is_address(address: str) -> None:
    assert not address or (address.count("@") == 1 and address.isprintable()), address
    assert not set(address) & set('<>(),;:" '), address


def _addresses(raw: bytes) -> None:
    for address in parse_addresses(text(raw)):
        _is_address(address.address)
        assert not set(address.display_name) & _LINES, address
    for address in parse_addresses(f'"{_quoted(text(raw))}" <x@evil.example>'):
        assert address.address == "x@evil.example", "what is quoted never becomes the address"


def _quoted(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _encoded_words(raw: bytes) -> None:
    is_clean([decode_words(text(raw))])


def _delivery_report(raw: bytes) -> None:
    found = read_delivery_report(raw)
    assert isinstance(found, DeliveryReport) and found.statuses
    for status in found.statuses:
        is_clean([status.diagnostic, *status.addresses], lines=False)
    for one in found.message_ids:
        assert one.startswith("<") and one.endswith(">"), one
        is_clean([one], lines=False)


def _smime(raw: bytes) -> None:
    is_signed_data(raw)
    inside = signed_content(raw)
    assert inside is None or len(inside) <= len(raw)
    _mime(wrap("a.p7m", raw))


def _html(raw: bytes) -> None:
    page = decode_html(raw)
    is_clean([html_to_text(page)])


def _tnef(raw: bytes) -> None:
    read_message(wrap("winmail.dat", raw))
    try:
        open_tnef(raw)
    except Exception as error:
        assert type(error).__module__.startswith(("parsers", "domain")), repr(error)
    body_text(raw, 10_000)
    try:
        unpack(raw)
    except Exception as error:
        assert type(error).__module__.startswith(("parsers", "domain")), repr(error)


_MAIL_TOKENS = (
    *(b"--gr\xc3\xa4ns\n", b"--gr\xc3\xa4ns--\n", b"Content-Type: ", b"message/rfc822\n\n", b"multipart/mixed;"),
    *(b'boundary="gr\xc3\xa4ns"', b"boundary=\n", b"charset=utf-7", b"charset=", b"name*0*=utf-8''a%0D%0A", b"; name="),
    *(b"Content-Transfer-Encoding: base64\n", b"quoted-printable", b"x-uuencode", b"begin 644 a.pdf\n", b"=0D=0A"),
    *(b"=?utf-8?Q?=0D=0ABcc:_x@y.se?=", b"=?iso-2022-jp?B?GyRC?=", b"=?utf-8?B?", b"?=", b"From: ", b"Subject: "),
    *(
        b"Date: Mon, 4 May 2015 10:00:00 +9999\n",
        b"Date: 31 Feb 99999 25:61 -0000\n",
        b"Message-ID: <",
        b"@",
        b"(",
        b")",
    ),
    *(b"multipart/signed; protocol=application/pkcs7-signature", b"application/ms-tnef", b"text/html\n\n<ol><li>"),
    *(b"message/delivery-status\n\n", b"message/external-body", b"message/partial; id=1; number=1", b"PK\x03\x04"),
)
TARGETS = (
    Target(
        name="mime",
        check=_mime,
        seeds=(
            mail(part("Hej"), file(PDF, name="a.pdf")),
            mail(part("Hej"), enclosed(mail(part("Inre"), file(PDF, name="b.pdf")))),
            mail(multipart(part("Hej"), "Content-Type: text/html\n\n<p>Hej", kind="alternative", boundary="inre")),
            (
                HEADERS + "Cc: =?iso-8859-1?Q?K=E4nsliet?= <kansli@solna.se>, b@c.se\nReferences: <p@ksl.se>\n\nHej"
            ).encode(),
            (HEADERS + "Content-Type: text/plain; charset=x-odd\n\nbegin 644 a.pdf\n#0V%T\n`\nend\n").encode(),
            report(),
        ),
        tokens=_MAIL_TOKENS,
    ),
    Target(
        name="addresses",
        check=_addresses,
        seeds=utf8(
            *('"Nerelius, Anna" <anna.nerelius@ksl.se>, b@c.se', "Kansliet: a@b.se, c@d.se;, undisclosed-recipients:;"),
            *("=?utf-8?Q?Eker=C3=B6_kommun=2C_kansliet?= <info@ekero.se>", "<@a.se,@b.se:c@d.se> (kommentar (i))"),
        ),
        tokens=utf8(
            *(
                "=?utf-8?Q?=0D=0A?=",
                "=?utf-8?Q?a=40b?=",
                "=?utf-8?B?QA==?=@b.se",
                "@",
                "<",
                ">",
                ",",
                ";",
                ":",
                "(",
                ")",
            ),
            *('"', "\\", "[", "]", "xn--", "å", "\u202e", "\u2028", "\u0085", "a@b.se", "\u0130@\u017f.se", "．"),
        ),
    ),
    Target(
        name="encoded_words",
        check=_encoded_words,
        seeds=utf8("=?utf-8?Q?Eker=C3=B6?= =?iso-8859-1?B?5eT2?= kommun", "=?utf-8*sv?q?a_b?="),
        tokens=utf8(
            "=?", "?=", "?Q?", "?B?", "utf-16", "utf-7", "idna", "punycode", "hex", "rot13", "zlib", "=00", "=ED=A0=80"
        ),
    ),
    Target(
        name="delivery_report",
        check=_delivery_report,
        seeds=(report(), report(action="delayed", status="4.2.2"), QMAIL, EXIM),
        tokens=(
            *(
                b"Final-Recipient: rfc822; ",
                b"Action: ",
                b"failed",
                b"Status: 5.1.1\n",
                b"\n\n",
                b"Message-ID: <a@b>\n",
            ),
            *(b"Diagnostic-Code: smtp; ", b"=?utf-8?Q?=0A?=", b"X-Failed-Recipients: a@b,c@d\n", b"> ", b"--- copy"),
        ),
    ),
    Target(
        name="smime",
        check=_smime,
        seeds=(signed(PDF), signed(mail(part("Hej"), file(PDF, name="a.pdf")), pieces=True)),
        tokens=(SIGNED_DATA, b"\x30\x80", b"\x24\x80", b"\x04\x84\xff\xff\xff\xff", b"\0\0", b"\xa0\x80", b"\x30\x82"),
    ),
    Target(
        name="html",
        check=_html,
        seeds=utf8(
            "<ol><li>att anta</li><li><ol type=i start=3><li value=7>att</ol></ol><table><tr><td>a<td>b</table>",
            "<html><head><meta charset=utf-16><style>p{display:none}</style><p style='display:none'>a</p><pre> x</pre>",
        ),
        tokens=utf8(
            *(
                "<ol start=99999999999999999999>",
                "<ol reversed type=i>",
                "<li value=-1>",
                "</ol>",
                "<!--",
                "-->",
                "<![CDATA[",
            ),
            *("<script>", "</script>", "&#0;", "&#xD800;", "&#x110000;", "&nbsp", "<td colspan=9999999>", "<p hidden>"),
            *("<", ">", "</", "<?", "<br>", "<li>", "<div style='mso-list:l0 level1 lfo1'>", "<meta charset="),
        ),
    ),
    Target(
        name="tnef",
        check=_tnef,
        seeds=(
            b"\x78\x9f\x3e\x22\x01\x00\x02\x02\x90\x06\x00\x0e\x00\x00\x00\x01\x00\xff\xff\xff\xff\x00\x00\x00\x00\x00",
            b"\x2a\x00\x00\x00\x20\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1 hej}",
            b"\x2a\x00\x00\x00\xff\x00\x00\x00LZFu\x00\x00\x00\x00\x03\x00\x0a\x00rcpg125\x42",
        ),
        tokens=(b"LZFu", b"\xff\xff\xff\x7f", b"\x02\x05\x90\x06\x00", b"\x02\x0f\x80\x06\x00", b"\x1e\0\x01\x30"),
    ),
)
