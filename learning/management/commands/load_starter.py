"""The content that Lantern ships with."""

from typing import Any

from django.core.management import BaseCommand, call_command

STEPS = ["load_starter_courses", "load_starter_items", "load_starter_quizzes"]


class Command(BaseCommand):
    help = "Load the starter content: what is there already is left as it is. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for step in STEPS:
            call_command(step, stdout=self.stdout)
