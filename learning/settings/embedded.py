"""One machine, no services: SQLite, a folder as broker, mail into a local outbox. What `./run` starts."""

import os
from pathlib import Path

from learning.settings.base import *
from learning.settings.databases import postgresql, sqlite
from learning.settings.environment import names, optional
from learning.settings.secrets import secret_in

DATA = Path(os.environ.get("LANTERN_DATA", BASE_DIR / "var")).resolve()
for folder in ("broker", "outbox", "media", "documents", "cache", "log"):
    (DATA / folder).mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = secret_in(DATA / "secret-key")
PORT = optional("PORT", "8000")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *names(optional("ALLOWED_HOSTS", ""))]
PUBLIC_URL = optional("PUBLIC_URL", f"http://localhost:{PORT}")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
WAGTAILADMIN_BASE_URL = PUBLIC_URL

database_url = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": postgresql(database_url) if database_url else sqlite(DATA / "lantern.sqlite3")}
CACHES = {
    # Shared by all processes: rate limits count here.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA / "cache"),
    },
    # Rendered bodies and the brand: may differ between processes for a few seconds.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
}
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA / "static"
STORAGES["documents"]["OPTIONS"] = {"location": str(DATA / "documents")}

EMAIL_BACKEND = "learning.outgoing.OwedMail"
LANTERN_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = LANTERN_OUTBOX = str(DATA / "outbox")
DEFAULT_FROM_EMAIL = "Lantern <lantern@localhost>"

CELERY_BROKER_URL = optional("BROKER_URL", "filesystem://")
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA / "broker"),
        "data_folder_out": str(DATA / "broker"),
        "control_folder": str(DATA / "broker" / "control"),
        "polling_interval": 0.5,
    }
LANTERN_STARTER_PEOPLE = optional("LANTERN_DEMO", "yes") == "yes"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
# A page over plain HTTP on this machine only: these checks are for production.
SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
