"""Names and words from outside: what may stand in them."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def refuse_hidden_signs(text: str, field: str) -> None:
    """Raise a ValidationError on `field` that names the first invisible or direction-changing sign, if any."""
    for sign in text:
        if unicodedata.category(sign) in HIDDEN:
            name = unicodedata.name(sign, _("control sign"))
            words = _(
                "This contains an invisible sign (%(name)s, U+%(code)04X). Type it again without pasting."
            )
            raise ValidationError({field: words % {"name": name, "code": ord(sign)}})
