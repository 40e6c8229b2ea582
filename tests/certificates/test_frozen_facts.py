"""What is printed: names that can be, and facts that stay as they were decided."""

from datetime import date

import pytest

from certificates.models import Award, AwardEvent, AwardInvolvement
from learning.models import Brand
from learning.selectors import forget_brand
from tests.certificates import office
from tests.certificates.office import confirm, everything_else_changes, nothing_was_given, refusal

pytestmark = pytest.mark.usefixtures("sunday")


# --- names that cannot be printed


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("王小明", "U+738B CJK UNIFIED IDEOGRAPH-738B is not in the typeface"),
        ("Dayle \u202ekciwneR", "U+202E RIGHT-TO-LEFT OVERRIDE is a control or format character"),
        ("Dayle\u200bRenwick", "U+200B ZERO WIDTH SPACE is a control or format character"),
        ("Dayle\x00Renwick", "U+0000"),
        ("دايل", "is written from right to left"),
        ("D" * 300, "does not fit"),
        ("Dayle Renwick " * 40, "has more than 400 characters"),
        ("", "holder: is empty"),
        ("   ", "holder: is empty"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_with_the_reason(candidate, people, name, why):
    candidate.legal_name = name

    words = refusal(candidate, people.nadia)

    assert words.startswith("The certificate cannot be printed: holder: ")
    assert why in words
    assert nothing_was_given()


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Phương Thảo", "Władysława Żółć", "Anne-Marie O’Neill", "D" * 20]
)
def test_names_of_many_tongues_are_printed_as_they_are(candidate, people, name):
    candidate.legal_name = name

    assert confirm(candidate, people.nadia)[0].facts["holder"] == name


@pytest.mark.parametrize("colour", ["#0B5563", "#13707F", "#1A7F8F", "#6B4E00", "#A03050"])
def test_any_colour_that_the_site_takes_can_be_printed(candidate, people, colour):
    """A trainer who changes the look must not stop the awards."""
    brand = Brand.load()
    brand.sea = colour
    brand.full_clean()
    brand.save()
    forget_brand()

    assert confirm(candidate, people.nadia)[1]


# --- frozen


def test_the_award_stays_as_it_was_decided(award, people, at):
    before = Award.objects.filter(pk=award.pk).values().get()

    everything_else_changes(people, at)

    assert Award.objects.filter(pk=award.pk).values().get() == before
    assert Award.objects.get(pk=award.pk).scheme_version.number == 1


def test_the_next_award_has_the_new_facts(award, people, at):
    everything_else_changes(people, at)
    office.ready(people.marisol, people.nadia)

    later, _is_new = confirm(people.marisol, people.nadia)

    assert (later.facts["issuer"], later.facts["title"]) == ("Another House", "Renamed")
    assert later.number == "AH-SC-M4-2026-000001"
    assert later.valid_until == date(2026, 12, 22)


def test_involvement_and_events_are_written_with_the_award(sample):
    assert AwardInvolvement.objects.filter(award=sample).count() == 1
    assert AwardEvent.objects.filter(award=sample).count() == 1
    assert str(sample) == "UC-SC-M4-2026-000001"
    assert str(office.document_of(sample)) == "UC-SC-M4-2026-000001 R1"
