"""Fast, offline and strict: weak hashes, no broker, throw-away files. DATABASE_URL chooses PostgreSQL."""

import os
import tempfile
from pathlib import Path

from learning.settings.base import *
from learning.settings.databases import postgresql, sqlite

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PUBLIC_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATA = (
    Path(tempfile.gettempdir())
    / f"lantern-tests-{os.getuid()}-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
)
DATA.mkdir(mode=0o700, exist_ok=True)
database_url = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": postgresql(database_url) if database_url else sqlite(DATA / "unused.sqlite3")}
if not database_url:  # a file, not memory: races need several connections
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "local"},
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "documents": {
        "BACKEND": "learning.storage.WriteOnceStorage",
        "OPTIONS": {"location": str(DATA / "documents")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT.mkdir(exist_ok=True)
EMAIL_BACKEND = "learning.outgoing.OwedMail"
LANTERN_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Lantern <lantern@testserver>"
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = CELERY_TASK_EAGER_PROPAGATES = True
