"""Certificates join Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from learning import ledger, registry


class CertificatesConfig(AppConfig):
    """Schemes, awards, documents, verification."""

    name = "certificates"
    verbose_name = _("Certificates")
    ledgers = [
        ledger.append_only("certificates.SchemeVersion"),
        ledger.append_only("certificates.AwardEvent"),
        ledger.append_only("certificates.AwardInvolvement"),
        ledger.guarded(
            "certificates.Award",
            frozen=(
                "uuid",
                "officer",
                "scheme",
                "scheme_version",
                "cycle",
                "number",
                "facts",
                "evidence",
                "is_sample",
                "is_automatic",
                "decided_by",
                "decided_at",
                "valid_from",
                "valid_until",
            ),
        ),
        ledger.guarded(
            "certificates.Document",
            frozen=("uuid", "award", "version", "code", "language", "template", "made_at"),
            once_set=("superseded_at", "name", "sha256", "size", "drawn_at"),
        ),
        ledger.guarded("certificates.Register", frozen=("series",)),
    ]
    jobs = {"award": "certificates.tasks.award_by_rule", "draw": "certificates.tasks.draw_document"}

    def ready(self) -> None:
        from certificates import contributions, receivers  # noqa: F401 receivers connect themselves

        registry.contribute("certificates", contributions.certificates_of)
        registry.add_to_menu(_("Awards"), "awards", roles=("VERIFIER",), order=20)
        registry.add_to_menu(_("Verify"), "verify-form", roles=("VERIFIER", "COUNCIL"), order=30)
