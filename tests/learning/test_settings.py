"""Settings: a real installation names what is missing and stops; the embedded one makes its own secret."""

import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from learning.hashers import OfficeArgon2
from learning.settings import databases, environment, secrets  # noqa: TID251 the helpers are tested here
from learning.wsgi import application

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "learn.example.gov, www.example.gov",
    "PUBLIC_URL": "https://learn.example.gov/",
    "DATABASE_URL": "postgresql://lantern:secret@db.example/lantern",
    "BROKER_URL": "amqp://broker.example//",
    "LANTERN_DATA": "/var/lib/lantern",
    "EMAIL_HOST": "mail.example.gov",
    "DEFAULT_FROM_EMAIL": "Lantern <learn@example.gov>",
}


@pytest.fixture
def production(monkeypatch):
    """The production settings as they come out of this environment and no other."""

    def read(**changes):
        for name in {*COMPLETE, "CACHE_URL", "BEHIND_PROXY", "PROXY_COUNT", *changes}:
            monkeypatch.delenv(name, raising=False)
        for name, value in {**COMPLETE, **changes}.items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return runpy.run_module("learning.settings.production")

    return read


@pytest.fixture(scope="module")
def starts():
    """What `manage.py check` says with each variable missing in turn. All started at once: each takes a second."""
    running = {
        name: subprocess.Popen(
            [sys.executable, "manage.py", "check"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "learning.settings.production",
                **{known: value for known, value in COMPLETE.items() if known != name},
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in [*COMPLETE, ""]
    }
    return {
        name: (process.communicate(timeout=60)[1], process.returncode) for name, process in running.items()
    }


@pytest.mark.parametrize("name", COMPLETE)
def test_production_does_not_start_without(name, starts):
    said, code = starts[name]

    assert code != 0
    assert (
        said.strip()
        .splitlines()[-1]
        .startswith(f"django.core.exceptions.ImproperlyConfigured: {name} is not set. It is ")
    )


def test_production_starts_with_everything_set(starts):
    said, code = starts[""]

    assert code == 0, said


@pytest.mark.parametrize("name", COMPLETE)
def test_a_blank_value_is_a_missing_one(production, name):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set"):
        production(**{name: "   "})


def test_production_is_for_https_only(production):
    settings = production()

    assert settings["DEBUG"] is False
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")


def test_addresses_are_read_without_blanks_and_slashes(production):
    settings = production()

    assert settings["ALLOWED_HOSTS"] == ["learn.example.gov", "www.example.gov"]
    assert settings["PUBLIC_URL"] == "https://learn.example.gov"
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://learn.example.gov"]


def test_rabbitmq_gets_quorum_queues_and_confirmed_messages(production):
    settings = production(BROKER_URL="amqp://broker.example//")

    assert settings["CELERY_TASK_DEFAULT_QUEUE_TYPE"] == "quorum"
    assert settings["CELERY_BROKER_TRANSPORT_OPTIONS"] == {"confirm_publish": True}


def test_redis_gives_lost_messages_back_within_two_minutes(production):
    settings = production(BROKER_URL="redis://broker.example/0")

    assert settings["CELERY_BROKER_TRANSPORT_OPTIONS"]["visibility_timeout"] == 120
    assert "CELERY_TASK_DEFAULT_QUEUE_TYPE" not in settings


def test_limits_are_counted_where_every_process_sees_them(production):
    assert production()["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
    assert production(CACHE_URL="redis://cache/1")["CACHES"]["default"]["BACKEND"].endswith("RedisCache")


def test_the_header_of_a_proxy_is_believed_only_behind_one(production):
    assert production()["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert "SECURE_PROXY_SSL_HEADER" not in production(BEHIND_PROXY="no")


def test_demo_people_never_come_to_production(production):
    assert production()["LANTERN_STARTER_PEOPLE"] is False


def test_the_embedded_start_needs_nothing_from_the_environment(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "BROKER_URL", "PUBLIC_URL", "ALLOWED_HOSTS", "PORT", "LANTERN_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANTERN_DATA", str(tmp_path))

    settings = runpy.run_module("learning.settings.embedded")

    assert settings["DEBUG"] is False
    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "lantern.sqlite3")
    assert settings["CELERY_BROKER_TRANSPORT_OPTIONS"]["data_folder_in"] == str(tmp_path / "broker")
    assert settings["LANTERN_OUTBOX"] == str(tmp_path / "outbox")
    assert (tmp_path / "secret-key").exists()


def test_the_embedded_start_takes_a_real_database_and_broker(monkeypatch, tmp_path):
    monkeypatch.setenv("LANTERN_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://lantern@db/lantern")
    monkeypatch.setenv("BROKER_URL", "redis://broker/0")

    settings = runpy.run_module("learning.settings.embedded")

    assert settings["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert "CELERY_BROKER_TRANSPORT_OPTIONS" not in settings


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "secret-key"

    first, second = secrets.secret_in(path), secrets.secret_in(path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_optional_value_falls_back_when_blank(monkeypatch):
    monkeypatch.setenv("LANTERN_TRIED", "  ")

    assert environment.optional("LANTERN_TRIED", "default") == "default"


def test_a_list_of_names_has_no_blanks():
    assert environment.names(" a, ,b ,") == ["a", "b"]


def test_sqlite_keeps_an_acknowledged_answer_through_a_power_cut(tmp_path):
    options = databases.sqlite(tmp_path / "x.sqlite3")["OPTIONS"]

    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"


def test_postgresql_connections_last_and_are_looked_at_before_use():
    config = databases.postgresql("postgresql://lantern:secret@db.example/lantern")

    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (None, True)
    assert config["OPTIONS"]["connect_timeout"] == 3


def test_passwords_cost_what_owasp_asks_and_no_more():
    assert (
        OfficeArgon2()
        .encode("a-long-quiet-word", "somesalt")
        .startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    )


def test_granian_finds_the_application():
    assert callable(application)
