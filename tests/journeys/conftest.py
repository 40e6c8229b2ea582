"""Running houses and a real browser for the journeys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.house import House

CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def model_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Set up by the README's command, never started: the others are copies of it."""
    built = House(tmp_path_factory.mktemp("model"))
    try:
        built.set_up()
        yield built
    finally:
        built.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, model_house: House) -> Iterator[House]:
    """A running Lantern with the demo people."""
    built = House(tmp_path_factory.mktemp("house"), like=model_house)
    try:
        yield built.start()
    finally:
        built.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = next((p for p in CHROMIUM if Path(p).exists()), None)
    assert path, "Chromium is missing: ./run test installs it, or run: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
