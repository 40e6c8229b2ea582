"""Counted, not timed: database queries of a request, bytes of a page and of the stylesheet."""

import gzip
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "COMMIT")  # told from statements: they carry nothing


def counted(requests: list[dict[str, Any]]) -> dict[str, Any]:
    """Sends the requests in this process; what the last of them took, when the others have warmed it up."""
    for request in requests:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            body = _send(request)
    queries = [row["sql"] for row in captured if row["sql"] not in FRAME]
    return {"queries": len(queries), "bytes": len(gzip.compress(body)) if body else 0}


def _send(request: dict[str, Any]) -> bytes:
    answer = Client(raise_request_exception=False).generic(
        request["method"],
        request["path"],
        request["body"],
        content_type="application/x-www-form-urlencoded",
        headers={**request["headers"], "Host": "127.0.0.1"},
    )
    body = bytes(answer.content)
    text = body.decode() + answer.headers.get("Location", "")
    missing = [words for words in request["expected"] if words not in text]
    if answer.status_code != request["status"] or missing:
        raise SystemExit(
            f"bench: {request['method']} {request['path']} answered {answer.status_code}, without {missing}."
        )
    return body


def stylesheet_sizes() -> dict[str, int]:
    """Bytes of lantern.css as the server sends it."""
    path = Path(staticfiles_storage.path(staticfiles_storage.stored_name("learning/lantern.css")))
    found = {"plain": path.stat().st_size}
    for ending in ("gz", "br"):
        packed = path.with_name(f"{path.name}.{ending}")
        if packed.exists():
            found[ending] = packed.stat().st_size
    return found
