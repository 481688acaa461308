"""Snapshots of published lists: formats, guards, plausibility, and the chain of changes between snapshots.

What belongs here: turning the bytes of a list file into entries, judging whole files, and keeping only what changed from one accepted
snapshot to the next. What does not: which lists exist and what their files look like (`pipelines/sources/<list>.py` and `.yaml`), what a
change means (`sql/core/list_events.sql`), windows.
"""
