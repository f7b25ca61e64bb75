"""Every durable step from fetch to sent: its number, its name, and what a death around it leaves.

A step is passed once for each mail: "store.receive:2:after" is the moment after the second mail was received.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`before` and `after`: what there is when the daemon dies there. `elsewhere`: under tests/, what proves a step
    that no run of the crash proof passes."""

    name: str
    before: str
    after: str
    elsewhere: str = ""


def _step(name: str, before: str, after: str, elsewhere: str = "") -> Step:
    return Step(name=name, before=before, after=after, elsewhere=elsewhere)


STEPS = (
    _step("folder.fetch", "the mail lies in the mailbox only", "its bytes are in memory only: fetched again"),
    _step("archive.keep", "fetched again", "the bytes are on disk without a row: fetched again, found there"),
    _step("store.receive", "as above", "the entry and its position are committed; the mark has not moved"),
    _step(
        *("store.gone", "the vanished UID is asked for again", "noted; the mark may pass it"),
        "integration/test_imap.py",
    ),
    _step("store.advance", "the UIDs are listed again and found known", "the mark stands over what is committed"),
    _step("store.begin", "the mail waits", "a try is counted: the third that ends the process is the last"),
    _step(
        *("store.discount", "a try counts that was not the mail's", "the try is taken back"),
        "integration/test_cut_short.py",
    ),
    _step("store.keep_text", "the document is read again", "its text is taken from the register the next time"),
    _step("store.describe", "the mail waits without a subject", "sender and subject are shown; it still waits"),
    _step("store.settle", "the mail is read again", "numbers, decisions, state and outgoing mails, all at once"),
    _step(
        *("store.fail", "one try more", "a person is asked"),
        "integration/test_polling.py",
    ),
    _step("folder.acknowledge", "flagged at the next round", "flagged, and not noted: flagged once more, the same"),
    _step("store.acknowledged", "flagged once more, the same", "not asked again"),
    _step("store.queue", "composed again, under the same key", "the mail waits in the outbox, once"),
    _step("store.merge", "the mails wait by themselves", "one mail tells them, the others are withdrawn: all at once"),
    _step(
        *("store.withdraw", "withdrawn at the next round", "withdrawn"),
        "integration/test_telling.py",
    ),
    _step(
        *(
            "store.journal_says_sent",
            "the next start asks the journal",
            "sent, on record, though a power cut forgot it",
        ),
        "integration/test_catching_up.py",
    ),
    _step("store.recover", "what was claimed is decided by the next start", "decided: waits, or may have been sent"),
    _step("store.claim", "the mail waits", "claimed: it waits again after a new start"),
    _step("store.reached[connect]", "as claimed", "shown as being sent; waits again after a new start"),
    _step("mailer.reached[connect]", "as claimed", "the connection is made: nothing is said yet"),
    _step("mailer.reached[mail]", "not sent", "not sent: the server drops a conversation without its dot"),
    _step("mailer.reached[recipient]", "not sent", "not sent"),
    _step("mailer.reached[data]", "not sent", "not sent"),
    _step(
        "store.reached[dot]", "not sent: sent by the next start", "**ambiguous**: on disk that the dot may have left"
    ),
    _step("mailer.reached[dot]", "not sent: sent by the next start", "**ambiguous**: the dot is about to leave"),
    _step(
        "mailer.send", "claimed: sent by the next start", "**ambiguous**: the server has it, the register does not know"
    ),
    _step("store.sent", "**ambiguous**: the server has it, the register does not know", "sent, on record"),
    _step("store.postpone", "claimed: it waits again after a new start", "waits for its next try"),
    _step("store.park", "claimed: it is tried and refused again", "refused for good: a person looks"),
    _step("store.hold", "the others are tried, and fail as the first", "the others wait with it"),
    _step("store.raise_trouble", "found again at the next look", "the trouble is on record; the operator is told once"),
    _step("store.clear_trouble", "found again at the next look", "the trouble is over"),
    _step(
        *("store.bounced", "the report is read again", "the mail has come back, on record"),
        "integration/test_returned_mail.py",
    ),
    _step(
        *("store.dispose", "disposed of the next night", "disposed of, on record; its bytes still lie in the archive"),
        "integration/test_retaining.py",
    ),
    _step(
        *("archive.forget", "removed the next night", "removed"),
        "integration/test_retaining.py",
    ),
)
NUMBERS = {step.name: number for number, step in enumerate(STEPS, 1)}

SIGNS_OF_LIFE = frozenset({"beat"})
"""Verbs that leave something behind on which no mail hangs: a sign that was lost comes again in a minute."""

BY_HAND = frozenset(
    {
        *("order", "resolve", "reread", "read_alike", "put_aside", "take_back", "ask", "undo", "learn", "unlearn"),
        *("put_recommendation", "renumbered", "forget_numbers", "rehash", "reindex", "attempt", "failed"),
        *("add_user", "change_user", "begin_session", "end_session", "end_sessions"),
    }
)
"""Verbs that only a person's hand or a command sets off, each one transaction."""

LOOKS = frozenset(
    {
        *("answers", "asides", "audit", "audit_people", "beats", "check_audit", "count", "counts", "database_kind"),
        *("answers_of", "disposable", "disposed_mails", "disposed_of", "places"),
        *("decisions_of", "due", "entries", "entry", "find", "find_all", "find_audit", "find_outgoing", "handed_over"),
        *("has_users", "held", "holdings", "in_review", "joinable", "journal_after", "journal_agrees"),
        *("journal_begins", "lessons", "mails", "mark", "open_sessions", "outbox", "outgoing", "outgoing_audit"),
        *("outgoing_counts", "outgoing_of", "outgoing_row", "queued", "queued_since", "recommendation_audit"),
        *("recommendations", "related", "session_user", "to_acknowledge", "troubles", "undecided", "unknown", "user"),
        *("user_by_email", "user_outside", "users", "waiting", "with_evidence", "with_number", "text"),
    }
)
"""Verbs that leave nothing behind."""


def kind(passed: str) -> str:
    """ "store.receive" of "store.receive:2:after"."""
    return passed.partition(":")[0]


def table() -> str:
    """For docs/CRASH.md."""
    lines = ["| no. | step | dies before it | dies after it |", "|---|---|---|---|"]
    for number, step in enumerate(STEPS, 1):
        shown = f" (`{step.elsewhere}`)" if step.elsewhere else ""
        lines.append(f"| {number} | `{step.name}`{shown} | {step.before} | {step.after} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
