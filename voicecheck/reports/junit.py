"""JUnit XML: a test case a reply, for CI servers that show tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecheck.reports.entries import UNREADABLE, span_of
from voicecheck.reports.fingerprint import stable_path
from voicecheck.reports.report import Look, Report
from voicecheck.reports.xml_text import document, element
from voicecheck.results import Finding, Outcome, Result

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class JunitReport(Report):
    """JUnit XML: a test suite a draft, a test case a reply; replies not checked are skipped tests.

    Every reply is there, whatever is shown, so that the counts are true; warnings stand in
    ``system-out``. Source: the schema of Jenkins' xUnit plugin (junit-10.xsd).
    """

    name = "junit"

    def render(self, outcome: Outcome, look: Look) -> str:
        root = element(None, "testsuites", {"name": "voicecheck"})
        suites: dict[str, Element] = {}

        def suite(path: str) -> Element:
            path = stable_path(path)
            if path not in suites:
                suites[path] = element(root, "testsuite", {"name": path})
            return suites[path]

        for result in outcome.results:
            _case(suite(result.reply.path), result, look)
        for finding in outcome.set_findings:
            place = str(finding.rule or outcome.guide_path)
            case = element(suite("all replies together"), "testcase", {"classname": "all replies together", "name": finding.check, "time": "0"})
            told = f"{place}: {finding.severity} {finding.check} {finding.sentence} {finding.advice}"
            if finding.severity == "fail":
                element(case, "failure", {"message": finding.sentence, "type": finding.check}, told)
            elif look.shows(finding.severity):
                element(case, "system-out", {}, told)
        for error in outcome.errors:
            case = element(suite(error.place.path), "testcase", {"classname": stable_path(error.place.path), "name": str(error.place), "time": "0"})
            element(case, "error", {"message": error.message, "type": UNREADABLE}, str(error))
        for made in suites.values():
            _count(made, made)
        _count(root, root)
        return document(root)


def _case(suite: Element, result: Result, look: Look) -> None:
    reply = result.reply
    path = stable_path(reply.path)
    name = f"{reply.id} (line {reply.line})" if reply.id else f"line {reply.line}"
    case = element(suite, "testcase", {"classname": path, "name": name, "file": path, "line": reply.line, "time": "0"})
    found = [(text, finding) for text in (result, *result.branches) for finding in text.findings]
    failures = [(text, finding) for text, finding in found if finding.severity == "fail"]
    warnings = [(text, finding) for text, finding in found if finding.severity != "fail" and look.shows(finding.severity)]
    if result.verdict == "unchecked":
        element(case, "skipped", {"message": f"Not checked: {result.reason}."})
    if failures:
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        told = {"message": failures[0][1].sentence + more, "type": failures[0][1].check}
        element(case, "failure", told, "\n".join(_line(text, finding) for text, finding in failures))
    if warnings:
        element(case, "system-out", {}, "\n".join(_line(text, finding) for text, finding in warnings))


def _line(result: Result, finding: Finding) -> str:
    span = span_of(result.reply, finding)
    place = f"{stable_path(result.reply.path)}:{span.line}:{span.column or 1}"
    rule = f" Guide: {finding.rule}." if finding.rule else ""
    return f"{place}: {finding.severity} {finding.check} {finding.sentence} {finding.advice}{rule}"


def _count(target: Element, below: Element) -> None:
    counts = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for name, tag in counts.items():
        target.set(name, str(sum(1 for _ in below.iter(tag))))
    target.set("time", "0")
