"""What is taught (pages), what of it stays (versions), and who is on it (enrolments)."""

from courses.models.enrolment import CheckResponse, Completion, Enrolment, Reflection, StepProgress
from courses.models.outcomes import Outcome
from courses.models.pages import CoursePage, LessonPage, ModulePage, StepPage
from courses.models.versions import Course, CourseVersion, Module, Step, StepVersion
from courses.models.workflow import PeerReviewTask

__all__ = [
    "CheckResponse",
    "Completion",
    "Course",
    "CoursePage",
    "CourseVersion",
    "Enrolment",
    "LessonPage",
    "Module",
    "ModulePage",
    "Outcome",
    "PeerReviewTask",
    "Reflection",
    "Step",
    "StepPage",
    "StepProgress",
    "StepVersion",
]
