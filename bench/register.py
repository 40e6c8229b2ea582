"""A register of thousands of certificates to find one in."""

from datetime import timedelta

from assessments.services import demo
from certificates import codes
from certificates.models import Award, Document, Scheme
from certificates.services import awarding
from courses.models import Enrolment
from learning import clock
from learning.models import User

DOCUMENTS = 5_000


def certified(enrolment: Enrolment, by: User) -> Award:
    """The officer goes through the course; HR confirms the short certificate."""
    demo.finish_course(officer=enrolment.officer, course=enrolment.course, at=clock.now())
    scheme = Scheme.objects.select_related("current_version").get(code="SC-M4")
    award, _is_new = awarding.confirm_one(officer=enrolment.officer, scheme=scheme, by=by, at=clock.now())
    return award


def copies(first: Award) -> list[Document]:
    """Bulk rows: the same award under other numbers and codes. Deciding each would take minutes and change nothing."""
    document = first.documents.get()
    awards = []
    for n in range(2, DOCUMENTS + 1):
        number = f"{first.number[:-6]}{n:06}"
        fields = {
            f.attname: getattr(first, f.attname) for f in Award._meta.fields if f.name not in ("id", "uuid")
        }
        awards.append(
            Award(**{**fields, "number": number, "cycle": n, "facts": {**first.facts, "number": number}})
        )
    awards = Award.objects.bulk_create(awards, batch_size=500)
    made_at = clock.now() - timedelta(days=1)
    rows = [
        Document(
            award=award, code=codes.new_code(), language="en", template=document.template, made_at=made_at
        )
        for award in awards
    ]
    return Document.objects.bulk_create(rows, batch_size=500)
