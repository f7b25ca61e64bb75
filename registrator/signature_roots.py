"""The certificates that [signatures] roots names: read from their files, or what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from parsers.signature import read_roots


def load_roots(files: Iterable[Path]) -> tuple[tuple[bytes, ...], list[str]]:
    """(DER certificates of all files, faults in Swedish for a person who edits the configuration)."""
    found: list[bytes] = []
    faults: list[str] = []
    for file in files:
        try:
            found += read_roots(file.read_bytes())
        except OSError as error:
            faults.append(f"signatures.roots: {file} går inte att läsa ({error.strerror})")
        except ValueError:
            faults.append(f"signatures.roots: {file} är inget certifikat i PEM eller DER, eller så saknas pyHanko")
    return tuple(found), faults
