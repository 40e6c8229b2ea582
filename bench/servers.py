"""The two servers: Lantern and the yardstick, each one granian process with one thread for requests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from bench.cpu import cpu_of, family
from bench.database import Database

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 60  # seconds until a server must answer


@dataclass
class Server:
    """A running server, its processes, and one lasting connection to it."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    database: Database
    connection: HTTPConnection
    _begun: dict[int, float] = field(default_factory=dict)

    def start_meter(self) -> None:
        self._begun = self._cpu()

    def read_meter(self) -> float:
        """CPU seconds since start_meter(), of the server's processes and of the PostgreSQL backends behind it."""
        return sum(spent - self._begun.get(pid, 0.0) for pid, spent in self._cpu().items())

    def _cpu(self) -> dict[int, float]:
        pids = family(self.process.pid) | self.database.backends(self.name)
        return {pid: cpu_of(pid) for pid in pids}


@contextmanager
def running(name: str, target: str, settings: str, folder: Path, database: Database) -> Iterator[Server]:
    """Start a server, wait for it, stop it."""
    port = _free_port()
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(
                    sys.executable,
                    "-m",
                    "granian",
                    "--interface",
                    "wsgi",
                    "--host",
                    HOST,
                    "--port",
                    str(port),
                ),
                *("--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning", target),
            ],
            cwd=ROOT,
            env=environment(settings, folder, database, name),
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C comes to us alone: we stop the servers in order
        )
    connection = HTTPConnection(HOST, port, timeout=30)
    try:
        _wait(process, connection, folder / f"{name}.log")
        yield Server(name, port, process, database, connection)
    finally:
        connection.close()
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            for pid in family(process.pid):
                os.kill(pid, 9)
            process.wait()


def environment(settings: str, folder: Path, database: Database, application: str) -> dict[str, str]:
    """What a process of ours sees: nothing of the caller's own settings, so that two machines measure the same."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ
    }
    url = database.url_for(application)
    product = settings == "bench.settings"
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": settings,
        "LANTERN_DATA": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
        # The product's own SQLite options count; it takes them when no address is given.
        "DATABASE_URL": "" if product and not database.admin else url,
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], connection: HTTPConnection, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            connection.request("GET", "/healthz")
            if (answer := connection.getresponse()).read() and answer.status == 200:
                return
        except OSError:
            connection.close()
        time.sleep(0.2)
    raise SystemExit(
        f"bench: a server did not start. Its last words:\n{log.read_text(errors='replace')[-2000:]}"
    )
