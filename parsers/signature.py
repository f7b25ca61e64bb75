"""The electronic signatures of a PDF, checked by pyHanko without any network: the only module that imports it.

Runs in the reading child (parsers.isolation), which can reach no network and has its limits. pyHanko is an extra
("signatures"): without it nothing is said of signatures. It takes over a second to load, so it is loaded only for a
file that has one; a signature tells by "/ByteRange", which must stand uncompressed for its offsets to be right.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Coroutine, Iterable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar, cast

from domain.document import DocumentText, Signature, SignatureState
from domain.doubt import Doubt
from domain.evidence import Evidence, EvidenceKind

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

_T = TypeVar("_T")
_MARK = b"/ByteRange"
_WORST = (SignatureState.BROKEN, SignatureState.UNKNOWN_ROOT, SignatureState.VALID)
_MOST = 20
"""More signatures than any paper has people to sign it."""


def check(content: bytes, roots: Iterable[bytes] = ()) -> Signature | None:
    """What the signatures of a PDF prove; of several, the worst. None where pyHanko is not installed.

    `roots` are DER certificates that are trusted; without any, an unaltered paper is UNKNOWN_ROOT. Whatever is wrong
    with a signature (RFC 3161 and CAdES included) makes it BROKEN, whatever pyHanko raises.
    """
    if _MARK not in content:
        return Signature(state=SignatureState.NONE)
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError:
        return None
    try:
        found = PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures[:_MOST]
        signatures = [_judge(one, tuple(roots)) for one in found]
    except Exception:  # a made-up file may raise anything from so many parsers
        return Signature(state=SignatureState.BROKEN)
    if not signatures:
        return Signature(state=SignatureState.NONE)  # a time stamp of an archive, or the words in a text
    return min(signatures, key=lambda one: _WORST.index(one.state))


def _judge(embedded: EmbeddedPdfSignature, roots: tuple[bytes, ...]) -> Signature:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=[Certificate.load(root) for root in roots], allow_fetching=False, revocation_mode="soft-fail"
    )
    status = _at_once(async_validate_pdf_signature(embedded, signer_validation_context=context))
    subject = status.signing_cert.subject.native
    signer = str(subject.get("common_name") or subject.get("organization_name") or "")
    return Signature(state=_state(status), signer=" ".join(signer.split())[:200])


def _at_once(work: Coroutine[Any, Any, _T]) -> _T:
    """What a coroutine returns that waits for nothing, as none does without network.

    An event loop would open a socket pair, which the reading child may not.
    """
    try:
        work.send(None)
    except StopIteration as done:
        return cast("_T", done.value)
    work.close()
    raise RuntimeError("a signature's check waited for something")


def _state(status: PdfSignatureStatus) -> SignatureState:
    """A later signature, a time stamp or a filled-in form is no alteration; anything else after the signature is."""
    if not (status.intact and status.valid) or status.docmdp_ok is False:
        return SignatureState.BROKEN
    return SignatureState.VALID if status.trusted else SignatureState.UNKNOWN_ROOT


def with_signature(text: DocumentText, content: bytes, roots: Iterable[bytes] = ()) -> DocumentText:
    """The text with what its file's signatures prove; a broken one is a doubt."""
    signature = check(content, roots)
    broken = signature is not None and signature.state is SignatureState.BROKEN
    doubts = (*text.doubts, Doubt.SIGNATURE_BROKEN) if broken else text.doubts
    return replace(text, signature=signature, doubts=doubts)


_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


def read_roots(content: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM file (any number) or a DER file (one), as DER. ValueError when it holds none."""
    found = tuple(b64decode(b"".join(body.split()), validate=True) for body in _PEM.findall(content)) or (content,)
    try:
        from asn1crypto.x509 import Certificate
    except ImportError:
        raise ValueError("the extra signatures is not installed") from None
    for one in found:
        _ = Certificate.load(one, strict=True).native  # read to its end: a broken one raises ValueError
    return found


def evidence_of(text: DocumentText) -> tuple[Evidence, ...]:
    """The claim that a signed document makes; none for one without signature."""
    found = text.signature
    if found is None or found.state is SignatureState.NONE:
        return ()
    rule = f"signature.{found.state.value}"
    kind = EvidenceKind.SIGNATURE
    return (Evidence(kind=kind, value=found.state.value, quote=found.signer, page=None, span=None, rule=rule),)
