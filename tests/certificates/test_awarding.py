"""Giving an award: by rule or by HR, once, with everything frozen that is printed."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Item
from certificates import selectors, tasks
from certificates.models import Award, Register, Scheme, Signatory
from certificates.services import awarding
from courses.models import Completion
from learning.models import AuditEvent, RoleGrant
from learning.services import people as registry
from tests import cast
from tests.certificates import office
from tests.certificates.office import confirm, nothing_was_given, refusal

pytestmark = pytest.mark.usefixtures("sunday")


# --- by rule


def test_a_completed_module_earns_its_record_without_anybody_s_hand(candidate, run_jobs):
    assert nothing_was_given()

    run_jobs()

    award = Award.objects.get()
    assert (award.officer, award.scheme.code, award.number) == (candidate, "MOD-M4", "UC-MOD-M4-2026-000001")
    assert (award.is_automatic, award.decided_by, award.valid_until) == (True, None, None)


def test_a_record_by_rule_is_no_sample_though_it_rests_on_public_items(candidate, run_jobs):
    run_jobs()

    assert selectors.evidence_of(candidate, cast.module_record()).rests_on_public_items
    assert not Award.objects.get().is_sample


def test_the_rule_gives_once(candidate, run_jobs, at):
    run_jobs()
    first = Award.objects.get()

    again = awarding.issue_for_completion(completion_id=Completion.objects.get(module__code="M4").pk, at=at)

    assert again == [first]
    assert Award.objects.count() == 1


def test_the_rule_gives_nothing_before_its_modules_are_complete(people, at):
    cast.sit_quiz(cast.enrol(people.dayle, people.nadia))

    given = awarding.issue_by_rule(officer=people.dayle, scheme=cast.module_record(), at=at)

    assert given is None
    assert nothing_was_given()


def test_a_completed_course_by_itself_earns_nothing(candidate, at):
    completion = Completion.objects.get(module=None)

    assert awarding.issue_for_completion(completion_id=completion.pk, at=at) == []


@pytest.mark.parametrize("change", [{"is_open": False}, {"current_version": None}])
def test_a_closed_scheme_and_one_without_rules_give_nothing(candidate, run_jobs, change):
    Scheme.objects.filter(code="MOD-M4").update(**change)

    run_jobs()

    assert nothing_was_given()


def test_a_second_delivery_of_the_job_gives_nothing_more(candidate, jobs_of, run_jobs):
    run_jobs()
    tasks.award_by_rule(job_id=jobs_of("award")[0].pk)
    tasks.draw_document(job_id=jobs_of("draw")[0].pk)

    assert Award.objects.count() == 1


def test_an_award_by_rule_that_cannot_be_printed_stays_owed_with_the_reason(candidate, jobs_of, run_jobs):
    candidate.legal_name = "王小明"
    candidate.save()

    with pytest.raises(awarding.Refusal):
        run_jobs()

    job = jobs_of("award")[0]
    assert (job.done_at, job.attempts) == (None, 1)
    assert "U+738B" in job.error
    assert nothing_was_given()


# --- by HR


def test_hr_confirms_and_everything_about_it_is_kept(candidate, people, at):
    award, is_new = confirm(candidate, people.nadia)

    assert is_new
    assert (award.number, award.decided_by, award.decided_at) == ("UC-SC-M4-2026-000001", people.nadia, at)
    assert (award.valid_from, award.valid_until) == (date(2026, 11, 22), date(2028, 11, 22))
    assert [(event.kind, event.by) for event in award.events.all()] == [("ISSUED", people.nadia)]
    assert award.history == [{"kind": "ISSUED", "at": at.isoformat()}]
    assert AuditEvent.objects.get(verb="award-issued").actor == people.nadia


def test_the_evidence_is_identifiers_and_numbers_without_names(candidate, people):
    award, _is_new = confirm(candidate, people.nadia)

    attempt = candidate.attempts.get()
    assert list(award.evidence) == ["modules", "completions", "quizzes"]
    assert list(award.evidence["modules"]) == ["M4"]
    assert award.evidence["completions"] == [str(Completion.objects.get(module__code="M4").uuid)]
    assert award.evidence["quizzes"] == [
        {"attempt": str(attempt.uuid), "raw": "12", "max": "12", "attempts": 1}
    ]


def test_everything_that_is_printed_is_frozen(candidate, people):
    award, _is_new = confirm(candidate, people.nadia)

    assert award.facts | {"scope": ""} == {
        "holder": "Dayle Renwick",
        "title": "Short Certificate",
        "subtitle": "Dealing with Angry Customers",
        "scope": "",
        "design": "competence",
        "issuer": "Learning Institute, Ursula Cays",
        "number": "UC-SC-M4-2026-000001",
        "scheme_version": 1,
        "issued_on": "2026-11-22",
        "valid_until": "2028-11-22",
        "signatories": [
            ["Ottoline Marsh", "Head, Learning Institute"],
            ["Nadia Perpall", "Verifier, Human Resources"],
        ],
        "sea": "#0B5563",
        "public_url": "http://testserver",
    }


def test_a_second_confirmation_returns_the_first_award(candidate, people):
    first, _is_new = confirm(candidate, people.nadia)

    again, is_new = confirm(candidate, people.omar, cast.NOW + timedelta(days=1))

    assert (again, is_new) == (first, False)
    assert Award.objects.get().decided_by == people.nadia


def test_a_parallel_confirmation_that_was_first_is_the_award_of_both(candidate, people):
    """The second sees no award yet; the constraint keeps one."""
    first, _is_new = confirm(candidate, people.nadia)
    scheme, evidence = cast.short_certificate(), selectors.evidence_of(candidate, cast.short_certificate())
    known = Award.objects.filter(pk=first.pk)

    with (
        patch.object(Award.objects, "filter", return_value=known),
        patch.object(known, "first", side_effect=[None, first]),
    ):
        again, is_new = awarding._give(candidate, scheme, evidence, by=people.omar, at=cast.NOW)

    assert (again, is_new) == (first, False)
    assert Register.objects.get(series="UC-SC-M4-2026").last == 1


def test_a_collision_without_an_award_is_not_hushed_up(candidate, people):
    code = office.document_of(confirm(candidate, people.nadia)[0]).code
    office.ready(people.marisol, people.nadia)

    with patch("certificates.codes.new_code", return_value=code), pytest.raises(IntegrityError):
        confirm(people.marisol, people.nadia)


# --- who may not


def test_nobody_confirms_their_own(people):
    office.ready(people.nadia, people.omar)

    assert refusal(people.nadia, people.nadia) == "Nobody confirms their own certificate. Ask a colleague."
    assert nothing_was_given()


def test_a_teacher_of_the_course_does_not_decide(candidate, people):
    assert (
        refusal(candidate, people.imogen) == "You taught this officer. Somebody who did not has to confirm."
    )
    assert nothing_was_given()


def test_who_taught_once_does_not_decide_later(candidate, people, at):
    grant = RoleGrant.objects.get(person=people.imogen, role="TRAINER")
    registry.end_grant(grant=grant, on=date(2026, 2, 1), at=at, by=people.petra)

    assert refusal(candidate, people.imogen).startswith("You taught this officer.")


def test_a_trainer_of_another_course_may(candidate, people):
    assert confirm(candidate, people.bastian)[1]


def test_an_officer_who_is_not_complete_is_refused_with_what_is_missing(people):
    cast.enrol(people.dayle, people.nadia)

    assert refusal(people.dayle, people.nadia) == "Not complete yet: M4."
    assert nothing_was_given()


def test_a_scheme_that_is_closed_is_refused(candidate, people):
    Scheme.objects.filter(code="SC-M4").update(is_open=False)

    assert refusal(candidate, people.nadia) == "This certificate is not open for confirmation."


def test_a_scheme_by_rule_is_not_confirmed_by_hand(candidate, people, at):
    with pytest.raises(awarding.Refusal, match="not open for confirmation"):
        awarding.confirm_one(officer=candidate, scheme=cast.module_record(), by=people.nadia, at=at)


def test_a_scheme_without_rules_is_refused(candidate, people, at):
    Scheme.objects.filter(code="SC-M4").update(current_version=None)

    with pytest.raises(awarding.Refusal, match="has no rules yet"):
        awarding.confirm_one(
            officer=candidate, scheme=Scheme.objects.get(code="SC-M4"), by=people.nadia, at=at
        )


def test_without_two_signatories_nothing_is_issued(candidate, people):
    Signatory.objects.filter(position=2).delete()

    assert refusal(candidate, people.nadia).startswith("Two signatories are needed")
    assert nothing_was_given()


# --- a selection


def test_one_refusal_holds_up_nobody(candidate, people, at):
    third = cast.person("Ada Quill")
    office.ready(third, people.nadia)

    result = awarding.confirm(
        officers=[candidate, people.marisol, third], scheme=cast.short_certificate(), by=people.nadia, at=at
    )

    assert [award.officer for award in result.new] == [candidate, third]
    assert result.refused == [(people.marisol, "Not complete yet: M4.")]
    assert [award.number[-6:] for award in result.new] == ["000001", "000002"]


def test_a_selection_tells_new_from_old(candidate, people, at):
    confirm(candidate, people.nadia)

    result = awarding.confirm(
        officers=[candidate, candidate], scheme=cast.short_certificate(), by=people.omar, at=at
    )

    assert (result.new, len(result.already), result.refused) == ([], 2, [])


def test_more_than_fifty_at_once_are_refused_before_anything_is_given(candidate, people, at):
    chosen = [candidate] * 51

    with pytest.raises(awarding.Refusal, match="Confirm at most 50 people at a time: this is 51"):
        awarding.confirm(officers=chosen, scheme=cast.short_certificate(), by=people.nadia, at=at)

    assert nothing_was_given()


def test_fifty_at_once_are_allowed(candidate, people, at):
    result = awarding.confirm(
        officers=[candidate] * 50, scheme=cast.short_certificate(), by=people.nadia, at=at
    )

    assert (len(result.new), len(result.already)) == (1, 49)


# --- sample


def test_a_decision_that_rests_on_public_items_is_a_sample(sample):
    assert sample.is_sample


def test_a_decision_that_rests_on_items_of_one_s_own_is_not(people):
    office.write_copies()
    office.ready(people.dayle, people.nadia)

    assert not confirm(people.dayle, people.nadia)[0].is_sample


def test_one_public_item_among_them_makes_a_sample(people):
    office.own_bank()
    item = Item.objects.get(outcome__code="M4.O6", live=True)
    item.is_public = True
    item.save_revision().publish()
    office.ready(people.dayle, people.nadia)

    assert confirm(people.dayle, people.nadia)[0].is_sample


def test_what_counts_is_the_attempt_that_passed_first(people, at):
    """A later pass on items of one's own does not turn the sample into a certificate."""
    enrolment = office.ready(people.dayle, people.nadia)
    office.own_bank()
    cast.sit_quiz(enrolment, at=at + timedelta(hours=1))

    award, _is_new = confirm(people.dayle, people.nadia)

    assert award.is_sample
    assert award.evidence["quizzes"][0]["attempts"] == 1


def test_misses_before_the_pass_are_counted(people, at):
    enrolment = cast.enrol(people.dayle, people.nadia)
    cast.sit_quiz(enrolment, wrong=12, at=at - timedelta(hours=1))
    office.ready(people.dayle, people.nadia)

    award, _is_new = confirm(people.dayle, people.nadia)

    assert award.evidence["quizzes"][0]["attempts"] == 2


# --- candidates


def test_candidates_meet_the_rules_and_have_no_award_the_longest_waiting_first(people, at):
    office.ready(people.marisol, people.nadia, at=at - timedelta(days=2))
    office.ready(people.dayle, people.nadia, at=at)
    cast.enrol(people.omar, people.nadia)
    scheme = cast.short_certificate()
    assert [found.officer for found in selectors.candidates(scheme)] == [people.marisol, people.dayle]

    confirm(people.marisol, people.nadia)

    assert [found.officer for found in selectors.candidates(scheme)] == [people.dayle]


def test_a_record_that_was_merged_into_another_is_no_candidate(candidate, people):
    candidate.merged_into, candidate.is_active = people.marisol, False
    candidate.save()

    assert selectors.candidates(cast.short_certificate()) == []


def test_the_day_of_a_pass_is_the_day_on_the_officer_s_clock(people, at):
    """Half past nine in the evening in the Ursula Cays is the next day in Greenwich."""
    evening = at.replace(day=23, hour=1)
    office.ready(people.dayle, people.nadia, at=evening)

    evidence = selectors.evidence_of(people.dayle, cast.short_certificate())

    assert evidence.quizzes[0].on == date(2026, 11, 22)


def test_an_award_in_the_evening_is_valid_from_the_day_on_the_clock(candidate, people, at):
    award, _is_new = confirm(candidate, people.nadia, at.replace(day=23, hour=1))

    assert (award.valid_from, award.facts["issued_on"]) == (date(2026, 11, 22), "2026-11-22")


def test_evidence_for_a_scheme_without_rules_is_empty(candidate):
    Scheme.objects.filter(code="SC-M4").update(current_version=None)

    assert selectors.evidence_of(candidate, Scheme.objects.get(code="SC-M4")).modules == {}


# --- numbers


def number(prefix="UC", series="SC-M4", year=2026):
    with transaction.atomic():
        return awarding.next_number(prefix, series, year)


def test_numbers_of_a_series_follow_each_other(db):
    assert [number() for _award in range(3)] == [f"UC-SC-M4-2026-00000{n}" for n in (1, 2, 3)]


def test_each_series_and_each_year_counts_for_itself(db):
    number()

    assert number(year=2027) == "UC-SC-M4-2027-000001"
    assert number(series="MOD-M4") == "UC-MOD-M4-2026-000001"
    assert number(prefix="BV") == "BV-SC-M4-2026-000001"


def test_an_award_that_is_not_given_leaves_no_gap(db):
    number()
    with transaction.atomic():
        taken = number()
        transaction.set_rollback(True)

    assert taken.endswith("000002")
    assert number().endswith("000002")


def test_a_refused_name_leaves_no_gap(candidate, people):
    office.ready(people.marisol, people.nadia)
    people.marisol.legal_name = "王小明"
    refusal(people.marisol, people.nadia)

    assert confirm(candidate, people.nadia)[0].number.endswith("000001")
