"""Sessions, sign-in and one lasting connection to the database that Lantern is measured on. Nothing else."""

import os
from pathlib import Path

import dj_database_url

DEBUG = False
# Lantern's own key: the seed writes the session rows of both.
SECRET_KEY = (Path(os.environ["LANTERN_DATA"]) / "secret-key").read_text(encoding="ascii").strip()
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "bench.yardstick",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
AUTH_USER_MODEL = "yardstick.User"
LOGIN_URL = "/sign-in/"
ROOT_URLCONF = "bench.yardstick.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": dj_database_url.config(conn_max_age=None)}
USE_TZ = True
