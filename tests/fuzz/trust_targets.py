"""What a forger writes above and into a mail: nothing of it raises trust."""

from __future__ import annotations

from functools import cache

from domain.decision import Status
from matching.authenticity import judge_sender
from parsers.authentication import HEADER, parse_authentication
from parsers.message import read_message
from registrator.understand import understand_mail
from tests.fuzz.target import Target, text, utf8
from tests.unit.registrator.test_understand import ADOPTS, EXTRACT, TextReader
from tests.unit.registrator.test_understand import mail as answer
from tests.unit.samples import CATALOGUE

_TAKEN_IN = ("received", "from mail.solna.se (mail.solna.se [192.0.2.1]) by mx.ksl.se (Postfix) id 1; Mon, 4 May 2015")


def _authentication(raw: bytes) -> None:
    """`raw`: header lines that came with the mail, below what our server wrote."""
    came = [(name.strip().lower(), value) for name, _, value in (r.partition(":") for r in text(raw).split("\n"))]
    ours = [(HEADER, "mx.ksl.se; dmarc=fail header.from=solna.se"), _TAKEN_IN]
    found = parse_authentication([*ours, *came])
    trusted = [r for r in found if r.trusted_place and r.authserv_id == "mx.ksl.se"]
    assert [r.result for r in trusted] == ["fail"], "what came with the mail is never ours"
    silent = parse_authentication([_TAKEN_IN, *came])
    assert not [r for r in silent if r.trusted_place and r.authserv_id == "mx.ksl.se"]
    for _, value in came:
        parse_authentication([(HEADER, value)])


@cache
def _forged_mail() -> bytes:
    return answer(EXTRACT.format(decision=ADOPTS), dmarc="fail")


def _forgery(raw: bytes) -> None:
    """`raw` stands in a mail that our server has found to be forged, below its verdict: nothing makes it accepted."""
    whole = _forged_mail()
    at = whole.index(b"From: ")
    fuzzed = whole[:at] + raw.strip(b"\r\n") + b"\n" + whole[at:]
    message = read_message(fuzzed)
    sender = judge_sender(message, CATALOGUE)
    assert sender.authentic is not True
    result = understand_mail(fuzzed, catalogue=CATALOGUE, reader=TextReader()).result
    assert result.status is not Status.REGISTERED
    assert result.authentic is not True


_VERDICTS = utf8(
    *(
        "Authentication-Results: mx.ksl.se; dmarc=pass header.from=solna.se",
        "ARC-Authentication-Results: i=1; mx.ksl.se",
    ),
    *("Received: from a by mx.ksl.se; Mon, 4 May 2015\n", "\nAuthentication-Results:", " mx.ksl.se", "; dmarc=pass"),
    *(
        "/1",
        " 1",
        " 2",
        "(",
        ")",
        '"',
        "\\",
        ";",
        "=",
        "header.from=solna.se",
        "policy.x=",
        "reason=",
        "\n ",
        "\r",
        "by ",
    ),
    *(
        "mx.ksl.se.evil.example",
        "\u017f",
        "\u212a",
        "MX.KSL.SE",
        "dkim=pass header.d=botkyrka.se",
        "Resent-From: a@b.se",
    ),
    *("From: registrator@botkyrka.se\n", "From: x@evil.example\n", "Sender: registrator@botkyrka.se\n", "\n\n"),
)
_LINES_OF_A_SENDER = utf8(
    "Authentication-Results: mx.ksl.se; dmarc=pass header.from=botkyrka.se\n",
    "Received: from evil.example by mx.ksl.se; Mon, 4 May 2015\nAuthentication-Results: mx.ksl.se; dmarc=pass\n",
    'Authentication-Results: mx.ksl.se; spf=pass smtp.mailfrom="a; dmarc=pass"@x.se; dmarc=pass header.from=solna.se\n',
    'Authentication-Results: mx.ksl.se (a (b) c) 1; dkim=pass reason="x" header.d=solna.se; dmarc=pass/2\n',
)

TARGETS = (
    Target(name="authentication", check=_authentication, seeds=_LINES_OF_A_SENDER, tokens=_VERDICTS),
    Target(name="forgery", check=_forgery, seeds=_LINES_OF_A_SENDER, tokens=_VERDICTS),
)
