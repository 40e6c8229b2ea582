"""Publishing an item or a quiz writes what attempts will be pinned to."""

from datetime import datetime

from django.db import transaction

from assessments.models import Assessment, AssessmentVersion, Item, ItemVersion, QuizPage
from courses.services.publishing import content_hash
from learning.models import User


@transaction.atomic
def publish_item(*, item: Item, at: datetime, by: User | None) -> ItemVersion:
    """The item's version for its content; a new one only if the content is new."""
    body = item.snapshot()
    place = [item.kind, item.outcome.code, item.level, item.lesson_id, item.is_public]
    found = ItemVersion.objects.filter(item_uid=item.uid, content_hash=content_hash([body, place])).first()
    if found is None:
        number = ItemVersion.objects.filter(item_uid=item.uid).count() + 1
        found = ItemVersion.objects.create(
            item_uid=item.uid,
            number=number,
            kind=item.kind,
            outcome_code=item.outcome.code,
            level=item.level,
            lesson=item.lesson,
            body=body,
            is_public=item.is_public,
            content_hash=content_hash([body, place]),
            published_at=at,
            published_by=by,
        )
    Item.objects.filter(pk=item.pk).update(version=found)
    item.version = found
    return found


@transaction.atomic
def publish_quiz(*, page: QuizPage, at: datetime, by: User | None) -> AssessmentVersion:
    """The quiz's version for its rules; a new one only if the rules are new."""
    assessment, _is_new = Assessment.objects.get_or_create(
        step=page.step, defaults={"kind": Assessment.Kind.QUIZ}
    )
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("current_version")
        .get(pk=assessment.pk)
    )
    digest = content_hash([page.title, page.rules()])
    current = assessment.current_version
    if current and current.content_hash == digest:
        return current
    version = AssessmentVersion.objects.create(
        assessment=assessment,
        number=assessment.versions.count() + 1,
        title=page.title,
        body=page.rules(),
        content_hash=digest,
        published_at=at,
        published_by=by,
    )
    Assessment.objects.filter(pk=assessment.pk).update(current_version=version)
    return version
