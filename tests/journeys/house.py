"""A running Lantern of our own, started by the README's command, on its own data and port."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """One data folder, one port, one database; processes come and go."""

    def __init__(self, data: Path, like: "House | None" = None, **environment: str) -> None:
        """`like`: a house that is set up and not running, whose data and database are copied."""
        self.data, self.port = data, free_port()
        if like:
            shutil.copytree(like.data, data, dirs_exist_ok=True)
        self.url = f"http://localhost:{self.port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(data),
            "LANTERN_DATA": str(data),
            "PORT": str(self.port),
            "LANTERN_VENV": os.environ.get("LANTERN_VENV", str(ROOT / ".venv")),
            "DJANGO_SETTINGS_MODULE": "learning.settings.embedded",
            **environment,
        }
        self.database = self._own_database(like)

    def _own_database(self, like: "House | None") -> str:
        """On PostgreSQL, a database for this house alone; on SQLite, the file in the data folder."""
        url = os.environ.get("DATABASE_URL", "")
        if not url:
            return ""
        name = f"lantern_house_{secrets.token_hex(4)}"
        template = f' TEMPLATE "{like.database}"' if like else ""
        self._server(f'CREATE DATABASE "{name}"{template}')
        self.environment["DATABASE_URL"] = url.rpartition("/")[0] + "/" + name
        return name

    @staticmethod
    def _server(statement: str) -> None:
        import psycopg

        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(statement)

    def set_up(self) -> None:
        subprocess.run(["sh", "run", "--once"], cwd=ROOT, env=self.environment, check=True)

    def start(self) -> "House":
        """Everything, as `./run` does it; returns when the first page answers."""
        self.spawn("sh", "run")
        self.wait_for_web()
        return self

    def spawn(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        with (self.data / "house.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment, **more},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def python(self, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        return self.spawn(f"{self.environment['LANTERN_VENV']}/bin/python", *arguments, **more)

    def shell(self, code: str) -> str:
        """Run a few lines inside Lantern and return what they print."""
        python = f"{self.environment['LANTERN_VENV']}/bin/python"
        done = subprocess.run(
            [python, "manage.py", "shell", "-v", "0", "-c", code],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def wait_for_web(self, seconds: float = 240) -> None:
        def answers() -> bool:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)

        self.wait(answers, seconds)

    def wait(self, is_so: Any, seconds: float = 60) -> None:
        """Wait until something is so; fail with the log's end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if is_so():
                    return
            except OSError:
                pass
            time.sleep(0.5)
        tail = (
            (self.data / "house.log").read_text(errors="replace")[-3000:]
            if (self.data / "house.log").exists()
            else ""
        )
        raise AssertionError(f"not so within {seconds} s\n{tail}")

    @staticmethod
    def kill(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGKILL) -> None:
        """End a process and its children."""
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            pass
        process.wait(30)

    def password(self) -> str:
        return (self.data / "demo-password").read_text()

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process, signal.SIGTERM)
        if self.database:
            self._server(f'DROP DATABASE "{self.database}" WITH (FORCE)')
