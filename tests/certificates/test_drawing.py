"""A document is drawn once from frozen facts; the same bytes are kept, and served to few."""

import hashlib
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pypdf
import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from certificates import pdf
from certificates.models import Award, Document
from certificates.services import drawing
from certificates.services.wording import certificate_facts
from learning.models import AuditEvent
from tests import cast
from tests.assessments.sitting import without_tokens
from tests.certificates import office
from tests.certificates.office import article, everything_else_changes

NOBODY_S = UUID("2d8f3a52-7e9f-4f7a-9f5a-3f0a0b0c0d0e")
pytestmark = pytest.mark.usefixtures("sunday")


def redrawn(document):
    """The bytes as the frozen facts give them today."""
    document = Document.objects.select_related("award").get(pk=document.pk)
    award = document.award
    return pdf.draw(certificate_facts(award.facts, document.code, award.is_sample))


def words_of(data):
    return " ".join(pypdf.PdfReader(BytesIO(data)).pages[0].extract_text().split())


# --- drawn once


def test_the_job_draws_and_the_register_keeps_size_and_hash(award, run_jobs, at):
    document = office.document_of(award)
    assert (document.drawn_at, document.name, document.sha256) == (None, None, None)

    run_jobs()

    document.refresh_from_db()
    content = office.stored(document)
    assert content.startswith(b"%PDF")
    assert (document.drawn_at, document.size) == (at, len(content))
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.name == f"{document.sha256[:2]}/{document.sha256}.pdf"


def test_drawing_is_in_the_trail(drawn):
    event = AuditEvent.objects.get(verb="certificate-drawn", target_key=str(drawn.uuid))

    assert event.payload.details == {"sha256": drawn.sha256, "number": drawn.award.number}


def test_a_second_draw_does_nothing(drawn, at):
    before = Document.objects.filter(pk=drawn.pk).values().get()

    with patch.object(pdf, "draw", side_effect=AssertionError("drawn again")):
        again = drawing.draw_document(document_id=drawn.pk, at=at.replace(hour=23))

    assert again == drawn
    assert Document.objects.filter(pk=drawn.pk).values().get() == before
    assert AuditEvent.objects.filter(verb="certificate-drawn", target_key=str(drawn.uuid)).count() == 1


def test_redrawing_from_the_frozen_facts_gives_the_same_bytes(drawn):
    assert hashlib.sha256(redrawn(drawn)).hexdigest() == drawn.sha256


def test_nothing_that_changes_afterwards_changes_the_bytes(drawn, people, at):
    everything_else_changes(people, at)

    assert redrawn(drawn) == office.stored(drawn) == drawing.stored_bytes(drawn)


def test_what_changes_between_decision_and_drawing_is_not_printed(award, people, run_jobs, at):
    everything_else_changes(people, at)

    run_jobs()

    words = words_of(office.stored(office.document_of(award)))
    assert "Dayle Renwick" in words
    assert "Ottoline Marsh" in words
    assert "Hartwell" not in words
    assert "Another House" not in words


def test_the_paper_says_what_was_decided(drawn):
    words = words_of(office.stored(drawn))

    for expected in ("Dayle Renwick", "UC-SC-M4-2026-000001", "22 November 2026"):
        assert expected in words


def test_a_sample_says_so_on_paper(sample, run_jobs):
    run_jobs()

    document = office.document_of(sample)
    unmarked = pdf.draw(certificate_facts(document.award.facts, document.code, False))
    assert office.stored(document) == redrawn(document) != unmarked


def test_a_record_without_an_end_says_so_on_paper(candidate, run_jobs):
    run_jobs()

    assert "No end date" in words_of(office.stored(office.document_of(Award.objects.get())))


def test_a_failed_draw_leaves_the_document_owed(award, jobs_of, run_jobs):
    with (
        patch.object(pdf, "draw", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk full"),
    ):
        run_jobs()

    document = office.document_of(award)
    job = next(job for job in jobs_of("draw") if job.payload == {"document": document.pk})
    assert (document.drawn_at, job.done_at) == (None, None)


# --- damaged


def damage(document, content):
    place = Path(storages["documents"].path(document.name))
    place.unlink() if content is None else place.write_bytes(content)


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.4 another paper"])
def test_bytes_that_differ_from_the_register_are_not_given_out(drawn, content):
    damage(drawn, content)

    with pytest.raises(drawing.Damaged, match="UC-SC-M4-2026-000001 R1"):
        drawing.stored_bytes(drawn)


def test_a_single_turned_bit_is_noticed(drawn):
    content = bytearray(office.stored(drawn))
    content[len(content) // 2] ^= 1
    damage(drawn, bytes(content))

    with pytest.raises(drawing.Damaged, match="differ from the registered hash"):
        drawing.stored_bytes(drawn)


@pytest.mark.logs_errors
@pytest.mark.parametrize("content", [None, b"%PDF-1.4 another paper"])
@pytest.mark.parametrize(("name", "address"), [("dayle", "my-certificate-pdf"), ("nadia", "award-pdf")])
def test_a_damaged_certificate_is_an_honest_page(drawn, as_, people, content, name, address):
    """Not the damaged bytes and not a crash: a page that says what is wrong and names the certificate."""
    damage(drawn, content)

    response = as_(getattr(people, name)).get(reverse(address, args=[drawn.award.uuid]))

    text = response.content.decode()
    assert response.status_code >= 500
    assert response["Content-Type"].startswith("text/html")
    assert drawn.award.number in text
    assert "Traceback" not in text


def test_the_page_of_a_damaged_certificate_still_tells_its_status(drawn, as_, people):
    damage(drawn, None)

    response = as_(people.dayle).get(reverse("my-certificate", args=[drawn.award.uuid]))

    assert "Valid today" in response.content.decode()
    assert "Valid today" in office.check(drawn.code).content.decode()


# --- served to its holder and to HR


@pytest.mark.parametrize(("name", "address"), [("dayle", "my-certificate-pdf"), ("omar", "award-pdf")])
def test_holder_and_hr_get_the_stored_bytes(drawn, as_, people, name, address):
    response = as_(getattr(people, name)).get(reverse(address, args=[drawn.award.uuid]))

    assert response.content == office.stored(drawn)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="UC-SC-M4-2026-000001.pdf"'
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("addresses", "names"),
    [
        (("my-certificate", "my-certificate-pdf"), ("marisol", "imogen", "omar", "petra")),
        (("award", "award-pdf"), ("dayle", "marisol", "imogen", "petra")),
    ],
)
def test_for_others_there_is_no_such_page(drawn, as_, people, addresses, names):
    for client in (as_(getattr(people, name)) for name in names):
        for address in addresses:
            theirs = client.get(reverse(address, args=[drawn.award.uuid]))
            missing = client.get(reverse(address, args=[NOBODY_S]))
            assert (theirs.status_code, missing.status_code) == (404, 404)
            assert without_tokens(theirs.content, drawn.award.uuid) == without_tokens(
                missing.content, NOBODY_S
            )


def test_a_stranger_signs_in_first(drawn):
    of_one = ("my-certificate", "my-certificate-pdf", "award", "award-pdf")
    addresses = [reverse(name, args=[drawn.award.uuid]) for name in of_one]

    for address in (*addresses, reverse("record"), reverse("awards")):
        assert Client().get(address).url == f"{reverse('account_login')}?next={address}"


def test_a_certificate_is_at_no_address_of_its_file(drawn, as_, people):
    for to in (f"/media/{drawn.name}", f"/media/documents/{drawn.name}", f"/documents/{drawn.name}"):
        assert as_(people.dayle).get(to).status_code == 404

    with pytest.raises(ValueError, match="checks who asks"):
        storages["documents"].url(drawn.name)


def test_before_it_is_drawn_the_page_says_so(award, as_, people):
    dayle = as_(people.dayle)

    text = dayle.get(reverse("my-certificate", args=[award.uuid])).content.decode()

    assert "The PDF is being drawn." in text
    assert reverse("my-certificate-pdf", args=[award.uuid]) not in text
    assert dayle.get(reverse("my-certificate-pdf", args=[award.uuid])).status_code == 404
    assert as_(people.nadia).get(reverse("award-pdf", args=[award.uuid])).status_code == 404
    assert (
        "The PDF is being drawn."
        in as_(people.nadia).get(reverse("award", args=[award.uuid])).content.decode()
    )


def test_the_holder_s_page_shows_status_code_and_square(drawn, as_, people):
    text = as_(people.dayle).get(reverse("my-certificate", args=[drawn.award.uuid])).content.decode()

    assert "Valid until 21 November 2028." in text
    assert f"{drawn.code[:4]} {drawn.code[4:8]} {drawn.code[8:]}" in text
    assert "<svg" in text
    assert reverse("my-certificate-pdf", args=[drawn.award.uuid]) in text


def test_no_page_of_a_certificate_changes_with_the_house(drawn, as_, people, at):
    dayle = as_(people.dayle)
    mine, theirs = reverse("my-certificate", args=[drawn.award.uuid]), reverse("verify", args=[drawn.code])
    before = article(dayle.get(mine)), article(Client().get(theirs))

    everything_else_changes(people, at)

    assert (article(dayle.get(mine)), article(Client().get(theirs))) == before


def test_an_award_without_a_current_document_is_a_missing_page(award, as_, people, at):
    Document.objects.filter(award=award).update(superseded_at=at)

    assert as_(people.dayle).get(reverse("my-certificate", args=[award.uuid])).status_code == 404
    assert as_(people.nadia).get(reverse("award", args=[award.uuid])).status_code == 404
    assert as_(people.dayle).get(reverse("record")).status_code == 200


def test_equal_facts_of_another_award_are_another_document(drawn, people, run_jobs):
    """The code differs, so no two certificates are one file."""
    office.ready(people.marisol, people.nadia)
    people.marisol.legal_name = "Dayle Renwick"
    other = cast.confirmed(people.marisol, people.nadia)
    run_jobs()

    assert office.document_of(other).name != drawn.name
