"""The language server: drafts and guides judged in an editor while they are written.

``server`` alone speaks the protocol; the other modules know texts, offsets and findings.
"""
