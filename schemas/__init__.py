"""The single description of every table and column: validation, DDL, comments, data dictionary and UI come from here."""

from schemas.core import (
    Actions,
    Announcements,
    Corrections,
    RegimeSunsets,
    RunClock,
    Statements,
    WindowBeliefs,
    WindowEvents,
    WindowKeys,
    WindowMoves,
)
from schemas.house import Changes, Documents, RejectedRows, Runs, SignalWeights, Sources
from schemas.marts import CarveOuts, EasingIndex, EasingSignals, SanctionWindows, SunsetCalendar
from schemas.register import RegisterActions, RegisterActs, RegisterStatements
from schemas.signals import DeedSignals, RenewalSignals, StatementSignals, WeighedDeeds, WeighedRenewals, WeighedStatements
from schemas.table import Table

#: Table name -> its model. A table's name is its asset's name and, for SQL models, its file's name.
TABLES: dict[str, type[Table]] = {
    "run_clock": RunClock,
    "documents": Documents,
    "register_acts": RegisterActs,
    "register_actions": RegisterActions,
    "register_statements": RegisterStatements,
    "rejected_rows": RejectedRows,
    "sources": Sources,
    "announcements": Announcements,
    "actions": Actions,
    "statements": Statements,
    "corrections": Corrections,
    "window_moves": WindowMoves,
    "window_keys": WindowKeys,
    "window_events": WindowEvents,
    "window_beliefs": WindowBeliefs,
    "regime_sunsets": RegimeSunsets,
    "sanction_windows": SanctionWindows,
    "carve_outs": CarveOuts,
    "signal_weights": SignalWeights,
    "deed_signals": DeedSignals,
    "statement_signals": StatementSignals,
    "renewal_signals": RenewalSignals,
    "weighed_deeds": WeighedDeeds,
    "weighed_statements": WeighedStatements,
    "weighed_renewals": WeighedRenewals,
    "easing_signals": EasingSignals,
    "easing_index": EasingIndex,
    "sunset_calendar": SunsetCalendar,
    "changes": Changes,
    "runs": Runs,
}

__all__ = ["TABLES", "Table"]
