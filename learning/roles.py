"""What a role may do. Grants are the truth; groups for Wagtail's permissions are derived from them."""

from datetime import date

from django.db.models import Q

from learning.models import RoleGrant, User

Role = RoleGrant.Role

# Roles that open Wagtail's editor, by the name of the group that carries the permissions.
GROUPS: dict[str, str] = {
    Role.TRAINER: "Trainers",
    Role.SCHEME_MANAGER: "Scheme managers",
    Role.DIRECTOR: "Directors",
    Role.ADMINISTRATOR: "Administrators",
}
STAFF = frozenset(Role) - {Role.OFFICER}


def held(person: User, on: date) -> set[str]:
    """The roles in force on a day, in any scope. One query; remembered for the request that holds `person`."""
    known: dict[date, set[str]] = person.__dict__.setdefault("_roles_held", {})
    if on not in known:
        known[on] = set(RoleGrant.objects.in_force(on).filter(person=person).values_list("role", flat=True))
    return known[on]


def holds_in_scope(person: User, role: str, scope: str, on: date) -> bool:
    """True if the person has the role everywhere or exactly in this scope on this day."""
    grants = RoleGrant.objects.in_force(on).filter(person=person, role=role)
    return grants.filter(Q(scope="") | Q(scope=scope)).exists()


def holders(role: str, scope: str, on: date) -> set[int]:
    """The ids of the people who hold a role exactly in this scope: the trainers of a course, say."""
    return set(
        RoleGrant.objects.in_force(on).filter(role=role, scope=scope).values_list("person_id", flat=True)
    )
