"""Who may do what in Wagtail's editor. Groups carry permissions; grants of roles put people into groups."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from learning.roles import GROUPS, Role

OPENS_EDITOR = ("wagtailadmin.access_admin",)
WRITES = (
    "learning.view_localfact",
    "learning.add_localfact",
    "learning.change_localfact",
    "courses.view_outcome",
)
LEADS = ("courses.add_outcome", "courses.change_outcome")
RUNS = ("learning.change_brand",)
BY_ROLE: dict[str, tuple[str, ...]] = {
    Role.TRAINER: (*OPENS_EDITOR, *WRITES),
    Role.DIRECTOR: (*OPENS_EDITOR, *WRITES),
    Role.SCHEME_MANAGER: (*OPENS_EDITOR, *WRITES, *LEADS),
    Role.ADMINISTRATOR: (*OPENS_EDITOR, *WRITES, *LEADS, *RUNS),
}
PAGES_BY_ROLE: dict[str, tuple[str, ...]] = {
    Role.TRAINER: ("add", "change", "lock"),
    Role.DIRECTOR: ("change", "publish"),
    Role.SCHEME_MANAGER: ("add", "change", "publish", "lock", "unlock"),
    Role.ADMINISTRATOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
}


def make_groups() -> None:
    """The groups that roles lead to, with their permissions on pages, images, documents and the registers."""
    root = Page.get_first_root_node()
    for role, name in GROUPS.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        allow(group, BY_ROLE[role])
        for permission in PAGES_BY_ROLE[role]:
            codename = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{permission}_page"
            )
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=codename)
        _allow_files(group)


def allow(group: Group, permissions: Iterable[str]) -> None:
    """Give a group permissions named `app.codename`. Makes those that Django has not made yet."""
    for name in permissions:
        app_label, codename = name.split(".")
        group.permissions.add(_permission(app_label, codename))


def _permission(app_label: str, codename: str) -> Permission:
    found = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if found:
        return found
    model = apps.get_model(app_label, codename.rpartition("_")[2])
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.create(
        content_type=kind, codename=codename, name=f"Can {codename.replace('_', ' ')}"
    )


def _allow_files(group: Group) -> None:
    collection = Collection.get_first_root_node()
    for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for deed in ("add", "change", "choose"):
            permission = Permission.objects.get(content_type__app_label=app_label, codename=f"{deed}_{model}")
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
