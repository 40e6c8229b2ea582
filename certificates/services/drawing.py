"""Drawing a document once and storing its bytes."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from certificates import pdf
from certificates.models import Document
from certificates.services.wording import certificate_facts
from learning import audit


@transaction.atomic
def draw_document(*, document_id: int, at: datetime) -> Document:
    """Draw and store a document's bytes, named by their hash. A drawn document is returned as it is, never redrawn."""
    document = Document.objects.select_for_update(of=("self",)).select_related("award").get(pk=document_id)
    if document.drawn_at:
        return document
    award = document.award
    content = pdf.draw(certificate_facts(award.facts, document.code, award.is_sample))
    digest = hashlib.sha256(content).hexdigest()
    name = storages["documents"].save(f"{digest[:2]}/{digest}.pdf", ContentFile(content))
    document.name, document.sha256, document.size, document.drawn_at = name, digest, len(content), at
    document.save(update_fields=["name", "sha256", "size", "drawn_at"])
    audit.record("certificate-drawn", target=document, by=None, at=at, sha256=digest, number=award.number)
    return document


class Damaged(Exception):
    """A stored document is missing or its bytes no longer match the register."""


def stored_bytes(document: Document) -> bytes:
    """The bytes of a drawn document, compared with the hash that was registered. Raises Damaged."""
    try:
        with storages["documents"].open(document.name or "") as file:
            content: bytes = file.read()
    except OSError as error:
        raise Damaged(f"{document}: {error}") from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Damaged(f"{document}: the stored bytes differ from the registered hash")
    return content
