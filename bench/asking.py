"""Requests as plain data: the seed writes them down, the client sends them and looks at the answers."""

from typing import Any
from urllib.parse import urlencode


def get(path: str, *expected: str, **headers: str) -> dict[str, Any]:
    """A request and what its answer must hold."""
    return {
        "method": "GET",
        "path": path,
        "headers": headers,
        "body": "",
        "status": 200,
        "expected": expected,
    }


def post(path: str, fields: dict[str, Any], status: int, *expected: str, **headers: str) -> dict[str, Any]:
    headers = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    made = get(path, *expected, **headers)
    return {**made, "method": "POST", "body": urlencode(fields), "status": status}
