"""Where this voicecheck was installed from, so that a team's hook and CI install the same."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution

from voicecheck import __version__
from voicecheck.frozen import frozen

DISTRIBUTION = "voicecheck-lint"


@frozen
class Origin:
    """``url`` and ``revision`` of the git repository it came from; both are empty where it came
    from a package index. ``is_local``: from a folder of this machine."""

    version: str
    url: str = ""
    revision: str = ""
    is_local: bool = False

    @property
    def requirement(self) -> str:
        """What pip installs."""
        return f"{DISTRIBUTION} @ git+{self.url}@{self.revision}" if self.url else f"{DISTRIBUTION}=={self.version}"

    @property
    def github(self) -> str:
        """``owner/name`` where the repository is on GitHub."""
        start = "https://github.com/"
        return self.url.removeprefix(start).removesuffix(".git") if self.url.startswith(start) else ""


def origin() -> Origin:
    """Read from what pip wrote down when it installed (PEP 610)."""
    try:
        said = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
        repository = said.get("vcs_info", {})
        if repository:
            return Origin(__version__, said["url"], repository.get("requested_revision") or repository["commit_id"])
        return Origin(__version__, is_local="url" in said)
    except (PackageNotFoundError, ValueError, KeyError, AttributeError):
        return Origin(__version__, is_local=True)
