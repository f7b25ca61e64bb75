"""Each kind of mail in each case, word for word. See the difference with git after

UPDATE_GOLDEN=1 .venv/bin/pytest tests/golden/mail

and read it with your own eyes before you commit: `<case>.txt` holds headers and text, `<case>.html` the HTML part.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from domain.decision import DocumentFate, Result, StandingKind, Status
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Outcome
from domain.outgoing import OutgoingMail, OutgoingState
from domain.register import RegisteredDocument, State
from outbox.compose import Composer
from outbox.letter import weekly_letter
from outbox.notice import notice
from outbox.summary import summary
from registrator.catalogue import members
from tests.unit.outbox.samples import (
    ARRIVED,
    DECISION,
    DOCUMENT,
    EVERY_KIND,
    NOW,
    ORGANISATION,
    PROPOSAL,
    RECOMMENDATION,
    answer,
    entry,
    flagged,
    overview,
    unsent,
    week,
)

FOLDER = Path(__file__).parent
COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())
OTHER = replace(
    RECOMMENDATION,
    diarienummer="KSL/15/0044-2",
    title="Riktlinjer för gemensam avfallsplan",
    notify=(),
    respond_by=None,
)


def told(*decisions: object, accepted_by: str = "", authentic: bool = True) -> OutgoingMail:
    answers = tuple(answer(d, accepted_by=accepted_by) for d in decisions)  # type: ignore[arg-type]
    result = Result(status=Status.REGISTERED, authentic=authentic, doubts=(), decisions=())
    overviews = (EVERY_KIND, overview(OTHER, k0127=StandingKind.DECLINED))
    return summary(COMPOSER, entry(result=result), answers, overviews, (RECOMMENDATION, OTHER), NOW)[0]


def hostile_notice() -> OutgoingMail:
    """What an attacker would try: a header, a link, marks that turn the text, markup, a personnummer."""
    document = replace(
        DOCUMENT, name='<img src="http://ond.example/x.png">\u202efdp.exe\r\nBcc: alla@ksl.se', fate=DocumentFate.FAILED
    )
    mail = flagged(
        Doubt.AUTHENTICATION_FAILED,
        Doubt.DOCUMENT_UNREADABLE,
        sender='"Botkyrka\r\nBcc: x@ond.example" <registrator@botkyrka.se>',
        subject="Svar\r\nBcc: alla@ksl.se\r\n\r\n<script>alert(1)</script> https://ond.example/ 850101-1234\x00",
        documents=(document,),
    )
    return notice(COMPOSER, mail, NOW, (RECOMMENDATION,))[0]


def failed_notice() -> OutgoingMail:
    mail = entry(
        state=State.FAILED, reason="Läsningen av mejlet har misslyckats tre gånger.", result=None, documents=()
    )
    return notice(COMPOSER, mail, NOW)[0]


def skipped_notice() -> OutgoingMail:
    parts = (
        replace(DOCUMENT, fate=DocumentFate.FAILED, reason="locked", name="Protokoll.pdf", number="2015-000130"),
        replace(DOCUMENT, fate=DocumentFate.SKIPPED, reason="unsupported", name="Bilaga.pages", number="2015-000131"),
        RegisteredDocument(
            number="2015-000132",
            name="",
            sha256="c" * 64,
            media_type="message/rfc822",
            fate=DocumentFate.READ,
            reason="",
        ),
    )
    result = Result(status=Status.FLAGGED, authentic=None, doubts=(Doubt.DOCUMENT_LOCKED,), decisions=())
    return notice(COMPOSER, flagged(documents=parts, result=result), NOW)[0]


def full_digest() -> OutgoingMail:
    failed = entry(id=20, state=State.FAILED, reason="Läsningen misslyckades.", result=None, arrived_at=NOW)
    news = (
        answer(),
        answer(PROPOSAL, number="2015-000125", entry_id=18, arrived_at=ARRIVED + dt.timedelta(hours=2)),
        answer(replace(DECISION, repeats="2015-000123"), number="2015-000129", entry_id=19),
    )
    return weekly_letter(
        COMPOSER,
        week(
            to_review=(failed, flagged(Doubt.CONDITIONS)),
            answers=news,
            unsent=(unsent(), unsent(OutgoingState.UNCERTAIN)),
            counts=((State.REGISTERED, 11), (State.FLAGGED, 1), (State.FAILED, 1), (State.IGNORED, 4)),
        ),
        NOW,
    )


def passed_digest() -> OutgoingMail:
    """The deadline has passed for some of those asked, and one asked by name only a few."""
    few = replace(OTHER, addressees=("0114", "0115", "0127"), respond_by=dt.date(2015, 5, 20))
    return weekly_letter(
        COMPOSER, week(overviews=(overview(few, k0127=StandingKind.DECLINED),), answers=(answer(),)), NOW
    )


def quiet_digest() -> OutgoingMail:
    far = replace(EVERY_KIND, recommendation=replace(RECOMMENDATION, respond_by=dt.date(2015, 9, 30)))
    return weekly_letter(COMPOSER, week(overviews=(far,)), NOW)


CASES: dict[str, Callable[[], OutgoingMail]] = {
    "summary_adopted": lambda: told(DECISION),
    "summary_declined": lambda: told(replace(DECISION, outcome=Outcome.DECLINED, decision_body=DecisionBody.EXECUTIVE)),
    "summary_conditions_by_a_person": lambda: told(
        replace(DECISION, outcome=Outcome.ADOPTED_WITH_CONDITIONS), accepted_by="registrator", authentic=False
    ),
    "summary_proposal": lambda: told(PROPOSAL),
    "summary_referred_back": lambda: told(replace(DECISION, outcome=Outcome.REFERRED_BACK, final=False)),
    "summary_two_recommendations": lambda: told(
        DECISION,
        replace(DECISION, recommendation=OTHER.diarienummer, outcome=Outcome.DECLINED, paragraf="88"),
        accepted_by="registrator",
    ),
    "summary_little_known": lambda: told(
        replace(
            DECISION,
            municipality=None,
            outcome=None,
            decision_body=None,
            paragraf=None,
            meeting_date=None,
            diarienummer=None,
            page=None,
            quote="",
        ),
        accepted_by="registrator",
    ),
    "notice_conditions": lambda: notice(
        COMPOSER, flagged(Doubt.NOT_AUTHENTICATED, Doubt.CONDITIONS), NOW, (RECOMMENDATION,)
    )[0],
    "notice_hostile": hostile_notice,
    "notice_failed": failed_notice,
    "notice_locked": skipped_notice,
    "digest_full": full_digest,
    "digest_deadline_passed": passed_digest,
    "digest_quiet": quiet_digest,
    "digest_nothing_open": lambda: weekly_letter(COMPOSER, week(overviews=(), last_cycle=None, counts=()), NOW),
}


@pytest.mark.parametrize("case", CASES)
def test_the_mail_reads_as_its_golden_file(case: str) -> None:
    message = message_from_bytes(CASES[case]().raw, policy=default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    headers = "".join(f"{name}: {value}\n" for name, value in message.items())
    parts = {".txt": f"{headers}\n{_unix(plain.get_content())}", ".html": _unix(html.get_content())}
    for suffix, content in parts.items():
        path = FOLDER / f"{case}{suffix}"
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(content, "utf-8", newline="\n")
        assert content == path.read_text("utf-8"), f"{path.name} differs; see the top of this file"


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def test_every_golden_file_has_a_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.*") if path.suffix in (".txt", ".html")} == set(CASES)
