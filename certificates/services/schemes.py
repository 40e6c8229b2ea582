"""The rules of schemes, in versions."""

from datetime import datetime
from typing import Any

from django.db import transaction

from certificates.models import Scheme, SchemeVersion
from courses.services.publishing import content_hash
from learning import audit
from learning.models import User


@transaction.atomic
def adopt_scheme(
    *, code: str, title: str, decision: str, rules: dict[str, Any], at: datetime, by: User | None
) -> SchemeVersion:
    """Adopt the rules of a scheme: a new version if they are new, the current one otherwise."""
    scheme, _is_new = Scheme.objects.get_or_create(code=code, defaults={"decision": decision})
    scheme = (
        Scheme.objects.select_for_update(of=("self",)).select_related("current_version").get(pk=scheme.pk)
    )
    digest = content_hash([title, rules])
    if scheme.current_version and scheme.current_version.content_hash == digest:
        return scheme.current_version
    version = SchemeVersion.objects.create(
        scheme=scheme,
        number=scheme.versions.count() + 1,
        title=title,
        body=rules,
        content_hash=digest,
        published_at=at,
        published_by=by,
    )
    Scheme.objects.filter(pk=scheme.pk).update(current_version=version)
    audit.record("scheme-adopted", target=scheme, by=by, at=at, version=version.number)
    return version
