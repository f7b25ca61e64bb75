"""The service's threads share one heap: asked of the C library in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import ctypes
import threading
from registrator.one_heap import share_one_heap

{first}
kept = []
threads = [threading.Thread(target=lambda: kept.append([bytes(4000) for _ in range(200)])) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
stdout = ctypes.c_void_p.in_dll(library, "stdout")
library.malloc_info(0, stdout)
library.fflush(stdout)
"""


def heaps(first: str) -> int:
    ran = subprocess.run([sys.executable, "-c", PROGRAM.format(first=first)], capture_output=True, check=True)
    return ran.stdout.count(b"<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_threads_share_one_heap() -> None:
    assert heaps("") > 1
    assert heaps("share_one_heap()") == 1
