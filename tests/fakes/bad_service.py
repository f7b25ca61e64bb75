"""A service with every fault that tests.hostile must see; the mail's text says which."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path


def main() -> None:
    connection = Connection(int(sys.argv[1]))
    with suppress(EOFError):
        while True:
            connection.recv_bytes()
            wish = connection.recv_bytes().decode()
            if wish == "die":
                os.kill(os.getpid(), signal.SIGKILL)  # abort() would leave a core file too, where they are allowed
            if wish == "hang":
                connection.recv_bytes()
            if wish == "leave a process":
                subprocess.Popen(["sleep", "600"], start_new_session=True)
            if wish == "leave a file":
                Path(os.environ["TMPDIR"], "kvar").touch()
            connection.send_bytes(json.dumps(["silent nothing" if wish == "be silent" else "read", ""]).encode())


if __name__ == "__main__":
    main()
