"""The HTML report in a real browser; left out where there is no Chromium.

A driver script, added to a copy of the page and to its policy, uses the page as a person would and
writes down what it saw. The report's own script and style stay as they are shipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.outcomes import GUIDE, example
from voicecheck.reports.report import Look, reports
from voicecheck.results import Outcome

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")

DRIVER = """
const seen = {errors: [], steps: {}};
addEventListener("error", (event) => seen.errors.push(String(event.message)));
addEventListener("securitypolicyviolation", (event) => seen.errors.push(event.violatedDirective + " " + event.blockedURI));
addEventListener("load", () => {
  const form = document.getElementById("filters");
  const listed = () => [...document.querySelectorAll(".reply, #rows tbody tr")].filter((item) => item.checkVisibility()).map((item) => item.id);
  const choose = (name, value) => { form.elements[name].value = value; form.dispatchEvent(new Event("input", {bubbles: true})); };
  const step = (name) => { seen.steps[name] = {listed: listed(), told: document.getElementById("shown").value}; };
  step("start");
  choose("verdict", "fail"); step("fail");
  choose("verdict", ""); choose("channel", "x"); step("channel");
  choose("channel", ""); choose("check", "style/exclamation-marks"); step("check");
  choose("check", ""); choose("words", " DET ER Melanie"); step("words");
  choose("words", "nowhere to be found"); step("nothing");
  document.querySelector('[data-filter-check="style/hashtags"]').click(); step("link");
  const points = [...document.querySelectorAll(".plane a")];
  const tip = document.getElementById("tip");
  points[0].dispatchEvent(new MouseEvent("mouseenter")); // a focus event needs a window that has the focus
  seen.tip = tip.hidden ? "" : tip.textContent;
  points[0].dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowLeft", bubbles: true}));
  seen.moved = document.activeElement !== points[0] && document.activeElement.closest(".plane") !== null;
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}));
  seen.closed = tip.hidden;
  seen.fetched = performance.getEntriesByType("resource").map((entry) => entry.name);
  const contrast = (item) => { const style = getComputedStyle(item); return [style.color, style.fontSize]; };
  seen.fail = contrast(document.querySelector(".badge.fail"));
  document.body.dataset.seen = JSON.stringify(seen);
});
"""


def outcome() -> Outcome:
    """The example, the warned reply on another channel and worded for a search."""
    bad, warned, fine, image = example().results
    return Outcome(GUIDE, "Fjordfly", (bad, replace(warned, channel="x", tone={**(warned.tone or {}), "politeness": 50}), fine, replace(fine, channel="x"), image))


def dumped(page: str, folder: Path) -> str:
    """The page's document after its scripts have run."""
    file = folder / "report.html"
    file.write_text(page, encoding="utf-8")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    finished = subprocess.run(
        [CHROMIUM, "--headless", *quiet, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()], capture_output=True, text=True, timeout=60, check=False
    )
    return finished.stdout


def seen_by_driver(page: str, folder: Path) -> dict[str, Any]:
    allowed = b64encode(sha256(DRIVER.encode()).digest()).decode()
    driven = page.replace("script-src '", f"script-src 'sha256-{allowed}' '", 1).replace("<style>", f"<script>{DRIVER}</script><style>", 1)
    found = re.search(r'data-seen="([^"]*)"', dumped(driven, folder))
    assert found, "the driver did not finish"
    seen: dict[str, Any] = json.loads(unescape(found[1]))
    return seen


def test_filters_points_and_policy(tmp_path: Path) -> None:
    seen = seen_by_driver(reports()["html"].render(outcome(), Look()), tmp_path)
    assert seen["errors"] == [] and seen["fetched"] == []
    listed = {name: step["listed"] for name, step in seen["steps"].items()}
    assert listed == {"start": ["r1", "r2", "r3", "r4", "r5"], "fail": ["r1"], "channel": ["r2", "r5"], "check": ["r2"], "words": ["r1"], "nothing": [], "link": ["r1"]}
    assert seen["steps"]["start"]["told"] == ""
    assert seen["steps"]["channel"]["told"] == "2 of 5 listed replies"
    assert seen["steps"]["nothing"]["told"] == "0 of 5 listed replies"
    assert "good-1 and 1 more: pass, politeness 71, snark 5" in seen["tip"] and seen["tip"].endswith("ringer deg i dag.")
    assert seen["moved"] is True and seen["closed"] is True


def test_without_scripts_the_list_is_whole_and_the_form_away(tmp_path: Path) -> None:
    page = reports()["html"].render(outcome(), Look())
    forbidden = re.sub(r"script-src '[^']*'", "script-src 'none'", page)
    text = dumped(forbidden, tmp_path)
    assert re.search(r'<form id="filters" hidden="">', text)
    assert text.count('data-verdict="') == 5 and " hidden" not in text.split("</form>")[1]
