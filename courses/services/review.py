"""The page tree's root and the peer review: author, then a colleague, then public."""

from django.contrib.auth.models import Group
from wagtail.models import Page, Site, Task, Workflow, WorkflowPage, WorkflowTask

from courses.models import CoursePage, PeerReviewTask
from learning.roles import GROUPS, Role

NAME = "Peer review"
REVIEWERS = (Role.TRAINER, Role.SCHEME_MANAGER, Role.DIRECTOR)


def make_root() -> None:
    """Courses stand at the root of the tree; Wagtail's welcome page goes."""
    root = Page.get_first_root_node()
    for site in Site.objects.exclude(root_page=root):
        old = site.root_page
        site.root_page = root
        site.save()
        if not CoursePage.objects.descendant_of(old, inclusive=True).exists():
            old.delete()


def review_workflow() -> Workflow:
    """The workflow, made on the first call: one task, approved by somebody who did not hand the work in."""
    workflow, is_new = Workflow.objects.get_or_create(name=NAME)
    if is_new:
        task = PeerReviewTask.objects.create(name=NAME)
        task.groups.set(Group.objects.filter(name__in=[GROUPS[role] for role in REVIEWERS]))
        WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0)
    return workflow


def make_page_review() -> None:
    """Put every page under peer review, in place of Wagtail's own default."""
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": review_workflow()})
