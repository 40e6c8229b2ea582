"""The database itself refuses half-true awards and documents: each constraint by a row that breaks it alone."""

from datetime import date
from types import SimpleNamespace

import pytest

from certificates.models import AwardEvent, AwardInvolvement, Register, Signatory
from tests import cast
from tests.assessments.refusing import constraints_of, copied, names, refusal
from tests.certificates import office

# Constraint, row to copy, changes that break it, changes that keep it.
BROKEN = [
    ("certificates_award_once_a_cycle", "award", {"number": "X"}, {"number": "X", "cycle": 2}),
    ("award.number", "award", {"cycle": 2}, {"cycle": 2, "number": "X"}),
    (
        "certificates_award_decider_unless_automatic",
        "award",
        {"number": "X", "cycle": 2, "decided_by_id": None},
        {"number": "X", "cycle": 2, "decided_by_id": None, "is_automatic": True},
    ),
    (
        "certificates_award_decider_unless_automatic",
        "award",
        {"number": "X", "cycle": 2, "is_automatic": True},
        {"number": "X", "cycle": 2},
    ),
    (
        "certificates_award_not_to_oneself",
        "award",
        {"number": "X", "cycle": 2, "decided_by_id": "officer"},
        {"number": "X", "cycle": 2, "decided_by_id": "colleague"},
    ),
    (
        "certificates_award_until_after_from",
        "award",
        {"number": "X", "cycle": 2, "valid_until": date(2026, 11, 22)},
        {"number": "X", "cycle": 2, "valid_until": date(2026, 11, 23)},
    ),
    ("certificates_awardinvolvement_once", "involved", {}, {"part": "MARKED"}),
    (
        "certificates_awardinvolvement_decider_apart",
        "involved",
        {"part": "MARKED", "decided_by_id": "teacher"},
        {"part": "MARKED", "decided_by_id": None},
    ),
    ("certificates_awardevent_issued_once", "issued", {}, {"kind": "REISSUED"}),
    ("certificates_awardevent_revoked_once", "revoked", {}, {"kind": "SUSPENDED"}),
    (
        "certificates_awardevent_reason_given",
        "revoked",
        {"kind": "SUSPENDED", "reason": ""},
        {"kind": "SUSPENDED", "reason": "An inquiry."},
    ),
    (
        "certificates_document_version_once",
        "document",
        {"code": "X", "superseded_at": cast.NOW},
        {"code": "X", "superseded_at": cast.NOW, "version": 2},
    ),
    (
        "certificates_document_one_current",
        "document",
        {"code": "X", "version": 2},
        {"code": "X", "version": 2, "superseded_at": cast.NOW},
    ),
    (
        "document.code",
        "document",
        {"version": 2, "superseded_at": cast.NOW},
        {"version": 2, "superseded_at": cast.NOW, "code": "X"},
    ),
    *(
        (
            "certificates_document_drawn_whole",
            "document",
            {"code": "X", "version": 2, "superseded_at": cast.NOW, field: value},
            {"code": "X", "version": 2, "superseded_at": cast.NOW},
        )
        for field, value in [("drawn_at", cast.NOW), ("name", "a.pdf"), ("sha256", "0" * 64), ("size", 1)]
    ),
    ("certificates_schemeversion_number_once", "rules", {}, {"number": 50}),
    ("scheme.code", "scheme", {}, {"code": "X"}),
    ("register.series", "register", {}, {"series": "X"}),
    ("signatory.position", "signatory", {}, {"position": 3}),
]


@pytest.fixture
def rows(sample, people):
    """One row of each kind, and people to point to."""
    revoked = AwardEvent.objects.create(
        award=sample, kind="REVOKED", at=cast.NOW, by=people.omar, reason="Issued in error."
    )
    return SimpleNamespace(
        award=sample,
        involved=AwardInvolvement.objects.get(award=sample),
        issued=sample.events.get(kind="ISSUED"),
        revoked=revoked,
        document=office.document_of(sample),
        scheme=sample.scheme,
        rules=sample.scheme_version,
        register=Register.objects.first(),
        signatory=Signatory.objects.first(),
        ids={"officer": people.dayle.pk, "colleague": people.omar.pk, "teacher": people.imogen.pk},
    )


def row(rows, name, changes):
    changes = {
        field: rows.ids[value] if value in rows.ids and field.endswith("_id") else value
        for field, value in changes.items()
    }
    return copied(getattr(rows, name), **changes)


@pytest.mark.parametrize(("constraint", "name", "broken", "kept"), BROKEN, ids=[case[0] for case in BROKEN])
def test_the_database_refuses(rows, constraint, name, broken, kept):
    half_true = row(rows, name, broken)

    assert names(refusal(half_true), constraint, half_true), refusal(half_true)
    assert refusal(row(rows, name, kept)) == ""


def test_every_constraint_is_broken_once():
    assert {case[0] for case in BROKEN} == constraints_of("certificates")


def test_who_taught_is_frozen_with_the_award_beside_who_decided(sample, people):
    involved = AwardInvolvement.objects.get(award=sample)

    assert (involved.person, involved.part, involved.decided_by) == (people.imogen, "TAUGHT", people.nadia)
