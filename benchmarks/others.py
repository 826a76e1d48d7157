"""Other linters of prose, installed into a scratch folder, to compare the speed with.

They look for other things than voicecheck does (alex: inconsiderate words, write-good and
proselint: style, Harper: grammar), so the comparison is of how long a team waits, not of what
it gets.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

HARPER = """
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LocalLinter } from "harper.js";
import { binary } from "harper.js/binary";
const linter = new LocalLinter({ binary });
await linter.setup();
let found = 0;
for (const path of process.argv.slice(2)) {
  const names = path.endsWith(".md") ? [path] : readdirSync(path).map((name) => join(path, name));
  for (const name of names) found += (await linter.lint(readFileSync(name, "utf8"))).length;
}
console.log(found);
"""


def install(folder: Path) -> dict[str, list[str]]:
    """The command of each linter that could be installed, without the path to check. Needs
    the network, npm and pip; what is missing is left out with a line on standard error."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[str]] = {}
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], check=True, capture_output=True)
        subprocess.run([str(folder / "python/bin/pip"), "install", "-q", "proselint"], check=True, capture_output=True)
        found[f"proselint {_version(folder / 'python/bin/proselint', 'version')}"] = [str(folder / "python/bin/proselint"), "check"]
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"proselint: {error}", file=sys.stderr)
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        print("alex, write-good, Harper: npm or node is not installed", file=sys.stderr)
        return found
    try:
        (folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
        subprocess.run([npm, "install", "--silent", "alex", "write-good", "harper.js"], cwd=folder, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"alex, write-good, Harper: {error}", file=sys.stderr)
        return found
    (folder / "harper.mjs").write_text(HARPER, encoding="utf-8")
    modules = folder / "node_modules"
    found[f"write-good {_package(modules / 'write-good')}"] = [node, str(modules / "write-good/bin/write-good.js")]
    found[f"alex {_package(modules / 'alex')}"] = [node, str(modules / "alex/cli.js"), "--quiet"]
    found[f"Harper {_package(modules / 'harper.js')}"] = [node, str(folder / "harper.mjs")]
    return found


def _version(program: Path, argument: str) -> str:
    said = subprocess.run([str(program), argument], capture_output=True, text=True, check=False).stdout.split()
    return said[-1] if said else ""


def _package(folder: Path) -> str:
    return str(json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"])
