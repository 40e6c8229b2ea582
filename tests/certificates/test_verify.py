"""Verification by strangers: the status in words, a masked name, and nothing to collect."""
# ruff: noqa: RUF001 - figures of full width are among the hostile codes

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from certificates import codes
from certificates.models import Award, AwardEvent, Document
from certificates.services import awarding
from tests.assessments.sitting import statements
from tests.certificates import office
from tests.certificates.office import check, compare

UNKNOWN = codes.ALPHABET[7] * 11 + codes.check_sign(codes.ALPHABET[7] * 11)
pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def code(award):
    return office.document_of(award).code


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


# --- each status


def test_a_valid_certificate_says_so_with_its_last_day(code):
    page = text(check(code))

    assert "Valid today" in page
    assert "Valid until 21 November 2028." in page
    assert "UC-SC-M4-2026-000001" in page
    assert "Dealing with Angry Customers" in page
    assert codes.in_fours(code) in page


def test_a_certificate_without_an_end_says_so(candidate, run_jobs):
    run_jobs()

    page = text(check(office.document_of(Award.objects.get()).code))

    assert "Valid; it has no end date." in page


def test_a_certificate_can_be_checked_before_it_is_drawn(award, code):
    assert office.document_of(award).drawn_at is None
    assert "Valid today" in text(check(code))


def test_a_revoked_certificate_says_since_when_and_not_why(award, code, people, at):
    awarding.revoke(award=award, reason="The quiz was sat by a cousin.", by=people.omar, at=at)

    page = text(check(code))

    assert "Revoked" in page
    assert "Withdrawn on 22 November 2026. Do not rely on a paper copy." in page
    assert "cousin" not in page
    assert "Omar" not in page
    assert "Valid today" not in page


def test_the_day_of_a_withdrawal_is_the_day_on_the_clock(award, code, people, at):
    """Half past nine in the evening in the Ursula Cays is the next day in Greenwich."""
    awarding.revoke(award=award, reason="Issued in error.", by=people.omar, at=at.replace(day=23, hour=1))

    assert "Withdrawn on 22 November 2026." in text(check(code))


def test_a_sample_certifies_nothing(sample):
    page = text(check(office.document_of(sample).code))

    assert "Sample" in page
    assert "it rests on public questions and certifies nothing" in page
    assert "Valid today" not in page


def test_it_is_valid_on_its_last_day_and_expired_the_next(code, sunday, at):
    sunday.move_to(at.replace(year=2028, day=21))
    assert "Valid today" in text(check(code))

    sunday.move_to(at.replace(year=2028, day=22))
    page = text(check(code))
    assert "Expired" in page
    assert "It was valid until 21 November 2028." in page


def test_the_day_turns_at_midnight_of_the_installation(code, sunday, at):
    sunday.move_to(at.replace(year=2028, day=22, hour=3, minute=59))
    assert "Valid today" in text(check(code))

    sunday.move_to(at.replace(year=2028, day=22, hour=4, minute=0))
    assert "Expired" in text(check(code))


def test_before_its_first_day_it_is_not_yet_valid(code, sunday, at):
    sunday.move_to(at - timedelta(days=1))

    assert "Valid from 22 November 2026." in text(check(code))


def test_a_replaced_document_points_to_the_current_one(award, code, at):
    Document.objects.filter(award=award).update(superseded_at=at)
    newer = Document.objects.create(
        award=award, version=2, code=codes.new_code(), template="competence", made_at=at
    )

    assert "A newer certificate took its place." in text(check(code))
    assert "Valid today" in text(check(newer.code))


@pytest.mark.parametrize(
    ("kind", "words"),
    [("SUSPENDED", "Set aside since 22 November 2026"), ("VOIDED", "It was issued in error")],
)
def test_what_is_set_aside_or_void_says_so(award, code, at, people, kind, words):
    AwardEvent.objects.create(award=award, kind=kind, at=at, by=people.omar, reason="An inquiry.")
    award.history = [*award.history, {"kind": kind, "at": at.isoformat()}]
    award.save()

    page = text(check(code))

    assert words in page
    assert "inquiry" not in page


# --- codes as people type them


def test_a_code_is_read_as_it_was_meant(code):
    for typed in (code.lower(), codes.in_fours(code), f" {code[:6]}-{code[6:]} "):
        assert "Valid today" in text(check(typed))


def test_the_square_code_s_address_leads_to_the_answer(code):
    for address in (f"/v/{code}", f"/V/{code}", f"/v/{code.lower()}"):
        response = Client().get(address, follow=True)
        assert response.redirect_chain == [(reverse("verify", args=[code]), 302)]
        assert "Valid today" in text(response)


def test_a_typed_code_leads_to_its_own_address(code):
    response = Client().get(reverse("verify-form"), {"code": codes.in_fours(code).lower()})

    assert response.url == reverse("verify", args=[code])


def test_the_form_waits_for_a_code(db):
    page = text(Client().get(reverse("verify-form")))

    assert 'name="code"' in page
    assert "Check a certificate" in page


@pytest.mark.parametrize("typed", ["", "   ", "x" * 61])
def test_the_form_says_what_a_code_is(db, typed):
    page = text(Client().get(reverse("verify-form"), {"code": typed}), 400)

    assert "12 letters and numbers" in page


def test_a_typed_code_that_is_none_is_not_found(db):
    response = Client().get(reverse("verify-form"), {"code": "7K3M"})

    assert "Not found" in text(response, 404)


# --- unknown and malformed look alike


def test_what_is_unknown_malformed_or_hostile_gets_the_same_bytes(code):
    wrong = code[:-1] + next(sign for sign in codes.ALPHABET if sign != code[-1])
    typed = [
        UNKNOWN,
        wrong,
        "x",
        "0" * 10_000,
        "'",
        '"',
        "' OR 1=1 --",
        "<script>alert(1)",
        "a\r\nb: c",
        "\x00",
        "７" * 12,
        "..",
        "%",
        "{{ 7*7 }}",
    ]

    pages = {check(found).content for found in typed}

    assert len(pages) == 1
    assert all(check(found).status_code == 404 for found in typed)
    page = pages.pop().decode()
    assert "We have no certificate with this code." in page
    for echo in (UNKNOWN, wrong, "alert(1)", "OR 1=1", "7*7", "b: c"):
        assert echo not in page


@pytest.mark.parametrize(
    "path",
    [
        "/verify/%00/",
        "/verify/a%0d%0aSet-Cookie:%20x=1/",
        "/verify/%ff%fe/",
        "/verify/%2e%2e/",
        "/v/%00",
        "/v/a%0d%0aLocation:%20x",
        "/v/%3Cscript%3E",
    ],
)
def test_hostile_addresses_are_not_found_and_not_echoed(db, path):
    response = Client().get(path, follow=True)

    assert response.status_code in (400, 404)
    assert b"Set-Cookie" not in response.content
    assert b"<script>alert" not in response.content
    assert not response.cookies


def test_a_line_break_in_the_short_address_makes_no_header(db):
    response = Client().get("/v/a%0d%0aX-Evil:%201")

    assert response.status_code == 302
    assert "X-Evil" not in response.headers
    assert "\n" not in response["Location"]


# --- the name


def test_only_the_masked_name_is_shown(code):
    for page in (text(check(code)), text(compare(code, "Somebody"))):
        assert "D••• R•••" in page
        assert "Dayle" not in page
        assert "Renwick" not in page


def test_neither_staff_number_nor_teachers_nor_marks_are_shown(award, code, people):
    page = text(check(code))

    for hidden in (
        people.dayle.staff_number,
        "Imogen",
        "Nadia",
        "12 of 12",
        str(award.uuid),
        people.dayle.email,
    ):
        assert hidden not in page


def test_the_right_name_is_confirmed(code):
    for name in ("Dayle Renwick", "DAYLE  renwick", "Dáyle Rënwick", "Dayle-Renwick"):
        assert "Yes: this is the name on the certificate." in text(compare(code, name))


def test_another_name_is_not_confirmed(code):
    page = text(compare(code, "Dayle Renwich"))

    assert "No: the certificate bears another name." in page
    assert "Renwick" not in page


def test_a_name_to_compare_is_needed(code):
    for name in ("", "   ", "x" * 201):
        page = text(compare(code, name))
        assert "Yes: this is" not in page
        assert "No: the certificate" not in page


def test_a_hostile_name_is_shown_as_text(code):
    page = text(compare(code, "<script>alert(1)</script>\x00'\""))

    assert "<script>alert" not in page


def test_names_of_unknown_codes_are_not_compared(db):
    assert "We have no certificate" in text(compare(UNKNOWN, "Dayle Renwick"), 404)


# --- limits


def test_five_names_an_hour_for_one_code_then_a_pause(code, sunday, at):
    answers = [compare(code, f"Guess {guess}") for guess in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 5

    page = text(compare(code, "Dayle Renwick"), 429)
    assert "Yes: this is" not in page
    assert "pauses for an hour" in page
    assert "Dayle" not in page

    assert "Valid today" in text(check(code))
    sunday.move_to(at + timedelta(minutes=61))
    assert "Yes: this is" in text(compare(code, "Dayle Renwick"))


def test_guesses_are_counted_for_the_code_whoever_asks(code):
    for guess in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{guess}").post(reverse("verify", args=[code.lower()]), {"name": "x"})

    assert (
        Client(REMOTE_ADDR="10.0.1.1").post(reverse("verify", args=[code]), {"name": "x"}).status_code == 429
    )


def test_another_code_has_tries_of_its_own(code, people, run_jobs):
    for _guess in range(6):
        compare(code, "x")
    run_jobs()
    other = office.document_of(Award.objects.get(scheme__code="MOD-M4")).code

    assert compare(other, "Dayle Renwick").status_code == 200


def test_sixty_codes_a_minute_from_one_address_then_a_pause(code, sunday, at):
    client = Client(REMOTE_ADDR="10.0.0.1")
    assert {check(UNKNOWN, client=client).status_code for _try in range(60)} == {404}

    page = text(check(code, client=client), 429)

    assert "Many codes have been checked from your connection." in page
    assert "Valid today" not in page
    assert check(code, client=Client(REMOTE_ADDR="10.0.0.2")).status_code == 200
    sunday.move_to(at + timedelta(seconds=61))
    assert check(code, client=client).status_code == 200


# --- what a stranger's browser keeps


PAGES = ["valid", "unknown", "form", "bad form", "compare", "wait"]


def page_of(name, code):
    client = Client()
    if name == "wait":
        for _guess in range(6):
            response = compare(code, "x", client=client)
        return response
    return {
        "valid": lambda: check(code, client=client),
        "unknown": lambda: check(UNKNOWN, client=client),
        "form": lambda: client.get(reverse("verify-form")),
        "bad form": lambda: client.get(reverse("verify-form"), {"code": ""}),
        "compare": lambda: compare(code, "x", client=client),
    }[name]()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_indexed_kept_or_sets_a_cookie(code, name):
    response = page_of(name, code)

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "noindex" in response.content.decode()


def test_a_check_takes_one_query(code):
    check(code)  # the brand is read once in 20 seconds

    assert len(statements(lambda: check(code))) == 1
    assert len(statements(lambda: check(UNKNOWN))) == 1
    assert len(statements(lambda: compare(code, "x"))) == 1


def test_what_is_no_code_takes_no_query(code):
    check(code)

    assert statements(lambda: check("no code at all")) == []


def test_somebody_signed_in_sees_the_same_page(code, as_, people):
    assert check(code, client=as_(people.dayle)).content == check(code).content


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_check_only_looks(db, method):
    assert getattr(Client(), method)(reverse("verify", args=[UNKNOWN])).status_code == 405
    assert getattr(Client(), method)(reverse("verify-form")).status_code == 405


def test_comparing_works_where_forms_need_tokens(code):
    assert compare(code, "Dayle Renwick", client=Client(enforce_csrf_checks=True)).status_code == 200


def test_head_is_answered(code):
    assert Client().head(reverse("verify", args=[code])).status_code == 200
