"""The two databases Lantern runs on, each with the options that keep an acknowledged answer through a crash."""

from pathlib import Path
from typing import Any

import dj_database_url

# FULL costs about twice NORMAL and keeps commits through a power cut; IMMEDIATE makes writers queue, not fail.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;",
}


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def postgresql(url: str) -> dict[str, Any]:
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    config.setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
    return config
