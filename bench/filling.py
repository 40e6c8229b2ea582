"""Fills the throw-away database through the product's own services and writes down what to ask for."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection

from bench import scenes
from bench.asking import get
from bench.cases import CASES
from bench.count import counted, stylesheet_sizes
from courses.models import Course
from courses.services import enrolling
from learning import clock
from learning.models import RoleGrant, User
from learning.services import people

READERS = 20  # who take turns in the cases that change nothing
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
DJANGO = "django.contrib.auth.backends.ModelBackend"


def fill(out: Path, wanted: list[str]) -> None:
    call_command("migrate", verbosity=0)
    with Path("/dev/null").open("w", encoding="utf-8") as silence:
        call_command("prepare", stdout=silence)
        call_command("load_starter", stdout=silence)
    call_command("collectstatic", interactive=False, verbosity=0)
    cases = [case for case in CASES if case.name in wanted]
    handing_in = next((case.requests + scenes.COUNTED for case in cases if case.name == "hand-in"), 0)
    holder, *officers = enrolled(1 + READERS + handing_in)
    company = scenes.Company(
        hr=holder.enrolled_by,
        holder=holder,
        readers=officers[:READERS],
        sitters=officers[READERS:],
        cookies=[f"sessionid={signed_in(enrolment.officer, ALLAUTH)}" for enrolment in officers],
    )
    plan: dict[str, Any] = {"yardstick": yardstick(company.readers), "cases": {}}
    for case in cases:
        requests = scenes.SCENES[case.name](company, case)
        plan["cases"][case.name] = {
            **counted(requests[: scenes.COUNTED]),
            "requests": requests[scenes.COUNTED :],
        }
    plan["stylesheet"] = stylesheet_sizes()
    settle()
    out.write_text(json.dumps(plan), encoding="utf-8")


def enrolled(number: int) -> list[Any]:
    """So many officers on the starter course, enrolled by HR."""
    now = clock.now()
    hr = person("HR-9000", "Bench Verifier", RoleGrant.Role.VERIFIER)
    officers = [
        person(f"B-{n:05}", f"Officer Number {n}", RoleGrant.Role.OFFICER) for n in range(1, number + 1)
    ]
    course = Course.objects.select_related("current_version").get(current_version__title="Serving the Public")
    due_on = clock.today() + timedelta(days=8)
    return enrolling.enrol(officers=officers, course=course, due_on=due_on, at=now, by=hr).new


def person(number: str, name: str, role: str) -> User:
    now = clock.now()
    email = f"{number.lower()}@ursula.example"
    made = people.add_person(staff_number=number, legal_name=name, email=email, at=now, by=None)
    people.grant_role(person=made, role=role, at=now, by=None, from_on=clock.today() - timedelta(days=30))
    return made


def signed_in(officer: User, backend: str) -> str:
    """The key of a session row as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def yardstick(readers: list[Any]) -> list[dict[str, Any]]:
    return [
        get("/", f"Hello there {e.officer.staff_number}", Cookie=f"sessionid={signed_in(e.officer, DJANGO)}")
        for e in readers
    ]


def settle() -> None:
    """Tell the planner what is there now, as a night of autovacuum would."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
