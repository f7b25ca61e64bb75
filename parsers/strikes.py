"""How often a document has ended the process that read it: what did so three times is not given to a fourth."""

from __future__ import annotations

import threading
from collections import OrderedDict

from domain.document import ReadingFailure

MOST = 3
"""As often as a mail is tried. Then each copy of the document, in a hundred mails, costs nothing."""

REMEMBERED = 1_000
"""Documents and mails that are remembered, the latest ones."""


class Strikes:
    """By hash, and within a mail by leaf (0: the whole). Kept until the service ends: a machine that was short of
    memory yesterday may read the document today. Any thread may call.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, dict[int, tuple[int, ReadingFailure]]] = OrderedDict()

    def note(self, sha256: str, failure: ReadingFailure, leaf: int = 0) -> None:
        """Count a failure that may be the machine's; others come back at once anyhow."""
        if not failure.worth_retrying:
            return
        with self._lock:
            leaves = self._known.setdefault(sha256, {})
            leaves[leaf] = (leaves.get(leaf, (0, failure))[0] + 1, failure)
            self._known.move_to_end(sha256)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def out(self, sha256: str) -> dict[int, ReadingFailure]:
        """What is not to be tried again of this document or mail, with its last reason."""
        with self._lock:
            leaves = self._known.get(sha256, {})
            return {leaf: failure for leaf, (count, failure) in leaves.items() if count >= MOST}
