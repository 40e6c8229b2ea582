"""Mails: plain text first, one button, no pictures, no tracking. Deeds owe them as jobs; a worker sends them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import override

from learning import jobs, selectors
from learning.models import User


def owe(*, to: User, template: str, key: str, at: datetime, **facts: Any) -> None:
    """Owe a mail to a person who has an address and may sign in; otherwise do nothing."""
    if to.email and to.is_active:
        jobs.enqueue(
            "send-mail", key=f"mail:{key}", payload={"to": to.pk, "template": template, "facts": facts}, at=at
        )


def send(*, to: int, template: str, facts: dict[str, Any]) -> None:
    """Render and send one mail now, in the person's language."""
    person = User.objects.get(pk=to)
    with override(person.language):
        context = {"person": person, "brand": selectors.brand(), "site": settings.PUBLIC_URL, **facts}
        subject = " ".join(render_to_string(f"emails/{template}_subject.txt", context).split())
        body = render_to_string(f"emails/{template}.txt", context)
        message = EmailMultiAlternatives(subject, body, to=[person.email], connection=post_office())
        message.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    message.send()


def send_packed(payload: dict[str, Any]) -> None:
    """Send a mail that Wagtail or allauth wrote (see learning.outgoing)."""
    alternatives = [(content, kind) for content, kind in payload["alternatives"]]
    EmailMultiAlternatives(
        payload["subject"],
        payload["body"],
        payload["from_email"],
        payload["to"],
        alternatives=alternatives,
        headers=payload["headers"],
        connection=post_office(),
    ).send()


def post_office() -> Any:
    """The real way out: a mail server in production, a folder in the embedded start."""
    return get_connection(settings.LANTERN_MAIL_BACKEND)
