"""Mail that Wagtail and allauth send from inside a request: owed as a job, sent by the worker."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from learning import clock, jobs


class OwedMail(BaseEmailBackend):
    """A request never waits for the mail server. The job forgets the words once they are sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            jobs.enqueue("post", key=f"post:{uuid.uuid4()}", payload=packed(message), at=clock.now())
        return len(email_messages)


def packed(message: EmailMessage) -> dict[str, object]:
    """A message as JSON: what it says, to whom, and its other forms."""
    others = [[str(content), kind] for content, kind in getattr(message, "alternatives", [])]
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": list(message.to),
        "alternatives": others,
        "headers": dict(message.extra_headers),
    }
