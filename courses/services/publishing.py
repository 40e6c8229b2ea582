"""Publishing a page writes what evidence will point to."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from courses import progress
from courses.models import Course, CoursePage, CourseVersion, Module, ModulePage, Step, StepPage, StepVersion
from courses.selectors import live_steps_of
from learning.models import User


def content_hash(body: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of a body."""
    return hashlib.sha256(
        json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


@transaction.atomic
def publish_page(*, page: Any, at: datetime, by: User | None) -> None:
    """Write the versions that a page's publication makes. Publishing the same content again changes nothing."""
    if isinstance(page, StepPage):
        publish_step(page=page, at=at, by=by)
    course_page = page if isinstance(page, CoursePage) else CoursePage.objects.ancestor_of(page).first()
    if course_page:
        publish_outline(course=course_page.course, at=at, by=by)


def publish_step(*, page: StepPage, at: datetime, by: User | None) -> StepVersion:
    """The step's version for the content of the page; a new one only if the content is new."""
    step = Step.objects.select_for_update().get(pk=page.step_id)
    body = {"title": page.title, **page.snapshot()}
    found = step.versions.filter(content_hash=content_hash(body)).order_by("-number").first()
    if found is None or found.pk != step.current_version_id:
        found = StepVersion.objects.create(
            step=step,
            number=_next(step.versions),
            title=page.title,
            body=body,
            content_hash=content_hash(body),
            published_at=at,
            published_by=by,
        )
    module_page = ModulePage.objects.parent_of(page).first()
    Step.objects.filter(pk=step.pk).update(
        current_version=found,
        code=page.code,
        module_id=module_page.module_id if module_page else step.module_id,
    )
    return found


@transaction.atomic
def publish_outline(*, course: Course, at: datetime, by: User | None) -> CourseVersion | None:
    """The course's outline as its live pages stand now. None, and nothing changes, while it has no live module."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    page = CoursePage.objects.filter(course=course, live=True).first()
    modules = _modules(page) if page else []
    if page is None or not modules:
        return None
    steps = [step["uuid"] for module in modules for step in module["steps"]]
    body = {"summary": page.summary, "modules": modules, "rule": progress.everything(steps)}
    if course.current_version and course.current_version.content_hash == content_hash([page.title, body]):
        Course.objects.filter(pk=course.pk).update(withdrawn_at=None)
        return course.current_version
    version = CourseVersion.objects.create(
        course=course,
        number=_next(course.versions),
        title=page.title,
        body=body,
        content_hash=content_hash([page.title, body]),
        published_at=at,
        published_by=by,
    )
    Course.objects.filter(pk=course.pk).update(current_version=version, withdrawn_at=None)
    return version


@transaction.atomic
def withdraw_course(*, course: Course, at: datetime) -> None:
    """The course's page is gone or unpublished: no new enrolments; those on it keep their outline."""
    Course.objects.filter(pk=course.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)


def _modules(page: CoursePage) -> list[dict[str, Any]]:
    found = []
    for module_page in ModulePage.objects.child_of(page).live().order_by("path"):
        Module.objects.filter(pk=module_page.module_id).update(
            course=page.course_id, title=module_page.title, code=module_page.code
        )
        steps = live_steps_of(module_page)
        Step.objects.filter(pk__in=[step.pk for step in steps]).update(module=module_page.module_id)
        lines = [_line(step) for step in steps]
        if lines:
            found.append(
                {
                    "uuid": str(module_page.module.uuid),
                    "code": module_page.code,
                    "title": module_page.title,
                    "summary": module_page.summary,
                    "steps": lines,
                    "rule": progress.everything(line["uuid"] for line in lines),
                }
            )
    return found


def _line(step: Step) -> dict[str, Any]:
    version = step.current_version
    assert version is not None  # noqa: S101 live_steps_of() gives published steps only
    minutes = version.body.get("minutes", 0)
    return {
        "uuid": str(step.uuid),
        "code": step.code,
        "kind": step.kind,
        "title": version.title,
        "minutes": minutes,
    }


def _next(versions: Any) -> int:
    latest = versions.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


@transaction.atomic
def renew_outlines(*, at: datetime) -> None:
    """Compare every published course with its pages: a new outline where they differ, withdrawn where they are gone."""
    for course in Course.objects.filter(current_version__isnull=False):
        if publish_outline(course=course, at=at, by=None) is None:
            withdraw_course(course=course, at=at)
