"""The ground floor joins Django."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from learning import ledger, registry


class LearningConfig(AppConfig):
    """People, roles, facts, audit, jobs, shell."""

    name = "learning"
    verbose_name = _("Lantern")
    ledgers = [
        ledger.append_only("learning.AuditEvent"),
        ledger.append_only("learning.AuditPayload"),
        ledger.append_only("learning.DepartmentState"),
        ledger.guarded("learning.RoleGrant", frozen=("person", "role", "scope", "from_on", "granted_at")),
    ]
    jobs = {"send-mail": "learning.tasks.send_mail", "post": "learning.tasks.post"}

    def ready(self) -> None:
        from learning import checks  # noqa: F401 registers the checks

        registry.add_to_menu(
            _("Editor"), "wagtailadmin_home", roles=("TRAINER", "SCHEME_MANAGER", "DIRECTOR"), order=70
        )
        registry.add_to_menu(_("Outbox"), "outbox", roles=("ADMINISTRATOR",), order=90)
        post_migrate.connect(put_triggers_back, dispatch_uid="learning.ledger")


def put_triggers_back(using: str, **_: Any) -> None:
    """SQLite rebuilds a table to alter it and loses its triggers on the way."""
    ledger.install(using)
