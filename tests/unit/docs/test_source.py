"""What the program's source must not say anywhere: a certificate that is not verified, a secret in a process list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("domain", "parsers", "matching", "ingest", "storage", "outbox", "review", "registrator")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
NEVER = {
    *("CERT_NONE", "CERT_OPTIONAL", "_create_unverified_context", "_create_default_https_context", "disable_warnings"),
    *("PROTOCOL_TLS", "PROTOCOL_SSLv23", "PROTOCOL_TLSv1", "PROTOCOL_TLSv1_1", "PROTOCOL_TLSv1_2"),
}
"""Names by which certificates are not verified, whatever the library. PROTOCOL_TLS_CLIENT verifies, these do not."""
SWITCHES = {"verify", "check_hostname", "verify_ssl", "validate_certs", "ssl_verify"}
STARTERS = {"parsers/isolation.py", "parsers/libreoffice.py"}
"""The modules that start programs: what they give along is a list of their own, without a secret."""


@cache
def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text("utf-8"))


def _loose(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in NEVER:
            yield node.attr
        elif isinstance(node, ast.Name) and node.id in NEVER:
            yield node.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "SSLContext":
            yield "a bare SSLContext"
        elif isinstance(node, ast.keyword) and node.arg in SWITCHES and _is_false(node.value):
            yield f"{node.arg}=False"
        elif isinstance(node, ast.Assign) and _is_false(node.value):
            yield from (
                f"{t.attr} = False" for t in node.targets if isinstance(t, ast.Attribute) and t.attr in SWITCHES
            )
        elif isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            yield from (
                f"{key}: False" for key, v in zip(keys, node.values, strict=False) if key in SWITCHES and _is_false(v)
            )


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value and value.value is not None


def test_no_certificate_goes_unverified_anywhere() -> None:
    assert len(SOURCES) > 200
    assert [(str(path), loose) for path in SOURCES for loose in _loose(_tree(path))] == []


@pytest.mark.parametrize(
    "code",
    [
        "context.verify_mode = ssl.CERT_NONE",
        "ssl._create_unverified_context()",
        "requests.get(url, verify=False)",
        "context.check_hostname = False",
        "OAuth2Session(**{'verify': False})",
        "ssl.SSLContext(ssl.PROTOCOL_TLS)",
    ],
)
def test_what_would_be_one_is_seen(code: str) -> None:
    assert list(_loose(ast.parse(code)))


def test_programs_are_started_in_two_places_only_and_get_no_environment_of_ours() -> None:
    starting = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"Popen", "run", "check_output", "system", "execve", "spawnv"}
        if isinstance(node.value, ast.Name) and node.value.id in {"subprocess", "os"}
    }
    assert starting == STARTERS
    for name in STARTERS:
        calls = [
            node
            for node in ast.walk(_tree(ROOT / name))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"Popen", "run"}
        ]
        for call in calls:
            assert "env" in {keyword.arg for keyword in call.keywords}, f"{name} hands our environment on"
