"""How the drawn certificate looks: colours, mark, letters."""

import pytest

from certificates import pdf
from certificates.pdf.faces import SANS, SERIF, STRONG, covers, kerns, width
from certificates.pdf.mark import LANTERN, Stroke, trace
from certificates.pdf.palette import contrast, tint
from certificates.pdf.pen import Pen
from tests.certificates.test_pdf import AWKWARD_NAMES, FACTS, changed, opened

# --- look


def test_institute_may_change_colours_and_mark():
    mark = (
        Stroke("m2 2h20v20h-20z M12 12 16 12a4 4 0 01-8 0 4 4 0 1 1 8 0z"),
        Stroke("M4 4C5 5 6 6 7 7", "lit"),
    )

    theirs = pdf.draw(changed(sea="#4A1942", lamp="#C8A951", mark=mark))

    assert opened(theirs).pages[0].extract_text() == opened(pdf.draw(FACTS)).pages[0].extract_text()
    assert theirs != pdf.draw(FACTS)


@pytest.mark.parametrize(
    ("flags", "centre", "spans"), [("0 1", 10j, 1), ("1 0", 10j, 3), ("0 0", 10 + 0j, 1), ("1 1", 10 + 0j, 3)]
)
def test_arc_of_a_mark_runs_round_the_centre_its_flags_say(flags, centre, spans):
    pen = Pen()

    trace(pen, f"M0 0A10 10 0 {flags} 10 10", (0j, 1.0))

    ends = [complex(*map(float, curve.split()[4:6])) for curve in pen.operators[1:]]
    assert len(ends) == spans
    assert ends[-1] == 10 + 10j
    assert [abs(end - centre) for end in ends] == pytest.approx([10.0] * spans, abs=0.01)


def test_arc_without_radius_is_a_straight_line():
    pen = Pen()

    trace(pen, "M0 0A0 5 0 0 1 10 10", (0j, 1.0))

    assert pen.operators == ["0 0 m", "0 0 10 10 10 10 c"]


def test_lantern_is_the_mark_unless_told_otherwise():
    assert FACTS.mark == LANTERN


def test_default_colours_read_on_paper():
    assert contrast(FACTS.sea) >= 7
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tint("#0B5563", 1 / 7) == "#DCE7E9"


def test_neighbours_are_kerned_but_not_in_tracked_text():
    assert kerns(SERIF, "To") != [0]
    assert kerns(SERIF, "To", track=1.0) == []
    assert width(SERIF, "To", 36) < width(SERIF, "T", 36) + width(SERIF, "o", 36)


@pytest.mark.parametrize("face", [SERIF, SANS, STRONG])
def test_faces_hold_the_letters_of_our_neighbours(face):
    letters = "".join(AWKWARD_NAMES[:11]) + "ÀÉÎÕÜàéîõüñçßøåœŒőűčšžřěůąęĺľŕţşĦħŁłĐđẀỲ’“”–—№"

    assert not [letter for letter in letters if not covers(face, letter)]
