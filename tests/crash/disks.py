"""Disks to preload into a nursery: one that fails, and one that writes down what is done to it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def disks(folder: Path) -> tuple[Path, ...]:
    """Their libraries, built in the folder; none without a C compiler. They do nothing until the environment tells."""
    built: list[Path] = []
    if not shutil.which("cc"):
        return ()
    for name in ("failing_disk", "recording_disk"):
        source, library = Path(__file__).with_name(f"{name}.c"), folder / f"{name}.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
        built.append(library)
    return tuple(built)
