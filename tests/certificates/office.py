"""What officers, HR and strangers do with certificates, for tests."""

from datetime import datetime
from typing import Any

from django.core.files.storage import storages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Item
from assessments.services import publishing
from certificates.models import Award, Document
from courses.models import Enrolment, Step
from courses.services import moving
from learning.models import User
from tests import cast


def ready(officer: User, by: User, *, at: datetime = cast.NOW, wrong: int = 0) -> Enrolment:
    """The officer has read every lesson and passed the quiz of Module 4."""
    enrolment = cast.enrol(officer, by, at=at)
    for step in Step.objects.filter(kind="LESSON", current_version__isnull=False):
        moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)
    cast.sit_quiz(enrolment, wrong=wrong, at=at)
    return enrolment


def own_bank() -> None:
    """The territory publishes the bank as its own: no item is public any more."""
    Item.objects.update(is_public=False)
    for item in Item.objects.select_related("outcome", "lesson"):
        publishing.publish_item(item=item, at=cast.SINCE, by=None)


def write_copies() -> None:
    """A trainer writes items of one's own in the editor, as many as the quiz draws; the public ones are taken out."""
    public = Item.objects.filter(is_public=True)
    for cell in cast.the_quiz().current_version.body["cells"]:
        for item in public.filter(outcome__code=cell["outcome"], level=cell["level"])[: cell["count"]]:
            copy = Item(
                code=f"OWN-{item.code[-3:]}",
                kind=item.kind,
                outcome=item.outcome,
                level=item.level,
                lesson=item.lesson,
                stem=item.stem,
                choose=item.choose,
                options=item.options.raw_data,
                live=False,
            )
            copy.save()
            copy.save_revision().publish()
    for item in public:
        item.unpublish()


def document_of(award: Award) -> Document:
    """The award's current document, read anew."""
    return Document.objects.select_related("award").get(award=award, superseded_at__isnull=True)


def stored(document: Document) -> bytes:
    with storages["documents"].open(document.name) as file:
        return file.read()


def check(code: str, *, client: Client | None = None, **extra: Any) -> HttpResponse:
    """A stranger looks a code up."""
    return (client or Client()).get(reverse("verify", args=[code]), **extra)


def compare(code: str, name: str, *, client: Client | None = None) -> HttpResponse:
    """A stranger compares a name."""
    return (client or Client()).post(reverse("verify", args=[code]), {"name": name})
