"""A worker that falls asleep in the middle of drawing a certificate, so that it can be killed there."""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.embedded")
django.setup()

from certificates import pdf
from learning.celery import app

real = pdf.draw


def draw_and_sleep(facts: pdf.CertificateFacts) -> bytes:
    content = real(facts)
    (Path(os.environ["LANTERN_DATA"]) / "drawing").write_text("now")
    time.sleep(120)
    return content


pdf.draw = draw_and_sleep
app.worker_main(["worker", "--pool=solo", "--loglevel=WARNING", *sys.argv[1:]])
