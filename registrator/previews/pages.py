"""Previews as files: each part of each mail, and a page that links them all."""

from __future__ import annotations

import datetime as dt
from html import escape
from itertools import groupby
from pathlib import Path

from domain import swedish
from domain.errors import RegistratorError
from domain.outgoing import MailKind, OutgoingMail
from outbox.compose import Composer
from registrator.previews.case import Case
from registrator.previews.proof import parts
from registrator.previews.table import CASES

_PAGE = """<!DOCTYPE html>
<html lang="sv">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Våra mejl</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }}
  h2 {{ margin: 2.5rem 0 .5rem; }}
  li {{ margin: .9rem 0; }}
  small {{ opacity: .8; }}
  nav a {{ margin-right: 1rem; }}
</style>
<h1>Våra mejl</h1>
<p>{count} mejl med påhittat innehåll, skrivna {when} med {source}.</p>
<p>Vill du ändra ett mejl: kopiera dess mall ur <a href="mallar/">mallar</a> till den mapp som
<code>[templates] folder</code> anger.</p>
{kinds}
</html>
"""


def write(folder: Path, composer: Composer, now: dt.datetime) -> int:
    """Write every case into `folder`, with index.html and our templates to begin from; how many mails.

    Files there of the same names are replaced. `composer` decides who writes and with which templates; `now` is aware.
    RegistratorError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kinds = []
        for kind, cases in groupby(CASES, key=lambda case: case.kind):
            rows = "\n".join(_row(folder, case, case.compose(composer)) for case in cases)
            kinds.append(f'<h2 id="{_anchor(kind)}">{escape(kind.value.capitalize())}</h2>\n<ul>\n{rows}\n</ul>')
        own = composer.templates.folder
        source = f"mallarna i {own} och i övrigt våra egna" if own else "våra egna mallar"
        when = swedish.long_date(now.date())
        page = _PAGE.format(count=len(CASES), when=when, source=escape(source), kinds="\n".join(kinds))
        (folder / "index.html").write_text(page, "utf-8")
        (folder / "mallar").mkdir(exist_ok=True)
        for name, text in composer.templates.originals().items():
            (folder / "mallar" / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        why = f"{folder} kan inte skrivas ({error.strerror}). Välj en annan mapp med --out."
        raise RegistratorError(why) from error
    return len(CASES)


def _row(folder: Path, case: Case, mail: OutgoingMail) -> str:
    """Write the files of one mail; its line on the page."""
    message, text, html = parts(mail)
    (folder / f"{case.name}.html").write_text(html, "utf-8", newline="\n")
    (folder / f"{case.name}.txt").write_text(text, "utf-8", newline="\n")
    (folder / f"{case.name}.eml").write_bytes(mail.raw)
    files = [escape(part.get_filename() or "") for part in message.iter_attachments()]
    links = " ".join(
        f'<a href="{case.name}.{suffix}">{words}</a>'
        for suffix, words in (("html", "HTML"), ("txt", "Text"), ("eml", "Hela mejlet"))
    )
    facts = [f"HTML {len(html.encode()) / 1000:.0f} kB", *(f"bifogat: {name}" for name in files)]
    return (
        f"<li>{escape(case.title.capitalize())}<br><b>{escape(mail.subject)}</b><br>"
        f"<nav>{links} <small>{', '.join(facts)}</small></nav></li>"
    )


def _anchor(kind: MailKind) -> str:
    return kind.name.lower()
