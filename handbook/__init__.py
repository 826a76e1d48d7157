"""Makes the documentation: pages generated from the program, and outputs that are real.

``python -m handbook`` runs every command that the README and docs/ show and writes what it
prints; ``make docs`` builds the site (mkdocs.yml, handbook/hooks.py).
"""
