"""What courses need in the editor."""

from typing import Any

from django.core.management import BaseCommand

from courses.services import review


class Command(BaseCommand):
    help = "The site's root and the peer review of pages. Called by `prepare`."

    def handle(self, *args: Any, **options: Any) -> None:
        review.make_root()
        review.make_page_review()
