"""The contrast of two colours, as WCAG reckons it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.contrast import ratio

colours = st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#FFFFFF", 4.48),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#949494", "#FFFFFF", 3.03),
    ],
)
def test_known_pairs_have_their_known_contrast(first, second, known):
    assert ratio(first, second) == pytest.approx(known, abs=0.005)


@given(colours, colours)
def test_contrast_is_symmetric_and_between_1_and_21(first, second):
    assert ratio(first, second) == ratio(second, first)
    assert 1 <= ratio(first, second) <= 21


@given(colours)
def test_a_colour_has_no_contrast_with_itself_in_any_case(colour):
    assert ratio(colour.upper(), colour.lower()) == 1


@pytest.mark.parametrize("word", ["blue", "#FFF", "#GGGGGG", "", "#1234567"])
def test_what_is_not_a_colour_is_refused(word):
    with pytest.raises(ValueError):
        ratio(word, "#FFFFFF")
