"""The starter's course pages and local facts."""

from typing import Any

from django.core.management import BaseCommand

from courses.services import starter
from learning import clock


class Command(BaseCommand):
    help = "Load the starter's modules and lessons that are not there yet. Called by `load_starter`."

    def handle(self, *args: Any, **options: Any) -> None:
        made = starter.load(at=clock.now())
        self.stdout.write(f"Lessons: {made} added.")
