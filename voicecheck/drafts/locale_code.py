"""Language codes as the keys and names of files have them: nb, nb_NO, en-US, zh-Hant-TW."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

_CODE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?", re.IGNORECASE)
_CODES = re.compile("a[rz]|b[egns]|c[asy]|d[ae]|e[lnstu]|f[aior]|g[alu]|h[eiruy]|i[st]|ja|k[aklo]|l[btv]|m[knrst]|n[belno]|p[alt]|r[ou]|s[eikloqrvw]|t[aehilr]|u[krz]|vi|zh")
"""ISO 639-1, without codes that are usual names of fields (id, to, as, my, or)."""
_IN_NAME = re.compile(r"[._-]([A-Za-z]{2}(?:[-_]r?[A-Za-z]{2,4})?)(?=[._-]|\Z)")
_LOCALE_FOLDERS = ("locales", "locale", "i18n", "l10n", "lang", "langs", "languages", "translations")


def is_language(key: str) -> bool:
    """Whether a key is the code of a language."""
    found = _CODE.fullmatch(key)
    return found is not None and _CODES.fullmatch(found.group(1).lower()) is not None


@lru_cache(maxsize=64)
def language_of(path: str) -> str:
    """The language that a file's name (``canned.nb.yml``, ``nb.json``) or its folder's
    (``nb_NO/canned.yml``, ``locales/nb/canned.yml``) says it is in, else an empty text. A folder
    named ``it`` alone may be that of the IT department."""
    place = PurePath(path)
    folder = place.parent
    names = list(reversed(place.name.split(".")[:-1]))
    if len(folder.name) > 2 or folder.parent.name.lower() in _LOCALE_FOLDERS:
        names.append(folder.name)
    return next((name for name in names if is_language(name)), "")


def without_language(path: str) -> str:
    """A path without the language in it, the same for the files of one text in several languages:
    ``locales/nb.yml``, ``values-nb/strings.xml`` (and ``values/``), ``nb/LC_MESSAGES/help.po``."""
    parts = []
    for part in PurePath(path).parts:
        bare = _IN_NAME.sub(lambda found: "" if is_language(found.group(1).replace("-r", "-")) else found.group(), part)
        stem, dot, ending = bare.partition(".")
        parts.append("*" + dot + ending if is_language(stem) else bare)
    return "/".join(parts)
