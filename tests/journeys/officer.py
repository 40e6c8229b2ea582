"""An officer at a browser: signs in, reads, answers. The right answers come from the starter's files, by the question."""

import tomllib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]


def keys() -> dict[str, set[str]]:
    """Question text to the texts of its right options."""
    found = {}
    for path in (ROOT / "assessments" / "starter").glob("*.toml"):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["items"]:
            right = {squeeze(o["text"]) for o in item["options"] if o["correct"]}
            found[squeeze(item["stem"]), squeeze(item["situation"]), squeeze(item["said"])] = right
    return found


def squeeze(text: str) -> str:
    return " ".join(text.split())


class Visitor:
    """One person at one browser window."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.errors: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))

    def press(self, selector: str) -> None:
        """Activate something and wait for the page that follows. The keyboard's visitor does this with keys."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def choose(self, selector: str) -> None:
        """Tick or pick something."""
        self.page.locator(selector).first.check()

    def fill(self, selector: str, text: str) -> None:
        self.page.locator(selector).first.fill(text)

    def sign_in(self, staff_number: str, password: str) -> None:
        self.page.goto(f"{self.url}/account/login/")
        self.fill("[name=login]", staff_number)
        self.fill("[name=password]", password)
        self.press("main button.btn--lit")

    def read_lesson(self) -> None:
        """Answer both checks of the open lesson and finish it."""
        while self.page.locator("form[action$='/check/']").count():
            form = "form[action$='/check/'] >> nth=0"
            self.choose(f"{form} >> [name=option] >> nth=0")
            self.press(f"{form} >> button")
        self.press(".dock .btn--lit")

    def read_module(self) -> None:
        """From home through all lessons to the quiz's first page."""
        self.page.goto(self.url)
        self.press(".hero .btn--lit, .card .btn--lit")
        while "/learn/" in self.page.url:
            self.read_lesson()

    def sit_quiz(self, on_question: Any = lambda _number: None) -> None:
        """Start, answer all twelve with the key, check each, hand in."""
        known = keys()
        self.press("main .btn--lit")
        for number in range(1, 13):
            for letter in self.letters(known):
                self.choose(f"[name=answer][value={letter}]")
            self.after_answer()
            on_question(number)
            self.press("button[name=go][value=check]")
            on_question(number)
            self.press(".dock .btn--lit")
        on_question(0)  # the review before handing in
        self.press("main .btn--lit")

    def letters(self, known: dict[Any, set[str]]) -> list[str]:
        """The letters of the right options of the open question."""
        page = self.page

        def text(selector: str) -> str:
            found = page.locator(selector)
            return squeeze(found.first.text_content() or "") if found.count() else ""

        stem = text("legend.ask__text")
        situation, said = text("#situation > p:not(.bubble)"), text("#situation .bubble")
        right = next(
            value
            for (s, situ, words), value in known.items()
            if stem.startswith(s) and situ == situation and words == said
        )
        options = page.locator("label.opt").all()
        found = [
            option.locator("input").get_attribute("value") or ""
            for option in options
            if squeeze(option.locator("span").first.text_content() or "") in right
        ]
        assert len(found) == len(right)
        return found

    def after_answer(self) -> None:
        """With a script, the page says when the answer is saved."""
        self.page.locator("[data-saved]:has-text('Saved')").wait_for()


class WithoutScript(Visitor):
    """The same person with JavaScript off."""

    def after_answer(self) -> None:
        return


class AtKeyboard(Visitor):
    """The same person without a mouse: Tab, Space, Enter, arrows."""

    MOST_TABS = 120

    def reach(self, selector: str) -> None:
        """Tab until the element has the focus, and see that the focus can be seen."""
        target = self.page.locator(selector).first
        target.wait_for(state="attached")
        for _ in range(self.MOST_TABS):
            if target.evaluate("e => e === document.activeElement"):
                assert target.evaluate(
                    "e => { const s = getComputedStyle(e.matches('input') ? e.closest('label,.field') || e : e);"
                    " const t = getComputedStyle(e); return t.outlineStyle !== 'none' || s.outlineStyle !== 'none'; }"
                ), f"no visible focus on {selector}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached with {self.MOST_TABS} tabs on {self.page.url}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, selector: str) -> None:
        target = self.page.locator(selector).first
        if target.get_attribute("type") == "radio":
            self._choose_radio(target)
        else:
            self.reach(selector)
            self.page.keyboard.press("Space")
        assert target.is_checked()

    def _choose_radio(self, target: Any) -> None:
        """Tab into the group, then arrows."""
        name = target.get_attribute("name")
        for _ in range(self.MOST_TABS):
            inside = target.evaluate(
                "e => document.activeElement.name === e.name && document.activeElement.form === e.form"
            )
            if inside:
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"radio group {name} not reached")
        self.page.keyboard.press("Space")
        for _ in range(8):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def fill(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)
