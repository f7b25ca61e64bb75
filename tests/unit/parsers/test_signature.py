"""PDFs signed here and now by a made-up authority, and what their signatures prove."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest

from domain.document import DocumentText, SignatureState
from domain.doubt import Doubt
from parsers.document_builder import Limits
from parsers.documents import read_document
from parsers.signature import check, read_roots, with_signature
from parsers.sniff import PDF

pytest.importorskip("pyhanko")

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.unit.parsers.signed_pdf import SIGNER, Authority, made_up_authority, sign


@pytest.fixture(scope="module")
def authority() -> Authority:
    return made_up_authority()


@pytest.fixture(scope="module")
def paper() -> bytes:
    document, out = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def signed(paper: bytes, authority: Authority) -> bytes:
    return sign(paper, authority)


def test_a_paper_signed_under_a_root_that_we_trust_is_valid(signed: bytes, authority: Authority) -> None:
    found = check(signed, [authority.root])
    assert found and found.state is SignatureState.VALID
    assert found.signer == SIGNER


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


def test_roots_are_read_from_pem_and_der(authority: Authority) -> None:
    assert read_roots(authority.root) == (authority.root,)
    assert read_roots(b"# ours\n" + authority.pem + authority.pem) == (authority.root, authority.root)


@pytest.mark.parametrize(
    "content", [b"", b"hej", b"0\x82\x01", b"-----BEGIN CERTIFICATE-----\nhej\n-----END CERTIFICATE-----"]
)
def test_what_is_no_certificate_is_no_root(content: bytes) -> None:
    with pytest.raises(ValueError):
        read_roots(content)


def test_a_certificate_cut_short_is_no_root(authority: Authority) -> None:
    with pytest.raises(ValueError):
        read_roots(authority.root[:-20])
