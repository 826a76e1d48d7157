"""Small language packs of their own for the tests of the matcher."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from voicecheck.drafts.mask import mask
from voicecheck.languages.pack import read_pack
from voicecheck.tone.evidence import Evidence
from voicecheck.tone.lexicon import Lexicon

SETTINGS = """code: xx
name: Test
tokenizer: {tokenizer}
negators: [ikke, aldri, not, "n't"]
negation_reach: 3
sets:
  we: [vi, oss, we]
  you: [du, dere, you]
  weekday: [mandag, fredag]
  sorry: [beklager, lei for]
  bonus: [bonus*]
common_words: [og, ikke, dette]
distinctive_words: [jeg]
"""

_PACKS = TemporaryDirectory(prefix="voicecheck-packs-")
_NUMBERS = count()


@lru_cache(maxsize=128)
def lexicon(markers: str, tokenizer: str = "nb") -> Lexicon:
    """A lexicon with these markers, written as in a file of a pack."""
    folder = Path(_PACKS.name) / str(next(_NUMBERS))
    folder.mkdir()
    (folder / "language.yml").write_text(SETTINGS.replace("{tokenizer}", tokenizer))
    (folder / "markers.yml").write_text(markers)
    return Lexicon(read_pack(folder))


def matched(pattern: str, text: str, tokenizer: str = "nb", more: str = "", category: str = "tease") -> list[str]:
    """The stretches of a text that a pattern matches."""
    quoted = pattern.replace('"', '\\"')
    made = lexicon(f'{category}:\n  - strength: 2\n    patterns: ["{quoted}"]\n{more}', tokenizer)
    return [item.text for item in made.find(text)]


def found(markers: str, text: str, situation: str = "", tokenizer: str = "nb", customer: str = "") -> list[tuple[str, str]]:
    """Category and text of every marker in a reply, masked as the compiled guide does it."""
    return [(item.category, item.text) for item in evidence(markers, text, situation, tokenizer, customer)]


def evidence(markers: str, text: str, situation: str = "", tokenizer: str = "nb", customer: str = "") -> list[Evidence]:
    """Every marker in a reply."""
    made = lexicon(markers, tokenizer)
    return made.evidence(made.row(mask(text, customer).text), text, situation)
