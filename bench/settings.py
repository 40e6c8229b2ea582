"""The embedded settings as they are, but for what would measure the machine's disk or refuse our hurry."""

from learning.settings.embedded import *  # noqa: F403, TID251 - these are settings too

CACHES["default"] = {  # noqa: F405
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "default",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
# Strangers come from many addresses: ours say in X-Forwarded-For which one they play, and no rate limit is met.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
