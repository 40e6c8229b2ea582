"""Wagtail's news about our pages."""

from typing import Any
from uuid import uuid4

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.models import CoursePage, LessonPage, ModulePage
from courses.models.pages import TeachingPage
from courses.services import publishing
from learning import clock, jobs


@receiver(page_published)
def write_version(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Inside TeachingPage.publish()'s transaction: the version is part of publishing, not a consequence."""
    if isinstance(instance, TeachingPage) and instance.live:  # not while it waits for its day
        publishing.publish_page(page=instance, at=clock.now(), by=_publisher(kwargs.get("revision")))


@receiver(page_unpublished)
@receiver(post_page_move)
def outline_may_differ(sender: type[Any], instance: Any, **_: Any) -> None:
    if isinstance(instance.specific, TeachingPage):
        owe_outline()


@receiver(post_delete, sender=CoursePage)
@receiver(post_delete, sender=ModulePage)
@receiver(post_delete, sender=LessonPage)
def page_is_gone(sender: type[Any], instance: Any, **_: Any) -> None:
    owe_outline()


def owe_outline() -> None:
    """Deleting a branch tells us page by page, while it goes: look at the outlines afterwards."""
    jobs.enqueue("outlines", key=f"outlines:{uuid4()}", payload={}, at=clock.now())


def _publisher(revision: Any) -> Any:
    return revision.user if revision is not None else None
