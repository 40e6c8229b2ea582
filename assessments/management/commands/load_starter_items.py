"""The starter's items."""

from typing import Any

from django.core.management import BaseCommand

from assessments.services import starter


class Command(BaseCommand):
    help = "Load the starter's items that are not there yet. Called by `load_starter`."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Items: {starter.load_items()} added.")
