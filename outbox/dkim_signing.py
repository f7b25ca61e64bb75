"""The door to dkimpy: mails signed with the organisation's key (DKIM, RFC 6376), for a server that does not sign them.

dkimpy is the extra `dkim`; a house without a key never asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from domain.errors import ConfigError, MailerError, MailRefused

# What a reader sees and what decides how it is shown; From twice, so that no second one can be added.
_SIGNED = (
    *(b"from", b"from", b"to", b"subject", b"date", b"message-id", b"in-reply-to", b"references", b"reply-to"),
    *(b"mime-version", b"content-type", b"content-transfer-encoding", b"list-id", b"auto-submitted"),
)
_LINE_END = re.compile(rb"\r\n|\r|\n")

FindRecord = Callable[..., bytes | None]
"""dkimpy's way of asking the DNS: a name as bytes to the text of its TXT record, None when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimKey:
    """Whose signature it is, where its public half stands in the DNS, and the private key (RSA, PEM)."""

    domain: str
    selector: str
    pem: bytes = field(repr=False)

    @property
    def record(self) -> str:
        """The name in the DNS that holds the public key."""
        return f"{self.selector}._domainkey.{self.domain}"


def load_key(*, domain: str, selector: str, file: Path) -> DkimKey:
    """The key as the configuration names it. Errors: ConfigError with what to do."""
    library = _library()
    try:
        pem = file.read_bytes()
    except OSError as error:
        raise ConfigError(
            str(file), (f"dkim.key_file: filen går inte att läsa ({error.strerror}); ge tjänstens konto läsrätt",)
        ) from None
    key = DkimKey(domain=domain, selector=selector, pem=_LINE_END.sub(b"\n", pem))
    try:
        library.crypto.parse_pem_private_key(key.pem)
    except Exception as error:  # whatever stands in the file: its parser was made for keys
        raise ConfigError(
            str(file),
            ("dkim.key_file: är ingen RSA-nyckel i PEM-form; gör en med: openssl genrsa -out dkim.pem 2048",),
        ) from error
    return key


def sign(raw: bytes, key: DkimKey) -> bytes:
    """The mail with a signature as its first header. Relaxed on both sides, so that servers on the way may fold
    headers and trim line ends. Errors: MailRefused when the mail cannot be signed."""
    library = _library()
    lines = _LINE_END.sub(b"\r\n", raw)
    try:
        signature: bytes = library.sign(
            lines,
            key.selector.encode("ascii"),
            key.domain.encode("idna"),
            key.pem,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=_SIGNED,
        )
    except library.DKIMException as error:
        raise MailRefused(f"Mejlet kunde inte signeras med DKIM ({error}). Kontrollera avdelningen [dkim].") from error
    return signature + lines


def probe(key: DkimKey, find_record: FindRecord | None = None) -> str:
    """Sign a sample and check it with the public key that the DNS shows; what was found. Errors: MailerError."""
    library = _library()
    sample = f"From: registrator@{key.domain}\r\nSubject: Prov\r\n\r\nProv\r\n".encode()
    asked = {} if find_record is None else {"dnsfunc": find_record}
    try:
        well = library.DKIM(sign(sample, key)).verify(**asked)
    except (library.DKIMException, OSError) as error:
        raise MailerError(
            f"DKIM: nyckeln i DNS ({key.record}) kan inte läsas eller prövas: {error}. {_ADVICE}"
        ) from error
    if not well:
        raise MailerError(f"DKIM: signaturen stämmer inte med nyckeln i DNS ({key.record}). {_ADVICE}")
    return f"mejl signeras som {key.domain}, och nyckeln i DNS ({key.record}) stämmer"


_ADVICE = (
    "Där ska stå en TXT-post: v=DKIM1; k=rsa; p=… med det som skrivs av: "
    "openssl rsa -in NYCKELFIL -pubout -outform DER | base64 -w0"
)


def _library() -> ModuleType:
    try:
        import dkim
        import dkim.crypto
    except ImportError as error:
        raise ConfigError(
            "[dkim]", ("programmet som signerar är inte installerat: pip install 'registrator[dkim]'",)
        ) from error
    module: ModuleType = dkim
    return module
