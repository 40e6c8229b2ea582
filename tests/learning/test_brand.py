"""The brand: colours that can be read, kept close at hand, seen on every page."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image

from learning import selectors
from learning.models import Brand


@pytest.fixture
def brand(db):
    return Brand.load()


def test_a_weak_colour_on_paper_is_refused_in_words(brand):
    brand.sea = "#949494"

    with pytest.raises(ValidationError, match=r"3\.0 to 1 from the page.*choose a darker one") as refusal:
        brand.full_clean()

    assert list(refusal.value.error_dict) == ["sea"]


def test_a_weak_colour_on_night_paper_is_refused_in_words(brand):
    brand.sea_dark = "#0B5563"

    with pytest.raises(ValidationError, match="choose a lighter one") as refusal:
        brand.full_clean()

    assert list(refusal.value.error_dict) == ["sea_dark"]


@pytest.mark.parametrize("word", ["blue", "#FFF", "#GGGGGG", "0B5563"])
@pytest.mark.parametrize("field", ["sea", "sea_dark"])
def test_what_is_not_a_colour_is_refused_in_words(brand, field, word):
    setattr(brand, field, word)

    with pytest.raises(ValidationError, match="Write a colour as # and six figures"):
        brand.full_clean()


def test_the_colours_we_ship_can_be_read(brand):
    brand.full_clean()


def test_the_brand_is_read_once_for_many_pages(brand, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert selectors.brand() == selectors.brand()


def test_an_installation_without_a_brand_row_has_ours(db):
    Brand.objects.all().delete()

    assert (selectors.brand().name, selectors.brand().mark_url) == ("Lantern", "")


def test_a_change_is_seen_after_twenty_seconds(brand, clock):
    assert selectors.brand().name == "Lantern"
    Brand.objects.update(name="Harbour School")

    clock.shift(timedelta(seconds=19))
    assert selectors.brand().name == "Lantern"
    clock.shift(timedelta(seconds=2))
    assert selectors.brand().name == "Harbour School"


def test_a_change_is_seen_at_once_where_it_was_made(brand):
    assert selectors.brand().name == "Lantern"
    Brand.objects.update(name="Harbour School")

    selectors.forget_brand()

    assert selectors.brand().name == "Harbour School"


def test_our_own_colours_need_no_stylesheet(brand):
    assert selectors.brand().stylesheet_url == ""


def test_the_address_of_the_stylesheet_follows_the_colours_and_nothing_else(brand):
    def address(**fields):
        Brand.objects.update(**fields)
        selectors.forget_brand()
        return selectors.brand().stylesheet_url

    first = address(sea="#123456")

    assert first.startswith("/brand-")
    assert address(name="Harbour School") == first
    assert address(sea="#654321") != first


@pytest.fixture
def coloured(brand):
    """An installation with colours of its own."""
    Brand.objects.update(sea="#123456", sea_dark="#ABCDEF")
    return selectors.brand()


def test_the_stylesheet_carries_both_colours(coloured, client):
    response = client.get(coloured.stylesheet_url)

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert b":root { --sea: #123456; }" in response.content
    assert b":root[data-theme=dark] { --sea: #ABCDEF; }" in response.content


def test_the_stylesheet_is_kept_for_a_year_and_looks_at_no_session(coloured, client):
    response = client.get(coloured.stylesheet_url)

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.get("Vary", "")


def test_colours_under_the_address_of_other_colours_are_not_kept(coloured, client):
    """A process that has not seen the change yet must not fix old colours under the new address for a year."""
    response = client.get("/brand-0123456789.css")

    assert "immutable" not in response.get("Cache-Control", "")


def test_every_page_asks_for_the_colours_of_the_brand(coloured, client):
    page = client.get(reverse("account_login")).content.decode()

    assert f'<link rel="stylesheet" href="{coloured.stylesheet_url}">' in page


def test_a_stranger_sees_the_mark_on_the_sign_in_page(brand, client, tmp_path):
    """The mark stands on public pages too, so its picture asks nobody to sign in."""
    Picture.new("RGB", (64, 64), "#0B5563").save(tmp_path / "mark.png")
    with (tmp_path / "mark.png").open("rb") as file:
        image = Image.objects.create(title="Mark", file=ImageFile(file, name="mark.png"))
        image.renditions.create(
            filter_spec="height-64|format-png", file=ImageFile(file, name="mark.64.png"), width=64, height=64
        )
    Brand.objects.update(mark=image)

    address = selectors.brand().mark_url

    assert address in client.get(reverse("account_login")).content.decode()
    assert client.get(address).status_code != 302
