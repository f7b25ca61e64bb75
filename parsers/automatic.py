"""Mail that no person wrote: absence replies, receipts, delivery reports, newsletters.

A real reply must never be filed as automatic. What beats what, the strongest first:

1. A delivery report by its structure (multipart/report; report-type=delivery-status) is a BOUNCE, whatever it carries:
   the mail that came back lies inside it.
2. The note that Exchange gives in the place of a mail that it cannot convert for IMAP is a STAND_IN, by its subject:
   nothing is known of the mail itself.
3. A null return path together with mailer-daemon or postmaster as sender is a BOUNCE, if possible documents lie at most
   in an enclosed mail.
4. Any other mail that carries a possible document is never automatic: case systems and scanners send real answers with
   "Auto-Submitted: auto-generated" and with list headers.
5. Auto-Submitted other than "no" (RFC 3834), a read receipt, X-Autoreply and its kin, "Precedence: auto_reply":
   AUTO_REPLY.
6. A subject that begins as only machines begin it: AUTO_REPLY.
7. List-Id, List-Unsubscribe, "Precedence: bulk" or "list": BULK, unless the mail is a reply (In-Reply-To, References),
   for a mailing list of our own may stand between a person and us.
"""

from __future__ import annotations

import re

from domain.mail import AutomaticKind
from parsers.mime_headers import Headers

_SUBJECT = re.compile(
    r"(autosvar|automatiskt svar|automatsvar|automatiskt meddelande|automatisk bekräftelse|automatic reply"
    r"|auto[- ]?reply|frånvaromeddelande|frånvarande|frånvaroavisering|mottagningsbekräftelse"
    r"|kvittens på (ditt|mottaget)|(ej på plats|frånvaro|läst|read|not read|oläst borttaget|semester)\s*:"
    r"|out of (the )?office)",
    re.IGNORECASE,
)
# "[Ärende #2015-88123] Vi har tagit emot ditt ärende": the number alone is not enough, people answer with it too.
_TICKET = re.compile(r"[\[(#] ?[^\W\d]{0,20} ?#? ?[\d-]{4,20}|ärende(nummer)? ?[:#]? ?\d{4}", re.IGNORECASE)
_RECEIPT = re.compile(
    r"(har|är) (mottagit|tagit emot|mottaget|registrerat|skapat|skapats)|tack för (ditt|din|er)|kvittens"
    r"|(has been|was) (received|created)",
    re.IGNORECASE,
)
_DAEMON = re.compile(r"(mailer-daemon|postmaster|mailerdaemon|mdaemon)([.+@-]|$)", re.IGNORECASE)
# "Retrieval using the IMAP4 protocol failed for the following message: 3515",
# "Hämtning med IMAP4-protokollet misslyckades för följande meddelande: 12". No person writes the number there.
_STAND_IN = re.compile(
    r"(?:retrieval|hämtning(?:en)?|det gick inte att hämta|kunde inte hämta)\b"
    r"[^:]{0,60}\bimap4?\b[^:]{0,80}:\s*\d{1,10}\s*$",
    re.IGNORECASE,
)
_AUTO_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoreply-from",
    "x-autoresponder",
    "x-auto-reply",
    "x-mail-autoreply",
)


def automatic_kind(
    headers: Headers, *, report_type: str, has_document: bool, enclosed_only: bool
) -> AutomaticKind | None:
    """What sort of automatic mail this is, None for a person's.

    `headers` are the outer mail's; `report_type` is the report-type of its multipart/report, "" when it is none;
    `has_document`: an attachment may be a document; `enclosed_only`: a mail is enclosed, and nothing else.
    """
    if report_type == "delivery-status":
        return AutomaticKind.BOUNCE
    if not has_document and _STAND_IN.match(headers.text("subject")[:300].strip()):
        return AutomaticKind.STAND_IN
    if _from_daemon(headers) and (enclosed_only or not has_document):
        return AutomaticKind.BOUNCE
    if has_document:
        return None
    precedence = headers.raw("precedence").strip().lower()
    if (
        _auto_submitted(headers)
        or report_type == "disposition-notification"
        or any(headers.raw(name) for name in _AUTO_HEADERS)
        or precedence in {"auto_reply", "auto-reply"}
        or _machine_subject(headers.text("subject"))
    ):
        return AutomaticKind.AUTO_REPLY
    is_reply = bool(headers.raw("in-reply-to") or headers.raw("references"))
    listed = headers.raw("list-id") or headers.raw("list-unsubscribe") or precedence in {"bulk", "list", "junk"}
    return AutomaticKind.BULK if listed and not is_reply else None


def _auto_submitted(headers: Headers) -> bool:
    value = re.sub(r"\([^()]*\)", "", headers.raw("auto-submitted")).partition(";")[0].strip().lower()
    return value not in {"", "no"}


def _from_daemon(headers: Headers) -> bool:
    senders = headers.addresses("from")
    return headers.raw("return-path").replace(" ", "") == "<>" and any(_DAEMON.match(s.address) for s in senders)


def _machine_subject(subject: str) -> bool:
    subject = re.sub(r"\s+", " ", subject[:300])
    return bool(_SUBJECT.match(subject) or (_TICKET.search(subject) and _RECEIPT.search(subject)))
