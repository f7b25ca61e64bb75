"""The demo's mailbox: a real IMAP server (pymap) in this process, on loopback, with TLS. The only user of pymap."""

from __future__ import annotations

import asyncio
import datetime as dt
from argparse import Namespace
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend
from pymap.backend.dict import Identity as DictIdentity
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Flag, Recent, Wildcard, get_system_flags

from demo.background import BackgroundLoop
from demo.certificates import Certificates

HOST = "127.0.0.1"


class _KeywordMailbox(MailboxData):
    """A pymap mailbox where a client may define keywords, such as $Registrerad, as real servers let it."""

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return (get_system_flags() - {Recent}) | {Wildcard}


class EmbeddedMailbox:
    """A mailbox in memory: `with EmbeddedMailbox(certificates) as mailbox: mailbox.deliver(raw, when)`.

    Speaks IMAP over TLS from the first byte on (security "tls") at `host`:`port`, signed in as `username` with
    `password`; `ca_file` is the authority to trust. What lies in it is gone when it closes.
    """

    host = HOST

    def __init__(
        self,
        certificates: Certificates,
        *,
        username: str = "registrator@ksl.se",
        password: str = "demo",  # noqa: S107 - guards an invented mailbox on loopback for as long as the demo runs
        port: int = 0,
    ) -> None:
        self.username = username
        self.password = password
        self.port = port
        self.ca_file = certificates.ca_file
        self._certificates = certificates

    def __enter__(self) -> Self:
        self._loop = BackgroundLoop("demo-imap")
        try:
            self.port = self._loop.start(self._open)
        except BaseException:
            self._loop.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.close()

    def deliver(self, raw: bytes, when: dt.datetime, folder: str = "INBOX") -> int:
        """Lay a mail in the folder as arrived at `when` (aware); returns its UID.

        Straight into memory, not by IMAP APPEND: that takes twenty-five times as long.
        """
        return self._loop.run(self._append(raw, when, folder))

    def create_folder(self, name: str) -> None:
        self._loop.run(self._create(name))

    async def _open(self) -> asyncio.Server:
        # pymap takes its settings as parsed command-line arguments. `tls` means STARTTLS there: we begin with TLS.
        arguments = Namespace(
            host=HOST,
            port=self.port,
            debug=False,
            cert=None,
            key=None,
            tls=False,
            proxy_protocol=None,
            inherited_sockets=None,
            passlib_cfg=None,
            skip_services=[],
            demo_data=False,
            demo_user=self.username,
            demo_password=self.password,
        )
        self._backend, config = await DictBackend.init(arguments)
        config.apply_context()
        self._folders = await self._own_folders()
        serve = IMAPServer(self._backend.login, config)

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # asyncio holds the task of this function until the client leaves. pymap's own start goes by way of
            # proxyprotocol, which leaves the task to the garbage collector: on 3.13 live connections were cut.
            await serve(reader, writer, SocketInfo.get(writer, ProxyResultUnknown(), unique_id=uuid4().bytes))

        context = self._certificates.server_context()
        return await asyncio.start_server(connected, HOST, self.port, ssl=context)

    async def _own_folders(self) -> MailboxSet:
        identity = DictIdentity(self.username, self._backend.login, None, frozenset())
        async with identity.new_session() as session:
            folders: MailboxSet = session.mailbox_set
        inbox: Any = await folders.get_mailbox("INBOX")
        inbox.__class__ = _KeywordMailbox
        return folders

    async def _append(self, raw: bytes, when: dt.datetime, folder: str) -> int:
        mailbox = await self._folders.get_mailbox(folder)
        message = await mailbox.append(AppendMessage(raw, when, frozenset()), recent=True)
        return int(message.uid)

    async def _create(self, name: str) -> None:
        await self._folders.add_mailbox(name)
        made: Any = await self._folders.get_mailbox(name)
        made.__class__ = _KeywordMailbox
