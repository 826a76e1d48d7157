"""Token patterns in spaCy's Matcher syntax: read, checked, and run only where their anchor is.

Trying a token pattern at every token is slow (71 replies a second with 300 patterns), so each
must name a word that is needed; only replies that hold that word are tried.
"""

from __future__ import annotations

from typing import Any

from voicecheck.checks.regular_expression import danger
from voicecheck.frozen import frozen
from voicecheck.guide.schema import Reader, Sourced
from voicecheck.problems import suggestion
from voicecheck.tree import Mapping, Scalar, Sequence, Tree

_TEXTS = ("ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX")
_FLAGS = (
    "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_BRACKET", "IS_QUOTE", "IS_STOP",
    "IS_CURRENCY", "IS_SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY",
)  # fmt: skip
_TRAINED = ("LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID")
_OPERATORS = ("!", "?", "+", "*")
_COMPARISONS = ("REGEX", "IN", "NOT_IN", "FUZZY", "FUZZY1", "FUZZY2", "FUZZY3", "==", "!=", ">=", "<=", ">", "<")
_ANCHORS = ("LOWER", "ORTH", "TEXT")
_LONGEST = 20


@frozen
class TokenPattern:
    """One pattern: spaCy's token descriptions, and the words of which one must be there."""

    tokens: tuple[dict[str, Any], ...]
    anchor: tuple[str, ...]

    def __str__(self) -> str:
        return "[" + ", ".join("{" + ", ".join(f"{key}: {value}" for key, value in token.items()) + "}" for token in self.tokens) + "]"


@frozen
class TokenPatternType:
    """A guide value that is a list of token descriptions, or a list of such lists."""

    def read(self, tree: Tree, reader: Reader, name: str) -> Sourced[tuple[TokenPattern, ...]] | None:
        if not isinstance(tree, Sequence) or not tree.items:
            reader.problem(tree.place, f"{name} must be {self.describe()}.")
            return None
        several = all(isinstance(item, Sequence) for item in tree.items)
        patterns = [_pattern(item, reader, name) for item in (tree.items if several else (tree,)) if isinstance(item, Sequence)]
        return Sourced(tuple(pattern for pattern in patterns if pattern is not None), tree.place)

    def json_schema(self) -> dict[str, Any]:
        one = {"type": "array", "items": {"type": "object"}, "minItems": 1}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}

    def describe(self) -> str:
        return 'a list of token descriptions in the syntax of spaCy\'s Matcher, such as [{LOWER: sorry}, {IS_PUNCT: true, OP: "?"}, {LOWER: but}]'


def _pattern(tree: Sequence, reader: Reader, name: str) -> TokenPattern | None:
    before = len(reader.problems)
    tokens = [_token(item, reader, name) for item in tree]
    if len(reader.problems) > before:
        return None
    if len(tokens) > _LONGEST:
        reader.problem(tree.place, f"{name} has {len(tokens)} tokens; {_LONGEST} are the most.")
        return None
    anchors = [words for words in (_anchor(token) for token in tokens) if words]
    if not anchors:
        reader.problem(tree.place, f"{name} needs one token that must be there and names its word or words: {{LOWER: sorry}} or {{LOWER: {{IN: [sorry, apologies]}}}} without OP.")
        return None
    return TokenPattern(tuple(tokens), min((tuple(sorted(words)) for words in anchors), key=lambda words: (len(words), words)))


def _anchor(token: dict[str, Any]) -> frozenset[str]:
    if token.get("OP", "+") != "+" and not str(token.get("OP")).startswith("{1"):
        return frozenset()
    for key in _ANCHORS:
        value = token.get(key)
        if isinstance(value, str):
            return frozenset((value.lower(),))
        if isinstance(value, dict) and "IN" in value:
            return frozenset(word.lower() for word in value["IN"])
    return frozenset()


def _token(tree: Tree, reader: Reader, name: str) -> dict[str, Any]:
    if not isinstance(tree, Mapping):
        reader.problem(tree.place, f"a token of {name} must be a map such as {{LOWER: sorry}}; for any word write {{}}.")
        return {}
    token: dict[str, Any] = {}
    for key, value in tree.entries.items():
        upper = key.upper()
        if upper in _TRAINED:
            reader.problem(tree.keys[key], f"{key} needs a trained spaCy pipeline, which voicecheck does not load; name the words instead, as in LOWER: {{IN: […]}}.")
        elif upper == "OP":
            token["OP"] = _operator(value, reader, name)
        elif upper in _FLAGS:
            token[upper] = _flag(value, reader, f"{name}: {key}")
        elif upper == "LENGTH" or upper in _TEXTS:
            token[upper] = _value(value, reader, f"{name}: {key}", upper == "LENGTH")
        else:
            allowed = (*_TEXTS, "LENGTH", *_FLAGS, "OP")
            reader.problem(
                tree.keys[key], f'the key "{key}" is not known in a token of {name}; allowed are {", ".join(allowed)}.{suggestion(key, [name.lower() for name in allowed])}'
            )
    return token


def _operator(tree: Tree, reader: Reader, name: str) -> str:
    text = tree.text if isinstance(tree, Scalar) else ""
    bounds = text.strip("{}").split(",")
    counted = (
        text.startswith("{") and text.endswith("}") and all((bound.isdigit() and int(bound) <= _LONGEST) or not bound for bound in bounds) and len(bounds) <= 2 and any(bounds)
    )
    if text not in _OPERATORS and not counted:
        reader.problem(tree.place, f'OP in {name} must be one of "!", "?", "+", "*" or "{{2,3}}", not "{text}".')
    return text


def _flag(tree: Tree, reader: Reader, name: str) -> bool:
    if not isinstance(tree, Scalar) or tree.text.lower() not in ("true", "false"):
        reader.problem(tree.place, f"{name} must be true or false.")
        return False
    return tree.text.lower() == "true"


def _value(tree: Tree, reader: Reader, name: str, number: bool) -> Any:
    if isinstance(tree, Scalar):
        return _plain(tree, reader, name, number)
    if not isinstance(tree, Mapping):
        reader.problem(tree.place, f"{name} must be a word, or a map such as {{IN: [one, two]}}.")
        return ""
    found: dict[str, Any] = {}
    for key, value in tree.entries.items():
        if key.upper() not in _COMPARISONS:
            reader.problem(tree.keys[key], f'"{key}" is not known in {name}; allowed are {", ".join(_COMPARISONS)}.{suggestion(key, [name.lower() for name in _COMPARISONS])}')
        elif isinstance(value, Sequence):
            found[key.upper()] = [_plain(item, reader, name, number) for item in value]
        else:
            found[key.upper()] = _plain(value, reader, name, number or key in ("==", "!=", ">=", "<=", ">", "<"))
            if key.upper() == "REGEX":
                _check_expression(value, reader, name)
    return found


def _plain(tree: Tree, reader: Reader, name: str, number: bool) -> Any:
    if not isinstance(tree, Scalar) or tree.is_null or (number and not tree.text.isdigit()):
        reader.problem(tree.place, f"{name} must be {'a whole number' if number else 'a word'}.")
        return 0 if number else ""
    return int(tree.text) if number else tree.text


def _check_expression(tree: Tree, reader: Reader, name: str) -> None:
    import re

    try:
        wrong = danger(tree.text) if isinstance(tree, Scalar) else ""
    except re.error as error:
        wrong = f"it does not compile: {error}"
    if wrong:
        reader.problem(tree.place, f"the regular expression of {name} cannot be used: {wrong}.")
