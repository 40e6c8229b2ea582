"""Every address. The apps above are named in strings; nothing here imports them."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from learning.views import home, shell

urlpatterns = [
    path("", home.home, name="home"),
    path("display/", shell.display, name="display"),
    path("outbox/", shell.outbox, name="outbox"),
    path("brand-<slug:version>.css", shell.brand_stylesheet, name="brand-stylesheet"),
    path("healthz", shell.healthz, name="healthz"),
    # One door: allauth's. Wagtail's own sign-in, reset and account pages lead to it.
    path("account/", include("learning.account_urls")),
    path("cms/login/", shell.editor_door),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    re_path(r"^cms/password_reset/.*$", RedirectView.as_view(pattern_name="account_reset_password")),
    re_path(r"^cms/account/.*$", RedirectView.as_view(pattern_name="home")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
]
