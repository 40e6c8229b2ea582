"""The demo people of the Ursula Cays, every role once, and their one sign-in password."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from learning import clock
from learning.services import demo


class Command(BaseCommand):
    help = "Load the demo people (embedded start only). Safe to repeat. Prints how to sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--password", help="The one password of all demo people; made at random if left out."
        )

    def handle(self, *args: Any, password: str | None, **options: Any) -> None:
        if not settings.LANTERN_STARTER_PEOPLE:
            raise CommandError("Demo people are for the embedded start only: their password is shared.")
        password = demo.load(password=password or demo.kept_password(settings.DATA), at=clock.now())
        call_command("load_demo_learning")
        self.stdout.write(f"Demo sign-ins (password for all: {password})")
        for number, name, what in demo.sign_ins():
            self.stdout.write(f"  {number:<9} {name:<18} {what}")
