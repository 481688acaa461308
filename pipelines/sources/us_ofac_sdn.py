"""OFAC's list of Specially Designated Nationals: sdn.csv and its kin, SDN.XML, SDN_ENHANCED.XML, SDN_ADVANCED.XML, deltas.

What belongs here: that the list exists, and which formats its files have. What does not: facts (`us_ofac_sdn.yaml`), reading
(`pipelines/lists`).
"""

from __future__ import annotations

from pipelines.lists import formats
from pipelines.lists.source import ListSource

LIST = ListSource("us_ofac_sdn", formats.OFAC)
