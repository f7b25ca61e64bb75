"""Linux's own fence around files (Landlock, kernel 5.13 and later): what a process may still read and write.

It needs no rights, holds for all that the process starts, and cannot be taken down again.
Source: kernel documentation, userspace-api/landlock.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every architecture
_VERSION_ASKED, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38

_READ = 0b1101  # execute, read a file, read a folder
_FILE_ONLY = 0b0111 | 1 << 14  # what can be granted on a file: execute, write, read, truncate
_FIRST = (1 << 13) - 1  # what the first version knows; then one more each: refer, truncate
_TCP = 0b11  # bind, connect: from version 4

_LIBC = ctypes.CDLL(None, use_errno=True)


def fence(readable: Iterable[str], writable: Iterable[str]) -> bool:
    """From now on only these paths, and what lies beneath them, can be read or written; no TCP.

    Whether the fence stands: False on an older kernel, or one without it. Paths that are not there are left out.
    """
    version = _LIBC.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION_ASKED)
    if version < 1:
        return False
    known = (1 << 13 + min(version - 1, 2)) - 1
    attributes = struct.pack("=QQ", known, _TCP) if version >= 4 else struct.pack("=Q", known)
    ruleset = _LIBC.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(ruleset, path, _READ)
        for path in writable:
            _allow(ruleset, path, known)
        _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(_LIBC.syscall(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        granted = access if os.path.isdir(path) else access & _FILE_ONLY  # noqa: PTH112 - no Path is needed
        _LIBC.syscall(_ADD, ruleset, _PATH_BENEATH, struct.pack("=Qi", granted, place), 0)
    finally:
        os.close(place)
