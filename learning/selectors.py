"""Reading: people as they are called, the brand, the facts."""

import hashlib
from dataclasses import dataclass

from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import get_language

from learning.models import Brand, LocalFact, User

BRAND_SECONDS = 20


def called(person: User) -> str:
    """How a person is addressed on screen."""
    return person.get_full_name()


@dataclass(frozen=True)
class BrandFacts:
    """The brand as templates use it."""

    name: str
    place: str
    issuer: str
    register_prefix: str
    contact_email: str
    mark_url: str
    sea: str
    sea_dark: str
    stylesheet_url: str


def brand() -> BrandFacts:
    """The brand; read from the database every 20 seconds in each process at most."""
    found = caches["local"].get("brand")
    if found is None:
        found = _read_brand()
        caches["local"].set("brand", found, BRAND_SECONDS)
    return found


def forget_brand() -> None:
    """The brand has changed in this process: read it again."""
    caches["local"].delete("brand")


def _read_brand() -> BrandFacts:
    row = Brand.objects.select_related("mark").first() or Brand()
    mark_url = row.mark.get_rendition("height-64|format-png").url if row.mark else ""
    return BrandFacts(
        name=row.name,
        place=row.place,
        issuer=row.issuer,
        register_prefix=row.register_prefix,
        contact_email=row.contact_email,
        mark_url=mark_url,
        sea=row.sea,
        sea_dark=row.sea_dark,
        stylesheet_url=_stylesheet_url(row),
    )


def _stylesheet_url(row: Brand) -> str:
    """The address of the brand's own colours, which changes with them; empty while they are Lantern's."""
    house = Brand()
    if (row.sea.upper(), row.sea_dark.upper()) == (house.sea, house.sea_dark):
        return ""
    look = hashlib.sha256(f"{row.sea}{row.sea_dark}".encode()).hexdigest()[:10]
    return reverse("brand-stylesheet", args=[look])


@dataclass(frozen=True)
class Facts:
    """All local facts and a version that changes when any of them does."""

    by_key: dict[str, tuple[str, bool]]
    version: str


def facts() -> Facts:
    """Every local fact: key to (plain text, confirmed?), with a version hash. One query."""
    rows = LocalFact.objects.order_by("key").values_list("key", "plain_text", "status")
    by_key = {key: (text, status == LocalFact.Status.CONFIRMED) for key, text, status in rows}
    version = hashlib.sha256(repr((sorted(by_key.items()), get_language())).encode()).hexdigest()[:16]
    return Facts(by_key, version)


def unknown_facts(keys: set[str]) -> set[str]:
    """Those of the keys that no local fact has."""
    return keys - set(LocalFact.objects.filter(key__in=keys).values_list("key", flat=True))
