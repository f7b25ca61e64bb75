from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError

from domain.errors import ConfigError
from outbox import render


def test_every_template_compiles_and_each_mail_has_both_parts() -> None:
    names = set(render.check_templates())
    kinds = {name.partition(".")[0] for name in names}
    assert {"summary", "notice", "digest"} <= kinds
    assert names == {f"{kind}.{part}.j2" for kind in kinds for part in ("txt", "html")}


def test_a_value_that_is_missing_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(UndefinedError):
        render.render("notice", {"subject": "x"})


def test_a_faulty_template_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = DictLoader({"bra.txt.j2": "hej", "fel.txt.j2": "hej\n{% if %}"})
    monkeypatch.setattr(render._ENVIRONMENT, "loader", broken)
    monkeypatch.setattr(render._ENVIRONMENT, "cache", None)
    with pytest.raises(ConfigError) as caught:
        render.check_templates()
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].startswith("fel.txt.j2, rad 2:")
