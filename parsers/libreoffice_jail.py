"""Runs LibreOffice once, fenced in, and sees to it that nothing of it is left.

Run as `python -m parsers.libreoffice_jail FOLDER SECONDS MEMORY_MB PROGRAM` by parsers.libreoffice: of FOLDER/in.doc
comes FOLDER/in.docx. Standard input is a pipe whose other end the service holds: when that closes, LibreOffice is
killed and FOLDER removed, so that a service which dies leaves neither.
LibreOffice starts processes, threads and files of its own, so it cannot run where documents are read (parsers.jail).
What holds here: memory, processor and wall-clock time, sizes of files; one process group, killed as one; and, where the
system allows it, no network, a world of processes of its own that ends with it, its folder as its /tmp, and no other
file to be written or, the system's own aside, read.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import select
import shutil
import signal
import sys
from pathlib import Path

from parsers.landlock import fence

TIMED_OUT = 75
MAX_FILE = 200 * 1024 * 1024

_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/opt", "/etc", "/sys", "/dev", "/var/cache/fontconfig")
_SHARED = ("/var/lib/libreoffice", "/var/spool/libreoffice")  # Debian puts a part of the program there
_PR_SET_PDEATHSIG = 1
_NEW_USER, _NEW_NETWORK, _NEW_PROCESSES, _NEW_MOUNTS = 0x10000000, 0x40000000, 0x20000000, 0x00020000
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_TMP = "/tmp"  # noqa: S108 - LibreOffice's, and its own alone where the system allows it
_LIBC = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> int:
    folder, seconds, memory_mb, program = arguments
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)  # it is the closed pipe that ends us
    own_world = _leave_network_and_processes()
    child = os.fork()
    if child == 0:
        _first_process(folder, float(seconds), int(memory_mb), program, own_world=own_world)
    watched = os.pidfd_open(child)
    try:
        ended, service_gone = _wait(watched, float(seconds))
    finally:
        _kill(child)
        _, status = os.waitpid(child, 0)
        os.close(watched)
    if not own_world:
        _remove_dead_sockets()
    if service_gone:
        shutil.rmtree(folder, ignore_errors=True)
    return os.waitstatus_to_exitcode(status) & 0xFF if ended else TIMED_OUT


def _wait(watched: int, seconds: float) -> tuple[bool, bool]:
    """Whether it ended by itself, and whether the service went away meanwhile."""
    poller = select.poll()
    poller.register(watched, select.POLLIN)
    poller.register(sys.stdin.fileno(), 0)  # only hang-up
    ready = dict(poller.poll(seconds * 1000))
    return watched in ready, sys.stdin.fileno() in ready


def _leave_network_and_processes() -> bool:
    """Whether the next child is the first process of a world without network: the kernel ends all with it."""
    if _LIBC.unshare(_NEW_NETWORK | _NEW_PROCESSES) == 0:
        return True
    user, group = os.geteuid(), os.getegid()
    if _LIBC.unshare(_NEW_USER | _NEW_NETWORK | _NEW_PROCESSES) != 0:
        return False
    with contextlib.suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _first_process(folder: str, seconds: float, memory_mb: int, program: str, *, own_world: bool) -> None:
    """Starts LibreOffice and ends with it. Never returns."""
    code = 70
    try:
        os.setsid()
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        home = _TMP if own_world and _is_tmp_from_now_on(folder) else folder
        os.chdir(home)  # soffice goes back to where it was started, which may lie in the /tmp that is gone
        _limit(seconds, memory_mb)
        fence((*_SYSTEM, *_SHARED), (home, _TMP, "/dev/null"))
        office = os.posix_spawn(program, _command(program, home), _environment(home))
        while True:  # whatever it leaves behind comes to us as well
            ended, status = os.wait()
            if ended == office:
                code = os.waitstatus_to_exitcode(status) & 0xFF
                break
    finally:
        os._exit(code)


def _is_tmp_from_now_on(folder: str) -> bool:
    """LibreOffice leaves a socket in /tmp, and asks nobody where else to put it."""
    return bool(
        _LIBC.unshare(_NEW_MOUNTS) == 0
        and _LIBC.mount(b"none", b"/", None, _RECURSIVE | _PRIVATE, None) == 0
        and _LIBC.mount(folder.encode(), _TMP.encode(), None, _BIND, None) == 0
    )


def _command(program: str, home: str) -> list[str]:
    profile = f"-env:UserInstallation=file://{home}/profile"
    quiet = ("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault")
    return [program, profile, *quiet, "--convert-to", "docx:MS Word 2007 XML", "--outdir", home, f"{home}/in.doc"]


def _environment(home: str) -> dict[str, str]:
    own = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), home)
    return {**own, "PATH": os.defpath, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _remove_dead_sockets() -> None:
    """Those that a killed LibreOffice of ours left in the common /tmp: they are not in use."""
    with contextlib.suppress(OSError):
        in_use = Path("/proc/net/unix").read_text("utf-8", "replace")
        for path in Path(_TMP).glob(f"OSL_PIPE_{os.geteuid()}_SingleOfficeIPC_*"):
            if str(path) not in in_use:
                path.unlink()


def _limit(seconds: float, memory_mb: int) -> None:
    memory = memory_mb * 1024 * 1024
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, MAX_FILE),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower limit is already set
            resource.setrlimit(kind, (most, most))


def _kill(child: int) -> None:
    """The first process, and with it all in its world; where it has none, all of its group."""
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
