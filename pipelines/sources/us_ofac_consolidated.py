"""OFAC's consolidated list of the lists other than SDN: cons_prim.csv, CONSOLIDATED.XML, CONS_ENHANCED.XML.

What belongs here: that the list exists, and which formats its files have. What does not: facts (`us_ofac_consolidated.yaml`), reading
(`pipelines/lists`).
"""

from __future__ import annotations

from pipelines.lists import formats
from pipelines.lists.source import ListSource

LIST = ListSource("us_ofac_consolidated", formats.OFAC, is_sdn=False)
