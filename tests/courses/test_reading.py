"""A kept body becomes sections: the same for the officer's page and the editor's preview."""

import pytest

from courses import reading
from courses.models import StepVersion
from learning.models import LocalFact
from learning.selectors import Facts, unknown_facts
from learning.selectors import facts as facts_in_force
from tests.courses.lessons import OPTIONS, body

NO_FACTS = reading.filler(Facts({}, ""))


def read(fill=NO_FACTS, **values):
    return reading.sections(body(**values), fill)


def section(found, kind):
    return next(part for part in found if part.kind == kind)


def knowing(text, *, confirmed=False):
    return reading.filler(Facts({"a.b": (text, confirmed)}, ""))


@pytest.fixture(autouse=True)
def _database(db):
    """Rich text may look up pages it links to."""


# Sections


def test_seven_parts_are_numbered_and_the_tail_is_not():
    assert [(part.kind, part.number) for part in read()] == [
        ("hook", 1),
        ("idea", 2),
        ("pair", 3),
        ("case", 4),
        ("check", 5),
        ("shift", 6),
        ("reflection", 7),
        ("coach", 0),
        ("sources", 0),
    ]


def test_only_numbered_parts_are_counted():
    assert reading.count(read()) == 7


def test_an_empty_body_has_no_sections():
    assert reading.sections([], NO_FACTS) == []


def test_ideas_that_follow_each_other_are_one_section():
    html = section(read(), "idea").html

    assert html.count("Breathe out slowly.") == 3


def test_words_said_aloud_keep_their_mark():
    html = section(read(shift={"text": "<p>Say <q>“Good morning”</q>.</p>"}), "shift").html

    assert "<q>“Good morning”</q>" in html


def test_the_reflection_is_a_question():
    assert section(read(), "reflection").question == "What do my hands do?"


def test_plain_text_of_a_trainer_is_escaped():
    pair = {"say": "<script>alert(1)</script>", "instead_of": "“Calm down.”"}

    html = section(read(pair=pair), "pair").html

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_every_lesson_of_the_starter_can_be_read():
    fill = reading.filler(facts_in_force())

    parts = {
        version.body["code"]: reading.count(reading.sections(version.body["body"], fill))
        for version in StepVersion.objects.filter(step__kind="LESSON")
    }

    assert parts == {f"M4.L{number}": 7 for number in range(1, 9)}


# Checks


def test_checks_are_known_by_the_ids_of_their_blocks():
    assert [check.id for check in section(read(), "check").checks] == ["b6", "b7"]


def test_options_have_letters_in_their_order():
    (first, _second) = section(read(), "check").checks

    assert [(option.letter, option.is_correct) for option in first.options] == [("a", True), ("b", False)]
    assert "Breathe out" in first.options[0].text
    assert "It slows you down." in first.options[0].why


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Well?</p>", "Well?"),
        ("<p>He waits.</p><p>Well?</p>", "<p>He waits.</p><p>Well?</p>"),
        ("<ul><li>One</li></ul>", "<ul><li>One</li></ul>"),
        ("<p>One <b>two</b></p>", "One <b>two</b>"),
    ],
)
def test_a_lone_paragraph_stands_without_its_tags_in_a_question(written, shown):
    (first, _second) = section(read(check={"stem": written, "options": OPTIONS}), "check").checks

    assert first.stem == shown


def test_the_best_answer_is_known_by_its_letter():
    turned = [
        {"text": "<p>Wait</p>", "correct": False, "why": "<p>No.</p>"},
        {"text": "<p>Nod</p>", "correct": False, "why": "<p>No.</p>"},
        {"text": "<p>Listen</p>", "correct": True, "why": "<p>Yes.</p>"},
    ]

    (first, _second) = section(read(check={"stem": "<p>What?</p>", "options": turned}), "check").checks

    assert first.right() == "c"


# Facts


def test_a_fact_says_confirm_locally_until_somebody_has():
    html = section(read(knowing("sixteen"), shift={"text": "<p>From {{fact:a.b}} on.</p>"}), "shift").html

    assert '<span class="fact">sixteen <small>(confirm locally)</small></span>' in html


def test_a_confirmed_fact_is_plain_words():
    html = section(
        read(knowing("sixteen", confirmed=True), shift={"text": "<p>From {{fact:a.b}} on.</p>"}), "shift"
    ).html

    assert "From sixteen on." in html
    assert "confirm locally" not in html


@pytest.mark.parametrize("confirmed", [True, False])
def test_signs_in_a_fact_are_escaped(confirmed):
    fill = knowing("<script>alert('x')</script> & more", confirmed=confirmed)

    html = section(read(fill, shift={"text": "<p>{{fact:a.b}}</p>"}), "shift").html

    assert "<script>" not in html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more" in html


def test_a_fact_that_was_deleted_sends_to_the_supervisor():
    html = section(read(shift={"text": "<p>{{fact:gone.away}}</p>"}), "shift").html

    assert "ask your supervisor" in html
    assert "confirm locally" in html


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("hook", {"text": "<p>{{fact:a.b}}</p>", "drawing": "", "drawing_alt": ""}),
        ("pair", {"say": "“{{fact:a.b}}”", "instead_of": "“No.”"}),
        ("sources", ["<p>{{fact:a.b}}</p>"]),
    ],
)
def test_facts_are_filled_wherever_words_stand(kind, value):
    html = section(read(knowing("sixteen"), **{kind: value}), kind).html

    assert "sixteen" in html
    assert "{{" not in html


def test_facts_are_filled_in_checks():
    option = {"text": "<p>{{fact:a.b}}</p>", "correct": True, "why": "<p>{{fact:a.b}}</p>"}
    question = {"stem": "<p>{{fact:a.b}}?</p>", "options": [option, {**option, "correct": False}]}

    (first, _second) = section(read(knowing("sixteen"), check=question), "check").checks

    assert all("sixteen" in words for words in (first.stem, first.options[0].text, first.options[0].why))


def test_facts_are_filled_in_the_reflection():
    question = section(
        read(knowing("sixteen", confirmed=True), reflection="Why {{fact:a.b}}?"), "reflection"
    ).question

    assert question == "Why sixteen?"


def test_confirming_a_fact_changes_the_version_of_the_facts():
    before = facts_in_force().version

    LocalFact.objects.filter(key="filming.rule").update(status="CONFIRMED", confirmed_on="2026-11-20")

    after = facts_in_force()
    assert after.version != before
    assert after.by_key["filming.rule"][1] is True


def test_unknown_keys_are_told_from_known_ones(db):
    assert unknown_facts({"filming.rule", "gone.away"}) == {"gone.away"}
