"""What officers, HR and strangers do with certificates, for tests."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Item
from assessments.services import publishing
from certificates.models import Award, Document, Register, Signatory
from certificates.services import awarding, schemes
from courses.models import Enrolment, Step
from courses.services import moving
from learning.models import AuditEvent, Brand, Job, User
from learning.selectors import forget_brand
from tests import cast


def ready(officer: User, by: User, *, at: datetime = cast.NOW, wrong: int = 0) -> Enrolment:
    """The officer has read every lesson and passed the quiz of Module 4."""
    enrolment = cast.enrol(officer, by, at=at)
    for step in Step.objects.filter(kind="LESSON", current_version__isnull=False):
        moving.complete_step(enrolment=enrolment, version=step.current_version, at=at)
    cast.sit_quiz(enrolment, wrong=wrong, at=at)
    return enrolment


def own_bank() -> None:
    """The territory publishes items as its own, as many as the quiz draws; the others are taken out."""
    chosen = [item for cell in cells() for item in items_of(cell)[: cell["count"]]]
    Item.objects.update(live=False)
    Item.objects.filter(pk__in=[item.pk for item in chosen]).update(live=True, is_public=False)
    for item in chosen:
        item.is_public = False
        publishing.publish_item(item=item, at=cast.SINCE, by=None)


def cells() -> list[dict[str, Any]]:
    """The blueprint of the Module 4 quiz."""
    return cast.the_quiz().current_version.body["cells"]


def items_of(cell: dict[str, Any]) -> QuerySet[Item]:
    found = Item.objects.filter(outcome__code=cell["outcome"], level=cell["level"], is_public=True)
    return found.select_related("outcome", "lesson")


def write_copies() -> None:
    """A trainer writes items of one's own in the editor, as many as the quiz draws; the public ones are taken out."""
    for cell in cells():
        for item in items_of(cell)[: cell["count"]]:
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
    Item.objects.filter(is_public=True).update(live=False)


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


def article(response: HttpResponse) -> str:
    """The certificate as a page shows it, without the house around it."""
    text = response.content.decode()
    return text[text.index("<article") : text.index("</article>")]


def confirm(officer: User, by: User, at: datetime = cast.NOW) -> tuple[Award, bool]:
    return awarding.confirm_one(officer=officer, scheme=cast.short_certificate(), by=by, at=at)


def refusal(officer: User, by: User) -> str:
    """Why HR is refused."""
    with pytest.raises(awarding.Refusal) as refused:
        confirm(officer, by)
    return str(refused.value)


def nothing_was_given() -> bool:
    return not (
        Award.objects.exists()
        or Document.objects.exists()
        or Register.objects.exists()
        or AuditEvent.objects.filter(verb="award-issued").exists()
        or Job.objects.filter(kind="draw").exists()
        or Job.objects.filter(key__startswith="mail:awarded").exists()
    )


def everything_else_changes(people: SimpleNamespace, at: datetime) -> None:
    """The officer marries, the brand, the signatories and the rules change."""
    people.dayle.legal_name = "Dayle Hartwell"
    people.dayle.save()
    brand = Brand.load()
    brand.issuer, brand.register_prefix, brand.sea, brand.name = "Another House", "AH", "#222222", "Harbour"
    brand.save()
    forget_brand()  # it is read again after 20 seconds
    for signatory in Signatory.objects.all():
        signatory.name, signatory.office = "Somebody Else", "Another Office"
        signatory.save()
    rules = {
        **cast.short_certificate().current_version.body,
        "subtitle": "Something new",
        "validity_months": 1,
    }
    schemes.adopt_scheme(code="SC-M4", title="Renamed", decision="HR", rules=rules, at=at, by=people.petra)
