"""Statements and announcements about sanctions, read from news and press text.

What belongs here: the interpreter whose output the annotation guide defines. What does not: legal acts (`acts*`), words of
any language (`lexicons/`), scoring (`score_statements.py`).
"""

from pipelines.interpret.statements.engine import interpret, read
from pipelines.interpret.statements.item import Item, Reading

__all__ = ["Item", "Reading", "interpret", "read"]
