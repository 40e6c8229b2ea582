"""Verification codes: read from paper, typed by strangers, refused when a sign is wrong."""
# ruff: noqa: RUF001 - some look-alikes are not of the alphabet

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import codes

BODIES = st.text(alphabet=codes.ALPHABET, min_size=11, max_size=11)


@st.composite
def whole(draw: st.DrawFn) -> str:
    body = draw(BODIES)
    return body + codes.check_sign(body)


def test_the_alphabet_has_no_signs_that_look_alike():
    assert len(set(codes.ALPHABET)) == 32
    assert not set("ILOU") & set(codes.ALPHABET)


def test_new_codes_are_whole_and_differ():
    made = {codes.new_code() for _ in range(200)}

    assert len(made) == 200
    assert all(codes.normalise(code) == code for code in made)


@given(whole())
def test_a_code_read_out_in_fours_is_the_same_code(code):
    shown = codes.in_fours(code)

    assert re.fullmatch(r"\w{4} \w{4} \w{4}", shown)
    assert codes.normalise(shown) == code


@given(whole(), st.sampled_from(["{}", " {} ", "{}\n", "\t{}"]))
def test_case_hyphens_and_spaces_do_not_matter(code, around):
    typed = around.format(codes.in_fours(code).replace(" ", "-").lower())

    assert codes.normalise(typed) == code


@given(whole())
def test_letters_that_look_like_figures_are_read_as_figures(code):
    assert codes.normalise(code.replace("0", "O").replace("1", "I")) == code
    assert codes.normalise(code.replace("0", "o").replace("1", "l")) == code


@given(whole(), st.integers(0, 11), st.sampled_from(codes.ALPHABET))
def test_every_single_wrong_sign_is_refused(code, place, sign):
    changed = code[:place] + sign + code[place + 1 :]

    assert (codes.normalise(changed) is None) is (changed != code)


@pytest.mark.parametrize("place", range(12))
def test_every_wrong_sign_at_every_place_of_one_code_is_refused(place):
    code = "7K3M9QXTR2V" + codes.check_sign("7K3M9QXTR2V")
    wrong = [code[:place] + sign + code[place + 1 :] for sign in codes.ALPHABET if sign != code[place]]

    assert [typed for typed in wrong if codes.normalise(typed)] == []


@given(whole(), st.integers(0, 10))
def test_most_swaps_of_neighbours_are_refused(code, place):
    """Two neighbours whose values differ by 16 are the exception: their swap keeps the sum."""
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    apart = abs(codes.ALPHABET.index(code[place]) - codes.ALPHABET.index(code[place + 1]))

    if place < 10 and apart not in (0, 16):
        assert codes.normalise(swapped) is None


@given(whole(), st.integers(0, 11))
def test_a_code_of_another_length_is_refused(code, place):
    assert codes.normalise(code[:place] + code[place + 1 :]) is None
    assert codes.normalise(code[:place] + code[place] + code[place:]) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-" * 12,
        "U" * 12,
        "7K3M9QXTR2V!",
        "７K3M9QXTR2VD",
        "７Ｋ３Ｍ９ＱＸＴＲ２ＶＤ",
        "٧K3M9QXTR2VD",
        "7K3M9QXTR2V\x00",
        "7K3M 9QXT\u200bR2VD",
        "ß" * 6,
        "0" * 61,
        " " * 61,
        "0" * 10_000,
    ],
)
def test_what_is_no_code_is_refused(typed):
    assert codes.normalise(typed) is None


@given(st.text())
def test_no_text_at_all_breaks_the_reading(typed):
    found = codes.normalise(typed)

    assert found is None or re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{12}", found)
