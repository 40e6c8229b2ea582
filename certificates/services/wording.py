"""The words on a certificate, around the frozen facts."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.pdf import CertificateFacts

LANGUAGE = "en-gb"


def certificate_facts(frozen: dict[str, Any], code: str, is_sample: bool) -> CertificateFacts:
    """What pdf.draw() needs: frozen facts of an award, the document's code, and the house's wording."""
    with override(LANGUAGE):
        left, right = frozen["signatories"]
        return CertificateFacts(
            issuer=frozen["issuer"],
            title=frozen["title"],
            subtitle=frozen["subtitle"],
            holder=frozen["holder"],
            intro=_("This is to certify that"),
            scope=frozen["scope"],
            facts=(
                (_("Certificate number"), frozen["number"]),
                (_("Issued"), _day(frozen["issued_on"])),
                (_("Valid until"), _last_day(frozen["valid_until"])),
                (_("Scheme version"), str(frozen["scheme_version"])),
            ),
            signatories=((left[0], left[1]), (right[0], right[1])),
            code=code,
            code_label=_("Code"),
            verify_url=frozen["public_url"] + reverse("verify-short", args=[code]),
            verify_url_shown=frozen["public_url"].partition("://")[2] + reverse("verify-form"),
            scan_words=_("or scan the square"),
            footer=_("Check the status online; a paper copy may be out of date."),
            design=frozen["design"],
            is_sample=is_sample,
            sample_word=_("SAMPLE"),
            language="en",
            author=frozen["issuer"],
            sea=frozen["sea"],
        )


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "DATE_FORMAT")


def _last_day(exclusive: str) -> str:
    """People read "until" as the last day that counts."""
    if not exclusive:
        return _("No end date")
    return date_format(date.fromisoformat(exclusive) - timedelta(days=1), "DATE_FORMAT")
