"""The drawn certificate: what it promises to holders, and what it refuses to print."""
# ruff: noqa: RUF001 - the names are written in their own alphabets

import builtins
import dataclasses
import hashlib
import io
import os
import pickle
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import Image

from certificates import pdf
from certificates.pdf.blocks import SQUARE, capitals
from certificates.pdf.mark import Stroke
from certificates.pdf.qr import QUIET, encode, payload

ROOT = Path(pdf.__file__).parents[2]
URL = "https://lantern.ursulacays.example/v/7K3M9QXTR2VD"
TOKEN = "3141592653589793238462643383279502884197" * 10

FACTS = pdf.CertificateFacts(
    issuer="Learning Institute of Ursula Cays",
    title="Certificate of Competence",
    subtitle="in Public Customer Service",
    holder="Althea M. Corrigan",
    intro="This is to certify that",
    scope="has met every requirement of the scheme, assessed by examination and observed practice.",
    facts=(
        ("Certificate number", "UC-CCS-2026-000123"),
        ("Issued", "12 October 2026"),
        ("Valid until", "11 October 2029"),
        ("Scheme version", "2026.1"),
    ),
    signatories=(
        ("Marva Ellison-Quay", "Director, Learning Institute"),
        ("Devon R. Pascal", "Verifier, Human Resources"),
    ),
    code="7K3M9QXTR2VD",
    code_label="Verification code",
    url_label="Check the status at",
    verify_url=URL,
    verify_url_shown="lantern.ursulacays.example/v",
    scan_words="or scan the square",
    footer="Check the status online; a paper copy may be out of date.",
)
DESIGNS = ("competence", "record")

AWKWARD_NAMES = (
    "Nguyễn Thị Phương Thảo",
    "Đặng Ngọc Ẩn",
    "Władysława Brzęczyszczykiewicz-Żółć",
    "Ιωάννα Παπαδημητρίου-Οικονόμου",
    "İpek Şahin Ağaoğlu Işık",
    "Þórður Ægir Guðmundsson",
    "Екатерина Щербакова-Чёрная",
    "Ґалаґан Їжакевич",
    "Siobhán Ní Dhomhnaill",
    "Țîrlea Ștefan Măgureanu",
    "Kaʻiulani Kalākaua",
    "Áile Ŋunná Ođđa-Ŧ",
    "Ἀριστοτέλης",
    "A & B <b>x</b>",
    "<img src=file:///etc/passwd>",
    '<para><font size="90">x</font>',
    "100% (sic) \\ back\\slash [x]",
    "Tj ET Q",
)


def changed(**fields) -> pdf.CertificateFacts:
    return dataclasses.replace(FACTS, **fields)


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(data: bytes, *options: str) -> str:
    """The text as poppler finds it; the option "-raw" keeps the order in which it was drawn."""
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode()


def picture_of(data: bytes) -> Image.Image:
    run = subprocess.run(["pdftoppm", "-r", "110", "-png", "-"], input=data, capture_output=True, check=True)
    return Image.open(io.BytesIO(run.stdout))


def refusal_of(**fields) -> pdf.Refused:
    with pytest.raises(pdf.Refused) as caught:
        pdf.check(changed(**fields))
    return caught.value


# --- the same facts, the same page


@pytest.mark.parametrize("design", DESIGNS)
def test_same_facts_give_the_same_bytes(design):
    facts = changed(design=design, is_sample=True)

    assert pdf.draw(facts) == pdf.draw(facts)


@pytest.mark.parametrize("design", DESIGNS)
def test_another_process_at_another_time_gives_the_same_bytes(design):
    facts = changed(design=design, holder="Nguyễn Thị Thảo")
    program = (
        "import hashlib, pickle, sys; from certificates import pdf;"
        "print(hashlib.sha256(pdf.draw(pickle.load(sys.stdin.buffer))).hexdigest())"
    )
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}

    there = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(facts), capture_output=True, check=True,
        env={**surroundings, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert there.stdout.decode().strip() == hashlib.sha256(pdf.draw(facts)).hexdigest()


def test_bytes_do_not_depend_on_what_was_drawn_before():
    first = pdf.draw(FACTS)

    pdf.draw(changed(holder="Щербаков", is_sample=True, sea="#4A1942"))

    assert pdf.draw(FACTS) == first


def test_threads_do_not_disturb_each_other():
    several = [
        changed(holder=name, is_sample=bool(place % 2)) for place, name in enumerate(AWKWARD_NAMES[:8])
    ]
    alone = [pdf.draw(facts) for facts in several]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(pdf.draw, several))

    assert together == alone


@pytest.mark.parametrize("design", DESIGNS)
def test_is_one_page_of_a4_landscape(design):
    reader = opened(pdf.draw(changed(design=design)))

    assert len(reader.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [297, 210]


def test_document_says_what_it_is_and_carries_no_date():
    reader = opened(pdf.draw(changed(language="vi", holder="Nguyễn (Thảo)", producer="Lantern 1.0")))

    assert reader.metadata["/Title"] == "Certificate of Competence: Nguyễn (Thảo)"
    assert reader.metadata["/Author"] == FACTS.issuer
    assert reader.metadata["/Subject"] == FACTS.subtitle
    assert reader.metadata["/Producer"] == "Lantern 1.0"
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert not [key for key in reader.metadata if key.endswith("Date")]


@pytest.mark.parametrize("design", DESIGNS)
def test_every_font_is_embedded(design):
    reader = opened(pdf.draw(changed(design=design, is_sample=True)))
    fonts = [reader.get_object(number + 1) for number in range(len(reader.xref[0]))]
    fonts = [font for font in fonts if isinstance(font, dict) and font.get("/Type") == "/Font"]

    assert {font["/BaseFont"] for font in fonts} == {
        "/AAAAAA+SourceSerifPro-Regular", "/AAAAAA+SourceSansPro-Regular", "/AAAAAA+SourceSansPro-Bold",
    }  # fmt: skip
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


# --- text


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", AWKWARD_NAMES)
def test_name_extracts_exactly_as_it_was_given(name, design):
    data = pdf.draw(changed(holder=name, design=design))

    assert name in text_of(data).splitlines()
    assert name in opened(data).pages[0].extract_text()


def test_decomposed_name_is_printed_composed():
    name = unicodedata.normalize("NFD", "Nguyễn Müller")

    assert "Nguyễn Müller" in text_of(pdf.draw(changed(holder=name)))


def test_superfluous_spaces_are_not_printed():
    assert "Althea Corrigan" in text_of(pdf.draw(changed(holder="  Althea   Corrigan "))).splitlines()


def test_markup_in_any_field_opens_no_file(monkeypatch):
    pdf.draw(FACTS)  # faces are loaded now
    monkeypatch.setattr(builtins, "open", lambda *args, **_: pytest.fail(f"opened {args}"))
    evil = "<img src='file:///etc/passwd'/> & <a href='https://x.example'>y</a>"
    fields = ("issuer", "title", "subtitle", "holder", "scope", "footer")

    data = pdf.draw(changed(**dict.fromkeys(fields, evil)))

    monkeypatch.undo()
    assert text_of(data).count("file:///etc/passwd") == len(fields) - 1  # the issuer stands in capitals
    assert b"root:" not in data


@pytest.mark.parametrize("design", DESIGNS)
def test_text_is_drawn_in_reading_order(design):
    footer = "SAMPLE: made from public practice items, not evidence of competence. " + FACTS.footer
    data = pdf.draw(changed(design=design, is_sample=True, footer=footer))
    text = " ".join(text_of(data, "-raw").lower().split())
    expected = [
        FACTS.sample_word, FACTS.issuer, FACTS.intro, FACTS.holder, FACTS.scope, *sum(FACTS.facts, ()),
        *sum(FACTS.signatories, ()), FACTS.code_label, "7k3m 9qxt r2vd", FACTS.url_label, FACTS.verify_url_shown,
        FACTS.scan_words, footer,
    ]  # fmt: skip
    places = [text.find(words.lower()) for words in expected]

    assert -1 not in places
    assert places == sorted(places)


def test_empty_words_leave_their_place_blank():
    bare = changed(
        subtitle="", intro="", scope="", scan_words="", footer="", url_label="", facts=(("", ""),) * 4
    )

    lines = text_of(pdf.draw(dataclasses.replace(bare, signatories=(("", ""), ("", ""))))).splitlines()

    assert [line for line in lines if line.strip()] == [
        FACTS.issuer.upper(), FACTS.title, FACTS.holder, "VERIFICATION CODE", "7K3M 9QXT R2VD", FACTS.verify_url_shown,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Geçerlilik bitişi", "tr", "GEÇERLİLİK BİTİŞİ"),
        ("Αριθμός πιστοποιητικού", "el-CY", "ΑΡΙΘΜΟΣ ΠΙΣΤΟΠΟΙΗΤΙΚΟΥ"),
        ("Ταΐστε", "el", "ΤΑΪΣΤΕ"),
        ("Issued in", "en", "ISSUED IN"),
    ],
)
def test_labels_take_the_capitals_of_their_language(text, language, expected):
    assert capitals(text, language) == expected


# --- refusals


@pytest.mark.parametrize(
    ("name", "reason", "told"),
    [
        ("王小明", "uncovered", "U+738B CJK UNIFIED IDEOGRAPH-738B"),
        ("Ada 🎓", "uncovered", "U+1F393 GRADUATION CAP"),
        ("محمد", "right-to-left", "U+0645 ARABIC LETTER MEEM"),
        ("דוד", "right-to-left", "U+05D3 HEBREW LETTER DALET"),
        ("Ada\u202eLovelace", "control", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("Ada\u200bLovelace", "control", "U+200B ZERO WIDTH SPACE"),
        ("Ada\u00adLovelace", "control", "U+00AD SOFT HYPHEN"),
        ("Ada\nLovelace", "control", "U+000A CONTROL CHARACTER"),
        ("Ada\u2028Lovelace", "control", "U+2028 LINE SEPARATOR"),
        ("Ada \ue000", "control", "U+E000 PRIVATE USE CHARACTER"),
        ("Ada \u0378", "control", "U+0378 UNASSIGNED CHARACTER"),
        ("Ada \ud800", "control", "U+D800 SURROGATE"),
        ("Ọlọ\u0301run", "combining", "U+0301 COMBINING ACUTE ACCENT"),
        ("x\u0301", "combining", "U+0301 COMBINING ACUTE ACCENT"),
    ],
)
def test_unprintable_character_is_refused_by_name(name, reason, told):
    refusal = pdf.refusals(name)[0]

    assert (refusal.field, refusal.reason) == ("holder", reason)
    assert told in str(refusal)
    assert str(refusal).isascii()  # what disorders a page would disorder a log
    assert str(refusal_of(holder=name)) == str(refusal)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"issuer": "研究所"}, "issuer"),
        ({"footer": "x\u202e"}, "footer"),
        ({"author": "x\u202e"}, "author"),
        ({"sample_word": "範例", "is_sample": True}, "sample_word"),
        ({"facts": (("a", "b"), ("c", "d"), ("e", "\u0007"), ("g", "h"))}, "facts.2.value"),
        ({"signatories": (("a", "b"), ("مها", "d"))}, "signatories.1.name"),
    ],
)
@pytest.mark.parametrize("design", DESIGNS)
def test_refusal_names_the_field(fields, place, design):
    assert refusal_of(**fields, design=design).field == place


def test_form_is_told_of_every_character_at_once():
    told = [refusal.sign for refusal in pdf.refusals("Ada 王\u200b王", "preferred_name")]

    assert told == ["王", "\u200b"]


@pytest.mark.parametrize("name", [*AWKWARD_NAMES, FACTS.holder])
def test_form_is_told_nothing_of_a_good_name(name):
    assert pdf.refusals(name) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"holder": " "},
        {"issuer": ""},
        {"code": "7K3M-9QXT-R2"},
        {"code": "7k3m9qxtr2vd"},
        {"verify_url": "ftp://lantern.example/v/7K3M9QXTR2VD"},
        {"verify_url": "https://lantern.example/v/é"},
        {"verify_url": "https://[half/v"},
        {"language": "en)"},
        {"sea": "teal"},
        {"sea": "#7FB8C0"},
        {"lamp": "#12"},
        {"design": "poster"},
        {"facts": (("a", "b"),)},
        {"mark": (Stroke("10 10"),)},
        {"mark": (Stroke("M1 1L2"),)},
        {"mark": (Stroke("M1 1Q2 2 3 3"),)},
        {"mark": (Stroke("M1 1Z4 4"),)},
        {"mark": (Stroke("M1 1 (Tj) 2"),)},
    ],
)
def test_malformed_fact_is_refused(fields):
    refusal = refusal_of(**fields)

    assert isinstance(refusal, pdf.Malformed)
    assert refusal.field == next(iter(fields))
    assert str(refusal).startswith(f"{refusal.field}: ")


def test_refusal_survives_pickling():
    refusal = pdf.refusals("王")[0]

    assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)  # noqa: S301 - our own bytes


# --- room


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    "name",
    [
        "Wilhelmina Anastasia-Theodora Featherstonehaugh de la Cruz-V",
        "Wilhelmina Anastasia-Theodora Featherstonehaugh-Montgomery de la Cruz y Santamaría",
        "A" * 60,
        "M" * 30 + " " + "W" * 30,
    ],
)
def test_long_name_is_printed_whole(name, design):
    assert name in " ".join(text_of(pdf.draw(changed(holder=name, design=design))).split("\n"))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", ["W" * 60, "Wilhelmina " * 24, "x" * 1_000_000, "x " * 500_000])
def test_name_beyond_its_room_is_refused(name, design):
    assert isinstance(refusal_of(holder=name, design=design), pdf.TooLong)
    assert [type(refusal) for refusal in pdf.refusals(name)] == [pdf.TooLong]


def test_scope_keeps_the_break_it_was_given():
    lines = text_of(
        pdf.draw(changed(scope="has met every requirement,\nassessed by examination."))
    ).splitlines()

    assert "has met every requirement," in lines
    assert "assessed by examination." in lines


@pytest.mark.parametrize("scope", ["one\ntwo\nthree", "long words " * 30, "long words " * 15 + "\nshort"])
def test_scope_of_more_than_two_lines_is_refused(scope):
    assert isinstance(refusal_of(scope=scope), pdf.TooLong)


def test_words_stay_inside_the_sheet_at_their_greatest():
    """Right and left edge of every piece of text, as poppler measures them."""
    data = pdf.draw(
        changed(holder="Wilhelmina Anastasia-Theodora Featherstonehaugh de la Cruz", is_sample=True)
    )
    run = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True)
    edges = [float(edge) / 72 * 25.4 for edge in re.findall(r'xM(?:in|ax)="([\d.]+)"', run.stdout.decode())]

    assert min(edges) > 24.5
    assert max(edges) < 272.5


# --- the square code


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("url", [URL, f"{URL}#{TOKEN}", "https://a.example/v/7K3M9QXTR2VD"])
def test_square_code_reads_back_from_a_picture(url, design):
    found = zxingcpp.read_barcodes(
        picture_of(pdf.draw(changed(verify_url=url, design=design, is_sample=True)))
    )

    assert [code.text for code in found] == [payload(url)]
    assert payload(url).lower() == url.lower()


def test_only_scheme_and_host_change_to_capitals():
    assert payload("https://a.example:8443/v/aB#cD") == "HTTPS://A.EXAMPLE:8443/v/aB#cD"


@pytest.mark.parametrize("url", ["https://a.example", URL, f"{URL}#{TOKEN}"])
def test_symbol_is_at_least_35_mm_without_its_quiet_zone(url):
    modules = encode(url).modules

    assert SQUARE * modules / (modules + 2 * QUIET) >= 35


def test_square_code_is_one_image_mask():
    content = opened(pdf.draw(FACTS)).pages[0].get_contents().get_data()

    assert content.count(b"/IM true") == 1


def test_address_too_long_for_a_readable_square_is_refused():
    assert refusal_of(verify_url=f"{URL}#{'z' * 400}").field == "verify_url"


# --- sample


@pytest.mark.parametrize("design", DESIGNS)
def test_sample_is_shown_only_when_asked(design):
    plain, sample = (pdf.draw(changed(design=design, is_sample=flag)) for flag in (False, True))

    assert "SAMPLE" not in text_of(plain)
    assert text_of(sample).splitlines().count("SAMPLE") == 1
    assert (
        ink_in(picture_of(sample), 1060, 90, 1190, 140) > ink_in(picture_of(plain), 1060, 90, 1190, 140) + 200
    )


def test_sample_word_comes_from_the_caller():
    text = text_of(pdf.draw(changed(is_sample=True, sample_word="MUESTRA", language="es")))

    assert "MUESTRA" in text
    assert "SAMPLE" not in text


def ink_in(picture: Image.Image, *box: int) -> int:
    """Dark points within the box."""
    return sum(picture.convert("L").crop(box).histogram()[:96])
