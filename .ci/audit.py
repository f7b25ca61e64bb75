"""Asks whether the pinned packages have known vulnerabilities: `audit.py PIP_AUDIT FILE ...`. Exit 1 when one has.

PyPI is asked first, then osv.dev: a mirror of PyPI often knows nothing of vulnerabilities and says "not found" of each
package. When neither can be asked, that is said and nothing fails: a build without network must not stand still for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

SERVICES = ("pypi", "osv")


def verdict(report: dict[str, Any] | None) -> tuple[int | None, str]:
    """Exit code and words for what pip-audit reported; None when the service could not say anything."""
    packages = report["dependencies"] if report else []
    asked = [package for package in packages if "vulns" in package]
    if not asked:
        return None, ""
    skipped = [package["name"] for package in packages if "vulns" not in package]
    found = [
        f"{package['name']} {package['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'none'}"
        for package in asked
        for flaw in package["vulns"]
    ]
    lines = [f"{len(asked)} packages asked about, {len(found)} known vulnerabilities", *found]
    if skipped:
        lines.append(f"could not be asked about: {', '.join(skipped)}")
    return int(bool(found or skipped)), "\n".join(lines)


def report_of(program: str, service: str, files: Sequence[str]) -> dict[str, Any] | None:
    named = [part for file in files for part in ("-r", file)]
    command = [program, "-s", service, "--require-hashes", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    # Our own programs, from a list of our own.
    answer = subprocess.run([*command, *named], capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    try:
        report: dict[str, Any] = json.loads(answer.stdout)
    except ValueError:
        reason = (answer.stderr.strip().splitlines() or ["no answer"])[-1]
        if "resolve" in reason or "onnection" in reason or "imed out" in reason:
            return None
        raise SystemExit(f"pip-audit failed: {reason}") from None
    return report


def main(arguments: list[str]) -> int:
    program, *files = arguments
    for service in SERVICES:
        code, words = verdict(report_of(program, service, files))
        if code is not None:
            sys.stdout.write(f"audit by {service}: {words}\n")
            return code
    sys.stdout.write("NOT AUDITED: neither PyPI nor osv.dev answers from here about vulnerabilities.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
