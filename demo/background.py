"""An asyncio server in a thread of its own, so that synchronous code can have it beside itself."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
START_SECONDS = 10.0


class BackgroundLoop:
    """A running event loop; `start` opens a server in it, `close` ends the server and every connection."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name=name)
        self._thread.start()

    def start(self, open_server: Callable[[], Awaitable[asyncio.Server]]) -> int:
        """Open the server inside the loop; returns its port. What opening raises is raised here."""

        async def opened() -> asyncio.Server:
            return await open_server()

        self._server = self.run(opened())
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do the work inside the loop and wait for its result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)

    def close(self) -> None:
        """End server, connections, loop and thread; again: nothing."""
        if self._loop.is_closed():
            return
        with contextlib.suppress(TimeoutError):
            self.run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()

    async def _end(self) -> None:
        # No wait_closed(): since Python 3.12 it waits until every client has hung up by itself.
        if self._server is not None:
            self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.wait(others, timeout=2) if others else None
        await self._loop.shutdown_default_executor()
