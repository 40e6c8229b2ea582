"""Addresses of the certificates app."""

from django.urls import path

from certificates.views import hr, record, verify

urlpatterns = [
    path("record/", record.record, name="record"),
    path("record/<uuid:uuid>/", record.my_certificate, name="my-certificate"),
    path("record/<uuid:uuid>/certificate.pdf", record.my_pdf, name="my-certificate-pdf"),
    path("verify/", verify.verify_form, name="verify-form"),
    path("verify/<str:code>/", verify.verify, name="verify"),
    path("v/<str:code>", verify.verify_short, name="verify-short"),
    path("V/<str:code>", verify.verify_short),
    path("hr/awards/", hr.awards, name="awards"),
    path("hr/awards/confirm/<slug:code>/", hr.confirm, name="confirm"),
    path("hr/awards/<uuid:uuid>/", hr.award, name="award"),
    path("hr/awards/<uuid:uuid>/certificate.pdf", hr.award_pdf, name="award-pdf"),
]
