"""``voicecheck --version``: what judged a reply, so that a judgement can be traced."""

from __future__ import annotations

import click

from voicecheck import __version__


def print_version(context: click.Context, _: click.Parameter, is_wanted: bool) -> None:
    """Print the version with packs and weights, and end."""
    if not is_wanted or context.resilient_parsing:
        return
    click.echo(described())
    context.exit()


def described() -> str:
    """The version, Python's, how many markers each language's pack has, and which weights."""
    import platform

    packs = ", ".join(f"{code} {count:,}" for code, count in _markers())
    digest, provenance = _weights()
    return f"voicecheck {__version__} (Python {platform.python_version()})\npacks    markers: {packs}\nweights  {digest}, {provenance}"


def _markers() -> list[tuple[str, int]]:
    """The markers of each pack, counted once for as long as no lexicon changes."""
    from importlib.resources import files

    from voicecheck.cache import cached
    from voicecheck.languages.pack import language_codes, load_pack

    codes = language_codes()
    lexicons = [entry.read_bytes() for code in codes for entry in sorted((files("voicecheck.languages") / code).iterdir(), key=lambda entry: entry.name) if entry.is_file()]
    return cached("pack-sizes", lexicons, lambda: [(code, len(load_pack(code).markers)) for code in codes])


def _weights() -> tuple[str, str]:
    """A digest of the weights and of the statistical models, and how and when they were made."""
    import hashlib
    from importlib.resources import files

    tone = files("voicecheck.tone")
    weights = (tone / "weights.yml").read_bytes()
    digest = hashlib.sha256(weights)
    for entry in sorted((tone / "models").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            digest.update(entry.read_bytes())
    line = next((line for line in weights.decode("utf-8").splitlines() if line.startswith("provenance:")), "")
    return digest.hexdigest()[:12], line.partition(":")[2].partition(" from ")[0].strip()
