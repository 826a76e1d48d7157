"""Help that reads well: options under headings, examples below them."""

from __future__ import annotations

import click

HEADINGS = {
    "Guide and checks": ("guide", "select", "ignore"),
    "What replies do not say themselves": ("language", "channel", "situation", "customer", "account", "agent", "mode", "persona", "stars"),
    "Which drafts, and how they are read": ("include", "exclude", "no_gitignore", "as_met", "changed", "input_format", "fields", "no_suppressions", "today", "watch", "no_cache"),
    "Old findings and fixes": ("baseline", "fix", "unsafe_fixes", "diff"),
    "Reports": ("format_name", "output", "reports", "compare", "show", "triage", "explain_scores", "quiet", "no_color"),
    "Exit code": ("fail_on", "max_warnings"),
}
"""The options of commands that have many, in the order in which the help tells them; others come last."""


class Headed(click.Command):
    """A command whose help lists its options by what they are about."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = {param.name: record for param in self.get_params(ctx) if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None}
        for heading, names in HEADINGS.items():
            rows = [records.pop(name) for name in names if name in records]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
        with formatter.section("Other options"):
            formatter.write_dl(list(records.values()))


def examples(*lines: str, exit_codes: str = "") -> str:
    """The end of a help: commands as they are typed, then the exit codes."""
    parts = ["\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines), f"Exit codes: {exit_codes}." if exit_codes else ""]
    return "\n\n".join(part for part in parts if part)
