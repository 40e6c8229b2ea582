"""The first person of a new installation."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from learning import clock
from learning.models import RoleGrant
from learning.services import people


class Command(BaseCommand):
    help = "Make the first administrator. Asks for the password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("staff_number", help="Such as IT-0001.")
        parser.add_argument("legal_name", help="As HR holds it, in quotes.")
        parser.add_argument("--email", default="")

    @transaction.atomic
    def handle(self, *args: Any, staff_number: str, legal_name: str, email: str, **options: Any) -> None:
        password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        now = clock.now()
        try:
            validate_password(password)
            person = people.add_person(
                staff_number=staff_number,
                legal_name=legal_name,
                email=email,
                password=password,
                is_superuser=True,
                at=now,
                by=None,
            )
            people.grant_role(person=person, role=RoleGrant.Role.ADMINISTRATOR, at=now, by=None)
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        self.stdout.write(f"{person} may sign in as {person.staff_number}.")
