"""Where certificates lie: outside the media folder, written once, named by their own hash."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WriteOnceStorage(FileSystemStorage):
    """A file is written beside its place and renamed into it, so that no half file ever carries the name.

    Names are content hashes: a name that is taken already holds the same bytes.
    """

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        place = Path(self.path(name))
        if place.exists():
            return name
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=place.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def url(self, name: str | None) -> str:
        raise ValueError("documents are served through a view that checks who asks")
