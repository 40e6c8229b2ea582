"""Four eyes before a lesson is published."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState


class PeerReviewTask(AbstractGroupApprovalTask):
    """A review by somebody of the chosen groups who did not hand the work in."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        return [] if self.handed_in_by(obj, user) else super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        states: Any = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is under review stays as it was handed in; the author can take it back and hand it in again."""
        return self.handed_in_by(obj, user) or bool(super().locked_for_user(obj, user))

    def handed_in_by(self, obj: Any, user: Any) -> bool:
        """True if this person started the review that is running."""
        state: TaskState | None = obj.current_workflow_task_state
        return state is not None and state.workflow_state.requested_by_id == user.pk

    @classmethod
    def get_description(cls) -> Any:
        return _("A colleague from the chosen groups, not the author, approves")

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")
