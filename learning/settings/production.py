"""A real installation: everything from the environment; a missing value stops the start with its name."""

from learning.settings.base import *
from learning.settings.databases import postgresql
from learning.settings.environment import names, optional, required

DEBUG = False
SECRET_KEY = required("SECRET_KEY", "the key that signs sessions and links, 50 random characters or more")
ALLOWED_HOSTS = names(required("ALLOWED_HOSTS", "the host names people use, separated by commas, never *"))
PUBLIC_URL = required("PUBLIC_URL", "the address people type, such as https://learn.example.gov").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
WAGTAILADMIN_BASE_URL = PUBLIC_URL

DATABASES = {
    "default": postgresql(
        required("DATABASE_URL", "the PostgreSQL address, postgresql://user:password@host/name")
    )
}
CELERY_BROKER_URL = required(
    "BROKER_URL", "the broker's address, amqp://… for RabbitMQ or redis://… for Redis"
)
if CELERY_BROKER_URL.startswith("amqp"):
    CELERY_TASK_DEFAULT_QUEUE_TYPE = "quorum"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"confirm_publish": True}
    CELERY_WORKER_DETECT_QUORUM_QUEUES = True
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 120,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    }

cache_url = optional("CACHE_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": cache_url}
        if cache_url
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lantern_cache"}
    ),
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
}

DATA = Path(required("LANTERN_DATA", "the folder for documents, media and collected static files"))
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA / "static"
STORAGES["documents"]["OPTIONS"] = {"location": str(DATA / "documents")}

EMAIL_BACKEND = "learning.outgoing.OwedMail"
LANTERN_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = required("EMAIL_HOST", "the mail server's name")
EMAIL_PORT = int(optional("EMAIL_PORT", "587"))
EMAIL_HOST_USER = optional("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = optional("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = optional("EMAIL_USE_TLS", "yes") == "yes"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = required(
    "DEFAULT_FROM_EMAIL", "the sender of mails, such as Lantern <learn@example.gov>"
)

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if optional("BEHIND_PROXY", "yes") == "yes":  # the proxy must set, never pass on, this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = int(optional("PROXY_COUNT", "1"))
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
