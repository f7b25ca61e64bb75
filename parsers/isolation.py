"""The service's end of a reading process: started once, asked document by document, replaced when it fails."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from multiprocessing import Pipe
from pathlib import Path

from domain.document import ReadingFailure

START_SECONDS = 60.0
"""How long a host may take to load its libraries; 0.4 s on a quiet machine."""

GRACE_SECONDS = 315.0
"""How much longer than the document's own limit we wait for the host, which does the killing and may give a document of
scanned pages 300 seconds more."""


class HostFailed(Exception):
    """The host process itself does not answer, or has died; it has been killed and must not be used again."""


class Host:
    """One host process (parsers.isolation_host). Not for two threads at once."""

    def __init__(
        self, *, seconds: float, memory_mb: int, max_pages: int, max_characters: int, roots: tuple[bytes, ...] = ()
    ) -> None:
        self._seconds = seconds
        self._roots = [b64encode(root).decode() for root in roots]
        self._connection, theirs = Pipe()
        numbers = (theirs.fileno(), seconds, memory_mb, max_pages, max_characters)
        # The program's own folder and nothing of the caller's: -P leaves out the current directory.
        root = str(Path(__file__).resolve().parents[1])
        environment = {"PATH": os.defpath, "PYTHONPATH": root, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-P", "-m", "parsers.isolation_host", *map(str, numbers)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # a Ctrl-C in the terminal is the service's to handle
        )
        theirs.close()
        self.held: frozenset[str] = frozenset()
        self._receive(START_SECONDS)

    def read(self, content: bytes, media_type: str, sha256: str, looking_for: Sequence[str] = ()) -> bytes:
        """The document as parsers.document_wire has it. Raises HostFailed."""
        wish = {"document": [media_type, sha256, list(looking_for), self._roots], "held": sha256 in self.held}
        return self._ask(wish, content)

    def open_mail(self, raw: bytes, closed: Mapping[int, ReadingFailure]) -> bytes:
        """The mail's parts as parsers.mail_wire has them; for `closed` see parsers.message. Raises HostFailed.

        Its child may read one of them as well, if that is asked next: who knows their hashes puts them in `held`.
        """
        return self._ask({"mail": {leaf: [one.kind.value, one.detail] for leaf, one in closed.items()}}, raw)

    def draw(self, content: bytes, media_type: str, number: int, width: int, size: tuple[float, float]) -> bytes:
        """Page `number` (from 1) as a PNG (parsers.page_picture), or a failure as text. Raises HostFailed."""
        return self._ask({"picture": [media_type, number, width, size]}, content)

    def _ask(self, wish: dict[str, object], content: bytes) -> bytes:
        self.held = frozenset()
        try:
            self._connection.send_bytes(json.dumps(wish).encode())
            self._connection.send_bytes(content)
        except (OSError, ValueError) as error:
            self.close()
            raise HostFailed(str(error)) from error
        return self._receive(self._seconds + GRACE_SECONDS)

    def _receive(self, seconds: float) -> bytes:
        try:
            if self._connection.poll(seconds):
                return self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            self.close()
            raise HostFailed(f"the reading process has died ({self._process.returncode})") from error
        self.close()
        raise HostFailed(f"the reading process has not answered for {seconds} s")

    def kill(self) -> None:
        """End it from another thread, in the middle of an answer: the one who waits for that gets HostFailed."""
        self._process.kill()

    def close(self) -> None:
        """End the host and the child it may have, at once."""
        with contextlib.suppress(OSError):
            self._connection.close()
        try:
            self._process.wait(1.0)  # it ends by itself when its connection does
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
