"""Giving an award: by rule or by HR's decision, once a cycle, with everything frozen that is printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates import codes, eligibility, pdf, selectors
from certificates.models import Award, AwardEvent, AwardInvolvement, Document, Register, Scheme, Signatory
from certificates.selectors import Evidence
from certificates.services.wording import certificate_facts
from certificates.signals import award_issued
from courses.models import Completion
from learning import audit, contrast
from learning.models import User
from learning.selectors import brand
from learning.services import mail

MOST_AT_ONCE = 50


class Refusal(Exception):
    """An award cannot be given; the message says why, in words for HR."""


@dataclass(frozen=True)
class Confirmed:
    """What confirming a selection did."""

    new: list[Award]
    already: list[Award]
    refused: list[tuple[User, str]]


def issue_by_rule(*, officer: User, scheme: Scheme, at: datetime) -> Award | None:
    """The award of an automatic scheme if its rules are met; None if not. A second call returns the first award."""
    evidence = selectors.evidence_of(officer, scheme)
    if eligibility.unmet(_rules(scheme), evidence.modules):
        return None
    return _give(officer, scheme, evidence, by=None, at=at)[0]


@transaction.atomic
def issue_for_completion(*, completion_id: int, at: datetime) -> list[Award]:
    """The automatic awards that a completed module earns its officer. Safe to repeat."""
    completion = Completion.objects.select_related("enrolment__officer", "module").get(pk=completion_id)
    schemes = Scheme.objects.filter(
        decision=Scheme.Decision.AUTOMATIC, is_open=True, current_version__isnull=False
    ).select_related("current_version")
    earned = [s for s in schemes if completion.module and completion.module.code in _rules(s)["modules"]]
    given = (issue_by_rule(officer=completion.enrolment.officer, scheme=scheme, at=at) for scheme in earned)
    return [award for award in given if award]


def confirm(*, officers: Iterable[User], scheme: Scheme, by: User, at: datetime) -> Confirmed:
    """HR's decision for a selection, each officer in a transaction of their own: one refusal holds up nobody.

    Raises Refusal for more than MOST_AT_ONCE. A second confirmation returns the first award.
    """
    chosen = list(officers)
    if len(chosen) > MOST_AT_ONCE:
        words = _("Confirm at most %(most)s people at a time: this is %(found)s. Choose fewer.")
        raise Refusal(words % {"most": MOST_AT_ONCE, "found": len(chosen)})
    result = Confirmed([], [], [])
    for officer in chosen:
        try:
            award, is_new = confirm_one(officer=officer, scheme=scheme, by=by, at=at)
        except Refusal as refusal:
            result.refused.append((officer, str(refusal)))
        else:
            (result.new if is_new else result.already).append(award)
    return result


def confirm_one(*, officer: User, scheme: Scheme, by: User, at: datetime) -> tuple[Award, bool]:
    """HR's decision for one officer: the award and whether it is new. Raises Refusal."""
    if not scheme.is_open or scheme.decision != Scheme.Decision.HR:
        raise Refusal(_("This certificate is not open for confirmation."))
    if officer == by:
        raise Refusal(_("Nobody confirms their own certificate. Ask a colleague."))
    evidence = selectors.evidence_of(officer, scheme)
    missing = eligibility.unmet(_rules(scheme), evidence.modules)
    if missing:
        raise Refusal(_("Not complete yet: %(modules)s.") % {"modules": ", ".join(missing)})
    if by.pk in evidence.teachers:
        raise Refusal(_("You taught this officer. Somebody who did not has to confirm."))
    return _give(officer, scheme, evidence, by=by, at=at)


def _rules(scheme: Scheme) -> dict[str, Any]:
    if scheme.current_version is None:
        raise Refusal(_("This certificate has no rules yet."))
    rules: dict[str, Any] = scheme.current_version.body
    return rules


def _give(
    officer: User, scheme: Scheme, evidence: Evidence, *, by: User | None, at: datetime
) -> tuple[Award, bool]:
    found = known_award(officer, scheme)
    if found:
        return found, False
    try:
        with transaction.atomic():
            return _write(officer, scheme, evidence, by, at), True
    except IntegrityError:  # a parallel decision was first: the constraint kept one
        found = known_award(officer, scheme)
        if found is None:
            raise
        return found, False


def known_award(officer: User, scheme: Scheme) -> Award | None:
    """The award that the officer has under a scheme in this cycle."""
    return Award.objects.filter(officer=officer, scheme=scheme, cycle=1).first()


def _write(officer: User, scheme: Scheme, evidence: Evidence, by: User | None, at: datetime) -> Award:
    version, today = scheme.current_version, timezone.localdate(at)
    assert version is not None  # noqa: S101 _rules() was asked before
    until = eligibility.valid_until(today, version.body["validity_months"])
    is_sample = by is not None and evidence.rests_on_public_items
    facts = _frozen(officer, scheme, today, until)
    document = Document(code=codes.new_code(), language="en", template=version.body["design"], made_at=at)
    _refuse_what_cannot_be_printed(facts, document.code, is_sample)
    award = Award.objects.create(
        officer=officer,
        scheme=scheme,
        scheme_version=version,
        number=facts["number"],
        facts=facts,
        evidence=evidence.as_json(),
        is_sample=is_sample,
        is_automatic=by is None,
        decided_by=by,
        decided_at=at,
        valid_from=today,
        valid_until=until,
        history=[{"kind": "ISSUED", "at": at.isoformat()}],
    )
    AwardInvolvement.objects.bulk_create(
        AwardInvolvement(award=award, person_id=pk, part=AwardInvolvement.Part.TAUGHT, decided_by=by)
        for pk in sorted(evidence.teachers)
    )
    AwardEvent.objects.create(award=award, kind=AwardEvent.Kind.ISSUED, at=at, by=by)
    document.award = award
    document.save()
    _tell(award, by, at)
    award_issued.send(sender=Award, award_id=award.pk, document_id=document.pk)
    return award


def _frozen(officer: User, scheme: Scheme, today: date, until: date | None) -> dict[str, Any]:
    """Everything that is printed, as it is today. People, brands and signatories change; certificates do not."""
    version, house = scheme.current_version, brand()
    assert version is not None  # noqa: S101 asked before
    signatories = [[row.name, row.office] for row in Signatory.objects.all()[:2]]
    if len(signatories) < 2:
        raise Refusal(
            _("Two signatories are needed before a certificate can be issued. Add them in the editor.")
        )
    return {
        "holder": officer.legal_name,
        "title": version.title,
        "subtitle": version.body["subtitle"],
        "scope": version.body["scope"],
        "design": version.body["design"],
        "issuer": house.issuer,
        "number": next_number(house.register_prefix, scheme.code, today.year),
        "scheme_version": version.number,
        "issued_on": today.isoformat(),
        "valid_until": until.isoformat() if until else "",
        "signatories": signatories,
        "sea": house.sea if contrast.ratio(house.sea, "#FCF9F2") >= 7 else "#0B5563",
        "public_url": settings.PUBLIC_URL,
    }


def next_number(prefix: str, series: str, year: int) -> str:
    """The next number of a series: gapless, because the counter moves in the award's own transaction."""
    key = f"{prefix}-{series}-{year}"
    Register.objects.get_or_create(series=key)
    counter = Register.objects.select_for_update().get(series=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{key}-{counter.last:06d}"


def _refuse_what_cannot_be_printed(facts: dict[str, Any], code: str, is_sample: bool) -> None:
    try:
        pdf.check(certificate_facts(facts, code, is_sample))
    except pdf.Refused as refusal:
        raise Refusal(_("The certificate cannot be printed: %(why)s") % {"why": refusal}) from refusal


def _tell(award: Award, by: User | None, at: datetime) -> None:
    audit.record(
        "award-issued", target=award, by=by, at=at, number=award.number, officer=str(award.officer.uuid)
    )
    until = award.valid_until
    mail.owe(
        to=award.officer,
        template="awarded",
        key=f"awarded:{award.uuid}",
        at=at,
        title=award.facts["title"],
        until=date_format(until, "DATE_FORMAT") if until else "",
        url=settings.PUBLIC_URL + reverse("my-certificate", args=[award.uuid]),
    )


@transaction.atomic
def revoke(*, award: Award, reason: str, by: User, at: datetime) -> None:
    """Withdraw an award for good, with a reason that strangers never see. A second call changes nothing."""
    award = Award.objects.select_for_update().get(pk=award.pk)
    if not reason.strip():
        raise Refusal(_("Say why: the reason is kept with the award."))
    if award.officer_id == by.pk:
        raise Refusal(_("Nobody decides about their own certificate. Ask a colleague."))
    if any(event["kind"] == AwardEvent.Kind.REVOKED for event in award.history):
        return
    AwardEvent.objects.create(award=award, kind=AwardEvent.Kind.REVOKED, at=at, by=by, reason=reason.strip())
    award.history = [*award.history, {"kind": "REVOKED", "at": at.isoformat()}]
    award.save(update_fields=["history"])
    audit.record("award-revoked", target=award, by=by, at=at, number=award.number)
    mail.owe(
        to=award.officer, template="revoked", key=f"revoked:{award.uuid}", at=at, title=award.facts["title"]
    )
