"""Paired measurement: a block of the yardstick, a block of the case, a block of the yardstick, round after round."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median
from typing import Any

from bench.cases import ROUNDS, WARM_UP, YARDSTICK_BLOCK, Case
from bench.servers import Server


@dataclass(frozen=True)
class Figure:
    """Ratios of the rounds and the yardstick's and the case's own CPU, in milliseconds a request."""

    ratios: list[float]
    yardstick_ms: float
    case_ms: float

    @property
    def ratio(self) -> float:
        return median(self.ratios)


def measure(case: Case, server: Server, requests: list[Any], yardstick: Server, simple: list[Any]) -> Figure:
    """The case's CPU over the yardstick's of the same seconds; every answer is looked at."""
    asked, beside = endless(case, requests), cycle(simple)
    spend(server, islice(asked, WARM_UP))
    spend(yardstick, islice(beside, WARM_UP))
    ratios, costs, bases = [], [], []
    for _round in range(ROUNDS):
        before = spend(yardstick, islice(beside, YARDSTICK_BLOCK))
        cost = spend(server, islice(asked, case.block)) / case.block
        after = spend(yardstick, islice(beside, YARDSTICK_BLOCK))
        base = (before + after) / (2 * YARDSTICK_BLOCK)
        ratios.append(cost / base)
        costs.append(cost)
        bases.append(base)
    return Figure(ratios, median(bases) * 1000, median(costs) * 1000)


def endless(case: Case, requests: list[Any]) -> Iterator[Any]:
    """Requests that use something up come once each; the others come round again."""
    return iter(requests) if case.is_used_up else cycle(requests)


def spend(server: Server, requests: Iterator[Any]) -> float:
    """CPU seconds of the server for a block of requests, one after the other on a lasting connection."""
    server.start_meter()
    for request in requests:
        send(server, request)
    return server.read_meter()


def send(server: Server, request: dict[str, Any]) -> None:
    connection = server.connection
    connection.request(request["method"], request["path"], request["body"] or None, request["headers"])
    answer = connection.getresponse()
    text = answer.read().decode() + (answer.getheader("Location") or "")
    missing = [words for words in request["expected"] if words not in text]
    if answer.status != request["status"] or missing:
        raise SystemExit(
            f"bench: {request['method']} {request['path']} answered {answer.status}, without {missing}: "
            f"not measured. It began: {text[:300]!r}"
        )
