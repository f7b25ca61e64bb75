"""What a reading process may do: compute, and give back what it found. Linux only, and no more than the system offers.

Limits of memory and time hold everywhere. On x86-64 and ARM64 a seccomp filter lets through only the calls that reading
needs, for root too: files are opened for reading alone, and to start a process, open a socket, signal another process,
or make, change or remove a file fails with "operation not permitted", which costs the document, not the machine.
Measured: 0.7 ms for each child, of some 6 that a process of its own costs.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_LIBC = ctypes.CDLL(None, use_errno=True)

# name: number on x86-64, number on ARM64 (-1: not there); linux/arch/x86/entry/syscalls, include/uapi/asm-generic
_ALLOWED = {
    **{"read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67)},
    **{"close": (3, 57), "lseek": (8, 62), "fstat": (5, 80), "stat": (4, -1), "lstat": (6, -1)},
    **{"newfstatat": (262, 79), "statx": (332, 291), "access": (21, -1), "faccessat": (269, 48)},
    **{"faccessat2": (439, 439), "readlink": (89, -1), "readlinkat": (267, 78), "getdents64": (217, 61)},
    **{"getcwd": (79, 17), "poll": (7, -1), "ppoll": (271, 73), "ioctl": (16, 29), "dup": (32, 23)},
    **{"mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216)},
    **{"madvise": (28, 233), "membarrier": (324, 283), "futex": (202, 98), "rseq": (334, 293)},
    **{"rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132)},
    **{"restart_syscall": (219, 128), "sched_yield": (24, 124), "sched_getaffinity": (204, 123)},
    **{"getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174), "getgid": (104, 176)},
    **{"geteuid": (107, 175), "getegid": (108, 177), "getrusage": (98, 165), "getrlimit": (97, 163)},
    **{"uname": (63, 160), "sysinfo": (99, 179), "getrandom": (318, 278), "set_robust_list": (273, 99)},
    **{"clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115)},
    **{"nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, -1), "getcpu": (309, 168)},
    **{"exit": (60, 93), "exit_group": (231, 94)},
}
_OPEN, _OPENAT, _TGKILL, _FCNTL, _PRLIMIT = (2, -1), (257, 56), (234, 131), (72, 25), (302, 261)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_HARMLESS_FCNTL = (0, 1, 2, 3, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ERRNO, EPERM


def leave_network() -> None:
    """No network from here on, where the system lets us give it up (root, or user namespaces allowed)."""
    if _LIBC.unshare(_CLONE_NEWNET) != 0:
        _LIBC.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def confine(cpu_seconds: int, memory_mb: int) -> None:
    """Shut this process in, for good. `cpu_seconds` of processor time, `memory_mb` MiB of address space."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    memory = memory_mb * 1024 * 1024
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NPROC, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower limit is already set
            resource.setrlimit(kind, (soft, hard))
    _filter_calls()


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.c_void_p))


def _filter_calls() -> None:
    """Without effect on another machine, or where the kernel does not know of filters."""
    if not _FILTER:
        return
    before, after = _FILTER
    code = before + _instruction(_EQUAL, 0, 1, os.getpid()) + after
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // _INSTRUCTION.size, ctypes.addressof(buffer))
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _LIBC.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0)


_INSTRUCTION = struct.Struct("=HBBI")


def _instruction(code: int, yes: int, no: int, operand: int) -> bytes:
    """How many instructions to skip when it holds, and when not; `operand` to compare with or to return."""
    return _INSTRUCTION.pack(code, yes, no, operand)


def _filter() -> tuple[bytes, bytes] | None:
    """The filter before and after the instruction that names the process's own number."""
    if platform.machine() not in _MACHINES:
        return None
    which, architecture = _MACHINES[platform.machine()]
    allow, refuse = _instruction(_RETURN, 0, 0, _ALLOW), _instruction(_RETURN, 0, 0, _REFUSE)
    code = _instruction(_LOAD, 0, 0, _ARCHITECTURE) + _instruction(_EQUAL, 1, 0, architecture) + refuse
    code += _instruction(_LOAD, 0, 0, _NUMBER)
    for numbers in _ALLOWED.values():
        if numbers[which] >= 0:
            code += _instruction(_EQUAL, 0, 1, numbers[which]) + allow
    for numbers, flags in ((_OPEN, 1), (_OPENAT, 2)):
        if numbers[which] >= 0:
            code += _instruction(_EQUAL, 0, 4, numbers[which]) + _argument(flags)
            code += _instruction(_ANY_BIT, 1, 0, _WRITING) + allow + refuse
    # to ask for limits, not to set them; no owner and no lock of a file
    for numbers, argument, values in ((_PRLIMIT, 2, (0,)), (_FCNTL, 1, _HARMLESS_FCNTL)):
        code += _instruction(_EQUAL, 0, 2 * len(values) + 2, numbers[which]) + _argument(argument)
        code += b"".join(_instruction(_EQUAL, 0, 1, value) + allow for value in values) + refuse
    # to signal itself, which is how abort() ends
    code += _instruction(_EQUAL, 0, 3, _TGKILL[which]) + _argument(0)
    return code, allow + refuse


def _argument(number: int) -> bytes:
    """Loads the lower half of a call's argument (seccomp_data; both machines are little-endian)."""
    return _instruction(_LOAD, 0, 0, 16 + 8 * number)


_FILTER = _filter()
