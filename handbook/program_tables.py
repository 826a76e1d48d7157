"""Tables that pages take from the program: formats, reports, commands, the Python API."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator

import click

import voicecheck
from handbook.text import fenced, markdown, sentence, table
from voicecheck.cli.main import COMMANDS, cli

_WIDTH = 80
_METHODS = {"CompiledGuide": ("check", "check_all", "limits")}
"""Of a class that has more than others should use: what they should."""


def formats() -> str:
    """The draft formats, from their readers."""
    from voicecheck.drafts.reader import readers

    rows = ((f"`{name}`<br>{' '.join(reader.suffixes)}", markdown(sentence(_first_paragraph(type(reader)))), markdown(reader.known_by)) for name, reader in readers().items())
    return table(("format", "what it is", "recognised by"), rows)


def reports() -> str:
    """The report formats, from their classes."""
    from voicecheck.reports.report import reports as all_reports

    return table(("format", "what it is"), ((f"`{name}`", markdown(sentence(_first_paragraph(type(report))))) for name, report in all_reports().items()))


def _first_paragraph(of: type[object]) -> str:
    return " ".join(inspect.getdoc(of).split("\n\n")[0].split()) if inspect.getdoc(of) else ""  # type: ignore[union-attr]


def commands() -> str:
    """What ``--help`` prints for each command."""
    context = click.Context(cli, info_name="voicecheck")
    parts = []
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is not None and not command.hidden:
            parts += [f"{'#' * level} voicecheck {path}\n\n{fenced(help_text, 'text')}" for path, level, help_text in _helps(command, name, context, 2)]
    return "\n".join(parts)


def _helps(command: click.Command, name: str, parent: click.Context, level: int, above: str = "") -> Iterator[tuple[str, int, str]]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH)
    path = f"{above} {name}".strip()
    yield path, level, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from _helps(found, below, context, level + 1, path)


def python_api() -> str:
    """What can be imported from ``voicecheck``, with signatures, fields and docstrings, and
    the values that come out of it."""
    from voicecheck.drafts.reply import Context
    from voicecheck.problems import Place, Problem
    from voicecheck.results import Finding

    public = [getattr(voicecheck, name) for name in ("load_guide", "CompiledGuide", "Reply", "Result", "VoicecheckError")]
    missing = {*voicecheck.__all__} - {item.__name__ for item in public} - {"__version__"}
    if missing:
        raise LookupError(f"voicecheck exports {', '.join(sorted(missing))}; add it to the page on the Python API")
    return "\n".join(_documented(item) for item in (*public, Context, Finding, Problem, Place))


def _documented(item: object) -> str:
    name, home = item.__name__, item.__module__  # type: ignore[attr-defined]
    parts = [f"### {name}\n"]
    if home.startswith("voicecheck") and name not in voicecheck.__all__:
        parts.append(f"From `{home}`.\n")
    if dataclasses.is_dataclass(item):
        parts.append(_prose(item))
        rows = ((f"`{field.name}`", f"`{field.type}`".replace("|", "\\|"), _default(field)) for field in dataclasses.fields(item))
        parts.append(table(("field", "type", "default"), rows))
    elif inspect.isclass(item):
        parts.append(_prose(item))
    else:
        parts.append(fenced(f"{name}{_signature(item)}", "python") + "\n" + _prose(item))
    if inspect.isclass(item):
        for method, value in vars(item).items():
            if method.startswith("_") or not inspect.getdoc(value) or method not in _METHODS.get(name, (method,)):
                continue
            if inspect.isfunction(value):
                parts.append(fenced(f"{name}.{method}{_signature(value)}", "python") + "\n" + _prose(value))
            elif isinstance(value, property):
                parts.append(f"**`{name}.{method}`**\n\n{_prose(value)}")
    return "\n".join(parts)


def _prose(item: object) -> str:
    return "\n\n".join(markdown(" ".join(part.split())) for part in (inspect.getdoc(item) or "").split("\n\n")) + "\n"


def _signature(item: object) -> str:
    signature = inspect.signature(item)  # type: ignore[arg-type]
    parts, keywords = [], False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keywords:
            keywords = True
            parts.append("*")
        default = "" if parameter.default is parameter.empty else " = ALL" if dataclasses.is_dataclass(parameter.default) else f" = {parameter.default!r}"
        parts.append(f"{parameter.name}: {parameter.annotation}{default}")
    line = f"({', '.join(parts)}) -> {signature.return_annotation}"
    return line if len(line) < _WIDTH - 20 else "(\n" + "".join(f"    {part},\n" for part in parts) + f") -> {signature.return_annotation}"


def _default(field: dataclasses.Field[object]) -> str:
    if field.default is not dataclasses.MISSING:
        return f"`{field.default!r}`" if not dataclasses.is_dataclass(field.default) else "empty"
    return "" if field.default_factory is dataclasses.MISSING else "empty"
