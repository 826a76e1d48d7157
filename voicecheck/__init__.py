"""voicecheck: the linter for brand voice.

import voicecheck
guide = voicecheck.load_guide("voicecheck.yml")
result = guide.check("Beklager ventetiden, Espen. Vi ringer deg innen kl. 12.", channel="facebook")
result.verdict, result.risk, result.tone, result.findings
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["CompiledGuide", "Reply", "Result", "VoicecheckError", "__version__", "load_guide"]

if TYPE_CHECKING:
    from voicecheck.compiler import CompiledGuide, load_guide
    from voicecheck.drafts.reply import Reply
    from voicecheck.problems import VoicecheckError
    from voicecheck.results import Result

_HOMES = {"CompiledGuide": "compiler", "load_guide": "compiler", "Reply": "drafts.reply", "Result": "results", "VoicecheckError": "problems"}


def __getattr__(name: str) -> Any:
    """Loads what is asked for when it is asked for, so that ``import voicecheck`` is quick."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"voicecheck.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'voicecheck' has no attribute {name!r}")
