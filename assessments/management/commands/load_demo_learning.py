"""Some learning in the demo: four officers enrolled, one of them through the module and waiting for HR."""

from datetime import timedelta
from typing import Any

from django.core.management import BaseCommand

from assessments.services import demo
from courses.selectors import open_courses
from courses.services import enrolling
from learning import clock
from learning.models import RoleGrant, User
from learning.services import people

ENROLLED = ["BS-0142", "BS-0177", "VL-0031", "CR-0018"]
THROUGH = "BS-0177"
DAYS = 8


class Command(BaseCommand):
    help = "Enrol demo officers; let one finish. Called by `load_demo_people`."

    def handle(self, *args: Any, **options: Any) -> None:
        course, now = open_courses().first(), clock.now()
        if course is None or User.objects.filter(enrolments__course=course).exists():
            return
        hr, trainer = User.objects.get(staff_number="HR-0002"), User.objects.get(staff_number="LI-0003")
        people.grant_role(
            person=trainer, role=RoleGrant.Role.TRAINER, scope=f"course:{course.uuid}", at=now, by=None
        )
        enrolling.enrol(
            officers=User.objects.filter(staff_number__in=ENROLLED),
            course=course,
            due_on=clock.today() + timedelta(days=DAYS),
            at=now,
            by=hr,
        )
        demo.finish_course(officer=User.objects.get(staff_number=THROUGH), course=course, at=now)
