"""The Consolidated Screening List of trade.gov (CSV): several US lists copied into one file, OFAC's among them.

What belongs here: reading it far enough to say what it holds. It is kept as a companion and lists nobody: a copy lags behind the list
by an unknown time (the file of 16 May 2022 holds the SDN list of 6 May, without the 127 listings of the 8th), names no day of its own,
and gives an entity on several lists the programmes of all. As a snapshot it would delist and list again whoever came in between.
"""

from __future__ import annotations

import csv
from io import StringIO

from pipelines.lists.fields import Fields
from pipelines.lists.records import Parsed, Signals
from pipelines.sources.guards import Refused

FORMAT = "us_csl_csv"
_SDN = "Specially Designated Nationals (SDN) - Treasury Department"
#: The lists in it that OFAC publishes beside the SDN list.
_NON_SDN = frozenset(
    [
        "Sectoral Sanctions Identifications List (SSI) - Treasury Department",
        "Palestinian Legislative Council List (PLC) - Treasury Department",
        "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
        "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
        "Capta List (CAP) - Treasury Department",
        "Foreign Sanctions Evaders (FSE) - Treasury Department",
    ]
)
#: Lists of other departments: known, and no part of OFAC's.
_OTHERS = frozenset(
    [
        "Denied Persons List (DPL) - Bureau of Industry and Security",
        "Entity List (EL) - Bureau of Industry and Security",
        "Military End User (MEU) List - Bureau of Industry and Security",
        "Unverified List (UVL) - Bureau of Industry and Security",
        "ITAR Debarred (DTC) - State Department",
        "Nonproliferation Sanctions (ISN) - State Department",
    ]
)


def looks_like(content: bytes) -> bool:
    """Whether the bytes begin with the header of this file."""
    return content.removeprefix(b"\xef\xbb\xbf").startswith(b"_id,source,entity_number,")


def read(content: bytes, fields: Fields, signals: Signals, *, is_sdn: bool) -> Parsed:
    """Count the entries of OFAC's list (SDN, or the others) in it. Raises `Refused` where a row is cut off."""
    lines = csv.reader(StringIO(content.decode("utf-8-sig", errors="replace"), newline=""))
    header = next(lines)
    fields.compare_header(FORMAT, header, signals)
    wanted = {_SDN} if is_sdn else _NON_SDN
    source, number = header.index("source"), header.index("entity_number")
    uids = set()
    for row in lines:
        if len(row) != len(header):
            raise Refused(f"line {lines.line_num} has {len(row)} fields, the header {len(header)}: cut off")
        if row[source] in wanted:
            uids.add(row[number])
        elif row[source] != _SDN and row[source] not in _NON_SDN | _OTHERS:
            signals.add("unknown_category", f"{FORMAT}: source", row[source])
    return Parsed(format=FORMAT, role="companion", entries=len(uids))
