"""The only way to write the audit trail. Call it inside the transaction of the deed."""

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from django.db import models, transaction

from learning.models import AuditEvent, AuditPayload, User


def record(verb: str, *, target: models.Model, by: User | None, at: datetime, **details: Any) -> AuditEvent:
    """Write one deed and its details. `by=None` means the system did it.

    Raises RuntimeError outside a transaction: a deed without its trail, or the reverse, must be impossible.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record() belongs inside the transaction of the deed")
    salt = secrets.token_hex(16)
    event = AuditEvent.objects.create(
        at=at,
        actor=by,
        verb=verb,
        target_kind=target._meta.label_lower,
        target_key=str(getattr(target, "uuid", target.pk)),
        payload_hash=digest(salt, details),
    )
    AuditPayload.objects.create(event=event, salt=salt, details=details)
    return event


def digest(salt: str, details: dict[str, Any]) -> str:
    """SHA-256 (hex) of the salt and the details in canonical JSON: sorted keys, no blanks, UTF-8."""
    body = json.dumps(details, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((salt + body).encode()).hexdigest()
