"""The EU's consolidated financial sanctions list: XML 1.1, CSV 1.1, and the XML of before 2018.

What belongs here: that the list exists, and which formats its files have. What does not: facts (`eu_fsf.yaml`), reading
(`pipelines/lists`).
"""

from __future__ import annotations

from pipelines.lists import formats
from pipelines.lists.source import ListSource

LIST = ListSource("eu_fsf", formats.EU)
