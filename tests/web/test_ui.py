"""What a person sees in the Dagster UI, in a real browser; skipped where Chromium is absent.

The screenshots are kept where SANCTIONS_SCREENSHOTS says, else in the test's own folder.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from pipelines.instance import dagster_home
from pipelines.main_job import code_location, execute
from pipelines.settings import Settings

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian package chromium)"),
    pytest.mark.xdist_group("browser"),
]
#: What a browser in a container needs, and what keeps it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 60_000
GROUPS = ",".join(f"global@global:{group}" for group in ("sources", "core", "marts", "publish"))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home after one run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DAGSTER_HOME", raising=False)
        settings = Settings(home=tmp_path_factory.mktemp("home"))
        assert execute(settings, date(2026, 11, 22)).success
    return settings


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """The UI on a free port of this machine, after one run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DAGSTER_HOME", raising=False)
        environment = os.environ | {
            "DAGSTER_HOME": str(dagster_home(settings)),
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "SANCTIONS_HOME": str(settings.home),
        }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dagster_webserver", *code_location(), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _ready(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1600, "height": 900}, base_url=address)
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
        browser.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("SANCTIONS_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_the_graph_shows_every_group(page: Page) -> None:
    page.goto("/asset-groups")
    for group in ("sources", "core", "marts", "publish"):
        expect(page.get_by_text(group, exact=True).first).to_be_visible(timeout=PATIENCE_MS)


def test_the_graph_shows_how_windows_come_about(page: Page, pictures: Path) -> None:
    selection = quote('2+key:"sanction_windows"')  # all that is upstream no longer fits a screen
    page.goto(f"/asset-groups~{selection}/?expanded={quote(GROUPS)}")
    page.get_by_text("Hide navigation").click()
    for table in ("actions", "window_moves", "window_beliefs", "regime_sunsets", "sanction_windows"):
        expect(page.get_by_text(table, exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    page.reload()  # drawn anew, it fits the wider space
    expect(page.get_by_text("sanction_windows", exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_timeout(3000)
    page.screenshot(path=pictures / "asset-graph.png")


def test_the_page_of_a_table_describes_its_columns(page: Page, pictures: Path) -> None:
    page.goto("/assets/sanction_windows?view=overview")
    for text in (
        "One window as believed over one known period.",
        "First day after (half-open, W2); NULL = no end known. From:",
        "window_keys.sender",
        "non-nullable",
        "DuckDB",
        "key: window_id",
    ):
        expect(page.get_by_text(text).first).to_be_attached(timeout=PATIENCE_MS)
    page.wait_for_timeout(2000)
    page.screenshot(path=pictures / "asset-page.png")


def test_a_check_says_what_it_promises(page: Page) -> None:
    page.goto("/assets/sanction_windows?view=checks&checkDetail=windows_do_not_overlap")
    expect(page.get_by_text("Windows of a key never overlap at one known time (W1).").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("This is a blocking asset check").first).to_be_visible(timeout=PATIENCE_MS)


def test_the_report_fits_a_phone_and_a_desk(settings: Settings, page: Page, pictures: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for width, scheme in ((420, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(settings.report.resolve().as_uri())
        expect(page.get_by_role("heading", name="How good this is")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []  # nothing was refused by the page's own content policy
    page.screenshot(path=pictures / "report.png")


def _ready(address: str, server: subprocess.Popen[bytes]) -> str:
    """Wait for the server, and dismiss the dialog of the first visit for good."""
    question = json.dumps({"query": "mutation { setNuxSeen }"}).encode()
    request = urllib.request.Request(f"{address}/graphql", question, {"Content-Type": "application/json"})
    for _ in range(240):
        assert server.poll() is None, "the UI did not start"
        try:
            with urllib.request.urlopen(request) as answer:
                assert json.load(answer)["data"]["setNuxSeen"] is True
                return address
        except urllib.error.URLError:
            time.sleep(0.5)
    raise AssertionError("the UI did not answer in time")
