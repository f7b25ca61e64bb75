"""Signed extracts through the real reader, in its child process: what is said of each signature, and to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.samples import catalogue
from demo.samples.press import document
from domain.decision import Status
from domain.doubt import Doubt
from domain.errors import ConfigError
from domain.evidence import EvidenceKind
from parsers.reader import LocalReader
from registrator.catalogue import catalogue_of
from registrator.config import load_config
from registrator.explanation import as_lines
from registrator.signature_roots import load_roots
from registrator.understand import Understanding, understand_lone_document

pytest.importorskip("pyhanko")

from tests.unit.parsers.signed_pdf import SIGNER, Authority, made_up_authority, sign

KNOWN = catalogue_of(catalogue(), authserv_ids=("mx.ksl.se",), own_domains=("ksl.se",))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return made_up_authority()


@pytest.fixture(scope="module")
def extract() -> bytes:
    return document("nacka-kf-142")


def understood(content: bytes, roots: tuple[bytes, ...] = ()) -> Understanding:
    with LocalReader(seconds=60, memory_mb=1024, max_pages=50, max_characters=100_000, roots=roots) as reader:
        return understand_lone_document("Utdrag.pdf", content, catalogue=KNOWN, reader=reader)


def claims(understanding: Understanding) -> list[tuple[str, str]]:
    evidence = understanding.result.decisions[0].evidence
    return [(e.value, e.quote) for e in evidence if e.kind is EvidenceKind.SIGNATURE]


def said(understanding: Understanding) -> str:
    return "\n".join(line for _, line in as_lines("Utdrag.pdf", understanding, KNOWN))


def test_a_signature_under_a_root_of_the_configuration_is_shown_as_valid(
    extract: bytes, authority: Authority, tmp_path: Path
) -> None:
    root = tmp_path / "rot.pem"
    root.write_bytes(authority.pem)
    roots, faults = load_roots([root])
    found = understood(sign(extract, authority), roots)
    assert not faults
    assert claims(found) == [("valid", SIGNER)]
    assert found.result.status is Status.REGISTERED
    assert SIGNER in said(found)


def test_a_signature_under_an_unknown_root_says_only_that(extract: bytes, authority: Authority) -> None:
    found = understood(sign(extract, authority), (made_up_authority().root,))
    assert claims(found) == [("unknown_root", SIGNER)]
    assert found.result.status is Status.REGISTERED


def test_a_paper_altered_after_it_was_signed_is_for_a_person(extract: bytes, authority: Authority) -> None:
    found = understood(sign(extract, authority).replace(b"/MediaBox", b"/MediaBux", 1), (authority.root,))
    assert found.result.status is Status.FLAGGED
    assert Doubt.SIGNATURE_BROKEN in found.result.all_doubts


def test_a_paper_without_signature_claims_none(extract: bytes, authority: Authority) -> None:
    found = understood(extract, (authority.root,))
    assert claims(found) == []
    assert found.result.status is Status.REGISTERED


def test_a_root_that_is_no_certificate_is_a_fault_of_the_configuration(tmp_path: Path, authority: Authority) -> None:
    example = (Path(__file__).parents[2] / "config.example.toml").read_text("utf-8")
    for name in ("imap", "smtp"):
        (tmp_path / "secrets").mkdir(exist_ok=True)
        (tmp_path / "secrets" / f"{name}-password").write_text("x")
    (tmp_path / "rot.der").write_bytes(authority.root)
    (tmp_path / "fel.pem").write_text("hej")
    file = tmp_path / "config.toml"
    file.write_text(example.replace("# roots = []", 'roots = ["rot.der"]'), "utf-8")
    assert load_config(file).signatures.roots == (tmp_path / "rot.der",)
    file.write_text(example.replace("# roots = []", 'roots = ["rot.der", "fel.pem", "borta.pem"]'), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["signatures.roots", "signatures.roots"]
    assert "fel.pem är inget certifikat" in str(caught.value)
