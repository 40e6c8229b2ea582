"""Reading awards: evidence, candidates, status, what a stranger may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from assessments.models import Attempt
from certificates.models import Award, Document, Scheme
from certificates.status import Status, status
from courses.models import Completion
from learning.models import RoleGrant, User


@dataclass(frozen=True)
class QuizResult:
    """The result that a module's completion rests on."""

    title: str
    raw: str
    most: str
    attempts: int
    on: date
    is_public: bool
    attempt: str


@dataclass(frozen=True)
class Evidence:
    """What shows that an officer meets the rules of a scheme."""

    officer: User
    modules: dict[str, datetime]
    completions: list[str] = field(default_factory=list)
    quizzes: list[QuizResult] = field(default_factory=list)
    teachers: frozenset[int] = frozenset()

    @property
    def rests_on_public_items(self) -> bool:
        return any(quiz.is_public for quiz in self.quizzes)

    @property
    def completed_at(self) -> datetime:
        return max(self.modules.values())

    def as_json(self) -> dict[str, Any]:
        """What the award keeps: identifiers and numbers, no names."""
        return {
            "modules": {code: at.isoformat() for code, at in self.modules.items()},
            "completions": self.completions,
            "quizzes": [
                {"attempt": q.attempt, "raw": q.raw, "max": q.most, "attempts": q.attempts}
                for q in self.quizzes
            ],
        }


def evidence_of(officer: User, scheme: Scheme) -> Evidence:
    """The evidence of one officer for the modules that a scheme names."""
    found = evidence_of_many([officer], scheme)
    return found[0] if found else Evidence(officer, {})


def evidence_of_many(officers: Iterable[User], scheme: Scheme) -> list[Evidence]:
    """The same for many: officers without any completed module of the scheme are left out. Four queries."""
    wanted = scheme.current_version.body["modules"] if scheme.current_version else []
    by_officer: dict[int, list[Completion]] = {}
    for row in (
        Completion.objects.filter(enrolment__officer__in=officers, module__code__in=wanted)
        .select_related("enrolment__officer", "enrolment__course", "module")
        .order_by("completed_at")
    ):
        by_officer.setdefault(row.enrolment.officer_id, []).append(row)
    quizzes = _passes(by_officer)
    teachers = _teachers({row.enrolment.course.uuid for rows in by_officer.values() for row in rows})
    return [
        Evidence(
            rows[0].enrolment.officer,
            {row.module.code: row.completed_at for row in reversed(rows) if row.module},
            [str(row.uuid) for row in rows],
            quizzes.get(officer_id, []),
            frozenset().union(*(teachers.get(row.enrolment.course.uuid, frozenset()) for row in rows)),
        )
        for officer_id, rows in by_officer.items()
    ]


def _passes(by_officer: dict[int, list[Completion]]) -> dict[int, list[QuizResult]]:
    """The first passing attempt of each quiz in the completed modules, with how many attempts there were."""
    modules = {row.module_id for rows in by_officer.values() for row in rows}
    marked = (
        Attempt.objects.filter(
            officer__in=by_officer, assessment__step__module__in=modules, current_score__isnull=False
        )
        .select_related("current_score", "assessment_version")
        .order_by("officer_id", "assessment_id", "ordinal")
    )
    found: dict[tuple[int, int], QuizResult] = {}
    counts: dict[tuple[int, int], int] = {}
    for attempt in marked:
        key = (attempt.officer_id, attempt.assessment_id)
        counts[key] = counts.get(key, 0) + 1
        score = attempt.current_score
        if score and score.is_pass and key not in found and attempt.submitted_at:
            found[key] = QuizResult(
                attempt.assessment_version.title,
                f"{score.raw.normalize():f}",
                f"{score.max.normalize():f}",
                counts[key],
                timezone.localdate(attempt.submitted_at),
                score.rests_on_public_items,
                str(attempt.uuid),
            )
    results: dict[int, list[QuizResult]] = {}
    for (officer_id, _assessment), result in found.items():
        results.setdefault(officer_id, []).append(result)
    return results


def _teachers(courses: set[Any]) -> dict[Any, frozenset[int]]:
    """Everyone who was ever trainer of a course, by the course's uuid."""
    scopes = {f"course:{uuid}": uuid for uuid in courses}
    found: dict[Any, set[int]] = {}
    for scope, person in RoleGrant.objects.filter(role=RoleGrant.Role.TRAINER, scope__in=scopes).values_list(
        "scope", "person_id"
    ):
        found.setdefault(scopes[scope], set()).add(person)
    return {uuid: frozenset(people) for uuid, people in found.items()}


def schemes_for_hr() -> QuerySet[Scheme]:
    """The schemes that HR confirms."""
    return (
        Scheme.objects.filter(decision=Scheme.Decision.HR, is_open=True, current_version__isnull=False)
        .select_related("current_version")
        .order_by("code")
    )


def candidates(scheme: Scheme) -> list[Evidence]:
    """Officers who meet the rules of a scheme and have no award under it, the longest waiting first."""
    wanted = scheme.current_version.body["modules"] if scheme.current_version else []
    complete = Q(enrolments__completions__module__code__in=wanted)
    ready = (
        User.objects.filter(merged_into__isnull=True)
        .exclude(awards__scheme=scheme)
        .annotate(have=Count("enrolments__completions__module", filter=complete, distinct=True))
        .filter(have=len(wanted))
    )
    return sorted(evidence_of_many(ready, scheme), key=lambda evidence: evidence.completed_at)


def award_status(award: Award, today: date, *, is_superseded: bool = False) -> Status:
    """The one way to ask for an award's status."""
    return status(
        award.history,
        valid_from=award.valid_from,
        valid_until=award.valid_until,
        today=today,
        is_sample=award.is_sample,
        is_superseded=is_superseded,
    )


def document_by_code(code: str) -> Document | None:
    """A document with its award. One query, by a unique index."""
    return Document.objects.filter(code=code).select_related("award").first()


def awards_with_documents() -> QuerySet[Award]:
    current = Document.objects.filter(superseded_at__isnull=True)
    return Award.objects.select_related("officer", "scheme", "decided_by").prefetch_related(
        Prefetch("documents", queryset=current, to_attr="current_documents")
    )


def awards_of(officer: User) -> list[Award]:
    """An officer's awards, the latest first."""
    return list(awards_with_documents().filter(officer=officer))


def find_awards(words: str) -> QuerySet[Award]:
    """Awards whose holder, staff number or number contains every word, the latest first."""
    found = awards_with_documents()
    for word in words.split():
        found = found.filter(
            Q(officer__legal_name__icontains=word)
            | Q(officer__staff_number__icontains=word)
            | Q(number__icontains=word)
        )
    return found
