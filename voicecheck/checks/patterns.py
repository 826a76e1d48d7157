"""The guide's own patterns: phrases, lexicon patterns, regular expressions, token patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from voicecheck.checks.check import Check, Examined
from voicecheck.checks.own_pattern import FAMILY, OwnPattern, OwnPatterns, PatternsType
from voicecheck.checks.regular_expression import TIME_LIMIT
from voicecheck.guide.model import Guide
from voicecheck.guide.schema import Setting
from voicecheck.languages.matcher import PatternMatcher, Row
from voicecheck.problems import Problem
from voicecheck.results import Finding
from voicecheck.spans import Apart, Covered
from voicecheck.tone.lexicon import Lexicon, load_lexicon

Span = tuple[int, int]


class OwnPatternCheck(Check):
    """Something that the guide looks for in its own way; findings bear the pattern's own name.

    Looks for:
    the guide's ``patterns``: phrases, patterns in the language of the lexicons, regular
    expressions, token patterns of spaCy. With ``required: true`` a reply without it is what is
    wrong. Quotations, links, placeholders and code are left out as everywhere.

    Why:
    No shipped check knows the house rules of a brand: its order numbers, its slogans, the phrase
    that its lawyer never wants to see again.
    """

    id = f"{FAMILY}/own"
    reads = ("patterns",)
    severity = "warn"
    sections = {
        "patterns": Setting(
            PatternsType(),
            "Patterns of the brand's own, by name; a finding is called pattern/NAME.",
            example='{sorry-but: {lexicon: "sorry ... but", message: "A sorry with a but is no apology."}}',
        )
    }

    def findings(self, examined: Examined) -> Iterable[Finding]:
        patterns = examined.guide.sections.get("patterns")
        if not patterns:
            return
        finder = finder_of(patterns, examined.language)
        for name, pattern in patterns.items():
            if pattern.counts(examined.language, examined.situation, examined.channel):
                yield from self._judged(name, pattern, examined, finder)

    def _judged(self, name: str, pattern: OwnPattern, examined: Examined, finder: Finder) -> Iterator[Finding]:
        check = f"{FAMILY}/{name}"
        severity = pattern.severity.value if pattern.severity else self.severity
        place = (pattern.message or pattern).place
        message = pattern.message.value if pattern.message else ""
        try:
            spans = finder.spans(name, examined.masked, examined.row)
        except TimeoutError:
            message = f"The regular expression of {check} took longer than {TIME_LIMIT:g} seconds and was stopped, so this reply is not checked by it."
            yield self.finding(message, "Make the expression simpler.", (), place, "fail", check=check)
            return
        required = bool(pattern.required and pattern.required.value)
        if required and not spans:
            yield self.finding(
                message or f"The reply holds nothing of what {check} asks for.",
                pattern.advice.value if pattern.advice else "Add it.",
                (),
                place,
                severity,
                check=check,
                layer="structure",
            )
        if spans and not required:
            words = ", ".join(dict.fromkeys(f"“{examined.quote(start, end)}”" for start, end in spans[:3]))
            told = f"{words}: {message}" if message else f"{words} is something that the guide does not want ({check})."
            yield self.finding(told, pattern.advice.value if pattern.advice else "Say it another way.", spans, place, severity, check=check)


class Finder:
    """Finds a guide's patterns in one language. Built once; each kind only where it is used."""

    def __init__(self, patterns: OwnPatterns, language: str) -> None:
        self._language = language
        self._patterns = patterns
        self._expressions = {name: list(_expressions(pattern)) for name, pattern in patterns.items()}
        self._unless = {name: [_phrase(item.value, False) for item in pattern.unless.value] for name, pattern in patterns.items() if pattern.unless}
        self._rows: PatternMatcher | None = None
        self._keys = list(patterns)
        lexicon_patterns = [
            (number, read.value.parsed, bool(pattern.case and pattern.case.value == "exact"))
            for number, pattern in enumerate(patterns.values())
            for read in (pattern.lexicon.value if pattern.lexicon else ())
        ]
        if lexicon_patterns:
            self._rows = self._lexicon.own_matcher(lexicon_patterns)
        self._last: tuple[Row | None, dict[str, list[Span]]] = (None, {})
        self._matchers = {name: self._token_matcher(pattern) for name, pattern in patterns.items() if pattern.tokens}

    @property
    def _lexicon(self) -> Lexicon:
        return load_lexicon(self._language)

    def spans(self, name: str, masked: str, row: Row) -> list[Span]:
        """Where the pattern is found, in order. Raises TimeoutError where an expression takes too long."""
        found = {match.span() for expression in self._expressions[name] for match in expression.finditer(masked, timeout=TIME_LIMIT)}
        if self._rows is not None:
            found.update(self._in_row(row).get(name, ()))
        if name in self._matchers:
            found.update(self._by_tokens(name, masked, row))
        spared = Covered(match.span() for expression in self._unless.get(name, ()) for match in expression.finditer(masked)) if found else Covered()
        return [span for span in _widest(found) if not spared.holds(*span)]

    def _in_row(self, row: Row) -> dict[str, list[Span]]:
        assert self._rows is not None
        if self._last[0] is not row:
            by_name: dict[str, list[Span]] = {}
            words = tuple(self._rows.words.normal(text) for text in row.texts)
            own = row._replace(words=words, kinds=self._rows.kinds_of(words, row.texts, row.sentence_start))
            for match in self._rows.matches(own):
                by_name.setdefault(self._keys[match.key], []).append((row.starts[match.start], row.ends[match.end - 1]))
            self._last = (row, by_name)
        return self._last[1]

    def _token_matcher(self, pattern: OwnPattern) -> Any:
        from spacy.matcher import Matcher

        matcher = Matcher(self._lexicon.vocabulary)
        assert pattern.tokens is not None
        for number, one in enumerate(pattern.tokens.value):
            matcher.add(str(number), [list(one.tokens)], greedy="LONGEST")
        return matcher

    def _by_tokens(self, name: str, masked: str, row: Row) -> Iterator[Span]:
        tokens = self._patterns[name].tokens
        words = {text.lower() for text in row.texts}
        if tokens is None or not any(_may_hold(words, one.anchor) for one in tokens.value):
            return
        doc = self._lexicon.doc(masked)
        for _, start, end in self._matchers[name](doc):
            yield doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _may_hold(words: set[str], anchor: tuple[str, ...]) -> bool:
    """Whether a reply of these words may hold one of the anchor's; signs are no words of a row."""
    return any(word in words or not any(character.isalnum() for character in word) for word in anchor)


def finder_of(patterns: OwnPatterns, language: str) -> Finder:
    """The finder of a guide's patterns for a language, built when first asked for."""
    if language not in patterns.finders:
        patterns.finders[language] = Finder(patterns, language)
    finder: Finder = patterns.finders[language]
    return finder


def _expressions(pattern: OwnPattern) -> Iterator[Any]:
    import regex

    exact = bool(pattern.case and pattern.case.value == "exact")
    for item in pattern.phrase.value if pattern.phrase else ():
        yield _phrase(item.value, exact)
    for item in pattern.regex.value if pattern.regex else ():
        yield regex.compile(item.value, 0 if exact else regex.IGNORECASE)


def _phrase(phrase: str, exact: bool) -> Any:
    import regex

    words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.replace("’", "'").split()]
    text = r"\s+".join(words).replace("'", "['’]")
    head = r"(?<!\w)" if phrase[:1].isalnum() else ""
    tail = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return regex.compile(head + text + tail, 0 if exact else regex.IGNORECASE)


def _widest(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, without those that lie inside or run into a longer one."""
    kept = Apart()
    return sorted(span for span in sorted(spans, key=lambda span: (span[0] - span[1], span[0])) if span[1] > span[0] and kept.take(*span))


def pattern_problems(guide: Guide) -> list[Problem]:
    """Patterns that fail their own examples, and sets of words that no language has."""
    from voicecheck.drafts.mask import mask
    from voicecheck.languages.pack import BUILT_IN_SETS, load_settings
    from voicecheck.languages.pattern import set_names
    from voicecheck.problems import suggestion

    patterns: OwnPatterns = guide.sections.get("patterns") or OwnPatterns()
    problems: list[Problem] = []
    for name, pattern in patterns.items():
        languages = [item.value for item in pattern.languages.value] if pattern.languages else list(guide.languages)
        unknown = False
        for read in pattern.lexicon.value if pattern.lexicon else ():
            known = {*BUILT_IN_SETS, *(set_name for language in languages for set_name in load_settings(language).sets)}
            for missing in sorted(set(set_names(read.value.parsed)) - known):
                unknown = True
                problems.append(Problem(read.place, f"the set <{missing}> is not known in {', '.join(languages)}.{suggestion(missing, known)}"))
        examples = pattern.examples
        if examples is None or unknown:
            continue
        for listed, must in ((examples.bad, True), (examples.good, False)):
            for text in listed.value if listed else ():
                masked = mask(text.value).text
                found = [language for language in languages if finder_of(patterns, language).spans(name, masked, load_lexicon(language).row(masked))]
                if bool(found) is not must:
                    problems.append(
                        Problem(
                            text.place,
                            f"{FAMILY}/{name} {'does not find anything in its own bad example' if must else 'is found in its own good example'} “{text.value}”; mend the pattern or the example.",
                        )
                    )
    return problems
