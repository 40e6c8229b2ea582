"""A throw-away database: made for one run, dropped after it. Whatever DATABASE_URL names is never written to."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


@dataclass(frozen=True)
class Database:
    """Where the servers keep their data. `admin` is empty for SQLite."""

    words: str
    url: str
    admin: str = ""

    def url_for(self, application: str) -> str:
        """The address for one server, whose connections can be told from the others' by the application's name."""
        if not self.admin:
            return self.url
        parts = urlsplit(self.url)
        query = "&".join(filter(None, [parts.query, urlencode({"application_name": application})]))
        return urlunsplit(parts._replace(query=query))

    def backends(self, application: str) -> set[int]:
        """The PostgreSQL processes that work for a server now."""
        if not self.admin:
            return set()
        with psycopg.connect(self.admin, autocommit=True) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE application_name = %s", [application]
            )
            return {int(pid) for (pid,) in rows}


@contextmanager
def throw_away(folder: Path) -> Iterator[Database]:
    """A new PostgreSQL database, or a SQLite file in the folder if there is no PostgreSQL."""
    admin, stop = _server()
    try:
        if not admin:
            path = folder / "lantern.sqlite3"
            yield Database("SQLite (no PostgreSQL found; set DATABASE_URL to name one)", f"sqlite:///{path}")
            return
        name = f"lantern_bench_{os.getpid()}"
        _on(admin, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        try:
            _on(admin, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        except psycopg.errors.InsufficientPrivilege:
            raise SystemExit(
                "bench: the role of DATABASE_URL may not create databases. Give it CREATEDB."
            ) from None
        try:
            yield Database(_words(admin), urlunsplit(urlsplit(admin)._replace(path=f"/{name}")), admin)
        finally:
            _on(admin, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    finally:
        if stop:
            subprocess.run([*stop, "stop"], check=False, capture_output=True)


def _server() -> tuple[str, list[str]]:
    """The server's address and, if it had to be started, the command that controls it."""
    given = os.environ.get("DATABASE_URL", "")
    if given:
        if not _answers(given):
            raise SystemExit(
                "bench: the PostgreSQL server of DATABASE_URL does not answer. Start it, or unset DATABASE_URL."
            )
        return given, []
    if _answers(LOCAL):
        return LOCAL, []
    control = _stopped_cluster()
    if control:
        subprocess.run([*control, "start"], check=False, capture_output=True)
        if _answers(LOCAL):
            return LOCAL, control
    return "", []


def _stopped_cluster() -> list[str]:
    """The command for Debian's own cluster on port 5432, if there is one that we may start and that is down."""
    if os.geteuid() != 0 or not shutil.which("pg_lsclusters"):
        return []
    listed = subprocess.run(["pg_lsclusters", "-h"], check=False, capture_output=True, text=True).stdout
    for version, name, port, state, *_ in (line.split() for line in listed.splitlines()):
        if port == "5432" and state.startswith("down"):
            return ["pg_ctlcluster", "--skip-systemctl-redirect", version, name]
    return []


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _words(admin: str) -> str:
    with psycopg.connect(admin) as connection:
        words = f"PostgreSQL {connection.info.server_version // 10_000}"
        command = Path(f"/proc/{connection.info.backend_pid}/comm")
        is_here = command.exists() and "postgres" in command.read_text(encoding="ascii")
    return words if is_here else f"{words} on another machine, whose CPU is not counted,"


def _on(admin: str, statement: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(statement)
