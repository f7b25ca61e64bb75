"""How the mails differ from their golden files: `make letters` shows it, `make letters WRITE=1` accepts it.

`<case>.txt` holds headers and text, `<case>.html` the HTML part without its style. Read the difference with your own
eyes before you accept it; `registrator preview` shows the same cases as a reader sees them.
"""

from __future__ import annotations

import difflib
import functools
import re
import sys
from pathlib import Path

from outbox.compose import Composer
from registrator.catalogue import members
from registrator.previews.case import Case
from registrator.previews.proof import parts
from registrator.previews.table import CASES
from registrator.previews.values import ORGANISATION

FOLDER = Path(__file__).parent
STYLED = "sammanfattning-antagen"
_STYLE = re.compile(r' (?:style|bgcolor)="[^"]*"|<style\b.*?</style>\n?', re.DOTALL)
COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())


@functools.cache
def composed(case: Case) -> tuple[str, str]:
    """Headers and text of a case, and its HTML, as they are sent now. Files that go with it are told by name only."""
    mail = case.compose(COMPOSER)
    message, text, html = parts(mail)
    headers = "".join(f"{name}: {value}\n" for name, value in message.items())
    files = "".join(f"[{part.get_filename()}, {part.get_content_type()}]\n" for part in message.iter_attachments())
    return f"{headers}\n{text}{files}", html


def rendered(case: Case) -> dict[str, str]:
    """The golden files of a case as they would be now.

    The style stands in the HTML of one case only: in all of them, one changed colour would change every line of all.
    """
    text, html = composed(case)
    shown = html if case.name == STYLED else _STYLE.sub("", html)
    return {f"{case.name}.txt": text, f"{case.name}.html": shown}


def difference(name: str, now: str) -> str:
    """The unified difference between a golden file and what it would be now; "" when there is none."""
    path = FOLDER / name
    before = path.read_text("utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(), now.splitlines(), f"{name} (golden)", f"{name} (now)", lineterm=""
    )
    return "\n".join(lines)


def golden() -> set[str]:
    """The names of all golden files."""
    return {path.name for path in FOLDER.iterdir() if path.suffix in (".txt", ".html")}


def main(write: bool) -> int:
    """Show every difference, or write it; how many there were."""
    files = {name: text for case in CASES for name, text in rendered(case).items()}
    changed = {name: found for name, text in files.items() if (found := difference(name, text))}
    gone = golden() - files.keys()
    for name, found in changed.items():
        print(f"{name}: written" if write else found)
        if write:
            (FOLDER / name).write_text(files[name], "utf-8", newline="\n")
    for name in sorted(gone):
        print(f"{name}: {'removed' if write else 'no case has this name any more'}")
        if write:
            (FOLDER / name).unlink()
    print(f"{len(files)} files, {len(changed)} differ, {len(gone)} without a case")
    return len(changed) + len(gone)


if __name__ == "__main__":
    wanted = "--write" in sys.argv[1:]
    sys.exit(0 if main(wanted) == 0 or wanted else 1)
