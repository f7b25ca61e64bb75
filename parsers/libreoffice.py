"""Old Word files made into new ones by LibreOffice, where it is installed. The one door to it.

Runs in the service, the conversion in processes of its own (parsers.libreoffice_jail); what comes of it is read like
any other docx, in a document's child.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = "libreoffice-writer-nogui"
"""The Debian package, 25 seconds to install."""

MEMORY_MB = 3072
"""Address space, most of which LibreOffice never touches; it uses some 300 MiB."""

MAX_RESULT = 100_000_000
"""Bytes of the docx."""

_GRACE = 10.0  # seconds that the jail may take to start and to end
_PLACES = os.pathsep.join((os.defpath, "/usr/local/bin", "/usr/lib/libreoffice/program", "/opt/libreoffice/program"))
# No macros, and nothing fetched that the document only points at.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""


class ConversionFailed(Exception):
    """LibreOffice made nothing of it; the text is for the log."""


def program() -> str | None:
    """Where LibreOffice is; None when it is not installed."""
    found = shutil.which("soffice", path=_PLACES)
    return str(Path(found).resolve()) if found else None


def version() -> str | None:
    """ "LibreOffice 7.4", without starting it; None when it is not installed."""
    found = program()
    if found is None:
        return None
    with contextlib.suppress(OSError):
        said = (Path(found).parent / "bootstraprc").read_text("utf-8", "replace")
        if match := re.search(r"^ProductKey=(LibreOffice [\w.]+)", said, re.MULTILINE):
            return match[1]
    return "LibreOffice"


def as_docx(content: bytes, *, seconds: float) -> bytes:
    """The old Word file as a docx, within so many seconds. Raises ConversionFailed; leaves no process and no file."""
    office = program()
    if office is None:
        raise ConversionFailed("LibreOffice is not installed")
    try:
        with tempfile.TemporaryDirectory(prefix="registrator-doc-", ignore_cleanup_errors=True) as folder:
            settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
            settings.parent.mkdir(parents=True)
            settings.write_text(_SETTINGS, "utf-8")
            (Path(folder) / "in.doc").write_bytes(content)
            _run(folder, seconds, office)
            return _result(Path(folder) / "in.docx")
    except OSError as error:
        raise ConversionFailed(str(error)) from error


def _run(folder: str, seconds: float, office: str) -> None:
    root = str(Path(__file__).resolve().parents[1])
    command = (sys.executable, "-P", "-m", "parsers.libreoffice_jail", folder, str(seconds), str(MEMORY_MB))
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, a program found in the system's folders
        [*command, office],
        stdin=subprocess.PIPE,  # never written to: its closing tells the jail that we are gone
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "PYTHONPATH": root, "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        code = process.wait(seconds + _GRACE)
    except subprocess.TimeoutExpired as error:
        raise ConversionFailed(f"no end after {seconds} s") from error
    finally:
        if process.stdin:
            process.stdin.close()
        if process.poll() is None:
            process.kill()  # what it started dies with it
            process.wait()
    if code != 0:
        raise ConversionFailed(f"exit status {code}")


def _result(path: Path) -> bytes:
    """Raises ConversionFailed without a proper file: LibreOffice says 0 even when it could not open the document."""
    if path.is_symlink() or not path.is_file():
        raise ConversionFailed("no file came of it")
    if path.stat().st_size > MAX_RESULT:
        raise ConversionFailed("the file that came of it is too large")
    return path.read_bytes()
