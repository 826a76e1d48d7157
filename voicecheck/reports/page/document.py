"""The HTML report put together from its parts."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template

from voicecheck import __version__
from voicecheck.dimensions import DIMENSIONS
from voicecheck.reports.guide_lines import GuideLines
from voicecheck.reports.overview import details, headline, replies_of, worst_first
from voicecheck.reports.page.charts import histogram, plane
from voicecheck.reports.page.markup import text
from voicecheck.reports.page.replies import card, rows
from voicecheck.reports.page.sections import checks_table, counts, errors, filters, together, trend_section, where, worst
from voicecheck.reports.report import Look
from voicecheck.results import Outcome, Result

Numbered = tuple[int, Result]
"""A reply and its number among all, the worst first."""

IN_FULL = 200
"""The worst replies that need work stand in full, the others in rows."""
IN_ROWS = 20_000
"""More rows than this make no browser happy; the report says how many are left out."""


def document(outcome: Outcome, look: Look) -> str:
    """The whole page."""
    parts = {name: (files("voicecheck.reports") / "page" / name).read_text(encoding="utf-8") for name in ("page.html", "style.css", "script.js")}
    brand = _brand(outcome)
    numbered = list(enumerate(worst_first(outcome.results), 1))
    in_full, in_rows, left = _listed([item for item in numbered if look.shows(item[1].verdict)])
    return Template(parts["page.html"]).substitute(
        style=parts["style.css"],
        style_hash=_hash(parts["style.css"]),
        script=parts["script.js"],
        script_hash=_hash(parts["script.js"]),
        title=text(f"{brand}: tone of voice" if brand else "Tone of voice"),
        brand=text(brand or "Tone of voice"),
        headline=text(headline(outcome)),
        details="".join(f"<p>{text(sentence)}</p>" for sentence in details(outcome)),
        counts=counts(outcome),
        errors=errors(outcome),
        trend=trend_section(outcome, look),
        charts=_charts(outcome),
        plane=_plane(numbered, {number for number, _ in (*in_full, *in_rows)}),
        worst=worst(in_full),
        together=together(outcome, look),
        checks=checks_table(outcome),
        where=where(outcome),
        filters=filters([result for _, result in (*in_full, *in_rows)]),
        replies=_cards(in_full, look) + _rows(in_rows, left, bool(in_full)) or "<p>There is nothing to show.</p>",
        guides="".join(f"<li>{text(brand) + ', ' if brand else ''}<code>{text(path)}</code> ({text(why)})</li>" for path, brand, why in outcome.guides),
        version=__version__,
    )


def _brand(outcome: Outcome) -> str:
    """Whose voice it is; of many brands the first, and how many more."""
    brands = list(dict.fromkeys(brand for _, brand, _ in outcome.guides if brand)) or [outcome.brand]
    return ", ".join(brands) if len(brands) <= 3 else f"{brands[0]} and {len(brands) - 1} other brands"


def _hash(content: str) -> str:
    """What the page's policy calls a style or a script by."""
    return "sha256-" + b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")


def _charts(outcome: Outcome) -> str:
    limited = {name for result in outcome.results for name, band in (result.bands or {}).items() if band != (None, None)}
    names = ("politeness", "humor", "snark", "risk", *(name for name in DIMENSIONS if name in ("warmth", "formality") and name in limited))
    return "".join(histogram(name, outcome.results) for name in names)


def _listed(shown: list[Numbered]) -> tuple[list[Numbered], list[Numbered], int]:
    """The replies in full, those in rows, and how many there is no room for."""
    in_full = [item for item in shown if item[1].verdict != "pass"][:IN_FULL]
    others = shown[len(in_full) :]
    return in_full, others[:IN_ROWS], max(len(others) - IN_ROWS, 0)


def _plane(numbered: list[Numbered], linked: set[int]) -> str:
    drawn = plane(numbered, linked)
    return f'{drawn}<p id="tip" class="tip" hidden></p>' if drawn else ""


def _cards(in_full: list[Numbered], look: Look) -> str:
    guides = GuideLines()
    return "".join(card(number, result, look, guides) for number, result in in_full)


def _rows(in_rows: list[Numbered], left: int, after_cards: bool) -> str:
    if not in_rows:
        return ""
    more = f'<p class="note">{replies_of(left)} more are not listed; the JSON report has them all.</p>' if left else ""
    heads = "".join(
        f'<th scope="col"{kind}>{name}</th>'
        for name, kind in (("Verdict", ""), *((name, ' class="n"') for name in ("Risk", "Polite", "Humor", "Snark")), ("Reply", ""), ("Words", ""))
    )
    caption = "The other replies" if after_cards else "Every reply"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table id="rows"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows(in_rows)}</tbody></table></div>{more}"
    )
