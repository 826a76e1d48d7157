"""What the formats of translators share: which messages are replies, and in what language.

Such files hold an application's labels and buttons next to texts that are sent to customers.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from voicecheck.drafts.html_text import html_to_text
from voicecheck.drafts.reader import ReadOptions
from voicecheck.drafts.reply import Context, Reply
from voicecheck.drafts.source import SourceMap, SourceText
from voicecheck.drafts.suppression import Suppression
from voicecheck.frozen import frozen

MIN_WORDS = 4
"""A message with fewer words is taken for a label, unless the mapping names its key."""
_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_]")
_HTML = re.compile(r"</(?:p|div|b|strong|i|em|u|a|span|li|ul|ol|td|tr|table|h[1-6]|body|html)>|<br\s*/?>|<p>", re.IGNORECASE)
_CODE = r"[a-z]{2,3}(?:[-_](?:[A-Z][a-z]{3}|r?[A-Z]{2}))*"
_IN_PATH = re.compile(
    rf"(?:^|/)(?:({_CODE})/LC_MESSAGES/|values-({_CODE})/|({_CODE})\.lproj/|(?:[^/]*[._-])?({_CODE})(?:\.\w+){{1,2}}$|(?:lang|locales?|translations?|i18n|l10n)/({_CODE})/)"
)


@frozen
class Message:
    """One message of such a file. ``key`` is its name, ``context`` what tells it from others of
    the same key; ``original`` the text it translates, where the file has it; ``form`` the plural
    form that it is."""

    key: str
    text: str
    source: SourceMap
    language: str = ""
    context: str = ""
    original: str = ""
    form: str = ""
    unchecked: str = ""
    suppressions: tuple[Suppression, ...] = ()


def language_from_path(path: str) -> str:
    """The language that the file's name or folder gives: ``nb.po``, ``values-nb/strings.xml``,
    ``nb.lproj/``, ``messages_nb.properties``; empty where they give none."""
    found = _IN_PATH.search(path.replace("\\", "/"))
    code = next((group for group in found.groups() if group), "") if found else ""
    return code.replace("-r", "-").replace("_", "-")


def reply_from(message: Message, file: SourceText, options: ReadOptions) -> Reply | None:
    """The message as a reply, HTML in it read as a browser shows it; None where it is a label.

    The mapping ``reply=canned.*`` names the keys that are replies, whatever their length.
    """
    text, place = html_to_text(message.text, message.source) if _HTML.search(message.text) else (message.text, message.source)
    wanted = options.fields.get("reply", "")
    if wanted and not any(fnmatchcase(message.key, pattern.strip()) for pattern in wanted.split(",")):
        return None
    if not wanted and max(_words(text), _words(message.original)) < MIN_WORDS:
        return None
    unchecked = message.unchecked or ("" if text else "it holds no words")
    identity = "/".join(part for part in (message.context, _short(message.key)) if part) + (f"[{message.form}]" if message.form else "")
    return Reply(
        text,
        identity,
        Context(language=message.language),
        file.path,
        place,
        unchecked=unchecked,
        group="/".join(part for part in (message.context, message.key) if part),
        branch=f"plural form {message.form}" if message.form else "",
        suppressions=message.suppressions,
    )


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _short(key: str) -> str:
    """A key as an id: where it is a whole sentence, its first words."""
    key = " ".join(key.split())
    return key if len(key) <= 40 else key[:39].rstrip() + "…"
