"""The starter's quizzes and the review of items."""

from typing import Any

from django.core.management import BaseCommand

from assessments.services import starter


class Command(BaseCommand):
    help = "Put the module quizzes into the tree. Called by `load_starter`."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Quizzes: {starter.load_quizzes()} added.")
