"""One daemon at a time: an advisory lock on a file, which the kernel lets go when the process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from domain.errors import AlreadyRunning, StorageError
from registrator.backup_folder import flush_folder
from registrator.config import Config
from registrator.log import get_log
from storage.sole import sole_daemon_of

log = get_log("lock")

RESTORING = "restoring"
"""The file that marks a folder in which a restoration or a rebuilding has begun and not ended; it says which."""


@contextmanager
def alone(config: Config, *, restoring: bool = False) -> Iterator[None]:
    """Hold everything that two daemons must not share: the folder, and the register if it lies elsewhere.

    Errors: AlreadyRunning; StorageError also when a restoration was broken off, unless to do it again (`restoring`).
    """
    with ExitStack() as held:
        held.enter_context(sole_daemon(config.storage.folder))
        if not restoring and (config.storage.folder / RESTORING).exists():
            raise StorageError(_broken_off(config.storage.folder / RESTORING))
        file = config.database_file
        if file is None:
            held.enter_context(sole_daemon_of(config.database_url, _taken_over))
        elif file.parent.resolve() != config.storage.folder.resolve():
            held.enter_context(sole_daemon(file.parent))
        yield


def _broken_off(mark: Path) -> str:
    with suppress(OSError):
        if mark.read_text("utf-8") == "rebuild":
            return (
                "En återuppbyggnad av registret har avbrutits. Kör »registrator rebuild --over« igen; tills dess "
                "startar inget annat."
            )
    return (
        "En återställning från säkerhetskopia har avbrutits. Kör »registrator restore KOPIA« igen; tills dess startar "
        "inget annat."
    )


def _taken_over() -> None:
    """Our lock on the database server was lost, and another daemon has it: this one ends as when it is told to."""
    log.error("lock_lost", action="stopping: another service has taken over the register")
    os.kill(os.getpid(), signal.SIGTERM)


def _flush_names(folder: Path) -> None:
    """This start, or one that was killed, may have made the folder and those above it: a power cut must not take them
    with all that is in them. One that we may not read we have not made."""
    for above in folder.parents:
        with suppress(OSError):
            flush_folder(above)


@contextmanager
def sole_daemon(folder: Path) -> Iterator[None]:
    """Hold the lock of this folder. AlreadyRunning, with the other's process number, when somebody else does."""
    path = folder / "registrator.lock"
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"Låsfilen {path} kan inte skapas ({error.strerror}). Kontrollera mappens ägare.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.read(handle, 32).decode("ascii", "replace").strip() or "okänt nummer"
            raise AlreadyRunning(
                f"Tjänsten är redan i gång (process {other}) med mappen {folder}. Stoppa den först, eller vänta."
            ) from None
        with suppress(OSError):  # a full disk: the lock holds without the number, which is only for the words above
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        _flush_names(folder.absolute())
        yield
    finally:
        os.close(handle)
