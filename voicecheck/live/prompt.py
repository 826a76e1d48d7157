"""The prompt of ``voicecheck try``: each line a reply that is scored, or a command with a slash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace

from voicecheck.checks.registry import catalog, vocabulary
from voicecheck.compiler import CompiledGuide, load_guide
from voicecheck.dimensions import MODES, SITUATION_ALIASES, SITUATIONS
from voicecheck.drafts.reply import Context, reply_from_text
from voicecheck.guide.limits import channel_name
from voicecheck.guide.model import LANGUAGE_ALIASES
from voicecheck.problems import suggestion
from voicecheck.reports.explanation import in_text
from voicecheck.results import Result

CONTEXT = tuple(item.name for item in fields(Context))
"""What the commands named like them set: language, channel, situation, customer …"""

COMMANDS = {
    "channel": ("NAME", "where the reply will be published: x, facebook, email …"),
    "situation": ("NAME", "what it answers: " + ", ".join(SITUATIONS)),
    "customer": ("TEXT", "the customer's message"),
    "language": ("CODE", "its language, where that is not to be detected"),
    "account": ("NAME", "the brand's profile that publishes it"),
    "agent": ("NAME", "who writes it"),
    "mode": ("NAME", ", ".join(MODES)),
    "persona": ("NAME", "the role that is played"),
    "stars": ("NUMBER", "the customer's rating, 1 to 5"),
    "guide": ("FILE", "another guide: a file, or voicecheck:NAME for a shipped one"),
    "context": ("", "show what is set"),
    "reset": ("", "forget what is set, all but the guide"),
    "begin": ("", "a reply of several lines, up to /end; pasted lines are taken together anyway"),
    "again": ("", "score the last reply again"),
    "why": ("", "how the scores of the last reply came about"),
    "explain": ("[CHECK]", "what a check is about; without CHECK those of the last reply"),
    "help": ("", "this list"),
    "quit": ("", "leave; so does Ctrl-D"),
}
"""Each command with what follows it and what it is for. Without what follows, it is unset."""

Show = Callable[[Result, bool], str]
"""Lays out a judged reply; the second argument asks how the scores came about."""


class WrongCommandError(Exception):
    """A command that cannot be followed; the message says what to write instead."""


@dataclass
class Prompt:
    """What is set, and the last reply. ``answer`` takes one entry and tells what to print.

    ``scores_again``: a command that sets something has the last reply scored again.
    """

    guide: CompiledGuide
    show: Show
    context: Context = Context()
    scores_again: bool = False
    last: Result | None = None

    def answer(self, entry: str) -> str:
        """What to print for a reply or a command; an empty text where there is nothing to say.

        Raises WrongCommandError for a command that cannot be followed, VoicecheckError for a
        broken guide; nothing has changed then. Raises EOFError for /quit.
        """
        text = entry.strip()
        if not text:
            return ""
        if not text.startswith("/") or text.startswith("//"):
            return self._scored(text.removeprefix("/") if text.startswith("//") else text)
        name, _, value = text[1:].partition(" ")
        name = self._command(name)
        return self._followed(name, value.strip())

    def described(self) -> str:
        """What is set, in a line."""
        brand = self.guide.guide.brand
        parts = [f"guide {brand + ', ' if brand else ''}{self.guide.guide.path}", *(f"{name} {value}" for name in CONTEXT if (value := getattr(self.context, name)))]
        return " · ".join(parts)

    def proposals(self, begun: str) -> list[str]:
        """Whole entries that begin with ``begun``, for the Tab key."""
        if not begun.startswith("/"):
            return []
        name, space, value = begun[1:].partition(" ")
        if not space:
            return [f"/{command}{' ' if words else ''}" for command, (words, _) in COMMANDS.items() if command.startswith(name)]
        return [f"/{name} {item}" for item in self.values(name) if item.startswith(value)]

    def values(self, name: str) -> Iterable[str]:
        """The words that may follow a command, as far as they are known."""
        from voicecheck.guide.files import SHIPPED, shipped_guides

        known: dict[str, Iterable[str]] = {
            "channel": self.guide.guide.channels,
            "situation": SITUATIONS,
            "language": vocabulary().languages,
            "mode": MODES,
            "stars": "12345",
            "guide": [SHIPPED + guide for guide in shipped_guides() if guide != "floor"],
            "explain": catalog(),
        }
        return known.get(name, ())

    def _command(self, name: str) -> str:
        """The command's whole name; the beginning of one is enough."""
        meant = [name] if name in COMMANDS else [command for command in COMMANDS if name and command.startswith(name)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise WrongCommandError(f"/{name} may be {' or '.join(f'/{command}' for command in meant)}; write a letter more.")
        near = suggestion(name, COMMANDS).replace('"', "", 1).replace('"?', "?").replace("mean ", "mean /")
        raise WrongCommandError(f"There is no command /{name}.{near} /help lists them; a reply that begins with a slash is written with two.")

    def _followed(self, name: str, value: str) -> str:
        if name in CONTEXT:
            self.context = replace(self.context, **{name: self._checked(name, value)})
            return self._settled()
        if name == "guide":
            if not value:
                raise WrongCommandError("Write the guide behind it: /guide voicecheck.yml, or /guide voicecheck:cheeky-airline.")
            self.guide = load_guide(value)
            return self._settled()
        if name == "reset":
            self.context = Context()
            return self._settled()
        if name == "context":
            return self.described() + "\n"
        if name == "explain":
            return self._explained(value)
        if name == "help":
            return _help()
        if name == "quit":
            raise EOFError
        if self.last is None:
            raise WrongCommandError("There is no reply yet; type one, and it is scored.")
        return self.show(self.last, True) if name == "why" else self._scored(self.last.reply.text)

    def _checked(self, name: str, value: str) -> str:
        """A value for the context, as a guide names it; WrongCommandError where there is none such."""
        if not value or name not in ("situation", "language", "mode", "stars", "channel"):
            return value
        if name == "channel":
            return channel_name(self.guide.guide, value)
        aliases = {"language": dict(LANGUAGE_ALIASES), "situation": SITUATION_ALIASES}.get(name, {})
        word = aliases.get(value, value.lower())
        allowed = tuple(self.values(name))
        if word not in allowed:
            raise WrongCommandError(f"“{value}” is no {name}; there are {', '.join(allowed)}.{suggestion(word, allowed)}")
        return word

    def _settled(self) -> str:
        told = self.described() + "\n"
        return f"{told}\n{self._scored(self.last.reply.text)}" if self.scores_again and self.last is not None else told

    def _scored(self, text: str) -> str:
        self.last = self.guide.check(reply_from_text(text, self.context))
        return self.show(self.last, False)

    def _explained(self, value: str) -> str:
        if value and value not in catalog():
            raise WrongCommandError(f"There is no check “{value}”.{suggestion(value, catalog())} voicecheck rules lists them all.")
        checks = [value] if value else list(dict.fromkeys(finding.check for finding in self.last.findings)) if self.last is not None else []
        if not checks:
            raise WrongCommandError("No check is named, and the last reply has no findings: /explain snark/mock-praise.")
        return "\n".join(f"{check}\n{in_text(catalog()[check])}\n" for check in checks)


def _help() -> str:
    lines = ["Type or paste a reply: it is scored. A line that begins with / is a command:"]
    lines += [f"  /{name + ' ' + words:<18}{meaning}" for name, (words, meaning) in COMMANDS.items()]
    return "\n".join([*lines, "The beginning of a name is enough (/ch x); without what follows it, it is unset.", ""])


def entries(lines: Iterable[str]) -> Iterator[str]:
    """The entries in lines: each line is one, and so is all between /begin and /end."""
    held: list[str] | None = None
    for line in lines:
        word = line.strip()
        if held is not None:
            if word == "/end":
                yield "\n".join(held)
                held = None
            else:
                held.append(line.rstrip("\r\n"))
        elif word == "/begin":
            held = []
        else:
            yield line.rstrip("\r\n")
    if held:
        yield "\n".join(held)
