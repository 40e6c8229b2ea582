"""People, places and posts of the fictional Ursula Cays. Nobody here is real."""

import os
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from learning.models import Department, DepartmentState, Post, RoleGrant, Station, User
from learning.services import people

Role = RoleGrant.Role
DEPARTMENTS = [
    ("border", "Border Service"),
    ("customs", "Customs & Revenue Service"),
    ("vehicles", "Vehicle Licensing Office"),
    ("registry", "Civil Registry"),
    ("water", "Water Office"),
    ("care", "Customer Care Centre"),
    ("institute", "Learning Institute"),
    ("service", "Customer Service Directorate"),
]
STATIONS = [
    ("capstan-bay", "Capstan Bay ferry terminal", "FERRY", "border"),
    ("frigate-field", "Frigate Field airport", "AIRPORT", "border"),
    ("lantern-pier", "Lantern Pier", "CRUISE", "border"),
    ("nettle-cove", "Nettle Cove", "YACHT", "customs"),
]
# Staff number, legal name, display name, department, post, roles.
PEOPLE = [
    ("BS-0142", "Dayle Renwick", "Officer Dayle", "border", "Port officer", [Role.OFFICER]),
    ("BS-0177", "Marisol Quayle", "Officer Quayle", "border", "Port officer", [Role.OFFICER]),
    ("VL-0031", "Pascal Dunmore", "", "vehicles", "Counter clerk", [Role.OFFICER]),
    ("CR-0018", "Léona Virel", "", "registry", "Registrar’s clerk", [Role.OFFICER]),
    ("WO-0009", "Tobin Łark", "", "water", "Meter inspector", [Role.OFFICER]),
    ("LI-0003", "Imogen Hale", "", "institute", "Trainer", [Role.TRAINER]),
    ("LI-0004", "Bastian Coe", "", "institute", "Trainer", [Role.TRAINER]),
    ("LI-0007", "Ruth Amory", "", "institute", "Assessor", [Role.ASSESSOR]),
    ("HR-0002", "Nadia Perpall", "Nadia, HR", "service", "HR verifier", [Role.VERIFIER]),
    ("BS-0011", "Corwin Abbey", "", "border", "Department lead", [Role.LEAD]),
    ("LI-0001", "Ottoline Marsh", "", "institute", "Scheme manager", [Role.SCHEME_MANAGER]),
    ("CS-0001", "Gideon Frost", "", "service", "Director of Customer Service", [Role.DIRECTOR]),
    ("EX-0001", "Selma Tierney", "", "institute", "Council officer", [Role.COUNCIL]),
    ("AU-0001", "Jonas Beale", "", "service", "Auditor", [Role.AUDITOR]),
    ("IT-0001", "Petra Lund", "", "service", "Administrator", [Role.ADMINISTRATOR]),
]
WHAT = {
    Role.OFFICER: "officer: learns",
    Role.TRAINER: "trainer: writes and reviews",
    Role.VERIFIER: "HR: enrols, confirms, withdraws",
    Role.ADMINISTRATOR: "administrator: outbox, settings",
}


def kept_password(folder: Path) -> str:
    """The demo password of this installation: random, made on the first start, kept beside the database."""
    path = folder / "demo-password"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"lantern-{secrets.token_hex(4)}")
    return path.read_text(encoding="ascii")


@transaction.atomic
def load(*, password: str, at: datetime) -> str:
    """Add the demo's places and people that are missing. Returns the password."""
    since = at.date() - timedelta(days=400)
    for code, name in DEPARTMENTS:
        department, _is_new = Department.objects.get_or_create(code=code, defaults={"name": name})
        DepartmentState.objects.get_or_create(
            department=department, from_on=since.replace(month=1, day=1), defaults={"name": name}
        )
    for code, name, kind, owner in STATIONS:
        Station.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, "department": Department.objects.get(code=owner)}
        )
    for row in PEOPLE:
        if not User.objects.filter(staff_number=row[0]).exists():
            _add(row, password, since, at)
    return password


def _add(row: tuple[str, str, str, str, str, list[Role]], password: str, since: date, at: datetime) -> None:
    number, legal, display, department, title, roles = row
    email = f"{number.lower()}@ursula.example"
    person = people.add_person(
        staff_number=number,
        legal_name=legal,
        display_name=display,
        email=email,
        password=password,
        at=at,
        by=None,
        is_superuser=Role.ADMINISTRATOR in roles,
    )
    Post.objects.create(
        person=person,
        department=Department.objects.get(code=department),
        title=title,
        from_on=since,
        is_customer_facing=Role.OFFICER in roles,
        station=Station.objects.get(code="capstan-bay")
        if department == "border" and Role.OFFICER in roles
        else None,
    )
    for role in roles:
        people.grant_role(person=person, role=role, at=at, by=None, from_on=since)


def sign_ins() -> list[tuple[str, str, str]]:
    """Staff number, name and what they do, for the start's last lines."""
    return [(row[0], row[1], WHAT.get(row[5][0], row[4].lower())) for row in PEOPLE]
