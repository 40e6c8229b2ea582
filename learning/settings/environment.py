"""Reads the environment for the settings. A missing value stops the start with its name."""

import os

from django.core.exceptions import ImproperlyConfigured


def required(name: str, what: str) -> str:
    """The value of an environment variable, or a refusal that names it and says what it is for."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It is {what}. Set it in the environment and start again."
        )
    return value


def optional(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def names(value: str) -> list[str]:
    """A comma-separated list without blanks."""
    return [part.strip() for part in value.split(",") if part.strip()]
