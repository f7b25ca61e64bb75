"""Granskning: what staff get when a mail must be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.decision import DocumentFate, Result, Status
from domain.doubt import Doubt
from domain.outgoing import MailKind, OutgoingMail
from domain.register import Entry, State
from outbox.compose import Composer
from outbox.notice import collected, notice, reminder
from registrator.previews.case import Case
from registrator.previews.values import DOCUMENT, NOW, RECOMMENDATION, entry, flagged

READER = "diariet@ksl.se"


def _hostile() -> Entry:
    """What an attacker would try: a header, a link, marks that turn the text, markup, a personnummer."""
    document = replace(
        DOCUMENT, name='<img src="http://ond.example/x.png">\u202efdp.exe\r\nBcc: alla@ksl.se', fate=DocumentFate.FAILED
    )
    return flagged(
        Doubt.AUTHENTICATION_FAILED,
        Doubt.DOCUMENT_UNREADABLE,
        sender='"Botkyrka\r\nBcc: x@ond.example" <registrator@botkyrka.se>',
        subject="Svar\r\nBcc: alla@ksl.se\r\n\r\n<script>alert(1)</script> https://ond.example/ 850101-1234\x00",
        documents=(document,),
    )


def _locked() -> Entry:
    documents = (
        replace(DOCUMENT, fate=DocumentFate.FAILED, reason="locked", name="Protokoll.pdf", number="2015-000130"),
        replace(DOCUMENT, fate=DocumentFate.SKIPPED, reason="unsupported", name="Bilaga.pages", number="2015-000131"),
        replace(DOCUMENT, name="", sha256="c" * 64, media_type="message/rfc822", number="2015-000132"),
    )
    result = Result(status=Status.FLAGGED, authentic=None, doubts=(Doubt.DOCUMENT_LOCKED,), decisions=())
    return flagged(documents=documents, result=result)


def _failed() -> Entry:
    reason = "Läsningen av mejlet har misslyckats tre gånger."
    return entry(state=State.FAILED, reason=reason, result=None, documents=())


def _long() -> Entry:
    """Words without a blank to fold at, as file names from some systems are."""
    name = "Protokollsutdrag_Kommunstyrelsens_arbetsutskott_2015-05-28_Överenskommelse_om_samverkan_§_87_justerat.pdf"
    result = Result(status=Status.FLAGGED, authentic=False, doubts=tuple(Doubt)[:12], decisions=())
    return flagged(
        sender=f"{'nämndsekreterare.' * 4}diariet@{'kommunledningskontoret-' * 3}botkyrka.example",
        subject="Protokollsutdrag/Kommunstyrelsen/2015/Överenskommelse" * 3,
        documents=tuple(replace(DOCUMENT, name=name, number=f"2015-{n:06}") for n in range(30)),
        result=result,
    )


def _case(name: str, title: str, mail: Entry) -> Case:
    def compose(composer: Composer) -> OutgoingMail:
        return notice(composer, mail, NOW, (RECOMMENDATION,))[0]

    return Case(kind=MailKind.NOTICE, name=f"granskning-{name}", title=title, compose=compose)


def _others(count: int) -> tuple[Entry, ...]:
    """So many more that wait, from here and there."""
    doubts = ((Doubt.NO_RECOMMENDATION,), (Doubt.NOT_FINAL, Doubt.CONDITIONS), (Doubt.NO_DOCUMENT,))
    domains = ("sollentuna.se", "taby.se", "ekero.se", "vallentuna.se")
    return tuple(
        flagged(*doubts[n % 3], id=20 + n, sender=f"registrator@{domains[n % 4]}", subject=f"Svar på remiss {n + 1}")
        for n in range(count)
    )


def _collected(composer: Composer) -> OutgoingMail:
    return collected(composer, (_failed(), *_others(2)), NOW, (RECOMMENDATION,), reader=READER, waiting=7)


def _storm(composer: Composer) -> OutgoingMail:
    return collected(composer, (*_others(999), _hostile()), NOW, (RECOMMENDATION,), reader=READER, waiting=1000)


def _reminder(composer: Composer) -> OutgoingMail:
    given = {"reader": READER, "day": NOW.date(), "waiting": 5, "days": 2}
    return reminder(composer, _others(2), NOW, (RECOMMENDATION,), **given)  # type: ignore[arg-type]


def _listed(name: str, title: str, compose: Callable[[Composer], OutgoingMail]) -> Case:
    return Case(kind=MailKind.NOTICE, name=f"granskning-{name}", title=title, compose=compose)


CASES = (
    _case("villkor", "villkor, avsändaren inte styrkt", flagged(Doubt.NOT_AUTHENTICATED, Doubt.CONDITIONS)),
    _case("fientlig", "någon försöker lura registret", _hostile()),
    _case("last", "en låst fil och en som inte kan läsas", _locked()),
    _case("langt", "långa ord, många frågor och många filer", _long()),
    _case("misslyckad", "mejlet kunde inte läsas", _failed()),
    _listed("samlat", "tre mejl på en timme", _collected),
    _listed("storm", "tusen mejl på en timme", _storm),
    _listed("kvar", "två mejl har väntat för länge", _reminder),
)
