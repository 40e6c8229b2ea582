"""The main job, end to end, in a real browser: officer, HR, worker, stranger, trainer."""

import io
import re
from typing import Any

import pypdf
import pytest
from axe_core_python.sync_playwright import Axe

from tests.journeys.house import House
from tests.journeys.officer import AtKeyboard, Visitor, WithoutScript

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1366, "height": 768}
OFFICER, HR, AUTHOR, REVIEWER = "BS-0142", "HR-0002", "LI-0003", "LI-0004"
COMPETENCE = "SC-M4"


@pytest.fixture
def window(chromium, house):
    """Opens windows: window(Visitor, viewport=…, scheme=…)."""
    contexts = []

    def open_window(
        kind: type[Visitor] = Visitor, *, viewport: dict[str, int] = DESK, **options: Any
    ) -> Visitor:
        # Colours that still fade from light to dark would be measured half-way.
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        return kind(context.new_page(), house.url)

    yield open_window
    for context in contexts:
        context.close()


def assert_accessible(visitor: Visitor, where: str) -> None:
    """axe finds nothing, in light and dark, and nothing is wider than the screen at 320."""
    page, before = visitor.page, visitor.page.viewport_size
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)["violations"]
        assert not found, (where, scheme, [(v["id"], v["nodes"][0]["html"]) for v in found])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(before)
    assert wider <= 0, f"{where} is {wider} px wider than 320"


def award_of(house: House, staff_number: str, scheme: str) -> dict[str, str]:
    """Code, uuid and state of an officer's drawn certificate; empty while there is none."""
    out = house.shell(
        "from certificates.models import Document\n"
        f"d = Document.objects.filter(award__officer__staff_number='{staff_number}', award__scheme__code='{scheme}', "
        "drawn_at__isnull=False).first()\n"
        "print(d.code, d.award.uuid, d.award.number) if d else print()"
    )
    return dict(zip(("code", "uuid", "number"), out.split(), strict=False))


def test_the_whole_job(window, house):
    officer = window(viewport=PHONE)
    officer.page.goto(f"{house.url}/account/login/")
    assert_accessible(officer, "sign-in")
    officer.sign_in(OFFICER, house.password())
    assert re.search(
        r"Eight lessons and a quiz left, due \w+ \d+ \w+\.", officer.page.locator("h1").inner_text()
    )
    assert_accessible(officer, "home")
    home = officer.page.locator(".btn--lit").first
    assert home.bounding_box()["y"] + home.bounding_box()["height"] < PHONE["height"], (
        "Continue needs scrolling"
    )
    resumes_elsewhere(officer, window, house)

    officer.read_module()
    assert "/quiz/" in officer.page.url
    assert_accessible(officer, "quiz")
    officer.sit_quiz(
        lambda number: assert_accessible(officer, f"question {number}") if number in {0, 1, 12} else None
    )
    assert "12 of 12" in officer.page.locator("main").inner_text()
    assert_accessible(officer, "result")

    hr = window()
    hr.sign_in(HR, house.password())
    hr_confirms(hr, house)
    house.wait(lambda: award_of(house, OFFICER, COMPETENCE) and award_of(house, OFFICER, "MOD-M4"), 60)
    award = award_of(house, OFFICER, COMPETENCE)

    officer_shows(officer, house, award)
    stranger = window(viewport=PHONE)
    stranger_checks(stranger, house, award)
    hr_withdraws(hr, house, award)
    stranger.page.reload()
    assert stranger.page.locator("h1").inner_text() == "Revoked"
    assert_accessible(stranger, "revoked")
    assert not [e for v in (officer, hr, stranger) for e in v.errors], "console errors"


def resumes_elsewhere(officer: Visitor, window: Any, house: House) -> None:
    """Reading on the phone is found again on the desk computer, at the part after the last one read."""
    officer.press(".btn--lit")
    assert_accessible(officer, "lesson")
    with officer.page.expect_response(
        lambda r: r.url.endswith("/place/") and r.request.post_data.startswith("part=3")
    ):
        for part in (1, 2, 3):
            officer.page.locator(f"#part-{part}").evaluate(
                "e => e.lastElementChild.scrollIntoView({block: 'end'})"
            )
            officer.page.wait_for_timeout(150)
    desk = window()
    desk.sign_in(OFFICER, house.password())
    assert "3 of 7 parts read" in desk.page.locator("main").inner_text()
    desk.press(".btn--lit")
    assert desk.page.url.endswith("#part-4")


def hr_confirms(hr: Visitor, house: House) -> None:
    assert_accessible(hr, "home of HR")
    hr.page.goto(f"{house.url}/hr/people/")
    assert_accessible(hr, "people")
    hr.page.goto(f"{house.url}/hr/awards/")
    assert_accessible(hr, "awards")
    hr.page.goto(f"{house.url}/hr/awards/confirm/{COMPETENCE}/")
    assert_accessible(hr, "confirm")
    row = hr.page.locator("tr, li, .card", has_text="Dayle Renwick").last
    assert "12" in row.inner_text()
    row.locator("[name=officers]").check()
    with hr.page.expect_navigation():
        hr.page.locator("form[method=post] button:has-text('Confirm')").first.click()
    assert "confirmed" in hr.page.locator("body").inner_text()


def officer_shows(officer: Visitor, house: House, award: dict[str, str]) -> None:
    officer.page.goto(f"{house.url}/record/")
    assert_accessible(officer, "record")
    officer.page.goto(f"{house.url}/record/{award['uuid']}/")
    assert_accessible(officer, "my certificate")
    answer = officer.page.request.get(f"{house.url}/record/{award['uuid']}/certificate.pdf")
    document = pypdf.PdfReader(io.BytesIO(answer.body()))
    text = document.pages[0].extract_text()
    assert len(document.pages) == 1
    assert "Dayle Renwick" in text
    assert "SAMPLE" in text  # the shipped items are public
    assert award["number"] in text
    missing = officer.page.request.get(f"{house.url}/record/{'0' * 8}-0000-4000-8000-{'0' * 12}/")
    assert missing.status == 404


def stranger_checks(stranger: Visitor, house: House, award: dict[str, str]) -> None:
    page = stranger.page
    page.goto(f"{house.url}/verify/")
    assert_accessible(stranger, "verify")
    stranger.fill("[name=code]", award["code"].lower())
    stranger.press("main form button")
    assert page.locator("h1").inner_text() == "Sample"
    assert "D••• R•••" in page.content()
    assert "Renwick" not in page.content()
    assert_accessible(stranger, "answer")
    stranger.fill("[name=name]", "dayle renwick")
    stranger.press("form:has([name=name]) button")
    assert "match" in page.locator("main").inner_text().lower()
    page.goto(f"{house.url}/V/{award['code']}")
    assert page.locator("h1").inner_text() == "Sample"


def hr_withdraws(hr: Visitor, house: House, award: dict[str, str]) -> None:
    hr.page.goto(f"{house.url}/hr/awards/{award['uuid']}/")
    assert_accessible(hr, "award")
    for summary in hr.page.locator("details:has([name=reason]) > summary").all():
        summary.click()
    hr.fill("[name=reason]", "Issued against the wrong staff number.")
    hr.choose("[name=sure]")
    hr.press("form:has([name=reason]) button")
    assert "withdrawn" in hr.page.locator("body").inner_text().lower()


@pytest.mark.parametrize(
    ("kind", "staff_number", "options"),
    [
        (WithoutScript, "VL-0031", {"java_script_enabled": False}),
        (AtKeyboard, "CR-0018", {}),
    ],
)
def test_officers_learn_without_script_and_without_mouse(window, house, kind, staff_number, options):
    officer = window(kind, **options)

    officer.sign_in(staff_number, house.password())
    officer.read_module()
    officer.sit_quiz()

    assert "12 of 12" in officer.page.locator("main").inner_text()


def test_the_place_is_kept_without_script(window, house):
    officer = window(WithoutScript, java_script_enabled=False)
    officer.sign_in("BS-0177", house.password())
    officer.page.goto(f"{house.url}/learn/")
    officer.page.locator("main a[href*='/learn/']").first.click()

    keep = officer.page.locator("form[action$='/place/'] button").first
    assert keep.is_visible()
    with officer.page.expect_navigation():
        keep.click()

    assert officer.page.url.endswith("#part-2")


def test_a_trainer_writes_and_a_colleague_publishes(window, house):
    page_id = house.shell(
        "from courses.models import LessonPage; print(LessonPage.objects.get(code='M4.L8').pk)"
    )
    author = window()
    author.sign_in(AUTHOR, house.password())
    author.page.goto(f"{house.url}/cms/pages/{page_id}/edit/")
    author.page.locator("#id_title").fill("Afterwards, and the next morning")
    author.page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    with author.page.expect_navigation():
        author.page.locator("button[name=action-submit]").click()
    assert (
        house.shell(
            f"from courses.models import LessonPage; print(LessonPage.objects.get(pk={page_id}).title)"
        )
        == "Afterwards"
    )
    author.page.goto(f"{house.url}/cms/pages/{page_id}/edit/")
    assert author.page.get_by_role("button", name="Approve").count() == 0, "nobody approves their own work"

    reviewer = window()
    reviewer.sign_in(REVIEWER, house.password())
    reviewer.page.goto(f"{house.url}/cms/pages/{page_id}/edit/")
    reviewer.page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    with reviewer.page.expect_navigation():
        reviewer.page.get_by_role("button", name="Approve and Publish", exact=True).click()
    house.wait(
        lambda: (
            house.shell(
                f"from courses.models import LessonPage; p = LessonPage.objects.get(pk={page_id});"
                " print(p.step.current_version.number, p.title)"
            )
            == "2 Afterwards, and the next morning"
        ),
        30,
    )


def test_a_lesson_is_light(window, house):
    """At most 40 KB and 6 requests over the wire with an empty cache; nothing from elsewhere."""
    officer = window(viewport=PHONE)
    officer.sign_in(OFFICER, house.password())
    uuid = house.shell("from courses.models import Step; print(Step.objects.get(code='M4.L4').uuid)")
    cookies = officer.page.context.cookies()
    fresh = window(viewport=PHONE)
    fresh.page.context.add_cookies(cookies)
    sizes, session = {}, fresh.page.context.new_cdp_session(fresh.page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda e: urls.__setitem__(e["requestId"], e["request"]["url"]))
    session.on(
        "Network.loadingFinished", lambda e: sizes.__setitem__(urls[e["requestId"]], e["encodedDataLength"])
    )

    fresh.page.goto(f"{house.url}/learn/{uuid}/")
    fresh.page.wait_for_load_state("networkidle")

    assert all(url.startswith(house.url) for url in urls.values()), urls
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40 * 1024, sizes
