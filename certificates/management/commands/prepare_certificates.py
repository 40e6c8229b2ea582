"""The starter's schemes and signatories."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management import BaseCommand

from certificates.models import Scheme, Signatory
from certificates.services import schemes
from learning import clock
from learning.roles import GROUPS, Role
from learning.services.editors import allow

MODULE_RECORD = {
    "modules": ["M4"],
    "validity_months": None,
    "design": "record",
    "subtitle": "Module 4: Dealing with Angry Customers",
    "scope": "has read all lessons of the module, answered their questions\nand passed its quiz.",
}
SHORT_CERTIFICATE = {
    "modules": ["M4"],
    "validity_months": 24,
    "design": "competence",
    "subtitle": "Dealing with Angry Customers",
    "scope": "has completed the module and passed its quiz;\nthe evidence was checked by the human resources unit.",
}
SIGNATORIES = [
    (1, "Ottoline Marsh", "Head, Learning Institute"),
    (2, "Nadia Perpall", "Verifier, Human Resources"),
]


class Command(BaseCommand):
    help = "The module record, the short certificate, two signatories to replace by your own. Called by `prepare`."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if not Scheme.objects.filter(code="MOD-M4").exists():
            schemes.adopt_scheme(
                code="MOD-M4",
                title="Record of Module Completion",
                decision=Scheme.Decision.AUTOMATIC,
                rules=MODULE_RECORD,
                at=now,
                by=None,
            )
        if not Scheme.objects.filter(code="SC-M4").exists():
            schemes.adopt_scheme(
                code="SC-M4",
                title="Short Certificate",
                decision=Scheme.Decision.HR,
                rules=SHORT_CERTIFICATE,
                at=now,
                by=None,
            )
        for position, name, office in SIGNATORIES:
            Signatory.objects.get_or_create(position=position, defaults={"name": name, "office": office})
        for role in (Role.SCHEME_MANAGER, Role.ADMINISTRATOR):
            allow(
                Group.objects.get(name=GROUPS[role]),
                [f"certificates.{deed}_signatory" for deed in ("view", "add", "change")],
            )
