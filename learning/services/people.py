"""People and their roles."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning import audit
from learning.models import RoleGrant, User
from learning.roles import GROUPS
from learning.words import refuse_hidden_signs


@transaction.atomic
def add_person(
    *,
    staff_number: str,
    legal_name: str,
    at: datetime,
    by: User | None,
    password: str | None = None,
    **fields: Any,
) -> User:
    """Make a person. Raises ValidationError that names the field. Without a password nobody can sign in as them."""
    refuse_hidden_signs(legal_name, "legal_name")
    refuse_hidden_signs(fields.get("display_name", ""), "display_name")
    user = User(staff_number=staff_number.strip().upper(), legal_name=" ".join(legal_name.split()), **fields)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit.record("person-added", target=user, by=by, at=at)
    return user


@transaction.atomic
def grant_role(
    *, person: User, role: str, at: datetime, by: User | None, scope: str = "", from_on: date | None = None
) -> RoleGrant:
    """Give a role. Giving it twice returns the open grant. Nobody gives a role to themselves."""
    if by is not None and by == person:
        raise ValidationError(_("Ask a colleague: nobody gives a role to themselves."))
    open_grant = RoleGrant.objects.filter(
        person=person, role=role, scope=scope, until_on__isnull=True
    ).first()
    if open_grant:
        return open_grant
    grant = RoleGrant(
        person=person,
        role=role,
        scope=scope,
        from_on=from_on or timezone.localdate(at),
        granted_by=by,
        granted_at=at,
    )
    grant.full_clean()
    grant.save()
    audit.record("role-granted", target=grant, by=by, at=at, role=role, scope=scope, person=str(person.uuid))
    derive_groups(person=person, on=timezone.localdate(at))
    return grant


@transaction.atomic
def end_grant(*, grant: RoleGrant, on: date, at: datetime, by: User | None) -> None:
    """End a role from a day on."""
    RoleGrant.objects.filter(pk=grant.pk).update(until_on=max(on, grant.from_on))
    audit.record("role-ended", target=grant, by=by, at=at, role=grant.role, scope=grant.scope)
    derive_groups(person=grant.person, on=timezone.localdate(at))


def derive_groups(*, person: User, on: date) -> None:
    """Bring a person's Wagtail groups into line with the grants in force on a day."""
    held = set(RoleGrant.objects.in_force(on).filter(person=person).values_list("role", flat=True))
    wanted = {GROUPS[role] for role in held if role in GROUPS}
    ours = Group.objects.filter(name__in=GROUPS.values())
    person.groups.remove(*[group for group in ours if group.name not in wanted])
    person.groups.add(*[group for group in ours if group.name in wanted])


@transaction.atomic
def derive_all_groups(*, on: date) -> None:
    """The same for everyone who ever held a role that opens the editor."""
    for person in User.objects.filter(grants__role__in=GROUPS).distinct():
        derive_groups(person=person, on=on)
