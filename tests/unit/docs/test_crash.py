"""docs/CRASH.md names every durable step, and no verb of the register is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.outgoing import SendStage
from domain.ports import Archive, Folder, Mailer, Store, Texts
from tests.crash.steps import BY_HAND, LOOKS, NUMBERS, SIGNS_OF_LIFE, STEPS, Step, table

ROOT = Path(__file__).parents[3]


def _verbs(port: type) -> set[str]:
    return {name for name in dir(port) if not name.startswith("_") and callable(getattr(port, name))}


def test_the_table_of_steps_is_the_one_that_the_proof_dies_by() -> None:
    found = re.search(r"^\| no\. \|.*?(?=\n\n)", (ROOT / "docs" / "CRASH.md").read_text("utf-8"), re.DOTALL | re.M)
    assert found
    assert found[0] == table(), "docs/CRASH.md: put in what `python -m tests.crash.steps` prints"


def test_every_verb_of_the_register_is_a_step_or_said_to_be_none() -> None:
    steps = {name.removeprefix("store.").partition("[")[0] for name in NUMBERS if name.startswith("store.")}
    others = SIGNS_OF_LIFE | BY_HAND | LOOKS
    assert not steps & others
    assert _verbs(Store) | _verbs(Texts) == steps | others


def test_every_verb_of_archive_folder_and_mailer_that_leaves_something_is_a_step() -> None:
    leaving = {f"archive.{verb}" for verb in _verbs(Archive) - {"read", "count"}}
    leaving |= {f"folder.{verb}" for verb in _verbs(Folder) - {"uids", "exists"}}
    leaving |= {f"mailer.{verb}" for verb in _verbs(Mailer) - {"close"}}
    leaving |= {f"mailer.reached[{stage.value}]" for stage in SendStage if stage is not SendStage.NONE}
    assert leaving == {name for name in NUMBERS if not name.startswith("store.")}


@pytest.mark.parametrize("step", [step for step in STEPS if step.elsewhere], ids=lambda step: step.name)
def test_a_step_that_no_run_passes_is_proved_elsewhere(step: Step) -> None:
    assert (ROOT / "tests" / step.elsewhere).exists()
