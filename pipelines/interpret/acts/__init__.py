"""Legal acts to actions: EU regulations and decisions, US orders, notices and licences, Russian decrees and resolutions.

What belongs in this package: reading one act into `ActReading`. What does not: press text (`interpret/statements`), tables,
windows, the register. Words and numbers of acts are data (`pipelines/interpret/lexicons/acts_*.yaml`).
"""

from __future__ import annotations

from pipelines.interpret.acts.dispatch import interpret_act
from pipelines.interpret.acts.reading import ActAction, ActReading, Unread
from pipelines.interpret.acts.us_register import FrReading, read_fr_metadata

__all__ = ["ActAction", "ActReading", "FrReading", "Unread", "interpret_act", "read_fr_metadata"]
