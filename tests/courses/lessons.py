"""Small lessons for tests: a whole one, one with parts missing, one in the tree."""

from typing import Any

from courses.models import CoursePage, LessonPage, ModulePage
from courses.services.starter import _add as add

WHOLE = (
    "hook idea idea idea pair case check check shift reflection coach sources".split()  # noqa: SIM905 reads as the template
)
OPTIONS = [
    {"text": "<p>Breathe out</p>", "correct": True, "why": "<p>It slows you down.</p>"},
    {"text": "<p>Talk louder</p>", "correct": False, "why": "<p>It adds heat.</p>"},
]
VALUES: dict[str, Any] = {
    "hook": {"text": "<p>A man puts a torn ticket on the counter.</p>", "drawing": "", "drawing_alt": ""},
    "idea": {"title": "Check", "text": "<p>Breathe out slowly.</p>", "caution": "", "caution_lesson": ""},
    "pair": {"say": "“Tell me from the start.”", "instead_of": "“Calm down.”"},
    "case": {
        "intro": "<p>The till is closed.</p>",
        "line": "“And now?”",
        "prompt": "What do you say?",
        "answer": "“Let us look together.”",
        "note": "<p>It offers a next step.</p>",
    },
    "check": {"stem": "<p>He is in full flow. What first?</p>", "options": OPTIONS},
    "shift": {"text": "<p>Count to twenty.</p>"},
    "reflection": "What do my hands do?",
    "coach": {"text": "<p>Watch for the breath.</p>"},
    "sources": ["<p>The CALMER routine.</p>"],
}


def body(kinds: list[str] = WHOLE, **values: Any) -> list[dict[str, Any]]:
    """The raw data of a body with these parts; `values` replaces what a kind says. Ids are b0, b1 and so on."""
    said = {**VALUES, **values}
    return [{"type": kind, "value": said[kind], "id": f"b{place}"} for place, kind in enumerate(kinds)]


def draft(module: ModulePage, code: str = "M4.L9", **fields: Any) -> LessonPage:
    """A lesson that nobody has published."""
    page = LessonPage(**{"title": f"Lesson {code}", "code": code, "minutes": 5, "live": False, **fields})
    page.body = fields.get("body", body())
    module.add_child(instance=page)
    page.save_revision()
    return page


def publish(page: Any, by: Any = None) -> Any:
    page.save_revision(user=by).publish()
    page.refresh_from_db()
    return page


def add_lesson(module: ModulePage, code: str = "M4.L9", **fields: Any) -> LessonPage:
    """A lesson that officers can read."""
    return publish(draft(module, code, **fields))


def another_course(code: str = "M9") -> tuple[CoursePage, ModulePage]:
    """A second course with one module and one lesson, published."""
    root = CoursePage.objects.get(slug="serving-the-public").get_parent()
    course = add(root, CoursePage(title=f"Course {code}", slug=f"course-{code.lower()}", summary="Another."))
    module = add(course, ModulePage(title=f"Module {code}", code=code, summary="Its only module."))
    add_lesson(module, f"{code}.L1")
    for page in (course, module):
        page.refresh_from_db()
    return course, module
