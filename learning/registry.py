"""What the apps above contribute to the shell, as data. Home composes it; no arrow points up.

An app registers functions in its AppConfig.ready(); the shell calls them with the officer and the time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Resume:
    """Where the officer stopped: one thing, one button."""

    title: str
    place: str
    url: str
    part: int
    parts: int
    minutes_left: int | None
    button: str


@dataclass(frozen=True)
class Lamp:
    """One module of the officer's course, as a lamp: lit on a day, part filled, or waiting."""

    number: str
    name: str
    url: str
    done: int
    total: int
    lit_on: date | None
    lessons: int


@dataclass(frozen=True)
class Due:
    """One thing with its own line under Due. `late` means the day has passed."""

    title: str
    detail: str
    url: str
    due_on: date | None
    late: bool
    soon: bool


@dataclass(frozen=True)
class Left:
    """What remains of the required learning: the numbers of home's one sentence."""

    lessons: int
    quizzes: int
    due_on: date | None
    late: bool


@dataclass(frozen=True)
class Learning:
    """What the learning app says about one officer."""

    left: Left
    resume: Resume | None
    lamps: tuple[Lamp, ...]
    due: tuple[Due, ...]
    has_courses: bool


@dataclass(frozen=True)
class Certificate:
    """One award as home and My record list it."""

    title: str
    status_word: str
    status_kind: str
    url: str
    detail: str


Contribution = Callable[[Any, datetime], Any]
_contributions: dict[str, list[Contribution]] = {}


def contribute(name: str, function: Contribution) -> None:
    """Register `function(officer, at)` under a name the shell knows. Registering twice is harmless."""
    functions = _contributions.setdefault(name, [])
    if function not in functions:
        functions.append(function)


def collect(name: str, officer: Any, at: datetime) -> list[Any]:
    """What every registered function says about the officer, in the order of registration."""
    return [function(officer, at) for function in _contributions.get(name, [])]


@dataclass(frozen=True)
class MenuEntry:
    """One link of the staff navigation, shown to whoever holds one of `roles`."""

    label: Any
    url_name: str
    roles: frozenset[str]
    order: int


_menu: list[MenuEntry] = []


def add_to_menu(label: Any, url_name: str, *, roles: Iterable[str], order: int) -> None:
    """Add a finished staff page to the navigation."""
    entry = MenuEntry(label, url_name, frozenset(roles), order)
    if entry.url_name not in {known.url_name for known in _menu}:
        _menu.append(entry)


def menu(roles: Iterable[str]) -> list[MenuEntry]:
    """The staff links for somebody with these roles, in order."""
    held = set(roles)
    return sorted((entry for entry in _menu if entry.roles & held), key=lambda entry: entry.order)
