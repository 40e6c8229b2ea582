"""The ground floor: settings, people, places, roles, audit, jobs, and the shell that the apps above fill."""

from learning.celery import app as celery_app

__all__ = ["celery_app"]
