"""Which mails follow from what is decided: told once, joined, withdrawn, corrected; on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from demo.samples import mails
from domain.catalogue import PartnerPace, Recommendation
from domain.decision import Decision, Status
from domain.evidence import Outcome
from domain.mail import MailPosition
from domain.outgoing import MailKind, OutboxRow, OutgoingState, OutgoingVerb, SendStage
from domain.register import Entry, State
from outbox.partner import partner_at_end
from registrator import jobs, sending
from registrator.build import House, open_house
from registrator.config import load_config
from registrator.enclosing import ground_of
from registrator.gathering import join_waiting
from registrator.standings import all_overviews
from registrator.telling import tell
from tests.integration.test_cut_short import CONFIG, GoodMailer
from tests.servers.register_values import DNR, always, decision, document, outgoing, receive, result
from tests.unit.samples import message

pytest_plugins = ["tests.servers.register"]

MONDAY = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)
OFFICER, PARTNER, SENDER = "anna.nerelius@ksl.se", "kansli@samverkan.example", "registrator@botkyrka.se"
ASKED = Recommendation(
    diarienummer=DNR,
    title="Överenskommelse om samverkan för en trygg, säker och störningsfri region",
    decided_on=dt.date(2015, 3, 19),
    partner_name="Samverkan Stockholmsregionen",
    partner=(PARTNER,),
)
MORE = """
[receipt]
enabled = true
max_per_address_per_day = 2
max_per_hour = 3
"""


class Wall:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, **time: int) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture
def clock() -> Wall:
    return Wall()


@pytest.fixture
def house(register_url: str, tmp_path: Path, clock: Wall) -> Iterator[House]:
    file = tmp_path / "config.toml"
    file.write_text(f'{CONFIG}\n[storage]\ndatabase = "{register_url}"\n{MORE}', "utf-8")
    with open_house(load_config(file, {})) as opened:
        made = replace(opened, mailer=GoodMailer(), clock=clock)
        made.store.put_recommendation(ASKED, MONDAY)
        yield made


def at_pace(house: House, pace: PartnerPace, **more: object) -> None:
    house.store.put_recommendation(replace(ASKED, partner_pace=pace, **more), MONDAY)  # type: ignore[arg-type]


def come_in(house: House, name: str, *decisions: Decision, sender: str = SENDER) -> Entry:
    """A mail with these decisions, read and settled as the service does."""
    entry_id = receive(house.store, name, uid=len(house.store.entries()) + 1)
    value = result(document(name), decisions=decisions or [decision(name)])
    house.store.describe(entry_id, sender=sender, subject=name, message_id=f"<{name}@botkyrka.se>")
    ground = ground_of(house, message(sender, subject=name, message_id=f"<{name}@botkyrka.se>"), value)
    return house.store.settle(
        entry_id,
        conclude=always(value),
        recommendations=(DNR,),
        compose=partial(tell, house, ground=ground),
        now=house.clock(),
    )


def decide(house: House, entry: Entry, *decisions: Decision) -> Entry:
    """A person's verdict; without decisions the mail is dismissed."""
    current = house.store.entry(entry.id)
    assert current is not None
    return house.store.resolve(
        entry.id,
        version=current.version,
        decisions=decisions,
        state=State.REGISTERED if decisions else State.IGNORED,
        reason="Rättat för hand.",
        who="registrator",
        verb="correct",
        compose=partial(tell, house),
        now=house.clock(),
    )


def declined(name: str, **more: object) -> Decision:
    return replace(decision(name), outcome=Outcome.DECLINED, **more)  # type: ignore[arg-type]


def waiting(house: House, *kinds: MailKind) -> list[OutboxRow]:
    return list(reversed(house.store.outbox((OutgoingState.WAITING,), kinds=kinds)))


def sent(house: House, *kinds: MailKind) -> list[tuple[str, str]]:
    rows = reversed(house.store.outbox((OutgoingState.SENT,), kinds=kinds))
    return [(row.mail.recipient, row.mail.subject) for row in rows]


def send_all(house: House, clock: Wall) -> None:
    clock.wait(minutes=2)
    sending.send_outbox(house)


def readers(rows: list[OutboxRow]) -> list[tuple[MailKind, str]]:
    return [(row.mail.kind, row.mail.recipient) for row in rows]


def test_a_registered_answer_is_told_to_sender_officer_and_partner(house: House, clock: Wall) -> None:
    come_in(house, "a")
    assert readers(waiting(house)) == [
        (MailKind.RECEIPT, SENDER),
        (MailKind.SUMMARY, OFFICER),
        (MailKind.PARTNER, PARTNER),
    ]
    sending.send_outbox(house)
    assert [to for to, _ in sent(house)] == [SENDER], "the others wait a minute for company"
    send_all(house, clock)
    assert [to for to, _ in sent(house)] == [SENDER, OFFICER, PARTNER]
    send_all(house, clock)
    assert len(house.store.outbox()) == 3, "nobody is told twice"


def test_answers_that_come_together_are_one_mail_to_each_reader(house: House, clock: Wall) -> None:
    for number, code in enumerate(("0127", "0184", "0160")):
        come_in(house, f"nr {number}", decision(f"nr {number}", municipality=code))
    assert join_waiting(house) == 0, "none is due"
    send_all(house, clock)
    (summary,) = sent(house, MailKind.SUMMARY)
    (notice,) = sent(house, MailKind.PARTNER)
    assert summary[1].startswith("Botkyrka har antagit, Solna har antagit och 1 svar till")
    assert notice[1].startswith("Botkyrka har antagit, Solna har antagit och 1 svar till")


def test_a_copy_that_has_come_to_stand_is_joined_with_what_came_with_it(house: House, clock: Wall) -> None:
    first = come_in(house, "a")
    copied = decision("b", repeats=first.number)
    copy = come_in(house, "b", copied)
    assert {row.mail.entry_id for row in waiting(house, MailKind.SUMMARY)} == {first.id}, "what repeats is no news"
    decide(house, first)
    decide(house, copy, copied)
    come_in(house, "c", decision("c", municipality="0184"))
    assert len(waiting(house, MailKind.SUMMARY)) == 2
    send_all(house, clock)
    ((_, subject),) = sent(house, MailKind.SUMMARY)
    assert subject.startswith("Botkyrka har antagit, Solna har antagit")


def test_a_flood_is_several_mails_each_of_a_size_to_read(house: House, clock: Wall) -> None:
    codes = [m.kommunkod for m in house.catalogue().municipalities][:10]
    for code in codes:
        come_in(house, code, decision(code, municipality=code))
    send_all(house, clock)
    assert len(sent(house, MailKind.SUMMARY)) == 2
    assert len(sent(house, MailKind.PARTNER)) == 2


def test_one_that_is_decided_anew_before_the_joined_mail_has_left_does_not_take_the_others_along(
    house: House, clock: Wall
) -> None:
    wrong = come_in(house, "a")
    come_in(house, "b", decision("b", municipality="0184"))
    clock.wait(minutes=2)
    assert join_waiting(house) == 4, "two summaries and two notices"
    decide(house, wrong)
    send_all(house, clock)
    assert sent(house, MailKind.CORRECTION) == []
    (summary,) = sent(house, MailKind.SUMMARY)
    assert summary[1].startswith("Solna har antagit (")


@pytest.mark.parametrize("dying", [True, False])
def test_a_crash_while_joining_leaves_all_or_one(
    house: House, clock: Wall, monkeypatch: pytest.MonkeyPatch, dying: bool
) -> None:
    for number, code in enumerate(("0127", "0184")):
        come_in(house, f"nr {number}", decision(f"nr {number}", municipality=code))
    clock.wait(minutes=2)
    real = type(house.store).merge

    def merge(*given: object, **more: object) -> bool:
        if not dying:
            real(*given, **more)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(house.store), "merge", merge)
        with pytest.raises(KeyboardInterrupt):
            join_waiting(house)
    sending.send_outbox(house)
    for kind in (MailKind.SUMMARY, MailKind.PARTNER):
        assert len(sent(house, kind)) == 1


def test_a_correction_goes_to_whoever_was_told_and_no_summary_beside_it(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    decide(house, entry, declined("a"))
    assert readers(waiting(house)) == [
        (MailKind.CORRECTION, SENDER),
        (MailKind.CORRECTION, OFFICER),
        (MailKind.CORRECTION, PARTNER),
    ]


def test_what_had_not_left_is_withdrawn_and_told_as_it_is(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    decide(house, entry, declined("a"))
    send_all(house, clock)
    assert sent(house, MailKind.CORRECTION, MailKind.RECEIPT) == []
    assert [subject.split(" (")[0] for _, subject in sent(house)] == ["Botkyrka har avslagit"] * 2


def test_a_chain_of_verdicts_tells_what_the_reader_last_heard(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    decide(house, entry, declined("a"))
    decide(house, entry, decision("a"))  # back, before the correction left: nobody has heard anything wrong
    send_all(house, clock)
    assert sent(house, MailKind.CORRECTION) == []
    decide(house, entry)
    send_all(house, clock)
    decide(house, entry, decision("a"))
    send_all(house, clock)
    told = [subject for to, subject in sent(house, MailKind.CORRECTION) if to == OFFICER]
    assert [subject.split(":")[1].split(" (")[0].strip() for subject in told] == [
        "svaret från Botkyrka är struket",
        "Botkyrka har antagit",
    ]
    assert len(sent(house, MailKind.SUMMARY)) == 1


def test_a_joined_mail_that_was_sent_is_corrected_for_the_one_that_was_wrong(house: House, clock: Wall) -> None:
    come_in(house, "a")
    wrong = come_in(house, "b", decision("b", municipality="0184"))
    send_all(house, clock)
    decide(house, wrong, declined("b", municipality="0184"))
    send_all(house, clock)
    told = [subject for to, subject in sent(house, MailKind.CORRECTION) if to in {OFFICER, PARTNER}]
    assert [subject.split(" (")[0] for subject in told] == ["Rättelse: Solna har avslagit"] * 2


def test_a_verdict_that_says_the_same_tells_nobody_anything(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    decide(house, entry, decision("a"))
    assert waiting(house) == []


def test_a_weekly_partner_gets_one_letter_a_week_and_none_without_news(house: House, clock: Wall) -> None:
    at_pace(house, PartnerPace.WEEKLY)
    come_in(house, "a")
    clock.wait(days=2)
    come_in(house, "b", decision("b", municipality="0184"))
    weeks: dict[str, int] = {}
    for _ in range(4 * 7):  # four weeks, a day at a time
        before = len(sent(house, MailKind.PARTNER))
        sending.send_outbox(house)
        new = len(sent(house, MailKind.PARTNER)) - before
        key = "{}-{}".format(*clock.now.isocalendar())
        weeks[key] = weeks.get(key, 0) + new
        if clock.now == MONDAY + dt.timedelta(days=9):
            come_in(house, "c", decision("c", municipality="0160"))
        clock.wait(days=1)
    assert [n for _, n in sorted(weeks.items())] == [0, 1, 1, 0, 0]
    first, second = sent(house, MailKind.PARTNER)
    assert first[1].startswith("Vecka 49: Botkyrka har antagit, Solna har antagit: ")
    assert second[1].startswith("Vecka 50: Täby har antagit: ")


def test_a_weekly_notice_that_is_overtaken_is_told_as_it_came_to_be(house: House, clock: Wall) -> None:
    at_pace(house, PartnerPace.WEEKLY)
    entry = come_in(house, "a")
    come_in(house, "b", decision("b", municipality="0184"))
    send_all(house, clock)
    decide(house, entry)  # struck before the letter: the partner never hears of it
    clock.wait(days=7)
    sending.send_outbox(house)
    assert next(subject for to, subject in sent(house) if to == PARTNER).startswith("Vecka 49: Solna har antagit: ")
    assert len([to for to, _ in sent(house) if to == PARTNER]) == 1


def test_a_weekly_letter_taken_apart_on_its_way_goes_all_the_same(house: House, clock: Wall) -> None:
    at_pace(house, PartnerPace.WEEKLY)
    wrong = come_in(house, "a")
    come_in(house, "b", decision("b", municipality="0184"))
    clock.wait(days=7)
    join_waiting(house)
    decide(house, wrong)
    sending.send_outbox(house)
    (letter,) = sent(house, MailKind.PARTNER)
    assert letter[1].startswith("Vecka 49: Solna har antagit: ")


def test_at_the_end_the_partner_is_told_once_and_corrected_afterwards(house: House, clock: Wall) -> None:
    at_pace(house, PartnerPace.AT_END)
    entry = come_in(house, "a")
    send_all(house, clock)
    assert sent(house, MailKind.PARTNER) == []
    overview = next(o for o in all_overviews(house) if o.recommendation.diarienummer == DNR)
    for _ in range(2):
        house.store.queue(partner_at_end(house.composer, overview, house.store.answers([DNR]), clock.now), clock.now)
    send_all(house, clock)
    (letter,) = sent(house, MailKind.PARTNER)
    assert letter[1].startswith("1 av 26 kommuner har antagit")
    decide(house, entry, declined("a"))
    send_all(house, clock)
    assert PARTNER in [to for to, _ in sent(house, MailKind.CORRECTION)]


def test_receipts_are_bounded_for_each_address_and_in_all(house: House, clock: Wall) -> None:
    for number in range(3):
        come_in(house, f"a{number}", decision(f"a{number}", paragraf=str(number)))
    for number in range(3):
        come_in(house, f"b{number}", decision(f"b{number}", paragraf=str(number)), sender="registrator@solna.se")
    assert [row.mail.recipient for row in waiting(house, MailKind.RECEIPT)] == [SENDER, SENDER, "registrator@solna.se"]
    clock.wait(days=2)
    come_in(house, "c")
    assert len(waiting(house, MailKind.RECEIPT)) == 4


def test_a_mail_that_answers_a_receipt_of_ours_gets_none(house: House) -> None:
    come_in(house, "a")
    (receipt,) = waiting(house, MailKind.RECEIPT)
    reply = message(SENDER, in_reply_to=(receipt.mail.message_id,))
    value = result(document("b"), decisions=[decision("b")])
    assert ground_of(house, message(SENDER), value).thread is not None
    assert ground_of(house, reply, value).thread is None


def test_receipts_are_off_unless_they_are_turned_on(house: House) -> None:
    off = replace(house, config=replace(house.config, receipt=replace(house.config.receipt, enabled=False)))
    assert ground_of(off, message(SENDER), result(document("a"))).thread is None


def test_a_real_mails_document_goes_along_and_again_after_a_verdict(house: House, clock: Wall) -> None:
    sample = next(sample for sample in mails() if sample.name.startswith("01-botkyrka"))
    at = MailPosition(folder="INBOX", uidvalidity=1, uid=1)
    given: Callable[..., int] = house.store.receive
    given(sha256=house.archive.keep(sample.raw), size=1, position=at, arrived_at=sample.arrived_at, now=MONDAY)
    jobs.read_waiting(house)
    (summary,) = waiting(house, MailKind.SUMMARY)
    assert b"Content-Disposition: attachment" in summary.mail.raw
    assert b"application/pdf" in summary.mail.raw


def doubted(house: House, entry: Entry, name: str) -> Entry:
    """A later program reads the mail and leaves it to a person."""
    current = house.store.entry(entry.id)
    assert current is not None
    value = result(document(name), decisions=[decision(name)], status=Status.FLAGGED)
    given = {"version": current.version, "compose": partial(tell, house), "now": house.clock()}
    return house.store.reread(entry.id, result=value, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("verdict", ["other", "same", "struck"])
def test_what_was_told_and_is_doubted_later_is_corrected_by_the_verdict_not_before(
    house: House, clock: Wall, verdict: str
) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    assert doubted(house, entry, "a").state is State.FLAGGED
    send_all(house, clock)
    assert sent(house, MailKind.CORRECTION) == []
    decide(house, entry, *{"other": [declined("a")], "same": [decision("a")], "struck": []}[verdict])
    send_all(house, clock)
    corrected = [(to, subject.split(" (")[0].split(":")[1].strip()) for to, subject in sent(house, MailKind.CORRECTION)]
    news = {"other": "Botkyrka har avslagit", "struck": "svaret från Botkyrka är struket"}
    assert corrected == [(to, news[verdict]) for to in (SENDER, OFFICER, PARTNER) if verdict in news]
    assert len(sent(house, MailKind.SUMMARY)) == 1, "nobody hears it as if it were new"


def test_what_was_doubted_before_it_was_told_is_told_by_the_verdict(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    doubted(house, entry, "a")
    decide(house, entry, decision("a"))
    send_all(house, clock)
    assert sent(house, MailKind.CORRECTION) == []
    assert [to for to, _ in sent(house, MailKind.SUMMARY, MailKind.PARTNER)] == [OFFICER, PARTNER]


def comes_back(house: House, kind: MailKind) -> None:
    (row,) = house.store.outbox((OutgoingState.SENT,), kinds=(kind,))
    report = receive(house.store, f"retur {kind.value}", uid=90)
    assert house.store.bounced(row.id, why="550 5.1.1 okänd mottagare", entry_id=report, now=house.clock())


def test_who_got_the_mail_back_has_not_heard_and_is_told_as_if_it_were_new(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    comes_back(house, MailKind.PARTNER)
    decide(house, entry, declined("a"))
    assert readers(waiting(house)) == [
        (MailKind.CORRECTION, SENDER),
        (MailKind.CORRECTION, OFFICER),
        (MailKind.PARTNER, PARTNER),
    ]


def test_who_got_a_correction_back_still_knows_what_the_mail_before_said(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    decide(house, entry, declined("a"))
    send_all(house, clock)
    for row in house.store.outbox((OutgoingState.SENT,), kinds=(MailKind.CORRECTION,)):
        if row.mail.recipient == PARTNER:
            report = receive(house.store, "retur", uid=91)
            assert house.store.bounced(row.id, why="550", entry_id=report, now=house.clock())
    decide(house, entry, decision("a"))  # back to what the partner has heard
    assert readers(waiting(house)) == [(MailKind.CORRECTION, SENDER), (MailKind.CORRECTION, OFFICER)]


def test_a_struck_registration_is_corrected_to_all_who_were_told_and_once_more_when_it_is_restored(
    house: House, clock: Wall
) -> None:
    entry = come_in(house, "a.pdf")
    send_all(house, clock)
    told = {reader for _, reader in readers(list(house.store.outbox((OutgoingState.SENT,))))}
    struck = house.store.resolve(
        entry.id,
        version=entry.version,
        decisions=(),
        state=State.STRUCK,
        reason="Registrerat av misstag.",
        who="registrator",
        verb="strike",
        compose=partial(tell, house),
        now=house.clock(),
    )
    assert house.store.answers([DNR]) == ()
    assert {reader for _, reader in readers(waiting(house, MailKind.CORRECTION))} == told == {OFFICER, PARTNER, SENDER}
    send_all(house, clock)
    house.store.undo(entry.id, version=struck.version, who="registrator", compose=partial(tell, house), now=clock())
    assert [answer.entry_id for answer in house.store.answers([DNR])] == [entry.id]
    assert {reader for _, reader in readers(waiting(house, MailKind.CORRECTION))} == told


def claim_all(house: House) -> list[OutboxRow]:
    """What is due is on its way to the server."""
    rows = []
    while row := house.store.claim(house.clock()):
        rows.append(row)
    return rows


def delayed(house: House, rows: list[OutboxRow]) -> None:
    for row in rows:
        house.store.postpone(row.id, until=house.clock(), error="451 4.3.0 Senare")


def cut_short(house: House, rows: list[OutboxRow]) -> None:
    assert house.store.recover() == len(rows)


def parked_and_tried_again(house: House, rows: list[OutboxRow]) -> None:
    for row in rows:
        house.store.park(row.id, state=OutgoingState.PARKED, error="550 5.7.1 Nej")
        house.store.order(row.id, OutgoingVerb.RETRY, who="registrator", why="", now=house.clock())


def uncertain_and_sent_again(house: House, rows: list[OutboxRow]) -> None:
    for row in rows:
        house.store.park(row.id, state=OutgoingState.UNCERTAIN, error="Avbrutet.")
        house.store.order(row.id, OutgoingVerb.RESEND, who="registrator", why="", now=house.clock())


Fate = Callable[[House, list[OutboxRow]], None]


@pytest.mark.parametrize("fate", [delayed, cut_short, parked_and_tried_again, uncertain_and_sent_again])
def test_what_a_verdict_overtakes_on_its_way_does_not_leave_after_the_correction(
    house: House, clock: Wall, fate: Fate
) -> None:
    entry = come_in(house, "a")
    clock.wait(hours=1)
    rows = claim_all(house)
    decide(house, entry, declined("a"))
    fate(house, rows)
    withdrawn = house.store.outbox((OutgoingState.WITHDRAWN,))
    assert {(row.id, row.last_error) for row in withdrawn} == {
        (row.id, "Mejlet som det berättar om har avgjorts på nytt.") for row in rows
    }
    send_all(house, clock)
    assert [(kind, reader) for kind, reader in readers(list(reversed(house.store.outbox((OutgoingState.SENT,)))))] == [
        (MailKind.CORRECTION, SENDER),
        (MailKind.CORRECTION, OFFICER),
        (MailKind.CORRECTION, PARTNER),
    ]


def test_what_is_on_its_way_when_the_verdict_says_the_same_is_sent_all_the_same(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    clock.wait(hours=1)
    rows = claim_all(house)
    decide(house, entry, decision("a"))
    delayed(house, rows)
    send_all(house, clock)
    assert [to for to, _ in sent(house)] == [SENDER, OFFICER, PARTNER]


def test_what_was_overtaken_on_its_way_holds_again_when_the_verdict_is_taken_back(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    clock.wait(hours=1)
    rows = claim_all(house)
    decide(house, entry, declined("a"))
    decide(house, entry, decision("a"))  # the corrections had not left: they are withdrawn
    delayed(house, rows)
    send_all(house, clock)
    assert sent(house, MailKind.CORRECTION) == []
    assert [to for to, _ in sent(house)] == [SENDER, OFFICER, PARTNER]


def test_a_joined_mail_overtaken_on_its_way_is_taken_apart_so_that_the_others_are_told(
    house: House, clock: Wall
) -> None:
    wrong = come_in(house, "a")
    come_in(house, "b", decision("b", municipality="0184"))
    clock.wait(minutes=2)
    join_waiting(house)
    rows = claim_all(house)
    decide(house, wrong, declined("a"))
    delayed(house, rows)
    send_all(house, clock)
    told = [(to, subject.split(" (")[0]) for to, subject in sent(house) if to in {OFFICER, PARTNER}]
    assert sorted(told) == sorted(
        (to, news) for to in (OFFICER, PARTNER) for news in ("Solna har antagit", "Rättelse: Botkyrka har avslagit")
    )


def test_a_letter_of_the_end_overtaken_on_its_way_waits_for_a_person(house: House, clock: Wall) -> None:
    at_pace(house, PartnerPace.AT_END)
    entry = come_in(house, "a")
    come_in(house, "b", decision("b", municipality="0184"))
    send_all(house, clock)
    overview = next(o for o in all_overviews(house) if o.recommendation.diarienummer == DNR)
    house.store.queue(partner_at_end(house.composer, overview, house.store.answers([DNR]), clock.now), clock.now)
    rows = claim_all(house)
    decide(house, entry, declined("a"))
    delayed(house, rows)
    (parked,) = house.store.outbox((OutgoingState.PARKED,))
    assert "--so-far" in parked.last_error
    assert PARTNER in [to for _, to in readers(waiting(house, MailKind.CORRECTION))]
    again = house.store.order(parked.id, OutgoingVerb.RETRY, who="registrator", why="", now=clock())
    assert again.state is OutgoingState.PARKED


def test_what_may_have_arrived_and_is_overtaken_is_not_sent_again_by_policy(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    clock.wait(hours=1)
    rows = claim_all(house)
    for row in rows:
        house.store.reached(row.id, SendStage.DOT, clock())
    decide(house, entry, declined("a"))
    lost, *others = rows
    house.store.postpone(lost.id, until=clock(), error="Avbrutet.", stage=SendStage.DOT, maybe_sent=True)
    assert house.store.recover(resend=True) == len(others)
    assert {row.id for row in house.store.outbox((OutgoingState.UNCERTAIN,))} == {row.id for row in rows}


def test_a_notice_on_its_way_about_what_somebody_decides_meanwhile_does_not_leave_later(
    house: House, clock: Wall
) -> None:
    entry = come_in(house, "a")
    doubted(house, entry, "a")
    clock.wait(hours=1)
    rows = claim_all(house)
    decide(house, entry)
    delayed(house, rows)
    states = {row.state for row in house.store.outbox(kinds=(MailKind.NOTICE,))}
    assert states == {OutgoingState.WITHDRAWN}


def test_a_reminder_on_its_way_does_not_leave_after_the_answer(house: House, clock: Wall) -> None:
    abouts = [f"{DNR}/{code}" for code in ("0127", "0184")]
    drafted = [replace(outgoing(about), kind=MailKind.REMINDER, about=about) for about in abouts]
    house.store.queue(drafted, clock())
    rows = claim_all(house)
    clock.wait(minutes=1)
    come_in(house, "a")  # Botkyrka, 0127
    delayed(house, rows)
    after = {row.mail.about: (row.state, row.last_error) for row in house.store.outbox(kinds=(MailKind.REMINDER,))}
    assert after == {
        abouts[0]: (OutgoingState.WITHDRAWN, "Kommunen har svarat."),
        abouts[1]: (OutgoingState.WAITING, "451 4.3.0 Senare"),
    }


def test_what_came_back_is_not_sent_again_beside_the_news_of_the_verdict(house: House, clock: Wall) -> None:
    entry = come_in(house, "a")
    send_all(house, clock)
    comes_back(house, MailKind.PARTNER)
    decide(house, entry, declined("a"))
    (row,) = house.store.outbox((OutgoingState.BOUNCED,))
    again = house.store.order(row.id, OutgoingVerb.RETRY, who="registrator", why="", now=clock())
    assert again.state is OutgoingState.WITHDRAWN
