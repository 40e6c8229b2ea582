"""What an officer does in a quiz, for tests: answers by letter, posts as the page posts."""

import html
import re
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Attempt, AttemptSlot, Item
from assessments.services import attempts
from assessments.views.slot import save_token
from tests import cast


def slots(attempt: Attempt) -> list[AttemptSlot]:
    return list(attempt.slots.select_related("item_version").order_by("number"))


def slot(attempt: Attempt, number: int = 1) -> AttemptSlot:
    return attempt.slots.select_related("item_version").get(number=number)


def right(slot: AttemptSlot) -> list[str]:
    """The key."""
    return sorted(slot.item_version.key())


def wrong(slot: AttemptSlot) -> list[str]:
    """As many letters as asked for, at least one of them not of the key."""
    others = [letter for letter in slot.option_order if letter not in slot.item_version.key()]
    return sorted([*others, *right(slot)][: len(right(slot))])


def only_choose_several(outcome: str) -> None:
    """Leave only items of an outcome in the bank that ask to choose several."""
    for item in Item.objects.filter(outcome__code=outcome, kind="SINGLE"):
        item.unpublish()


def answer(
    attempt: Attempt,
    letters: list[str],
    *,
    number: int = 1,
    base_rev: int | None = None,
    op_id: UUID | None = None,
    at: datetime = cast.NOW,
    elapsed_ms: int | None = None,
) -> attempts.Ack:
    """Save an answer through the service, on top of the newest one unless a base is given."""
    return attempts.save_answer(
        attempt_uuid=attempt.uuid,
        number=number,
        letters=letters,
        base_rev=slot(attempt, number).rev if base_rev is None else base_rev,
        op_id=op_id or uuid4(),
        at=at,
        elapsed_ms=elapsed_ms,
    )


def answer_all(attempt: Attempt, *, wrong_ones: int = 0, at: datetime = cast.NOW) -> None:
    """Answer every slot, the first ones wrong."""
    for found in slots(attempt):
        letters = wrong(found) if found.number <= wrong_ones else right(found)
        answer(attempt, letters, number=found.number, at=at)


def hand_in(attempt: Attempt, *, op_id: UUID | None = None, at: datetime = cast.NOW) -> Attempt:
    return attempts.hand_in(attempt_uuid=attempt.uuid, op_id=op_id or uuid4(), at=at)


def save(attempt: Attempt, *, client: Client | None = None, number: int = 1, **changes: Any) -> HttpResponse:
    """Post one operation as the page's script does, by somebody who need not be signed in. None leaves a field out."""
    fields = {
        "token": save_token(attempt.uuid),
        "op_id": uuid4(),
        "base_rev": 0,
        **changes,
    }
    if "answer" not in fields:
        fields["answer"] = right(slot(attempt, number))
    given = {name: value for name, value in fields.items() if value is not None}
    return (client or Client()).post(reverse("slot-save", args=[attempt.uuid, number]), given)


def post_slot(client: Client, attempt: Attempt, number: int, go: str, **fields: Any) -> HttpResponse:
    """Press a button of a question's page; base_rev and op_id as the page carries them."""
    if "answer" in fields:
        fields = {"base_rev": slot(attempt, number).rev, "op_id": uuid4(), **fields}
    return client.post(reverse("slot", args=[attempt.uuid, number]), {"go": go, **fields})


def whys(version: Any) -> list[str]:
    """The reasons of every option of an item."""
    return [option["why"] for option in version.body["options"]]


def evidence(attempt: Attempt) -> SimpleNamespace:
    """How much is stored of an attempt: to show that nothing was added."""
    attempt = Attempt.objects.get(pk=attempt.pk)
    return SimpleNamespace(
        events=attempt.events.count(),
        head=attempt.chain,
        answers=[(found.rev, found.answer) for found in slots(attempt)],
    )


def statements(deed: Callable[[], Any]) -> list[str]:
    """The SQL of a deed, without the marks of its transaction."""
    with CaptureQueriesContext(connection) as queries:
        deed()
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [query["sql"] for query in queries if not query["sql"].startswith(marks)]


def without_tokens(page: bytes, *asked: Any) -> str:
    """A page's text without what differs at every rendering, and without the identifiers that were asked for."""
    text = re.sub(r'name="(csrfmiddlewaretoken|op_id)" value="[^"]*"', "", page.decode())
    for identifier in asked:
        text = text.replace(str(identifier), "")
    return re.sub(r'data-token="[^"]*"', "", html.unescape(text))
