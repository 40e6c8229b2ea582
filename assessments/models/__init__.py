"""The bank, the quizzes, the attempts and their scores."""

from assessments.models.attempts import Attempt, AttemptSlot, ResponseEvent
from assessments.models.items import Item, ItemVersion
from assessments.models.quizzes import Assessment, AssessmentVersion, QuizPage
from assessments.models.scores import AttemptScore, ScoringRun, SlotScore

__all__ = [
    "Assessment",
    "AssessmentVersion",
    "Attempt",
    "AttemptScore",
    "AttemptSlot",
    "Item",
    "ItemVersion",
    "QuizPage",
    "ResponseEvent",
    "ScoringRun",
    "SlotScore",
]
