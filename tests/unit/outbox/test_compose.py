"""Who gets which mail, under which key, and that nothing foreign escapes its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decision import StandingKind
from domain.doubt import Doubt
from domain.outgoing import MailKind, OutgoingMail
from domain.register import State
from outbox.compose import Composer
from outbox.digest import Week
from outbox.letter import weekly_letter
from outbox.notice import notice
from outbox.summary import Part, summary
from registrator.catalogue import members
from tests.unit.outbox.samples import (
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

COMPOSER = Composer(organisation=ORGANISATION, municipalities=members())


def summaries(*answers: object, **changes: object) -> tuple[OutgoingMail, ...]:
    part = Part(entry=entry(**changes), answers=answers or (answer(),))  # type: ignore[arg-type]
    return summary(COMPOSER, part, (EVERY_KIND,), (RECOMMENDATION,), NOW)


def parsed(mail: OutgoingMail) -> EmailMessage:
    message = message_from_bytes(mail.raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def part(mail: OutgoingMail, kind: str) -> str:
    body = parsed(mail).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_the_officer_and_the_notify_list_get_a_mail_each() -> None:
    assert [m.recipient for m in summaries()] == ["anna.nerelius@ksl.se", "kansliet@samverkan.example"]


def test_nobody_gets_the_same_mail_twice_however_the_address_is_written() -> None:
    twice = replace(RECOMMENDATION, notify=("Anna.Nerelius@KSL.se", " anna.nerelius@ksl.se ", ""))
    mails = summary(COMPOSER, Part(entry=entry(), answers=(answer(),)), (EVERY_KIND,), (twice,), NOW)
    assert [m.recipient for m in mails] == ["anna.nerelius@ksl.se"]


def test_a_repeat_and_another_entrys_answer_cause_no_mail() -> None:
    assert summaries(answer(replace(DECISION, repeats="2015-000100")), answer(entry_id=99)) == ()


def test_the_notify_list_of_one_recommendation_does_not_read_of_another() -> None:
    other = replace(RECOMMENDATION, diarienummer="KSL/15/0044-2", title="Gemensam taxa", notify=("taxa@ksl.example",))
    decisions = (DECISION, replace(DECISION, recommendation=other.diarienummer, paragraf="88"))
    both = Part(entry=entry(), answers=tuple(answer(d) for d in decisions))
    mails = summary(COMPOSER, both, (EVERY_KIND,), (RECOMMENDATION, other), NOW)
    texts = {m.recipient: part(m, "plain") for m in mails}
    assert "§ 87" in texts["anna.nerelius@ksl.se"]
    assert "§ 88" in texts["anna.nerelius@ksl.se"]
    assert "§ 87" not in texts["taxa@ksl.example"]
    assert "§ 88" not in texts["kansliet@samverkan.example"]


def test_the_same_cause_has_the_same_key_and_bytes_and_a_later_verdict_another() -> None:
    first, again, later = summaries()[0], summaries()[0], summaries(version=4)[0]
    assert first == again
    assert first.key != later.key
    assert first.message_id != later.message_id


def test_the_message_id_in_the_bytes_is_the_one_in_the_row() -> None:
    for mail in (*summaries(), *notice(COMPOSER, flagged(Doubt.CONDITIONS), NOW), weekly_letter(COMPOSER, week(), NOW)):
        message = parsed(mail)
        assert message["Message-ID"] == mail.message_id
        assert message["To"].addresses[0].addr_spec == mail.recipient
        assert message["Subject"] == mail.subject
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["X-Auto-Response-Suppress"] == "All"
        assert message["Content-Language"] == "sv"
        assert message["From"].addresses[0].addr_spec == "registrator@ksl.se"
        assert message["Date"].datetime == NOW


def test_the_bytes_are_ready_for_smtp() -> None:
    raw = summaries()[0].raw
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_a_proposal_is_never_told_as_an_adoption() -> None:
    mail = summaries(answer(PROPOSAL), decision=PROPOSAL)[0]
    assert "föreslår att anta" in mail.subject
    assert "Inte slutligt" in part(mail, "plain")
    assert "har antagit (" not in part(mail, "plain") + part(mail, "html")


def test_who_accepted_is_told() -> None:
    assert "Registrerat automatiskt" in part(summaries()[0], "plain")
    assert "godkänt av registrator" in part(summaries(answer(accepted_by="registrator"))[0], "plain")


def test_a_forged_sender_is_not_called_by_the_name_in_the_document() -> None:
    (mail, _) = notice(COMPOSER, flagged(Doubt.AUTHENTICATION_FAILED, sender="x@ond.example"), NOW)
    assert "ond.example" in mail.subject
    assert "Vallentuna" not in mail.subject


def test_each_of_the_staff_gets_the_notice() -> None:
    mails = notice(COMPOSER, flagged(Doubt.CONDITIONS), NOW)
    assert [m.recipient for m in mails] == list(ORGANISATION.staff)
    assert {m.kind for m in mails} == {MailKind.NOTICE}


def test_a_broken_address_in_the_list_becomes_a_mail_that_will_be_refused_and_stops_nothing() -> None:
    broken = replace(RECOMMENDATION, notify=("inte en adress", "a@b.se\r\nBcc: alla@ksl.se"))
    mails = summary(COMPOSER, Part(entry=entry(), answers=(answer(),)), (EVERY_KIND,), (broken,), NOW)
    assert len(mails) == 3
    assert all(message_from_bytes(m.raw, policy=default)["Bcc"] is None for m in mails)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.remote: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.remote += [v for k, v in attrs if k in ("src", "background", "href") and v and "127.0.0.1:8025" not in v]


def shape(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    return tags


_HOSTILE = st.text(max_size=60) | st.sampled_from(
    [
        "\r\nBcc: alla@ksl.se",
        "</td></table><script>alert(1)</script>",
        '"><img src=https://ond.example/x.png>',
        "{{ 7 * 7 }}{% raw %}",
        "=?utf-8?q?=0d=0aBcc:_x@y.se?=",
        "\u202emoc.live",
        ".\r\n.\r\nMAIL FROM:<x@y.se>",
    ]
)


@settings(max_examples=40, deadline=None)
@given(sender=_HOSTILE, subject=_HOSTILE, name=_HOSTILE, words=_HOSTILE)
def test_what_a_stranger_writes_stays_in_its_place(sender: str, subject: str, name: str, words: str) -> None:
    decision = replace(PROPOSAL, quote=words, diarienummer=words, paragraf=words)
    base = flagged(Doubt.CONDITIONS)
    assert base.result is not None
    hostile = replace(
        base,
        sender=sender,
        subject=subject,
        documents=(replace(DOCUMENT, name=name),),
        result=replace(base.result, decisions=(decision,)),
    )
    (mail, _) = notice(COMPOSER, hostile, NOW, (RECOMMENDATION,))
    (plain, _) = notice(COMPOSER, base, NOW, (RECOMMENDATION,))
    message = parsed(mail)
    assert message.keys() == parsed(plain).keys()
    tags = shape(part(mail, "html"))
    assert not {"script", "img", "iframe", "object", "form"} & set(tags.tags)
    assert tags.remote == []


def test_no_mail_fetches_anything() -> None:
    full = week(answers=(answer(),), unsent=(unsent(),), to_review=(flagged(Doubt.CONDITIONS),))
    for mail in (*summaries(), weekly_letter(COMPOSER, full, NOW)):
        html = part(mail, "html")
        assert shape(html).remote == []
        assert "url(" not in html
        assert "@import" not in html
        assert len(html.encode()) < 60_000


def digest_text(week: Week) -> str:
    return part(weekly_letter(COMPOSER, week, NOW), "plain")


def test_the_digest_has_the_iso_week_in_its_key() -> None:
    assert weekly_letter(COMPOSER, week(), NOW).key == "veckobrev/2015-W23/anna.nerelius@ksl.se"


def test_a_quiet_week_says_so_in_two_lines() -> None:
    far = replace(EVERY_KIND, recommendation=replace(RECOMMENDATION, respond_by=None))
    text = digest_text(week(overviews=(far,)))
    assert weekly_letter(COMPOSER, week(overviews=(far,)), NOW).subject == "Vecka 23: inget nytt"
    assert len(text.partition("\r\n\r\n")[0].splitlines()) == 2


def test_what_she_must_do_stands_first_with_the_oldest() -> None:
    young = flagged(Doubt.CONDITIONS, id=30, arrived_at=NOW)
    old = flagged(Doubt.NO_TEXT, id=29, arrived_at=NOW - dt.timedelta(days=9))
    text = digest_text(week(to_review=(young, old), counts=((State.FLAGGED, 250),)))
    assert text.startswith("ATT GÖRA")
    assert "250 mejl väntar på granskning. Det äldsta kom den 23 maj 2015" in " ".join(text.split())
    assert "/mejl/29" in text


def test_an_answer_that_no_letter_told_is_new_whatever_the_clock_said_when_it_came() -> None:
    late = answer(id=8, arrived_at=NOW - dt.timedelta(days=40), registered_at=NOW - dt.timedelta(days=30))
    told = answer(replace(DECISION, municipality="0160"), id=7, registered_at=NOW)
    assert week(answers=(late, told), told=7).new == (late,)
    assert week(answers=(late, told), told=7).mark == 8
    assert week(answers=(), told=7).mark == 7


def test_closed_recommendations_are_folded_to_a_line() -> None:
    closed = overview(replace(RECOMMENDATION, closed_on=dt.date(2015, 5, 20), respond_by=NOW.date()))
    text = digest_text(week(overviews=(closed,), answers=(answer(),)))
    assert "Avslutade: KSL/15/0016-5 (0 av 26 svarade)." in text
    assert "har inte svarat" not in text
    assert "Svarstiden går ut" not in text


@pytest.mark.parametrize(("days", "said"), [(0, "i dag"), (1, "i morgon"), (14, "om 14 dagar")])
def test_a_deadline_near_names_the_silent(days: int, said: str) -> None:
    near = replace(RECOMMENDATION, respond_by=NOW.date() + dt.timedelta(days=days))
    text = " ".join(digest_text(week(overviews=(overview(near),))).split())
    assert f"Svarstiden går ut {said}, den" in text
    assert "26 kommuner har inte svarat: Upplands Väsby" in text
    assert "och 20 till" in text


def test_a_deadline_far_away_or_answered_by_all_is_nothing_to_do() -> None:
    far = overview(replace(RECOMMENDATION, respond_by=NOW.date() + dt.timedelta(days=15)))
    everybody = overview(**{f"k{m.kommunkod}": StandingKind.ADOPTED for m in members()})
    assert week(overviews=(far, everybody)).near(NOW.date()) == ()


def test_every_standing_is_listed_by_name_and_shown_by_letter() -> None:
    mail = weekly_letter(COMPOSER, week(answers=(answer(),)), NOW)
    text, html = part(mail, "plain"), part(mail, "html")
    for standing in EVERY_KIND.standings:
        assert standing.municipality.name in text
        assert f'title="{standing.municipality.name} ' in html
