"""Pictures of pages, drawn once and kept on disk within a bound: the page of a mail is opened again and again."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from domain.mail import Attachment
from registrator.log import get_log

MOST_BYTES = 200_000_000
"""About a thousand pages; then the half that was used longest ago goes."""

PATIENCE = 3.0
"""Seconds that a picture waits for others to be drawn."""

Draw = Callable[[Attachment, int, int, tuple[float, float]], bytes | None]
"""Attachment, page from 1, width in pixels, size of the page in points; None for what cannot be drawn."""


def undrawn(*_: object) -> None:
    """Draws nothing."""


log = get_log("pictures")


class Pictures:
    """Pages as PNG files in `folder`, made by `draw` one at a time: a second reading process would cost a second's
    start. What could not be drawn is not tried again until the service starts anew. A full disk keeps nothing."""

    def __init__(self, folder: Path, draw: Draw) -> None:
        self._folder = folder
        self._draw = draw
        self._lock = threading.Lock()
        self._refused: set[str] = set()

    def page(
        self, sha256: str, number: int, width: int, size: tuple[float, float], find: Callable[[], Attachment | None]
    ) -> bytes | None:
        """Page `number` (from 1) of the document; `find` gives it when it must be drawn. None when it cannot be."""
        name = f"{sha256}-{number}-{width}.png"
        if (known := self._kept(name)) or name in self._refused:
            return known
        if not self._lock.acquire(timeout=PATIENCE):
            return None  # a page that takes its whole time must not hold up every other request
        try:
            if (known := self._kept(name)) or name in self._refused:
                return known
            attachment = find()
            drawn = self._draw(attachment, number, width, size) if attachment else None
            if drawn is None:
                self._refused.add(name)
                return None
            self._keep(name, drawn)
            return drawn
        finally:
            self._lock.release()

    def _kept(self, name: str) -> bytes | None:
        try:
            path = self._folder / name
            content = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # when it was last looked at
        return content

    def _keep(self, name: str, content: bytes) -> None:
        try:
            self._folder.mkdir(mode=0o750, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(content)
            Path(file.name).replace(self._folder / name)
            self._make_room()
        except OSError as fault:
            log.warning("picture_not_kept", reason=str(fault))

    def _make_room(self) -> None:
        found = [(entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(self._folder)]
        total = sum(size for _, size, _ in found)
        if total <= MOST_BYTES:
            return
        for _, size, path in sorted(found):
            Path(path).unlink(missing_ok=True)
            total -= size
            if total <= MOST_BYTES // 2:
                return
