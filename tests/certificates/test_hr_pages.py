"""HR's award pages: for verifiers only, with the evidence, as fast for six as for one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from certificates import selectors
from certificates.models import Award
from learning.models import RoleGrant
from learning.services import people as registry
from tests import cast
from tests.assessments.sitting import statements
from tests.certificates import office

pytestmark = pytest.mark.usefixtures("sunday")
AWARDS, CONFIRM = "/hr/awards/", "/hr/awards/confirm/SC-M4/"


@pytest.fixture
def nadia(as_, people):
    return as_(people.nadia)


def page(client, address=AWARDS, **fields):
    response = client.get(address, fields)
    assert response.status_code == 200
    return response.content.decode()


# --- who may


def test_without_the_role_there_are_no_such_pages(candidate, as_, people):
    for client in (as_(getattr(people, name)) for name in ("dayle", "marisol", "imogen", "bastian", "petra")):
        for address in (AWARDS, CONFIRM):
            assert client.get(address).status_code == 404
            assert client.post(address, {"officers": [candidate.uuid]}).status_code == 404

    assert not Award.objects.exists()


@pytest.mark.parametrize("address", [AWARDS, CONFIRM])
def test_a_stranger_signs_in_first(db, address):
    assert Client().post(address).url == f"{reverse('account_login')}?next={address}"


def test_a_role_that_has_ended_opens_nothing(as_, people, at):
    grant = RoleGrant.objects.get(person=people.nadia, role="VERIFIER")
    registry.end_grant(grant=grant, on=date(2026, 11, 22), at=at, by=people.petra)

    assert as_(people.nadia).get(AWARDS).status_code == 404


@pytest.mark.parametrize("code", ["MOD-M4", "NONE", "sc-m4"])
def test_only_schemes_that_hr_confirms_have_a_page(nadia, code):
    assert nadia.get(reverse("confirm", args=[code])).status_code == 404


def test_confirming_needs_the_form_s_token(candidate, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.nadia)

    assert client.post(CONFIRM, {"officers": [candidate.uuid]}).status_code == 403
    assert not Award.objects.exists()


# --- candidates


def test_the_page_shows_the_evidence_of_each_candidate(candidate, nadia):
    text = page(nadia, CONFIRM)

    assert "1 officer meets the rules and waits for your decision." in text
    assert "Dayle Renwick" in text
    assert "12 of 12 on 22 November 2026, 1 try" in text
    assert "The quiz rests on public questions, so SAMPLE is printed across the certificate." in text


def test_with_items_of_one_s_own_no_sample_is_announced(own_items, candidate, nadia):
    assert "SAMPLE" not in page(nadia, CONFIRM)


def test_nobody_waiting_is_said(nadia):
    assert "Nobody waits" in page(nadia, CONFIRM)


def test_a_teacher_sees_why_not_instead_of_a_box(candidate, as_, people):
    registry.grant_role(person=people.imogen, role="VERIFIER", at=cast.SINCE, by=people.petra)

    text = page(as_(people.imogen), CONFIRM)

    assert "You taught this officer. Somebody who did not has to confirm." in text
    assert str(candidate.uuid) not in text


def test_one_s_own_line_has_no_box(as_, people):
    office.ready(people.nadia, people.omar)

    text = page(as_(people.nadia), CONFIRM)

    assert "This is you. Ask a colleague to confirm." in text
    assert str(people.nadia.uuid) not in text


# --- confirming


def test_hr_confirms_and_is_told(candidate, nadia):
    response = nadia.post(CONFIRM, {"officers": [candidate.uuid]}, follow=True)

    assert response.redirect_chain == [(CONFIRM, 302)]
    assert "1 certificate confirmed. It is being drawn now." in response.content.decode()
    assert "Nobody waits" in response.content.decode()
    assert Award.objects.get().officer == candidate


def test_confirming_again_is_told_as_such(candidate, nadia):
    nadia.post(CONFIRM, {"officers": [candidate.uuid]})

    response = nadia.post(CONFIRM, {"officers": [candidate.uuid]}, follow=True)

    assert "1 confirmed before; nothing was changed." in response.content.decode()
    assert Award.objects.count() == 1


def test_who_is_refused_is_named_with_the_reason_and_the_others_are_confirmed(candidate, people, nadia):
    response = nadia.post(CONFIRM, {"officers": [candidate.uuid, people.marisol.uuid]}, follow=True)

    text = response.content.decode()
    assert "1 certificate confirmed." in text
    assert "Marisol Quayle: Not complete yet: M4." in text
    assert Award.objects.count() == 1


def test_a_teacher_who_posts_anyway_is_refused(candidate, as_, people):
    registry.grant_role(person=people.imogen, role="VERIFIER", at=cast.SINCE, by=people.petra)

    response = as_(people.imogen).post(CONFIRM, {"officers": [candidate.uuid]}, follow=True)

    assert "You taught this officer." in response.content.decode()
    assert not Award.objects.exists()


def test_a_name_that_cannot_be_printed_is_told_as_text(candidate, nadia):
    candidate.legal_name = "<b>王</b>"
    candidate.save()

    text = nadia.post(CONFIRM, {"officers": [candidate.uuid]}, follow=True).content.decode()

    assert "&lt;b&gt;王&lt;/b&gt;: The certificate cannot be printed: holder: U+738B" in text
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("officers", "words"),
    [
        ([], "Choose at least one officer."),
        (["2d8f3a52-7e9f-4f7a-9f5a-3f0a0b0c0d0e"], "One of the officers is no longer in the list."),
        (["x"], ""),
        (["\x00"], ""),
        (["' OR 1=1 --"], ""),
    ],
)
def test_a_choice_that_is_none_is_explained(candidate, nadia, officers, words):
    response = nadia.post(CONFIRM, {"officers": officers})

    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Award.objects.exists()


def test_more_than_fifty_are_refused_on_the_page(candidate, nadia):
    chosen = [cast.person(f"Officer Number {number}").uuid for number in range(50)]

    response = nadia.post(CONFIRM, {"officers": [*chosen, candidate.uuid]})

    assert response.status_code == 400
    assert "Confirm at most 50 people at a time: this is 51. Choose fewer." in response.content.decode()
    assert f'value="{candidate.uuid}" checked' in response.content.decode()
    assert not Award.objects.exists()


# --- the list


def test_the_list_says_what_waits_and_what_was_given(award, nadia, run_jobs):
    run_jobs()

    text = page(nadia)

    for words in (
        "UC-SC-M4-2026-000001",
        "UC-MOD-M4-2026-000001",
        "by rule",
        "by Nadia Perpall",
        "Valid today",
    ):
        assert words in text


def test_an_empty_list_says_so(nadia):
    assert "No award found" in page(nadia)


def test_awards_are_found_by_every_word(award, people, nadia):
    for words in ("Dayle", "renwick dayle", "SC-M4-2026", "000001 Renw", people.dayle.staff_number):
        assert "UC-SC-M4-2026-000001" in page(nadia, q=words)


def test_what_does_not_match_is_not_listed(award, nadia):
    for words in ("Marisol", "Dayle Quayle", "%", "'; DROP TABLE", "_"):
        assert "UC-SC-M4-2026-000001" not in page(nadia, q=words)


@pytest.mark.parametrize("words", ["\x00", "x" * 101])
def test_words_that_are_none_are_not_looked_for(award, nadia, words):
    assert "UC-SC-M4-2026-000001" in page(nadia, q=words)


def test_a_page_that_is_not_there_is_the_nearest_one(award, nadia):
    for number in ("0", "2", "x", "-1", "9" * 30, "\x00"):
        assert "UC-SC-M4-2026-000001" in page(nadia, page=number)


def test_the_fifty_first_award_stands_on_the_next_page(award, nadia):
    Award.objects.bulk_create(
        Award(
            officer=award.officer,
            scheme=award.scheme,
            scheme_version=award.scheme_version,
            cycle=cycle,
            number=f"X-{cycle:03d}",
            facts=award.facts,
            evidence={},
            is_automatic=True,
            decided_at=award.decided_at + timedelta(hours=cycle),
            valid_from=award.valid_from,
            history=award.history,
        )
        for cycle in range(2, 52)
    )

    assert "UC-SC-M4-2026-000001" not in page(nadia)
    assert "UC-SC-M4-2026-000001" in page(nadia, page="2")


# --- one award


def test_one_award_shows_all_that_hr_needs(drawn, nadia):
    text = page(nadia, reverse("award", args=[drawn.award.uuid]))

    for words in (
        "Dayle Renwick",
        "UC-SC-M4-2026-000001",
        f"{drawn.code[:4]} {drawn.code[4:8]} {drawn.code[8:]}",
        "12 of 12, 1 try",
        "Imogen Hale, taught",
        "Nadia Perpall",
        "Ottoline Marsh",
        "Withdraw this certificate",
        reverse("award-pdf", args=[drawn.award.uuid]),
        reverse("verify", args=[drawn.code]),
    ):
        assert words in text


# --- few queries


def more(people, count, first=0):
    """So many further officers who are ready."""
    found = [cast.person(f"Officer Number {first + number}") for number in range(count)]
    for officer in found:
        office.ready(officer, people.nadia)
    return found


def test_six_candidates_take_as_many_queries_as_one(candidate, people, nadia):
    page(nadia, CONFIRM)
    one = statements(lambda: page(nadia, CONFIRM))
    more(people, 5)

    six = statements(lambda: page(nadia, CONFIRM))

    assert len(six) == len(one) <= 10


def test_six_awards_take_as_many_queries_as_one(award, people, nadia):
    page(nadia)
    one = statements(lambda: page(nadia))
    for officer in more(people, 5):
        cast.confirmed(officer, people.omar)

    six = statements(lambda: page(nadia))

    assert len(six) == len(one) <= 13


def test_evidence_of_six_takes_four_queries(candidate, people, django_assert_num_queries):
    officers = [candidate, *more(people, 5)]

    with django_assert_num_queries(4):
        found = selectors.evidence_of_many(officers, cast.short_certificate())

    assert len(found) == 6


def test_one_award_takes_few_queries_and_looking_writes_nothing(drawn, nadia):
    address = reverse("award", args=[drawn.award.uuid])
    page(nadia, address)

    sql = statements(lambda: page(nadia, address))

    assert len(sql) <= 8
    assert {words.split()[0] for words in sql} == {"SELECT"}
