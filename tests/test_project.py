"""Rules about the project itself: what no single test would notice."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.module_loading import import_string
from wagtail.models import Page

ROOT = Path(__file__).resolve().parents[1]
OURS = ["learning", "courses", "assessments", "certificates", "quality"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
MODULES = sorted(
    path for app in OURS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
PYTHON = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
}
MAY_WRITE = {"services", "management", "migrations"}
# Models write their own row while it is saved; jobs, audit and the ledger's gate are the floor that services stand on.
FLOOR = {
    "learning/audit.py",
    "learning/jobs.py",
    "learning/ledger.py",
    "learning/models/people.py",
    "courses/models/pages.py",
}
# What has the name of a write and touches no database: a cache, a square code drawn into memory.
IN_MEMORY = {"caches['local'].delete", "code.save"}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path):
    return [
        node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def writes(path):
    """The lines that call something that writes a row."""
    return [
        f"{name_of(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and ast.unparse(node.func) not in IN_MEMORY
    ]


def text_of(path):
    return path.read_text(encoding="utf-8")


def is_mail(path):
    return "emails" in path.parts or "email" in path.parts


# The database


def test_no_migration_is_missing(db):
    said = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)

    assert "No changes detected" in said.getvalue()


def test_every_model_says_what_it_promises():
    silent = [model.__name__ for model in MODELS if (model.__doc__ or "").startswith(f"{model.__name__}(")]

    assert silent == []


def test_every_constraint_is_named_after_its_table():
    strange = [
        constraint.name
        for model in MODELS
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model._meta.db_table}_")
    ]

    assert strange == []


def test_every_constraint_has_a_test_that_names_it():
    tests = "".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))

    untested = [
        constraint.name
        for model in MODELS
        for constraint in model._meta.constraints
        if f'"{constraint.name}"' not in tests
    ]

    assert untested == []


def test_evidence_points_to_no_page():
    """Pages are edited and deleted; what officers have done is not."""
    pages = [
        f"{model.__name__}.{field.name}"
        for model in MODELS
        if not issubclass(model, Page)
        for field in model._meta.get_fields()
        if field.many_to_one and issubclass(field.related_model, Page)
    ]

    assert pages == []


# Who may write


def test_only_services_and_commands_write():
    elsewhere = [path for path in MODULES if not MAY_WRITE & set(path.parts) and name_of(path) not in FLOOR]

    assert [line for path in elsewhere for line in writes(path)] == []


def test_the_search_for_writes_finds_them():
    """The control of the rule above."""
    assert all(writes(ROOT / name) for name in ("courses/services/enrolling.py", *FLOOR))


def test_only_the_clock_asks_what_time_it_is():
    asks = {"timezone.now", "datetime.now", "datetime.today", "date.today", "time.time"}

    asked = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in asks
        and name_of(path) != "learning/clock.py"
    ]

    assert asked == []


# Size


def test_a_file_has_at_most_500_lines():
    long = {name_of(path): len(text_of(path).splitlines()) for path in PYTHON}

    assert {name: lines for name, lines in long.items() if lines > 500} == {}


def test_a_function_has_at_most_60_lines():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        for node in functions(path)
        if node.end_lineno - node.lineno >= 60
    ]

    assert long == []


def test_every_module_says_what_it_is():
    silent = [
        name_of(path) for path in MODULES if text_of(path).strip() and not ast.get_docstring(parsed(path))
    ]

    assert silent == []


# Jobs


def test_every_kind_of_job_leads_to_a_task():
    kinds = {
        kind: task for config in apps.get_app_configs() for kind, task in getattr(config, "jobs", {}).items()
    }

    tasks = {kind: import_string(task) for kind, task in kinds.items()}

    assert kinds
    assert all(task.name == kinds[kind] for kind, task in tasks.items())


def test_no_two_apps_claim_the_same_kind_of_job():
    kinds = [kind for config in apps.get_app_configs() for kind in getattr(config, "jobs", {})]

    assert len(kinds) == len(set(kinds))


def test_everything_on_the_timetable_is_a_task_and_expires_before_the_next():
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert import_string(entry["task"]).name == entry["task"]
        assert entry["options"]["expires"] <= max(entry["schedule"], 10)


# Templates


def faults(pattern, paths):
    """The lines of templates in which something stands that must not."""
    return [
        f"{name_of(path)}:{number} {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if re.search(pattern, line)
    ]


def missing(names):
    """Those of the names under which no template is found, or which do not compile."""
    found = []
    for name in names:
        try:
            engines["django"].get_template(name)
        except TemplateDoesNotExist as gone:
            found.append(f"{name}: {gone} is not there")
        except TemplateSyntaxError as fault:
            found.append(f"{name}: {fault}")
    return found


def test_every_template_compiles():
    assert missing(path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES) == []


def test_what_templates_build_on_is_there():
    pattern = r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']"""

    assert missing({name for path in TEMPLATES for name in re.findall(pattern, text_of(path))}) == []


def test_every_template_that_code_names_is_there():
    names = {
        node.value
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert missing(name for name in names if re.fullmatch(r"[\w/]+\.html", name)) == []


def test_where_templates_lead_is_there():
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    named = {
        name for path in TEMPLATES for name in re.findall(r"""{%\s*url\s+["']([^"':]+)["']""", text_of(path))
    }

    assert named - known == set()


def test_no_page_has_style_or_script_of_its_own():
    """The policy that protects officers forbids both: they would not work."""
    own = r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)[^>]*>"""

    assert faults(own, [path for path in TEMPLATES if not is_mail(path)]) == []


def test_no_page_loads_anything_from_elsewhere():
    assert faults(r"""\bsrc=["'](?:https?:)?//|<link[^>]*href=["'](?:https?:)?//""", TEMPLATES) == []


def test_no_page_trusts_text():
    """Help texts of form fields are our own words."""
    pages = [path for path in TEMPLATES if path.suffix == ".html" and path.name != "field_help.html"]

    assert faults(r"\|\s*safe\b|autoescape\s+off", pages) == []


def test_every_form_that_posts_carries_its_token():
    """But one: comparing a name with a certificate changes nothing and is open to strangers."""
    pages = [path for path in TEMPLATES if name_of(path) != "templates/certificates/verify.html"]

    bare = [
        name_of(path)
        for path in pages
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text_of(path), re.DOTALL)
        if "csrf_token" not in form
    ]

    assert bare == []


# Addresses


def test_no_address_of_sign_up_or_of_wagtails_api_is_there():
    for name in ("account_signup", "account_email", "wagtailapi"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
