"""The starter content, from its files into pages, published the way trainers publish."""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage, Outcome, Step
from learning.models import LocalFact

FOLDER = Path(__file__).resolve().parent.parent / "starter"
COURSE = {
    "title": "Serving the Public",
    "slug": "serving-the-public",
    "summary": "What every officer who meets the public needs: short lessons for a quiet quarter hour, a quiz at the end of each module.",
}


def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@transaction.atomic
def load(*, at: datetime) -> int:
    """Add what is missing: facts, outcomes, the course, its modules, their lessons. Returns how many lessons were added."""
    made = 0
    course = CoursePage.objects.filter(slug=COURSE["slug"]).first() or _add(
        Page.get_first_root_node(), CoursePage(**COURSE)
    )
    for folder in sorted(path for path in FOLDER.iterdir() if (path / "module.toml").exists()):
        module_data = read(folder / "module.toml")
        _registers(folder, module_data)
        module = ModulePage.objects.filter(code=module_data["code"]).first() or _add(
            course,
            ModulePage(title=module_data["title"], code=module_data["code"], summary=module_data["summary"]),
        )
        lessons = [read(path) for path in sorted(folder.glob("l*.toml"))]
        made += sum(_lesson(module, data) for data in lessons)
    return made


def _registers(folder: Path, module: dict[str, Any]) -> None:
    for row in module["outcomes"]:
        Outcome.objects.get_or_create(code=row["code"], defaults=row)
    for row in read(folder / "facts.toml")["facts"]:
        LocalFact.objects.get_or_create(key=row["key"], defaults=row)


def _lesson(module: ModulePage, data: dict[str, Any]) -> bool:
    if Step.objects.filter(code=data["code"]).exists():
        return False
    page = LessonPage(
        title=data["title"],
        code=data["code"],
        lede=data["lede"],
        minutes=data["minutes"],
        outcomes=", ".join(data["outcomes"]),
        slug=slugify(data["title"]),
    )
    page.body = body_of(data)
    _add(module, page)
    return True


def _add(parent: Any, page: Any) -> Any:
    """Put a page into the tree and publish it."""
    page.live = False
    page.slug = page.slug or slugify(page.title)
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def body_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The StreamField data of a lesson file. Block ids follow from code and place, so that reloading keeps them."""
    hook = {"text": rich(data["hook"]), "drawing": data["art"], "drawing_alt": data["art_alt"]}
    blocks: list[tuple[str, Any]] = [("hook", hook)]
    blocks += [("idea", _idea(idea)) for idea in data["ideas"]]
    blocks += [("pair", pair) for pair in data["pairs"]]
    blocks.append(
        ("case", {**data["case"], "intro": rich(data["case"]["intro"]), "note": rich(data["case"]["note"])})
    )
    blocks += [("check", _check(check)) for check in data["checks"]]
    blocks.append(("shift", {"text": rich(data["shift"])}))
    blocks.append(("reflection", data["reflection"]))
    blocks.append(("coach", {"text": rich(data["coach"])}))
    blocks.append(("sources", [rich(source) for source in data["sources"]]))
    return [
        {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"lantern:{data['code']}:{place}"))}
        for place, (kind, value) in enumerate(blocks)
    ]


def _idea(idea: dict[str, Any]) -> dict[str, Any]:
    caution = idea.get("caution", "")
    return {
        "title": idea["title"],
        "text": rich(idea["text"]),
        "caution": rich(caution) if caution else "",
        "caution_lesson": idea.get("caution_lesson", ""),
    }


def _check(check: dict[str, Any]) -> dict[str, Any]:
    options = [
        {**option, "text": rich(option["text"]), "why": rich(option["why"])} for option in check["options"]
    ]
    return {"stem": rich(check["stem"]), "options": options}


def rich(text: str) -> str:
    """Paragraphs from blank lines; the inline tags of the files are Wagtail's own."""
    return "".join(f"<p>{' '.join(part.split())}</p>" for part in re.split(r"\n\s*\n", text.strip()))
