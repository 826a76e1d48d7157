"""What is wrong with a guide that can be read: rules that contradict each other or never fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from voicecheck.checks.registry import catalog, code_checks, vocabulary
from voicecheck.compiler import CompiledGuide
from voicecheck.guide.dead import foreign_languages, never_in_force, without_reason
from voicecheck.guide.examples import guide_tests, unlabelled_examples
from voicecheck.guide.model import Guide
from voicecheck.guide.values import places_in
from voicecheck.guide_tools.readers import keys_read_by, overlaps, set_keys
from voicecheck.problems import Place, Problem, VoicecheckError
from voicecheck.results import Finding


def remarks(compiled: CompiledGuide) -> tuple[Problem, ...]:
    """Errors and warnings about a guide, sorted by place.

    An error is a rule that contradicts another or that no reply can ever break or meet; a
    warning is something that is probably not what was meant.
    """
    guide = compiled.guide
    found = [problem for check in code_checks() for problem in check.remarks(guide)]
    found += [*never_in_force(guide), *foreign_languages(guide), *without_reason(guide), *_off_for_nothing(guide), *_words(compiled)]
    try:
        found += unlabelled_examples(guide, guide_tests(guide, vocabulary()))
    except VoicecheckError as error:
        found += error.problems
    idle = {problem.place for problem in found if "changes nothing" in problem.message}
    return tuple(sorted({problem for problem in found if problem.place not in idle or "without a reason" not in problem.message}))


def _off_for_nothing(guide: Guide) -> Iterator[Problem]:
    """Warnings about severities of checks that no key of the guide sets in motion."""
    configured = set_keys(guide)
    for name, severity in guide.severity.items():
        if severity.place.path != guide.path:
            continue
        ids = [entry.id for entry in catalog().values() if name in (entry.id, entry.family)]
        needed = {key for check_id in ids for key in keys_read_by(check_id)}
        if needed and not any(overlaps(key, other) for key in needed for other in configured):
            wanted = ", ".join(sorted({key.split(".")[0] for key in needed}))
            yield Problem(
                severity.place, f"severity of {name} changes nothing: the guide does not set {wanted}, so it finds nothing anyway; delete the line or set a limit", "warning"
            )


def _words(compiled: CompiledGuide) -> Iterator[Problem]:
    """Errors about words to avoid that the check cannot find even when they stand alone, and
    about words to prefer that the guide itself forbids or replaces."""
    guide = compiled.guide
    words = guide.sections.get("words")
    avoid: dict[str, Any] = getattr(words, "avoid", None) or {}
    prefer: dict[str, Any] = getattr(words, "prefer", None) or {}
    for phrase, entry in avoid.items():
        places = set(places_in(entry))
        languages = getattr(entry, "languages", None)
        if languages is not None and not {item.value for item in languages.value} & set(guide.languages):
            continue  # told as a rule for a language that the brand does not write
        if _own(places, guide) and not any(_cites(finding, places) for finding in _findings(compiled, phrase.strip("*"))):
            yield Problem(
                min(places),
                f"the word to avoid “{phrase}” can never be found: a longer entry, an exception or a harmless phrase of the language takes all of it. Delete it or write it otherwise",
            )
    for phrase, entry in prefer.items():
        places = set(places_in(entry))
        better = _text(entry)
        if not better or not _own(places, guide):
            continue
        if phrase.strip("*").casefold() == better.casefold():
            yield Problem(min(places), f"prefer replaces “{phrase}” by itself; delete the line or name another word")
            continue
        for finding in _findings(compiled, better):
            if finding.rule is not None and finding.check.startswith("words/") and finding.rule not in places:
                what = "words.avoid forbids" if finding.check == "words/avoid" else "words.prefer replaces"
                yield Problem(min(places), f"prefer asks for “{better}”, which {what} at {finding.rule}; keep one of the two")
                break


def _findings(compiled: CompiledGuide, text: str) -> Iterable[Finding]:
    """What the guide finds in a text, in whichever of its languages it finds most."""
    results = (compiled.check(text, language=language) for language in compiled.guide.languages)
    return max((result.findings for result in results), key=lambda findings: sum(finding.check.startswith("words/") for finding in findings))


def _own(places: Iterable[Place], guide: Guide) -> bool:
    return any(place.path == guide.path for place in places)


def _cites(finding: Finding, places: set[Place]) -> bool:
    return finding.rule in places


def _text(entry: Any) -> str:
    """The word that an entry of ``prefer`` asks for, as a text or under ``use``."""
    word = getattr(entry, "use", entry)
    value = getattr(word, "value", word)
    return value if isinstance(value, str) else ""
