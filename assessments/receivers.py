"""Wagtail's news about items and quizzes."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, published

from assessments.models import Item, QuizPage
from assessments.services import publishing
from courses.receivers import page_is_gone
from learning import clock

post_delete.connect(page_is_gone, sender=QuizPage, dispatch_uid="assessments.quiz-page-gone")


@receiver(published, sender=Item)
def write_item_version(sender: type[Item], instance: Item, **kwargs: Any) -> None:
    """Inside Item.publish()'s transaction."""
    if instance.live:
        publishing.publish_item(item=instance, at=clock.now(), by=_publisher(kwargs.get("revision")))


@receiver(page_published, sender=QuizPage)
def write_quiz_version(sender: type[QuizPage], instance: QuizPage, **kwargs: Any) -> None:
    """Inside the page's publish() transaction, beside the step's version."""
    if instance.live:
        publishing.publish_quiz(page=instance, at=clock.now(), by=_publisher(kwargs.get("revision")))


def _publisher(revision: Any) -> Any:
    return revision.user if revision is not None else None
