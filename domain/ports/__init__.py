"""What the shell asks of the outer world, a file for each theme. Each port has one real adapter."""

from __future__ import annotations

from typing import Protocol

from domain.access import AccountStore
from domain.ports.audit_store import AuditStore
from domain.ports.callbacks import Compose, Conclude
from domain.ports.catalogue_store import CatalogueStore
from domain.ports.health_store import HealthStore
from domain.ports.looking_store import LookingStore
from domain.ports.mailbox import Archive, Folder, Mailbox
from domain.ports.mailer import Mailer
from domain.ports.outbox_store import OutboxStore
from domain.ports.people_store import PeopleStore
from domain.ports.reading import DocumentReader, Texts
from domain.ports.reading_store import ReadingStore
from domain.ports.receiving_store import ReceivingStore
from domain.ports.retention_store import RetentionStore
from domain.ports.tokens import Token, TokenSource

__all__ = [
    "Archive",
    "AuditStore",
    "CatalogueStore",
    "Compose",
    "Conclude",
    "DocumentReader",
    "Folder",
    "HealthStore",
    "LookingStore",
    "Mailbox",
    "Mailer",
    "OutboxStore",
    "PeopleStore",
    "ReadingStore",
    "ReceivingStore",
    "RetentionStore",
    "Store",
    "Texts",
    "Token",
    "TokenSource",
]


class Store(
    AccountStore,
    ReceivingStore,
    ReadingStore,
    LookingStore,
    PeopleStore,
    CatalogueStore,
    OutboxStore,
    AuditStore,
    RetentionStore,
    HealthStore,
    Protocol,
):
    """The register. Each verb is one transaction, and safe to repeat. Errors: the StorageError branch."""
