"""Everything an installation needs besides its tables: groups, permissions, workflow, schemes. Safe to repeat."""

from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import transaction

from learning.services import editors

STEPS = ["prepare_courses", "prepare_assessments", "prepare_certificates"]


class Command(BaseCommand):
    help = "Make groups, permissions, the review workflow and the starter's schemes. Safe to repeat."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        editors.make_groups()
        for step in STEPS:
            call_command(step)
        self.stdout.write("Prepared: groups, permissions, review workflow, schemes.")
