"""What each case asks for, and what must be in the database for that. Uses the product's own services."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from assessments.models import Assessment, Attempt
from assessments.services import attempts
from assessments.views.slot import save_token
from bench.asking import get, post
from bench.cases import Case
from bench.register import DOCUMENTS, certified, copies
from certificates import codes
from courses.models import Enrolment, Step
from courses.services import moving
from learning import clock
from learning.models import User

COUNTED = 2  # requests that the seed sends itself: one to warm up, one to count its queries
ADDRESSES = 250  # whose verifications stay far below the rate limit of each


@dataclass(frozen=True)
class Company:
    """The people of the bench: `cookies` are of the readers first, then of the sitters.

    The holder goes through the whole course and gets a certificate.
    """

    hr: User
    holder: Enrolment
    readers: list[Enrolment]
    sitters: list[Enrolment]
    cookies: list[str]


def lesson(company: Company, _case: Case) -> list[dict[str, Any]]:
    """A lesson in the middle of the module; three are done and this one is half read."""
    steps = list(Step.objects.filter(kind="LESSON").select_related("current_version").order_by("code")[:4])
    here = steps[3]
    for enrolment in company.readers:
        for step in steps[:3]:
            moving.complete_step(enrolment=enrolment, version=step.current_version, at=clock.now())
        moving.keep_place(enrolment=enrolment, step=here, part=3, parts=7, at=clock.now())
    url, title = reverse("lesson", args=[here.uuid]), here.current_version.title
    return [get(url, title, "</html>", Cookie=cookie) for cookie in company.cookies[: len(company.readers)]]


def quiz_page(company: Company, _case: Case) -> list[dict[str, Any]]:
    """A question of an attempt in which three are answered, a different one for every officer."""
    found = []
    for n, (enrolment, cookie) in enumerate(zip(company.readers, company.cookies, strict=False)):
        attempt = begun(enrolment)
        slots = list(attempt.slots.select_related("item_version"))
        for slot in slots[:3]:
            answer(attempt, slot)
        slot = slots[n % len(slots)]
        url = reverse("slot", args=[attempt.uuid, slot.number])
        words = [f'value="{option["letter"]}"' for option in slot.item_version.body["options"]]
        found.append(get(url, reverse("slot-save", args=[attempt.uuid, slot.number]), *words, Cookie=cookie))
    return found


def save(company: Company, case: Case) -> list[dict[str, Any]]:
    """One answer after the other, each different from the one before it, so that every request writes."""
    found = []
    open_slots = []
    for enrolment, cookie in zip(company.readers, company.cookies, strict=False):
        attempt = begun(enrolment)
        slots = [
            slot
            for slot in attempt.slots.select_related("item_version")
            if slot.item_version.body["choose"] == 1 and not slot.answer
        ]
        open_slots += [(attempt, slot, cookie) for slot in slots[:2]]
    while len(found) < case.requests + COUNTED:
        for attempt, slot, cookie in open_slots:
            fields = {
                "token": save_token(attempt.uuid),
                "answer": slot.option_order[slot.rev % 2],
                "base_rev": slot.rev,
                "op_id": uuid4(),
                "elapsed_ms": 1200,
            }
            slot.rev += 1
            url = reverse("slot-save", args=[attempt.uuid, slot.number])
            found.append(post(url, fields, 200, '"APPLIED"', f'"rev": {slot.rev},', Cookie=cookie))
    return found


def hand_in(company: Company, _case: Case) -> list[dict[str, Any]]:
    """A whole quiz handed in, marked and passed: everybody hands in an attempt of their own."""
    found = []
    for enrolment, cookie in zip(company.sitters, company.cookies[len(company.readers) :], strict=True):
        with transaction.atomic():
            attempt = begun(enrolment)
            for slot in attempt.slots.select_related("item_version"):
                answer(attempt, slot)
        ours = secrets.token_hex(16)  # cookie and field hold the same secret, as after opening the page
        fields = {"csrfmiddlewaretoken": ours, "op_id": uuid4()}
        cookies = f"{cookie}; csrftoken={ours}"
        result = reverse("result", args=[attempt.uuid])
        found.append(post(reverse("review", args=[attempt.uuid]), fields, 302, result, Cookie=cookies))
    return found


def begun(enrolment: Enrolment) -> Attempt:
    assessment = Assessment.objects.select_related("current_version", "step").get(step__code="M4.Q")
    return attempts.start(
        officer=enrolment.officer, assessment=assessment, enrolment=enrolment, at=clock.now()
    )


def answer(attempt: Attempt, slot: Any) -> None:
    attempts.save_answer(
        attempt_uuid=attempt.uuid,
        number=slot.number,
        letters=sorted(slot.item_version.key()),
        base_rev=slot.rev,
        op_id=uuid4(),
        at=clock.now(),
    )


def verify(company: Company, _case: Case) -> list[dict[str, Any]]:
    """Codes here and there in a register of thousands, asked for from many addresses."""
    made = copies(certified(company.holder, company.hr))
    return [
        get(
            reverse("verify", args=[document.code]),
            codes.in_fours(document.code),
            **{"X-Forwarded-For": f"10.0.{n // 200}.{n % 200 + 1}"},
        )
        for n, document in enumerate(made[:: DOCUMENTS // ADDRESSES])
    ]


def catalogue(_company: Company, _case: Case) -> list[dict[str, Any]]:
    return [get(reverse("catalogue"), "Serving the Public", "</html>")] * (COUNTED + 1)


SCENES: dict[str, Callable[[Company, Case], list[dict[str, Any]]]] = {
    "lesson": lesson,
    "quiz-page": quiz_page,
    "save": save,
    "verify": verify,
    "catalogue": catalogue,
    "hand-in": hand_in,
}
