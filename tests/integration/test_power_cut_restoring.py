"""The power is cut while a register is restored or rebuilt: the old one, the new one, or a mark that says which."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from registrator.backing_up import back_up
from registrator.build import open_house
from registrator.journaling import keep_journal
from registrator.lock import RESTORING
from storage.engine import open_store
from tests.crash.disk_log import Disk, Tree, read_log, tree_of
from tests.crash.disks import disks
from tests.crash.power import KINDS, cut
from tests.crash.power_part import glass
from tests.servers.backed_up import NOW, config_of, take_in
from tests.servers.new_register import make_register
from tests.servers.service import REGISTRATOR

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="needs a C compiler: apt-get install gcc libc6-dev")


@pytest.mark.parametrize("verb", ["restore", "rebuild"])
def test_a_power_cut_leaves_one_register_whole_or_says_which_command_to_run_again(verb: str, tmp_path: Path) -> None:
    config = config_of(tmp_path.resolve())
    folder = config.storage.folder
    folder.mkdir()
    make_register(config.database_url)
    with closing(open_store(config.database_url)) as store:
        first = take_in(store, config, 1)
        backup = back_up(config, tmp_path / "to", NOW)
        second = take_in(store, config, 2)
    with open_house(config) as house:
        keep_journal(house)
    disk, log = Disk(folder), tmp_path / "log"
    environment = {
        **os.environ,
        "LD_PRELOAD": ":".join(map(str, disks(tmp_path))),
        "RECORD_FOLDER": str(folder),
        "RECORD_LOG": str(log),
        "REGISTRATOR_CONFIG": str(tmp_path / "config.toml"),
    }
    words = [verb, "--over", *([str(backup.path)] if verb == "restore" else [])]
    done = subprocess.run([REGISTRATOR, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    calls = read_log(log, folder)
    disk.play(calls)
    assert disk.tree(made.change for made in disk.made) == tree_of(folder)
    allowed = ({first, second}, {first} if verb == "restore" else {first, second})
    seen: list[Tree] = []
    with glass() as look:
        for after in range(len(calls) + 1):
            for kind in KINDS:
                left = _in_use(cut(disk, kind, after))
                if left in seen:
                    continue
                seen.append(left)
                if RESTORING in left:
                    assert left[RESTORING] == verb.encode(), (after, kind)
                else:
                    assert look.registered(left) in allowed, (after, kind)


def _in_use(tree: Tree) -> Tree:
    """Without what is made beside it, or lies aside; of what is marked nothing is used."""
    if RESTORING in tree:
        return {RESTORING: tree[RESTORING]}
    used = ("registrator.sqlite3", "archive", "journal.jsonl")
    return {path: data for path, data in tree.items() if path.startswith(used)}
