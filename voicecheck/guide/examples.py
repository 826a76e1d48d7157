"""The guide's own tests: the replies under ``examples``, and those in a file beside the guide."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from voicecheck.frozen import frozen
from voicecheck.guide.model import Example, Examples, Guide, Vocabulary
from voicecheck.guide.schema import Reader, Record
from voicecheck.problems import Place, Problem, VoicecheckError, suggestion
from voicecheck.text_files import decode
from voicecheck.yaml_tree import parse_yaml

BESIDE = ".examples.yml"
"""``voicecheck.examples.yml`` beside ``voicecheck.yml`` holds more examples of that guide."""


@frozen
class GuideTest:
    """One example: what the brand thinks of a reply, "approve" or "reject"."""

    kind: str
    example: Example


def guide_tests(guide: Guide, vocabulary: Vocabulary) -> tuple[GuideTest, ...]:
    """The examples that the guide itself brings, in the order of the files.

    Those of the guides that it extends are theirs to keep: a brand that is stricter than its
    base would break them rightly. Raises VoicecheckError for a broken file beside the guide.
    """
    own = [test for test in _tests(guide.examples) if test.example.place.path == guide.path]
    beside = beside_path(guide.path)
    if os.path.isfile(beside):
        own += _tests(_read_beside(beside, vocabulary, guide.sections))
    return tuple(own)


def beside_path(path: str) -> str:
    """The path of the file with more examples of the guide at ``path``."""
    return os.path.splitext(path)[0] + BESIDE


def _read_beside(path: str, vocabulary: Vocabulary, sections: Mapping[str, Any]) -> Examples:
    reader = Reader()
    try:
        with open(path, "rb") as file:
            tree = parse_yaml(decode(file.read(), path), path, by_hand=True)
    except OSError as error:
        raise VoicecheckError(Problem(Place(path), f"cannot be read: {error.strerror}")) from None
    examples: Examples | None = Record(Examples).read(tree, reader, "examples") if tree is not None else None
    if examples is None and not reader.problems:
        reader.problem(Place(path, 1, 1), "holds no examples; begin with approve: or reject:")
    if examples is not None:
        sound_examples(examples, reader, vocabulary, sections)
    if reader.problems or examples is None:
        raise VoicecheckError(reader.problems)
    return examples


def _tests(examples: Examples) -> Iterator[GuideTest]:
    for kind in ("approve", "reject"):
        listed = getattr(examples, kind)
        for example in listed.value if listed else ():
            yield GuideTest(kind, example)


OWN_CHECKS = {"patterns": "pattern/"}
"""Sections whose entries are checks of the guide's own, and what their ids begin with."""


def own_checks(sections: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the checks that the guide itself defines."""
    return tuple(prefix + name for section, prefix in OWN_CHECKS.items() for name in sections.get(section) or ())


def sound_examples(examples: Examples, reader: Reader, vocabulary: Vocabulary, sections: Mapping[str, Any]) -> None:
    """Tell the reader of examples that cannot be judged as they stand."""
    from voicecheck.guide.model import LANGUAGE_ALIASES

    check_ids = (*vocabulary.check_ids, *own_checks(sections))
    languages = (*vocabulary.languages, *(alias for alias, _ in LANGUAGE_ALIASES))
    for test in _tests(examples):
        example = test.example
        if example.reply is None:
            reader.problem(example.place, 'an example needs its text: reply: "…"')
        if example.language and example.language.value not in languages:
            given = example.language
            reader.problem(given.place, f'language must be one of {", ".join(vocabulary.languages)}, not "{given.value}".{suggestion(given.value, languages)}')
        for name in example.because.value if example.because else ():
            if test.kind == "approve":
                reader.problem(name.place, "because is for rejected replies; an approved one has nothing to be rejected for, so delete it or move the example under reject:")
            elif name.value not in check_ids:
                reader.problem(name.place, f'there is no check "{name.value}"; `voicecheck rules` lists them.{suggestion(name.value, check_ids)}')
        if test.kind == "reject" and example.verdict:
            reader.problem(example.verdict.place, "verdict is for approved replies; a rejected one must fail, so delete it")


def unlabelled_examples(guide: Guide, tests: tuple[GuideTest, ...]) -> Iterator[Problem]:
    """Warnings about examples whose language is left to be guessed among several."""
    if len(guide.languages) > 1:
        for test in tests:
            if test.example.language is None:
                yield Problem(test.example.place, f"this example does not say its language, so it is guessed; add language: and one of {', '.join(guide.languages)}", "warning")
