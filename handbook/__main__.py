"""``python -m handbook [PAGE…]``: run what the pages show, and write what it prints."""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.blocks import pages
from handbook.console import ELIDED, Shown, shown


def renew(page: Path) -> int:
    """Write the real outputs into a page; how many were told wrongly. Of an output that begins
    with a … only what follows is written: from the line that stands there first."""
    text = page.read_text(encoding="utf-8").splitlines()
    changed = [item for item in shown(page) if not item.holds]
    for item in reversed(changed):
        real = list(item.real)
        if ELIDED in item.written:
            if item.written.index(ELIDED) != 0 or item.written[1] not in real:
                print(f"{page.name}:{item.block.line}: mend by hand what $ {item.command} prints:\n" + "\n".join(real[-30:]))
                continue
            real = [ELIDED, *real[real.index(item.written[1]) :]]
        start = _line_after(text, item)
        end = start
        while text[end].strip() != "```" and not text[end].startswith("$ "):
            end += 1
        text[start:end] = real
    page.write_text("\n".join(text) + "\n", encoding="utf-8")
    return len(changed)


def _line_after(text: list[str], item: Shown) -> int:
    """The index of the line after a command, which may stand over several lines."""
    for index in range(item.block.line - 1, len(text)):
        if text[index].startswith("$ "):
            end, command = index, text[index][2:]
            while command.endswith("\\"):
                end += 1
                command = command.removesuffix("\\") + text[end].lstrip()
            if command == item.command:
                return end + 1
    raise ValueError(f"{item.command} is not in the block")


if __name__ == "__main__":
    for name in [Path(argument).resolve() for argument in sys.argv[1:]] or pages():
        if count := renew(name):
            print(f"{name.name}: {count} outputs written anew")
