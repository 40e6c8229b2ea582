"""How far an officer is: the one function behind every number of progress. Pure.

An outline is the body of a CourseVersion:
    {"modules": [{"uuid", "code", "title", "summary", "rule", "steps": [{"uuid", "code", "kind", "title", "minutes"}]}],
     "rule": {...}}
A rule is {"all_of": [uuid…], "at_least": n, "among": [uuid…]}: every one of the first and n of the second.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class StepLine:
    """One step of the outline and whether it is done."""

    uuid: str
    code: str
    kind: str
    title: str
    minutes: int
    is_done: bool


@dataclass(frozen=True)
class ModuleStanding:
    """One module: its steps and whether its rule is met."""

    uuid: str
    code: str
    title: str
    summary: str
    steps: tuple[StepLine, ...]
    is_complete: bool

    @property
    def done(self) -> int:
        return sum(1 for step in self.steps if step.is_done)

    @property
    def lessons(self) -> int:
        return sum(1 for step in self.steps if step.kind == "LESSON")

    @property
    def lessons_done(self) -> int:
        return sum(1 for step in self.steps if step.kind == "LESSON" and step.is_done)


@dataclass(frozen=True)
class Standing:
    """Where an officer stands in a course."""

    modules: tuple[ModuleStanding, ...]
    is_complete: bool

    def left(self, kind: str) -> int:
        """How many steps of a kind are still to do."""
        return sum(1 for step in self.steps() if step.kind == kind and not step.is_done)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(1 for step in self.steps() if step.is_done)

    @property
    def total(self) -> int:
        """How many steps there are."""
        return sum(1 for _step in self.steps())

    def steps(self) -> Iterable[StepLine]:
        return (step for module in self.modules for step in module.steps)

    def first_undone(self) -> StepLine | None:
        return next((step for step in self.steps() if not step.is_done), None)


def standing(outline: Mapping[str, Any], done: Iterable[str]) -> Standing:
    """Where somebody stands who has done these steps. `done` holds step uuids as strings; others are ignored."""
    finished = set(done)
    modules = tuple(_module(module, finished) for module in outline["modules"])
    return Standing(modules, bool(modules) and is_met(outline["rule"], finished))


def is_met(rule: Mapping[str, Any], done: set[str]) -> bool:
    """True if every step of `all_of` is done and at least `at_least` of `among`. An empty rule is never met."""
    if not rule["all_of"] and not rule["at_least"]:
        return False
    return set(rule["all_of"]) <= done and len(set(rule["among"]) & done) >= rule["at_least"]


def everything(steps: Iterable[str]) -> dict[str, Any]:
    """The rule "all of these"."""
    return {"all_of": list(steps), "at_least": 0, "among": []}


def _module(module: Mapping[str, Any], done: set[str]) -> ModuleStanding:
    steps = tuple(
        StepLine(s["uuid"], s["code"], s["kind"], s["title"], s["minutes"], s["uuid"] in done)
        for s in module["steps"]
    )
    return ModuleStanding(
        module["uuid"],
        module["code"],
        module["title"],
        module["summary"],
        steps,
        is_met(module["rule"], done),
    )
