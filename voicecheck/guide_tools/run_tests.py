"""Runs a guide's examples like unit tests: does the guide say what the brand thinks?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from voicecheck.compiler import CompiledGuide
from voicecheck.drafts.reply import Context, Reply, reply_from_text
from voicecheck.frozen import frozen
from voicecheck.guide.examples import GuideTest
from voicecheck.guide.model import Example
from voicecheck.results import Result


@frozen
class Tested:
    """An example with what was found. ``missing`` are the checks that it names under
    ``because`` and that found nothing."""

    test: GuideTest
    result: Result
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the guide judges the reply as the brand does."""
        if self.test.kind == "reject":
            return self.result.verdict == "fail" and not self.missing
        strict = self.test.example.verdict is not None and self.test.example.verdict.value == "pass"
        return self.result.verdict in (("pass",) if strict else ("pass", "warn"))

    @property
    def expected(self) -> str:
        """What the example asks for, in words."""
        if self.test.kind == "approve":
            return "pass" if self.test.example.verdict and self.test.example.verdict.value == "pass" else "pass or warn"
        because = self.test.example.because
        return f"fail, because of {' and '.join(entry.value for entry in because.value)}" if because else "fail"

    @property
    def found(self) -> str:
        """What came out, in words: the verdict and the checks, the gravest first."""
        if self.result.verdict == "unchecked":
            return f"unchecked: {self.result.reason}"
        checks = list(dict.fromkeys(finding.check for finding in self.result.findings))
        return f"{self.result.verdict}, because of {', '.join(checks)}" if checks else f"{self.result.verdict}, nothing found"


def run_tests(compiled: CompiledGuide, tests: Iterable[GuideTest]) -> Iterator[Tested]:
    """Each example judged by the guide, in order."""
    for test in tests:
        result = compiled.check(reply_of(test.example))
        because = test.example.because
        found = {finding.check for finding in result.findings}
        yield Tested(test, result, tuple(entry.value for entry in because.value if entry.value not in found) if because else ())


def reply_of(example: Example, text: str | None = None) -> Reply:
    """The example's reply in its context; with ``text``, that text in its place."""
    given: dict[str, Any] = {}
    for item in fields(Context):
        value = getattr(example, item.name, None)
        if value is not None:
            given[item.name] = value.value
    words = text if text is not None else example.reply.value if example.reply else ""
    named = getattr(example, "id", None) or example.name
    return reply_from_text(words, Context(**given), named.value if named else "")
