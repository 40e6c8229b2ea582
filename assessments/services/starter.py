"""The starter's items and quizzes, published the way trainers publish. Shipped items are public: practice only."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from assessments.models import Item, QuizPage
from courses.models import ModulePage, Outcome, Step

FOLDER = Path(__file__).resolve().parent.parent / "starter"
# Blueprint of each module's quiz: outcome, level, items.
BLUEPRINTS = {
    "M4": [
        ("M4.O1", "K1", 2),
        ("M4.O2", "K2", 3),
        ("M4.O3", "K2", 2),
        ("M4.O4", "K3", 3),
        ("M4.O5", "K2", 1),
        ("M4.O6", "K1", 1),
    ],
}


@transaction.atomic
def load_items() -> int:
    """Add the items that are missing. Returns how many."""
    rows = []
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            rows += tomllib.load(file)["items"]
    known = set(Item.objects.values_list("code", flat=True))
    new = [row for row in rows if row["id"] not in known]
    for row in new:
        _add_item(row)
    return len(new)


def _add_item(row: dict[str, Any]) -> None:
    item = Item(
        code=row["id"],
        kind=row["kind"].upper(),
        outcome=Outcome.objects.get(code=row["outcome"]),
        level=row["level"],
        lesson=Step.objects.get(code=row["lesson"]),
        situation=row["situation"],
        said=row["said"],
        stem=row["stem"],
        choose=row["choose"],
        is_public=True,
        live=False,
    )
    item.options = [
        {
            "type": "option",
            "value": {name: option[name] for name in ("text", "is_said", "correct", "why")},
        }
        for option in row["options"]
    ]
    item.full_clean()
    item.save()
    item.save_revision().publish()


@transaction.atomic
def load_quizzes() -> int:
    """Add the quiz of each module that has a blueprint and no quiz."""
    made = 0
    for module in ModulePage.objects.filter(code__in=BLUEPRINTS):
        code = f"{module.code}.Q"
        if Step.objects.filter(code=code).exists():
            continue
        page = QuizPage(
            title=f"Quiz: {module.title}",
            slug=f"quiz-{module.code.lower()}",
            code=code,
            minutes=10,
            live=False,
        )
        page.blueprint = [
            {"type": "cell", "value": {"outcome": outcome, "level": level, "count": count}}
            for outcome, level, count in BLUEPRINTS[module.code]
        ]
        module.add_child(instance=page)
        page.save_revision().publish()
        made += 1
    return made
