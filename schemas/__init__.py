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
from schemas.easing import Backtest, DatasetComparison, EasingDaily, EasingDivergence, EasingEpisodes, Scoreboard, SignalClusters
from schemas.extracted import AddedDocuments, ExtractedActions, ExtractedStatements, ExtractionAgreement, UnreadPassages
from schemas.house import Changes, Documents, RejectedRows, Runs, SignalWeights, Sources
from schemas.lists import LANDING, ListActions, ListAnnouncements, ListEntries, ListEvents, ListReports
from schemas.marts import CarveOuts, EasingIndex, EasingSignals, SanctionWindows, SunsetCalendar
from schemas.register import RegisterActions, RegisterActs, RegisterStatements
from schemas.signals import (
    DeedSignals,
    DelistingSignals,
    DivergenceSignals,
    EasingSteps,
    RenewalSignals,
    StatementSignals,
    WeighedDeeds,
    WeighedPatterns,
    WeighedStatements,
)
from schemas.sources import (
    AnnouncementMatches,
    Conflicts,
    FetchedAnnouncements,
    FetchedEntries,
    FetchedTexts,
    SourceFreshness,
    SourceSignals,
)
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
    "fetched_announcements": FetchedAnnouncements,
    "fetched_texts": FetchedTexts,
    "fetched_entries": FetchedEntries,
    "source_signals": SourceSignals,
    "source_freshness": SourceFreshness,
    "announcement_matches": AnnouncementMatches,
    "conflicts": Conflicts,
    **LANDING,
    "list_entries": ListEntries,
    "list_events": ListEvents,
    "list_announcements": ListAnnouncements,
    "list_reports": ListReports,
    "list_actions": ListActions,
    "added_documents": AddedDocuments,
    "extracted_statements": ExtractedStatements,
    "extracted_actions": ExtractedActions,
    "unread_passages": UnreadPassages,
    "announcements": Announcements,
    "actions": Actions,
    "statements": Statements,
    "extraction_agreement": ExtractionAgreement,
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
    "easing_steps": EasingSteps,
    "delisting_signals": DelistingSignals,
    "divergence_signals": DivergenceSignals,
    "weighed_deeds": WeighedDeeds,
    "weighed_statements": WeighedStatements,
    "weighed_patterns": WeighedPatterns,
    "easing_signals": EasingSignals,
    "signal_clusters": SignalClusters,
    "easing_index": EasingIndex,
    "easing_daily": EasingDaily,
    "easing_divergence": EasingDivergence,
    "easing_episodes": EasingEpisodes,
    "backtest": Backtest,
    "dataset_comparison": DatasetComparison,
    "scoreboard": Scoreboard,
    "sunset_calendar": SunsetCalendar,
    "changes": Changes,
    "runs": Runs,
}

__all__ = ["TABLES", "Table"]
