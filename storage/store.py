"""The register: every verb of `domain.ports.Store`, each theme in a file of its own."""

from __future__ import annotations

from storage.accounts import Accounts
from storage.auditing import Auditing
from storage.health import Health
from storage.journaling import Journaling
from storage.learning import Learning
from storage.looking import Looking
from storage.ordering import Ordering
from storage.outbox import Outbox
from storage.outbox_pages import OutboxPages
from storage.outgoing import Outgoing
from storage.people import People
from storage.recalling import Recalling
from storage.receiving import Receiving
from storage.recommending import Recommending
from storage.relating import Relating
from storage.rereading import Rereading
from storage.retaining import Retaining
from storage.reviewing import Reviewing
from storage.searching import Searching
from storage.settling import Settling
from storage.texts import Texts
from storage.verifying import Verifying


class SqlStore(
    Receiving,
    Settling,
    Rereading,
    Recalling,
    Texts,
    Looking,
    Searching,
    Relating,
    People,
    Reviewing,
    Recommending,
    Outbox,
    Outgoing,
    OutboxPages,
    Ordering,
    Health,
    Accounts,
    Auditing,
    Journaling,
    Verifying,
    Retaining,
    Learning,
):
    """The register in SQLite or PostgreSQL. Opened by `storage.engine.open_store`; may be used by many threads."""

    def close(self) -> None:
        """Gives the connections back; the store is not used after this."""
        self._database.close()
