"""PDFs signed here and now by a made-up authority, and what their signatures prove."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pytest

from domain.document import DocumentText, SignatureState
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.documents import read_document
from parsers.signature import check, with_signature
from parsers.sniff import PDF

pytest.importorskip("pyhanko")

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore


@dataclass(frozen=True)
class Authority:
    name: x509.Name
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def root(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


def name_of(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])


def certify(subject: x509.Name, key: ec.EllipticCurvePrivateKey, issuer: x509.Name, by: ec.EllipticCurvePrivateKey):
    now = dt.datetime.now(dt.UTC)
    authority = subject == issuer
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only", "crl_sign"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=10))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, key_cert_sign=authority, **usage),
            critical=True,
        )
    )
    return builder.sign(by, hashes.SHA256())


@pytest.fixture(scope="module")
def authority() -> Authority:
    key, name = ec.generate_private_key(ec.SECP256R1()), name_of("Påhittade Rotutfärdaren")
    return Authority(name=name, key=key, certificate=certify(name, key, name, key))


@pytest.fixture(scope="module")
def paper() -> bytes:
    document, out = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def signed(paper: bytes, authority: Authority) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certify(name_of("Påhittade Sekreteraren"), key, authority.name, authority.key)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    writer = IncrementalPdfFileWriter(BytesIO(paper))
    return signers.sign_pdf(writer, PdfSignatureMetadata(field_name="Underskrift"), signer=signer).getvalue()


def test_a_paper_signed_under_a_root_that_we_trust_is_valid(signed: bytes, authority: Authority) -> None:
    found = check(signed, [authority.root])
    assert found and found.state is SignatureState.VALID
    assert found.signer == "Påhittade Sekreteraren"


def test_an_unaltered_paper_under_an_unknown_root_says_only_that(signed: bytes) -> None:
    found = check(signed)
    assert found and found.state is SignatureState.UNKNOWN_ROOT


def test_a_paper_without_signature_has_none(paper: bytes) -> None:
    found = check(paper)
    assert found and found.state is SignatureState.NONE


def test_one_changed_byte_breaks_the_signature(signed: bytes, authority: Authority) -> None:
    at = signed.index(b"/MediaBox")
    altered = signed[:at] + b"/MediaBux" + signed[at + 9 :]
    found = check(altered, [authority.root])
    assert found and found.state is SignatureState.BROKEN


def test_a_page_added_after_the_signature_breaks_it(signed: bytes, authority: Authority) -> None:
    document, out = pypdfium2.PdfDocument(signed), BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page.raw_get("/Type")  # anything that a signature's owner has not put there
    writer.mark_update(page.container_ref)
    writer.write(out)
    assert len(document) == 1
    found = check(out.getvalue(), [authority.root])
    assert found and found.state is SignatureState.BROKEN


def test_a_broken_signature_is_a_doubt_about_the_text(signed: bytes) -> None:
    text = DocumentText(sha256="0" * 64, media_type=PDF, text="", pages=(), reader="test")
    altered = signed.replace(b"/MediaBox", b"/MediaBux", 1)
    assert Doubt.SIGNATURE_BROKEN in with_signature(text, altered).doubts
    assert with_signature(text, signed).doubts == ()


def test_what_only_looks_like_a_signature_breaks_nothing(paper: bytes) -> None:
    for content in (paper + b"/ByteRange", b"%PDF-1.7 /ByteRange [0 1 2 3]", b"/ByteRange"):
        found = check(content)
        assert found and found.state in {SignatureState.NONE, SignatureState.BROKEN}


def test_the_way_of_every_pdf_looks_at_its_signature(signed: bytes) -> None:
    outcome = read_document(signed, PDF, "0" * 64, Limits(max_pages=5, max_characters=1000))
    assert not isinstance(outcome, DocumentText) or outcome.signature is not None
