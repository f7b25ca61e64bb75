"""Patterns wait for their first use, and can be made to wait no longer."""

from __future__ import annotations

import importlib
import pkgutil
import re

import parsers
from parsers.first_use import at_first_use, compile_all


class _Compiler:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> re.Pattern[str]:
        self.times += 1
        return re.compile("(ja)+")


def test_a_pattern_is_compiled_at_its_first_use_and_only_then() -> None:
    compiler = _Compiler()
    pattern = at_first_use(compiler)
    assert compiler.times == 0
    assert pattern.fullmatch("jaja")
    assert [m.group() for m in pattern.finditer("ja, nej, jaja")] == ["ja", "jaja"]
    assert pattern.sub("nej", "ja, jaja") == "nej, nej"
    assert compiler.times == 1


def test_who_forks_readers_compiles_before_anybody_asks() -> None:
    compiler = _Compiler()
    pattern = at_first_use(compiler)
    compile_all()
    assert compiler.times == 1
    assert pattern.search("ja") and compiler.times == 1


def test_every_wording_of_the_readers_is_a_pattern() -> None:
    for module in pkgutil.iter_modules(parsers.__path__, "parsers."):
        importlib.import_module(module.name)
    compile_all()
