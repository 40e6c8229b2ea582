"""What the bank needs in the editor."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import BaseCommand
from wagtail.models import WorkflowContentType

from assessments.models import Item
from courses.services.review import review_workflow
from learning.roles import GROUPS, Role
from learning.services.editors import allow

WRITES = ("assessments.view_item", "assessments.add_item", "assessments.change_item", "assessments.lock_item")
PUBLISHES = ("assessments.publish_item", "assessments.delete_item", "assessments.unlock_item")


class Command(BaseCommand):
    help = "Permissions on the bank and the peer review of items. Called by `prepare`."

    def handle(self, *args: Any, **options: Any) -> None:
        for role, permissions in (
            (Role.TRAINER, WRITES),
            (Role.SCHEME_MANAGER, (*WRITES, *PUBLISHES)),
            (Role.ADMINISTRATOR, (*WRITES, *PUBLISHES)),
        ):
            allow(Group.objects.get(name=GROUPS[role]), permissions)
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(Item), defaults={"workflow": review_workflow()}
        )
