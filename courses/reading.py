"""A lesson's kept body turned into sections of HTML: the same for the officer's page and the editor's preview."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses import facts
from courses.blocks import LessonBody
from courses.lesson import COUNTED
from learning.selectors import Facts

Fill = Callable[[str], str]
LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Option:
    """One option of a check, with its reason."""

    letter: str
    text: SafeString
    why: SafeString
    is_correct: bool


@dataclass(frozen=True)
class Check:
    """A check question; `id` stays the same over versions."""

    id: str
    stem: SafeString
    options: tuple[Option, ...]

    def right(self) -> str:
        """The letter of the best answer."""
        return next(option.letter for option in self.options if option.is_correct)


@dataclass(frozen=True)
class Section:
    """One part of a lesson. `number` counts from 1; the tail (coach, sources) has none."""

    kind: str
    number: int
    html: str = ""  # safe: rendered by our templates
    checks: tuple[Check, ...] = ()
    question: str = ""


def sections(raw: list[dict[str, Any]], fill: Fill) -> list[Section]:
    """The sections of a kept body (the raw StreamField data of a version), local facts filled in."""
    blocks = LessonBody().to_python(raw)
    found, number = [], 0
    for kind, run in groupby(blocks, key=lambda block: str(block.block_type)):
        number += kind in COUNTED
        found.append(_section(kind, number if kind in COUNTED else 0, list(run), fill))
    return found


def count(found: list[Section]) -> int:
    """How many parts an officer reads."""
    return sum(1 for section in found if section.number)


def filler(known: Facts) -> Fill:
    """Puts the value of each local fact into HTML, marked until it is confirmed."""
    return lambda html: facts.fill(html, lambda key: _fact(known, key))


def _fact(known: Facts, key: str) -> str:
    text, is_confirmed = known.by_key.get(key, (_("ask your supervisor"), False))
    if is_confirmed:
        return format_html("{}", text)
    return format_html('<span class="fact">{} <small>({})</small></span>', text, _("confirm locally"))


def _section(kind: str, number: int, run: list[Any], fill: Fill) -> Section:
    if kind == "check":
        return Section(kind, number, checks=tuple(_check(block, fill) for block in run))
    if kind == "reflection":
        return Section(kind, number, question=_safe(escape(run[0].value), fill))
    html = render_to_string(f"blocks/section_{kind}.html", {"blocks": run, "number": number})
    return Section(kind, number, html=_safe(html, fill))


def _check(block: Any, fill: Fill) -> Check:
    options = tuple(
        Option(letter, _rich(option["text"], fill), _rich(option["why"], fill), bool(option["correct"]))
        for letter, option in zip(LETTERS, block.value["options"], strict=False)
    )
    return Check(str(block.id), _rich(block.value["stem"], fill), options)


def _rich(value: Any, fill: Fill) -> SafeString:
    """A rich text; a lone paragraph loses its tags, because it stands inside labels and headings."""
    html = value.__html__().strip()
    if html.startswith("<p") and html.endswith("</p>") and html.count("<p") == 1:
        html = html[html.index(">") + 1 : -len("</p>")]
    return _safe(html, fill)


def _safe(html: str, fill: Fill) -> SafeString:
    """Rendered by our own templates and Wagtail's rich text allow-list; facts are escaped by _fact."""
    return mark_safe(fill(html))  # noqa: S308
