"""Whether the mails' templates do what they should, the organisation's own too: every case rendered with them."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from domain.errors import ConfigError
from domain.outgoing import OutgoingMail
from outbox.compose import Composer
from outbox.render import TemplateFault, Templates
from registrator.previews.table import CASES

_LARGEST = 60_000  # bytes; Gmail cuts a mail at about 100 kB and hides the rest
_FETCHING = ("src", "srcset", "background", "data", "poster")


def prove(composer: Composer) -> str:
    """What is well with the templates of `composer`, as a sentence; ConfigError with file and line of each fault."""
    folder = composer.templates.folder
    found: dict[str, None] = {}
    templates = Templates(folder=folder, told=lambda _, fault: found.update({str(fault): None}))
    found.update({str(fault): None for fault in templates.faults()})
    trying = replace(composer, templates=templates)
    for case in CASES:
        found.update({str(fault): None for fault in _looks(case.name, case.compose(trying))})
    if found:
        raise ConfigError(str(folder or "templates/mail"), tuple(found))
    own = f", {len(templates.own())} av dem era egna i {folder}" if folder else ""
    return f"{len(templates.names())} mejlmallar är hela{own}; {len(CASES)} provmejl är skrivna"


def parts(mail: OutgoingMail) -> tuple[EmailMessage, str, str]:
    """A mail as its reader's client takes it apart: the message, its text and its HTML."""
    message = message_from_bytes(mail.raw, policy=default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    if text is None or html is None:
        raise ValueError(f"{mail.key} har inte både text och HTML")
    return message, text.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")


class _Fetches(HTMLParser):
    """Collects what a client would fetch; text that only looks like markup is not markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag in ("link", "script") or any(name in _FETCHING for name, _ in attrs):
            self.found.append(f"<{tag}>")
        self._styled(" ".join(value or "" for name, value in attrs if name == "style"))

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._styled(data)

    def _styled(self, style: str) -> None:
        self.found += [sign for sign in ("url(", "@import") if sign in style]


def fetched(html: str) -> tuple[str, ...]:
    """What of `html` a client would fetch from somewhere: "<img>", "url("."""
    page = _Fetches()
    page.feed(html)
    return tuple(dict.fromkeys(page.found))


def _looks(name: str, mail: OutgoingMail) -> list[TemplateFault]:
    _, text, html = parts(mail)
    found = [TemplateFault(name, 0, f"{what}: mejlen hämtar ingenting utifrån") for what in fetched(html)]
    if len(html.encode()) > _LARGEST:
        what = f"HTML-delen är {len(html.encode())} byte; över {_LARGEST} kan den bli avklippt"
        found.append(TemplateFault(name, 0, what))
    if not text.strip():
        found.append(TemplateFault(name, 0, "textdelen är tom"))
    return found
