"""``voicecheck guide new``: a first guide from a short interview."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from voicecheck.cli.output import require_writable

_FORMALITY = ("casual", "neutral", "formal")
_HUMOR = ("none", "light", "playful")
_SNARK = ("never", "when-attacked", "playful")
_EMOJI = ("none", "few", "free")
_SCHEMA = "guide.schema.json"


@click.command("new")
@click.argument("file", default="voicecheck.yml", metavar="[FILE]")
@click.option("--brand", default="", metavar="NAME", help="The name of the brand.")
@click.option("--language", "-l", "languages", multiple=True, metavar="CODE", help="A language the brand writes, the main one first: en, nb, nn, da, sv. May be repeated.")
@click.option("--formality", type=click.Choice(_FORMALITY), help="How the brand talks.")
@click.option("--humor", type=click.Choice(_HUMOR), help="How funny it may be.")
@click.option("--snark", type=click.Choice(_SNARK), help="Whether it may bite back.")
@click.option("--emoji", type=click.Choice(_EMOJI), help="How many emoji it uses.")
@click.option("--channel", "-c", "channels", multiple=True, metavar="NAME", help="Where it answers: x, facebook, email … May be repeated.")
@click.option("--support", multiple=True, metavar="NAME", help="The channels where customers are helped; the others send them there. Default: all.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; take the default of what is not given.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.option("--no-schema", is_flag=True, help=f"Do not write {_SCHEMA}, which gives editors completion, beside the guide.")
def command(
    file: str, brand: str, languages: tuple[str, ...], formality: str | None, humor: str | None, snark: str | None, emoji: str | None,
    channels: tuple[str, ...], support: tuple[str, ...], yes: bool, force: bool, no_schema: bool,
) -> None:  # fmt: skip
    """Write a guide: a short interview, then a commented FILE (default: voicecheck.yml) with
    examples that test it."""
    from voicecheck.checks.registry import vocabulary
    from voicecheck.guide.files import FLOOR
    from voicecheck.guide.json_schema import guide_schema
    from voicecheck.guide.load import read_guide
    from voicecheck.guide_tools.starter import Answers, guide_text

    require_writable(file)
    if Path(file).exists() and not force:
        raise click.UsageError(f"“{file}” exists already; name another file, or add --force to overwrite it.")
    known_languages, known_channels = vocabulary().languages, tuple(read_guide(FLOOR, vocabulary()).channels)
    asks = not yes
    if asks and not brand:
        click.echo("A few questions; Enter takes what stands in brackets. Everything can be changed in the file later.\n")
    brand = _text("What is the brand called?", brand, asks, "Our brand")
    spoken = _several("Which languages does it write, the main one first?", "--language", languages, known_languages, ("en",), asks)
    answers = Answers(
        brand=brand,
        languages=spoken,
        formality=_one("How does it talk?", formality, _FORMALITY, "neutral", asks),
        humor=_one("How funny may it be?", humor, _HUMOR, "light", asks),
        snark=_one("May it bite back?", snark, _SNARK, "never", asks),
        emoji=_one("How many emoji?", emoji, _EMOJI, "few", asks),
        channels=(published := _several("Where does it answer customers?", "--channel", channels, known_channels, ("facebook", "email"), asks)),
        support=_several("On which of them are customers helped?", "--support", support, published, published, asks and len(published) > 1),
    )
    target = Path(file)
    schema = target.parent / _SCHEMA
    target.write_text(guide_text(answers, "" if no_schema else _SCHEMA), encoding="utf-8", newline="\n")
    if not no_schema:
        schema.write_text(json.dumps(guide_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    if asks:
        click.echo()
    click.echo(f"{file} is written{'' if no_schema else f', and {schema} for your editor'}. Next:\n  voicecheck guide test {file}\n  voicecheck check your-drafts/ --guide {file}")


def _text(question: str, given: str, asks: bool, default: str) -> str:
    """A line of text; what is given on the command line is not asked for."""
    if given.strip() or not asks:
        return " ".join(given.split()) or default
    return " ".join(_prompt(question, default).split()) or default


def _one(question: str, given: str | None, choices: Sequence[str], default: str, asks: bool) -> str:
    if given is not None or not asks:
        return given or default
    return _prompt(question, default, click.Choice(list(choices)))


def _several(question: str, option: str, given: tuple[str, ...], allowed: Sequence[str], default: tuple[str, ...], asks: bool) -> tuple[str, ...]:
    """Some of ``allowed``, in the order given; asked for until every word is known."""
    if given or not asks:
        words = _words(",".join(given)) or default
        unknown = _unknown(words, allowed)
        if unknown:
            raise click.BadParameter(unknown, param_hint=option)
        return words
    while True:
        words = _words(_prompt(f"{question} ({', '.join(allowed)})", ", ".join(default)))
        unknown = _unknown(words, allowed)
        if words and not unknown:
            return words
        click.echo(unknown or "Name at least one.")


def _prompt(question: str, default: str, choice: click.Choice[str] | None = None) -> str:
    try:
        answer: str = click.prompt(question, default=default, type=choice)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError("the questions need somebody to answer them; add --yes to take the defaults, or give the answers as options.") from None
    return answer


def _words(text: str) -> tuple[str, ...]:
    from voicecheck.guide.model import CHANNEL_ALIASES, LANGUAGE_ALIASES

    aliases = {**CHANNEL_ALIASES, **dict(LANGUAGE_ALIASES)}
    words = text.replace(",", " ").replace(";", " ").split()
    return tuple(dict.fromkeys(aliases.get(word.lower(), word.lower()) for word in words))


def _unknown(words: Sequence[str], allowed: Sequence[str]) -> str:
    from voicecheck.problems import suggestion

    for word in words:
        if word not in allowed:
            return f"“{word}” is not known; there are {', '.join(allowed)}.{suggestion(word, allowed)}"
    return ""
