"""The quiz on the page: without a script, for its owner only, with few queries."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt
from assessments.services import attempts
from tests import cast
from tests.assessments import sitting
from tests.assessments.sitting import answer, answer_all, post_slot, right, slot, without_tokens, wrong

pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def dayle(as_, people, enrolment):
    return as_(people.dayle)


def form_of(response):
    """The hidden fields of a question's page."""
    return {"op_id": response.context["op_id"], "base_rev": response.context["slot"].rev}


# --- without a script


def test_the_whole_quiz_by_form_posts_alone(dayle, quiz):
    """Start, twelve questions with Check, one answer changed, review, hand in, result."""
    response = dayle.post(reverse("quiz-start", args=[quiz.step.uuid]), follow=True)
    attempt = Attempt.objects.get()
    for number in range(1, 13):
        here = response.redirect_chain[-1][0]
        assert here == reverse("slot", args=[attempt.uuid, number])
        chosen = right(slot(attempt, number))
        response = dayle.post(here, {**form_of(response), "answer": chosen, "go": "check"}, follow=True)
        assert response.context["slot"].is_checked
        response = dayle.post(here, {"go": "next"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("review", args=[attempt.uuid])

    done = dayle.post(response.redirect_chain[-1][0], {"op_id": response.context["op_id"]}, follow=True)

    assert "12 of 12. You have passed." in done.content.decode()


def test_next_keeps_the_answer_without_checking(dayle, attempt):
    response = post_slot(dayle, attempt, 1, "next", answer=right(slot(attempt)))

    assert response.url == reverse("slot", args=[attempt.uuid, 2])
    assert slot(attempt).answer == right(slot(attempt))
    assert slot(attempt).checked_at is None


@pytest.mark.parametrize(
    ("number", "go", "to"),
    [
        (1, "stay", 1),
        (1, "back", 1),
        (2, "back", 1),
        (11, "next", 12),
        (5, "nonsense", 5),
        (5, "\x00", 5),
        (5, "", 5),
    ],
)
def test_each_button_goes_where_it_says(dayle, attempt, number, go, to):
    response = post_slot(dayle, attempt, number, go, answer=right(slot(attempt, number)))

    assert response.url == reverse("slot", args=[attempt.uuid, to])
    assert slot(attempt, number).answer == right(slot(attempt, number))


@pytest.mark.parametrize(("number", "go"), [(12, "next"), (1, "review"), (12, "review")])
def test_the_last_question_leads_to_the_review(dayle, attempt, number, go):
    assert post_slot(dayle, attempt, number, go).url == reverse("review", args=[attempt.uuid])


def test_leaving_saves_and_goes_home(dayle, attempt):
    response = post_slot(dayle, attempt, 3, "leave", answer=right(slot(attempt, 3)))

    assert response.url == reverse("home")
    assert slot(attempt, 3).answer == right(slot(attempt, 3))


def test_a_question_can_be_marked_for_later_and_unmarked(dayle, attempt):
    post_slot(dayle, attempt, 1, "stay", answer=[], later="1")
    assert slot(attempt).is_flagged

    post_slot(dayle, attempt, 1, "stay", answer=[])
    assert not slot(attempt).is_flagged


def test_what_was_chosen_stands_ticked_on_the_page(dayle, attempt):
    chosen = right(slot(attempt))
    answer(attempt, chosen)

    text = dayle.get(reverse("slot", args=[attempt.uuid, 1])).content.decode()

    assert all(f'value="{letter}" checked>' in text for letter in chosen)
    assert text.count('" checked>') == len(chosen)


def test_an_answer_from_an_old_page_is_told_and_not_applied(dayle, attempt):
    answer(attempt, right(slot(attempt)))

    response = dayle.post(
        reverse("slot", args=[attempt.uuid, 1]),
        {"go": "stay", "base_rev": 0, "op_id": uuid4(), "answer": wrong(slot(attempt))},
        follow=True,
    )

    assert "You answered this question in another window too." in response.content.decode()
    assert slot(attempt).answer == right(slot(attempt))


@pytest.mark.parametrize("fields", [{"op_id": "x"}, {"base_rev": "x"}, {"base_rev": -1}, {"answer": "z"}])
def test_a_broken_form_is_explained_and_changes_nothing(dayle, attempt, fields):
    given = {"go": "stay", "base_rev": 0, "op_id": uuid4(), "answer": right(slot(attempt)), **fields}

    response = dayle.post(reverse("slot", args=[attempt.uuid, 1]), given, follow=True)

    assert response.status_code == 200
    assert "This page was out of date." in response.content.decode()
    assert slot(attempt).answer is None


def test_too_many_answers_are_explained_and_change_nothing(dayle, several):
    too_many = several.option_order[: several.item_version.body["choose"] + 1]

    response = post_slot(dayle, several.attempt, several.number, "stay", answer=too_many)

    text = dayle.get(response.url).content.decode()
    assert "than this question offers. Nothing was changed." in text
    assert slot(several.attempt, several.number).answer is None


def test_after_hand_in_a_form_changes_nothing(dayle, attempt):
    sitting.hand_in(attempt)
    before = sitting.evidence(attempt)

    for go in ("stay", "check", "next"):
        post_slot(dayle, attempt, 1, go, answer=right(slot(attempt)), later="1")

    assert sitting.evidence(attempt).answers == before.answers
    assert not slot(attempt).is_flagged


@pytest.mark.parametrize("number", [0, 13, 32_768, 10**30])
def test_a_question_that_is_not_there_is_a_missing_page(dayle, attempt, number):
    address = reverse("slot", args=[attempt.uuid, number])

    assert dayle.get(address).status_code == 404
    assert post_slot_raw(dayle, address, "check").status_code == 404
    assert post_slot_raw(dayle, address, "stay", base_rev=0, op_id=uuid4(), answer="a").status_code == 404


def post_slot_raw(client, address, go, **fields):
    return client.post(address, {"go": go, **fields})


# --- the first page


def test_the_first_page_tells_the_rules(dayle, quiz):
    text = dayle.get(reverse("quiz", args=[quiz.step.uuid])).content.decode()

    assert "12 questions, drawn for you" in text
    assert "You pass with 10 of 12 marks." in text
    assert "After 2 tries without a pass there is a pause of 10 minutes" in text
    assert "Start the quiz" in text


def test_the_first_page_offers_to_go_on(dayle, quiz, attempt):
    assert "Your answers are kept." in dayle.get(reverse("quiz", args=[quiz.step.uuid])).content.decode()


def test_the_first_page_lists_the_tries(dayle, quiz, enrolment):
    missed = cast.sit_quiz(enrolment, wrong=12)
    passed = cast.sit_quiz(enrolment)

    text = dayle.get(reverse("quiz", args=[quiz.step.uuid])).content.decode()

    assert "Passed, 12 of 12" in text
    assert "Not yet, " in text
    for attempt in (missed, passed):
        assert reverse("result", args=[attempt.uuid]) in text


def test_during_a_pause_the_first_page_has_no_start_button(dayle, quiz, enrolment):
    cast.sit_quiz(enrolment, wrong=12)
    last = cast.sit_quiz(enrolment, wrong=12)

    text = dayle.get(reverse("quiz", args=[quiz.step.uuid])).content.decode()

    assert "Time to read: the next try opens at 10:40" in text
    assert reverse("quiz-start", args=[quiz.step.uuid]) not in text
    assert reverse("result", args=[last.uuid]) in text


# --- for its owner only


NOBODY_S = UUID("2d8f3a52-7e9f-4f7a-9f5a-3f0a0b0c0d0e")
ADDRESSES = [
    ("get", "slot", [1]),
    ("post", "slot", [1]),
    ("get", "slot", [12]),
    ("post", "slot-save", [1]),
    ("get", "review", []),
    ("post", "review", []),
    ("get", "result", []),
]


@pytest.mark.parametrize(("method", "name", "rest"), ADDRESSES)
@pytest.mark.parametrize("is_handed_in", [False, True])
def test_somebody_else_s_attempt_is_a_page_that_is_missing(
    as_, people, attempt, method, name, rest, is_handed_in
):
    if is_handed_in:
        sitting.hand_in(attempt)
    before = sitting.evidence(attempt)
    client = as_(people.marisol)
    fields = {"go": "check", "op_id": str(uuid4()), "base_rev": 0, "answer": "a"}

    theirs = getattr(client, method)(reverse(name, args=[attempt.uuid, *rest]), fields)
    missing = getattr(client, method)(reverse(name, args=[NOBODY_S, *rest]), fields)

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert without_tokens(theirs.content, attempt.uuid) == without_tokens(missing.content, NOBODY_S)
    assert sitting.evidence(attempt) == before


@pytest.mark.parametrize("name", ["imogen", "nadia", "petra"])
def test_neither_trainer_nor_hr_nor_administrator_sees_an_attempt(as_, people, attempt, name):
    client = as_(getattr(people, name))

    for _method, page, rest in ADDRESSES:
        if page != "slot-save":
            assert client.get(reverse(page, args=[attempt.uuid, *rest])).status_code == 404


@pytest.mark.parametrize(("method", "name", "rest"), [row for row in ADDRESSES if row[1] != "slot-save"])
def test_a_stranger_signs_in_first_and_comes_back(attempt, method, name, rest):
    address = reverse(name, args=[attempt.uuid, *rest])

    response = getattr(Client(), method)(address)

    assert response.url == f"{reverse('account_login')}?next={address}"


def test_forms_need_their_token(people, attempt):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.dayle)

    assert post_slot(client, attempt, 1, "stay", answer=right(slot(attempt))).status_code == 403
    assert client.post(reverse("review", args=[attempt.uuid]), {"op_id": uuid4()}).status_code == 403
    assert sitting.evidence(attempt).events == 0


# --- few queries


def test_a_question_takes_as_many_queries_with_one_answer_as_with_twelve(
    dayle, attempt, django_assert_max_num_queries
):
    address = reverse("slot", args=[attempt.uuid, 1])
    answer(attempt, right(slot(attempt)))
    dayle.get(address)  # the brand is read once in 20 seconds
    one = sitting.statements(lambda: dayle.get(address))
    for number in range(2, 13):
        answer(attempt, right(slot(attempt, number)), number=number)

    with django_assert_max_num_queries(5):
        twelve = sitting.statements(lambda: dayle.get(address))

    assert len(one) == len(twelve)


def test_review_and_result_take_as_many_queries_whatever_was_answered(dayle, enrolment, people, quiz, at):
    counts = []
    for wrong_ones in (0, 12):
        attempt = attempts.start(officer=people.dayle, assessment=quiz, enrolment=enrolment, at=at)
        answer_all(attempt, wrong_ones=wrong_ones)
        dayle.get(reverse("review", args=[attempt.uuid]))
        review = sitting.statements(lambda uuid=attempt.uuid: dayle.get(reverse("review", args=[uuid])))
        sitting.hand_in(attempt)
        result = sitting.statements(lambda uuid=attempt.uuid: dayle.get(reverse("result", args=[uuid])))
        counts.append((len(review), len(result)))

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 7


def test_the_first_page_takes_as_many_queries_with_one_try_as_with_six(dayle, enrolment, quiz):
    address = reverse("quiz", args=[quiz.step.uuid])
    cast.sit_quiz(enrolment)
    dayle.get(address)
    one = sitting.statements(lambda: dayle.get(address))
    for _try in range(5):
        cast.sit_quiz(enrolment)

    assert len(sitting.statements(lambda: dayle.get(address))) == len(one)


def test_looking_writes_nothing(dayle, attempt, quiz):
    addresses = [
        reverse("quiz", args=[quiz.step.uuid]),
        reverse("slot", args=[attempt.uuid, 1]),
        reverse("review", args=[attempt.uuid]),
        reverse("result", args=[attempt.uuid]),
    ]

    sql = [words for address in addresses for words in sitting.statements(lambda to=address: dayle.get(to))]

    assert {words.split()[0] for words in sql} == {"SELECT"}
