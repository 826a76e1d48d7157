"""XML that any parser reads, whatever the drafts hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from voicecheck.reports.safe import printable

if TYPE_CHECKING:
    from xml.etree import ElementTree


def element(parent: ElementTree.Element | None, tag: str, attributes: Mapping[str, str | int], text: str = "") -> ElementTree.Element:
    """A new element below ``parent`` (None: the root). Control characters, which XML 1.0 cannot
    hold, are made visible; attributes lose their line breaks."""
    from xml.etree import ElementTree

    told = {name: printable(str(value)) for name, value in attributes.items()}
    made = ElementTree.Element(tag, told) if parent is None else ElementTree.SubElement(parent, tag, told)
    if text:
        made.text = printable(text, keep_newlines=True)
    return made


def document(root: ElementTree.Element) -> str:
    """The whole document, indented, with a line break at its end."""
    from xml.etree import ElementTree

    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
