"""The one sentence of home, put together from numbers."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.registry import Lamp, Left

WORDS = [
    _("No"),
    _("One"),
    _("Two"),
    _("Three"),
    _("Four"),
    _("Five"),
    _("Six"),
    _("Seven"),
    _("Eight"),
    _("Nine"),
    _("Ten"),
]


def count_word(number: int) -> str:
    """One to ten as words, more as figures."""
    return WORDS[number] if number < len(WORDS) else str(number)


def day(on: date) -> str:
    """Monday 30 November: the weekday says more than the year while the day is near."""
    return f"{date_format(on, 'l')} {date_format(on, 'MONTH_DAY_FORMAT')}"


def left_sentence(parts: list[Left]) -> str:
    """What is left and by when, over everything required; calm words when nothing is."""
    if not parts:
        return _("Nothing is assigned to you yet.")
    lessons = sum(part.lessons for part in parts)
    quizzes = sum(part.quizzes for part in parts)
    if not lessons and not quizzes:
        return _("All done. Nothing is due.")
    words = what_is_left(lessons, quizzes)
    days = [part.due_on for part in parts if part.due_on and (part.lessons or part.quizzes)]
    if not days:
        return _("%(what)s left.") % {"what": words}
    if any(part.late for part in parts):
        one, more = _("%(what)s left. It was due %(day)s."), _("%(what)s left. They were due %(day)s.")
        return (one if lessons + quizzes == 1 else more) % {"what": words, "day": day(min(days))}
    return _("%(what)s left, due %(day)s.") % {"what": words, "day": day(min(days))}


def what_is_left(lessons: int, quizzes: int) -> str:
    """Seven lessons and a quiz."""
    some = ngettext("%(count)s lesson", "%(count)s lessons", lessons) % {"count": count_word(lessons)}
    if not quizzes:
        return some
    tests = _("a quiz") if quizzes == 1 else _("%(count)s quizzes") % {"count": count_word(quizzes).lower()}
    if not lessons:
        return tests[0].upper() + tests[1:]
    return _("%(lessons)s and %(quizzes)s") % {"lessons": some, "quizzes": tests}


def lamps_sentence(lamps: list[Lamp]) -> str:
    """A heading for the rope of lamps, for those who hear the page."""
    lit = sum(1 for lamp in lamps if lamp.lit_on)
    return _("Your modules: %(lit)s of %(all)s lamps lit") % {"lit": lit, "all": len(lamps)}
