"""A letter as the bytes of a mail, the way mail programs of 2015 wrote it.

Written out by hand instead of by `email`, whose folding differs between Python versions: the bytes must never change.
"""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import hashlib
import quopri
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

_MAILBOX = "registrator@ksl.se"
_SERVER = "mx.ksl.se"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An attached file. `naming` is how its name is written: "plain", "rfc2047", "rfc2231" or "nfd" (RFC 2231, Mac)."""

    name: str
    content: bytes
    media_type: str = "application/pdf"
    naming: str = "rfc2047"
    disposition: str = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says. `verdict` is what mx.ksl.se found of the sender: DMARC "pass" or "fail".

    `seed` is what Message-ID and boundaries are made from; `headers` are further ones, in order.
    """

    seed: str
    sent_at: dt.datetime
    sender_name: str
    sender_address: str
    recipient: str = _MAILBOX
    subject: str
    body: str
    html: str = ""
    charset: str = "iso-8859-1"
    verdict: str = "pass"
    relay: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    forwarded: Letter | None = None


def delivered(letter: Letter, arrived_at: dt.datetime) -> bytes:
    """The mail as it lies in our mailbox: what our own server wrote stands on top."""
    return "\r\n".join([*_envelope(letter, arrived_at), _composed(letter)]).encode("utf-8")


def _envelope(letter: Letter, arrived_at: dt.datetime) -> list[str]:
    domain = letter.sender_address.rpartition("@")[2]
    host = letter.relay or f"mail.{domain}"
    address = f"192.0.2.{_number(domain) % 250 + 2}"
    passed = letter.verdict == "pass"
    spf = "designates" if passed else "does not designate"
    return [
        f"Return-Path: <{letter.sender_address}>",
        f"X-Original-To: {_MAILBOX}",
        f"Delivered-To: {_MAILBOX}",
        f"Authentication-Results: {_SERVER};",
        f"\tdkim=pass header.d={domain};" if passed else "\tdkim=none;",
        f"\tspf={letter.verdict} ({_SERVER}: domain of {letter.sender_address} {spf} {address} as permitted sender)"
        f" smtp.mailfrom={letter.sender_address};",
        f"\tdmarc={letter.verdict} (p=none dis=none) header.from={domain}",
        f"Received: from {host} ({host} [{address}])",
        "\t(using TLSv1.2 with cipher ECDHE-RSA-AES256-SHA384 (256/256 bits))",
        f"\tby {_SERVER} (Postfix) with ESMTPS id {_token(letter.seed, 'queue')[:10].upper()}",
        f"\tfor <{_MAILBOX}>; {email.utils.format_datetime(arrived_at)}",
    ]


def _composed(letter: Letter) -> str:
    host = letter.sender_address.rpartition("@")[2]
    head = [
        f"From: {_phrase(letter.sender_name, letter.charset)} <{letter.sender_address}>",
        f"To: <{letter.recipient}>",
        f"Subject: {_encoded(letter.subject, letter.charset)}",
        f"Date: {email.utils.format_datetime(letter.sent_at)}",
        f"Message-ID: <{_token(letter.seed, 'id')[:24]}@{host}>",
        *(f"{name}: {value}" for name, value in letter.headers),
        "MIME-Version: 1.0",
    ]
    return "\r\n".join([*head, *_content(letter)]) + "\r\n"


def _content(letter: Letter) -> list[str]:
    parts = [_text("plain", letter.body, letter.charset)] if letter.body else []
    if letter.html:
        parts.append(_text("html", letter.html, letter.charset))
    if len(parts) == 2:
        parts = [_multipart("alternative", parts, letter.seed)]
    if letter.forwarded:
        inner = _composed(letter.forwarded).rstrip("\r\n").split("\r\n")
        name = _encoded(letter.forwarded.subject, letter.charset)
        parts.append(["Content-Type: message/rfc822", f"Content-Description: {name}", "", *inner])
    parts += [_enclosed(enclosure, letter.charset) for enclosure in letter.enclosures]
    return parts[0] if len(parts) == 1 else _multipart("mixed", parts, letter.seed)


def _multipart(kind: str, parts: list[list[str]], seed: str) -> list[str]:
    boundary = f"----=_Part_{_token(seed, kind)[:16]}"
    lines = [f"Content-Type: multipart/{kind};", f'\tboundary="{boundary}"', ""]
    for part in parts:
        lines += [f"--{boundary}", *part, ""]
    return [*lines, f"--{boundary}--"]


def _text(subtype: str, text: str, charset: str) -> list[str]:
    encoded = quopri.encodestring(text.strip("\n").encode(charset)).decode("ascii")
    return [
        f'Content-Type: text/{subtype}; charset="{charset}"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        *encoded.split("\n"),
    ]


def _enclosed(enclosure: Enclosure, charset: str) -> list[str]:
    lines = base64.encodebytes(enclosure.content).decode("ascii").split()
    return [
        f"Content-Type: {enclosure.media_type};",
        f"\t{_parameter('name', enclosure, charset)}",
        f"Content-Disposition: {enclosure.disposition};",
        f"\t{_parameter('filename', enclosure, charset)}",
        "Content-Transfer-Encoding: base64",
        "",
        *lines,
    ]


def _parameter(key: str, enclosure: Enclosure, charset: str) -> str:
    if enclosure.naming == "plain":
        return f'{key}="{enclosure.name}"'
    if enclosure.naming == "rfc2047":  # not allowed in parameters, and what Outlook writes all the same
        return f'{key}="{_encoded(enclosure.name, charset)}"'
    name = unicodedata.normalize("NFD", enclosure.name) if enclosure.naming == "nfd" else enclosure.name
    pieces = [""]
    for character in name:  # a piece ends between characters: readers decode each piece by itself
        written = quote(character, safe="")
        if len(pieces[-1]) + len(written) > 60:
            pieces.append("")
        pieces[-1] += written
    if len(pieces) == 1:
        return f"{key}*=UTF-8''{pieces[0]}"
    first = f"{key}*0*=UTF-8''{pieces[0]}"
    return ";\r\n\t".join([first, *(f"{key}*{i}*={piece}" for i, piece in enumerate(pieces[1:], 1))])


def _phrase(name: str, charset: str) -> str:
    return f'"{name}"' if name.isascii() else _encoded(name, charset)


def _encoded(text: str, charset: str) -> str:
    """RFC 2047 words of at most 75 characters, each of whole characters."""
    if text.isascii():
        return text
    words, word = [], ""
    for character in text:
        written = _q(character, charset)
        if len(word) + len(written) > 75 - len(f"=?{charset}?Q??="):
            words.append(word)
            word = ""
        word += written
    return "\r\n ".join(f"=?{charset}?Q?{word}?=" for word in [*words, word])


def _q(character: str, charset: str) -> str:
    if character == " ":
        return "_"
    if character.isascii() and character.isalnum():
        return character
    return "".join(f"={byte:02X}" for byte in character.encode(charset))


def _token(seed: str, purpose: str) -> str:
    return hashlib.sha256(f"{seed}/{purpose}".encode()).hexdigest()


def _number(text: str) -> int:
    return int(_token(text, "number")[:8], 16)
