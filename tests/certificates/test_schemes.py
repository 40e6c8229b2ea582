"""Schemes: their rules in versions, what an installation starts with, who edits signatories."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from certificates.models import Scheme, SchemeVersion, Signatory
from certificates.services import schemes
from learning.models import AuditEvent
from tests import cast

RULES = {"modules": ["M4"], "validity_months": 12, "design": "record", "subtitle": "S", "scope": "C"}


def adopt(at, by=None, title="A Certificate", **rules):
    return schemes.adopt_scheme(
        code="NEW", title=title, decision="HR", rules={**RULES, **rules}, at=at, by=by
    )


def test_adopting_makes_scheme_and_first_version(people, at):
    version = adopt(at, people.petra)

    scheme = Scheme.objects.get(code="NEW")
    assert (scheme.current_version, scheme.decision, scheme.is_open) == (version, "HR", True)
    assert (version.number, version.published_by, version.published_at) == (1, people.petra, at)
    assert AuditEvent.objects.get(verb="scheme-adopted", target_key=str(scheme.uuid)).actor == people.petra


def test_adopting_the_same_rules_again_changes_nothing(db, at):
    first = adopt(at)
    events = AuditEvent.objects.count()

    assert adopt(at) == first
    assert SchemeVersion.objects.filter(scheme__code="NEW").count() == 1
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("change", [{"validity_months": 24}, {"modules": ["M4", "M5"]}, {"title": "Another"}])
def test_new_rules_make_the_next_version(db, at, change):
    adopt(at)

    version = adopt(at, **change)

    assert version.number == 2
    assert Scheme.objects.get(code="NEW").current_version == version
    assert SchemeVersion.objects.get(scheme__code="NEW", number=1).body == RULES


def test_a_scheme_is_called_by_the_title_of_its_rules(db, at):
    adopt(at)

    assert str(Scheme.objects.get(code="NEW")) == "A Certificate"
    assert str(Scheme(code="BARE")) == "BARE"


def test_an_installation_starts_with_a_record_by_rule_and_a_certificate_by_hr(db):
    assert [(scheme.code, scheme.decision) for scheme in Scheme.objects.order_by("code")] == [
        ("MOD-M4", "AUTOMATIC"),
        ("SC-M4", "HR"),
    ]
    assert cast.short_certificate().current_version.body["validity_months"] == 24


def test_preparing_again_overwrites_nothing(db):
    Signatory.objects.filter(position=1).update(name="Our Own Head")

    call_command("prepare_certificates")

    assert [str(signatory) for signatory in Signatory.objects.all()] == [
        "Our Own Head, Head, Learning Institute",
        "Nadia Perpall, Verifier, Human Resources",
    ]
    assert SchemeVersion.objects.count() == 2


def test_the_administrator_edits_signatories_a_trainer_does_not(as_, people):
    address = reverse(Signatory.snippet_viewset.get_url_name("list"))

    assert "Ottoline Marsh" in as_(people.petra).get(address).content.decode()
    assert as_(people.imogen).get(address).status_code in (302, 403)
