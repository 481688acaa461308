"""Tables of list snapshots: the files, what changed between them, and what follows for actions.

What belongs here: columns and what they mean. What does not: reading lists (`pipelines/lists`), meaning (`sql/core/list_*.sql`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.core import ID
from schemas.register import CODE, SLUG, SUBJECT
from schemas.table import Table, col

#: What becomes of a file.
VERDICTS = {
    "accepted": "a whole, plausible list",
    "refused": "kept, and used for nothing: see the reason",
    "delta": "changes since another list: dates and confirms what the snapshots show",
    "companion": "addresses, aliases or comments of a list, or a later copy of it (trade.gov): kept and checked, lists nobody",
}

#: What a change of one entry under one programme means.
CHANGE_CLASSES = {
    "initial": "there in the first accepted snapshot: listed on or before that day",
    "listed": "first seen",
    "relisted": "back after it had been gone",
    "programme_added": "the entry stays, a programme came",
    "programme_dropped": "the entry stays, a programme went and none came",
    "recoded": "the entry stays, one programme went and another came",
    "made_final": "blocked pending investigation (`BPI-`) became a designation",
    "moved": "left one list for the other of the same sender, under the same id",
    "merged": "a duplicate record: the same name or number stays under another id",
    "delisted": "gone from all lists of the sender",
}
KINDS = ("person", "entity", "vessel", "aircraft")


class ListSnapshots(Table):
    """One file of one list, good or bad."""

    _key = ("snapshot_id",)
    _layer = "sources"

    snapshot_id: pl.String = col("Id of the snapshot: source, its own time, digest", unique=True, regex=ID)
    source: pl.String = col("List it is of, see `sources`")
    snapshot_at: pl.Datetime = col("The list's own time, UTC: publication where the file states it, else retrieval; orders the snapshots")
    snapshot_on: pl.Date = col("Day of that: the publication day where the file states it")
    dated_by: pl.String = col("What the time comes from", isin=("publication", "retrieval"))
    retrieved_at: pl.Datetime = col("When it was retrieved first, UTC")
    file: pl.String = col("File or address it came from")
    format: pl.String = col("Format found by its bytes; NULL where there is none", nullable=True)
    document_sha256: pl.String = col("Digest of its bytes, see `documents`", regex=r"[0-9a-f]{64}")
    size_bytes: pl.Int64 = col("Size in bytes", ge=0)
    entries: pl.Int64 = col("Entries it holds (different ids); NULL where it could not be read", nullable=True, ge=0)
    stated_entries: pl.Int64 = col("Entries it states itself", nullable=True, ge=0)
    has_end_mark: pl.Boolean = col("False where a mark that closes official files of its kind is missing")
    verdict: pl.String = col("What became of it", isin=VERDICTS)
    reason: pl.String = col("Why it was refused", nullable=True)
    entries_added: pl.Int64 = col("Ids it has that the accepted snapshot before it has not", nullable=True, ge=0)
    entries_removed: pl.Int64 = col("Ids that the accepted snapshot before it has and it has not", nullable=True, ge=0)


class ListChanges(Table):
    """One entry under one programme, as files of one format spell it, that came or went with one accepted snapshot.

    The first snapshot brings all of its entries, and so does the first of another format. An entry goes in all spellings at once.
    """

    _key = ("snapshot_id", "change", "uid", "programme", "format")
    _layer = "sources"
    _published = False

    source: pl.String = col("List")
    snapshot_id: pl.String = col("Accepted snapshot that brought the change")
    change: pl.String = col("came, or went; a spelling that changed does both", isin=("came", "went"))
    uid: pl.String = col("Id of the entry in its list")
    programme: pl.String = col("Programme code as printed; empty where the entry has none")
    ref: pl.String = col("Reference printed for people, where the list has one beside the id", nullable=True)
    name: pl.String = col("Primary name")
    kind: pl.String = col("Kind of entry", isin=KINDS)
    listed_on: pl.Date = col("Listing date under this programme, where the source gives one", nullable=True)
    match_keys: pl.String = col("Keys (separated by blanks) that other records of the same person or firm share")
    format: pl.String = col("Format of the file that spells it so")


class ListDeltas(Table):
    """One entry under one programme in one delta file."""

    _key = ("snapshot_id", "uid", "programme")
    _layer = "sources"
    _published = False

    source: pl.String = col("List it was taken in under; a delta may speak of all lists of the sender")
    snapshot_id: pl.String = col("File it stands in, see `list_snapshots`")
    action: pl.String = col("What the file says of the entry; removals are full records", isin=("add", "remove", "change"))
    uid: pl.String = col("Id of the entry")
    programme: pl.String = col("Programme code")
    name: pl.String = col("Primary name")
    kind: pl.String = col("Kind of entry", isin=KINDS)
    listed_on: pl.Date = col("Original listing date, also on a removal", nullable=True)


class ListSignals(Table):
    """One thing in a list file that nobody described yet."""

    _key = ("snapshot_id", "signal", "field", "value")
    _layer = "sources"

    source: pl.String = col("List")
    snapshot_id: pl.String = col("File, see `list_snapshots`")
    signal: pl.String = col("Kind of signal: unknown_field, unknown_category, unknown_programme, count_outside_band ...")
    field: pl.String = col("Field it concerns")
    value: pl.String = col("Value seen; empty where the field itself is the news")
    occurrences: pl.Int64 = col("How often it occurs in the file", ge=1)


class ListProgrammes(Table):
    """One programme code on one list: the regime it belongs to and what a listing under it means; from `programmes.yaml`."""

    _key = ("source", "programme")
    _layer = "sources"

    source: pl.String = col("List")
    programme: pl.String = col("Programme code as printed")
    sender: pl.String = col("Who imposes", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    regime: pl.String = col("Regime it belongs to", regex=SLUG)
    measure: pl.String = col("What a listing on this list under this programme does", isin=v.MEASURES)


class ListEntries(Table):
    """One stretch of accepted snapshots in which one entry stood under one programme."""

    _key = ("source", "uid", "programme", "first_snapshot_id")

    source: pl.String = col("List")
    uid: pl.String = col("Id of the entry in its list")
    programme: pl.String = col("Programme code as printed")
    subject: pl.String = col("The entry as a subject of measures", regex=SUBJECT)
    name: pl.String = col("Primary name when it came")
    kind: pl.String = col("Kind of entry", isin=KINDS)
    first_snapshot_id: pl.String = col("First snapshot that has it")
    first_no: pl.Int64 = col("Number of that snapshot among the accepted ones of the list")
    first_on: pl.Date = col("Day of that snapshot")
    absent_snapshot_id: pl.String = col("Last snapshot before it, which had it not; NULL = it is in the first", nullable=True)
    absent_on: pl.Date = col("Day of the last snapshot before it, which had it not; NULL = it is in the first", nullable=True)
    last_snapshot_id: pl.String = col("Last snapshot that has it")
    last_on: pl.Date = col("Day of that snapshot: the earliest day on which it can have gone")
    gone_snapshot_id: pl.String = col("First snapshot after that without it; NULL = still there", nullable=True)
    gone_no: pl.Int64 = col("Number of that snapshot", nullable=True)
    gone_on: pl.Date = col("Day of that snapshot", nullable=True)
    listed_on: pl.Date = col("Listing date, where the source gives one", nullable=True)
    valid_from: pl.Date = col("Day the listing began, as far as known")
    from_basis: pl.String = col("What `valid_from` comes from", isin=v.FROM_BASES)
    match_keys: pl.String = col("Keys that other records of the same person or firm share")


class ListEvents(Table):
    """One entry under one programme that came or went between two accepted snapshots, and what that means."""

    _key = ("event_id",)

    event_id: pl.String = col("Id of the event: snapshot, change, entry, programme", unique=True)
    source: pl.String = col("List")
    change: pl.String = col("came or went", isin=("came", "went"))
    change_class: pl.String = col("What it means", isin=CHANGE_CLASSES)
    uid: pl.String = col("Id of the entry in its list")
    subject: pl.String = col("The entry as a subject of measures", regex=SUBJECT)
    name: pl.String = col("Primary name")
    kind: pl.String = col("Kind of entry", isin=KINDS)
    programme: pl.String = col("Programme code")
    snapshot_before: pl.String = col("Last accepted snapshot before the change; NULL for the first", nullable=True)
    before_on: pl.Date = col("Day of that snapshot", nullable=True)
    snapshot_after: pl.String = col("First accepted snapshot after the change")
    after_on: pl.Date = col("Day of that snapshot")
    other_uid: pl.String = col("Merged: the record that stays", nullable=True)
    other_source: pl.String = col("Moved or merged: the list where it stays", nullable=True)
    other_programme: pl.String = col("Re-coded or made final: the programme that took its place, or whose place it took", nullable=True)
    confirmed_by: pl.String = col("Delisted or dropped: the delta of the sender that removes it, see `list_snapshots`", nullable=True)


class ListActions(Table):
    """One beginning or end of one entry under one regime, in the shape of an action."""

    _key = ("action_id",)
    _published = False

    action_id: pl.String = col("Id of the action", unique=True, regex=ID)
    announcement_id: pl.String = col("Snapshot behind it")
    source: pl.String = col("List")
    sender: pl.String = col("Who imposes", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    regime: pl.String = col("Regime", regex=SLUG)
    measure: pl.String = col("Kind of restriction", isin=v.MEASURES)
    subject: pl.String = col("The entry", regex=SUBJECT)
    action: pl.String = col("list or delist", isin=("list", "delist"))
    effective_on: pl.Date = col("First day of the listing, or first snapshot day without it, or day of the delta that removed it")
    effective_precision: pl.String = col("`before` for entries of the first snapshot without a listing date, else `day`", isin=v.PRECISIONS)
    known_on: pl.Date = col("Day from which the public could know it")
    reason: pl.String = col("Why a listing ended, where it is no delisting", nullable=True, isin=v.END_REASONS)
    valid_to_earliest: pl.Date = col("For an end: the last snapshot day that had it", nullable=True)
    from_basis: pl.String = col("For a beginning: what its day comes from", nullable=True, isin=v.FROM_BASES)
    evidence: pl.String = col("What the snapshots show, in a sentence")
    confidence: pl.String = col("How sure it is", isin=v.CONFIDENCES)
    recorded_at: pl.Datetime = col("When the snapshot was retrieved, UTC")


class ListReports(Table):
    """One beginning or end seen in snapshots that an act of the register already tells, and so is no signal of its own."""

    _key = ("action_id",)
    _published = False

    action_id: pl.String = col("Action of the list", unique=True, regex=ID)
    announcement_id: pl.String = col("Act of the register that tells it", regex=ID)


class ListAnnouncements(Table):
    """One accepted snapshot that changed the list, or one delta that confirms what it shows, as an announcement."""

    _key = ("announcement_id",)
    _published = False

    announcement_id: pl.String = col("Id of the snapshot", unique=True, regex=ID)
    source: pl.String = col("List")
    sender: pl.String = col("Who imposes", regex=CODE)
    regime: pl.String = col("The list, since a snapshot speaks of many regimes", regex=SLUG)
    title: pl.String = col("What it is, with counts of what changed")
    announced_on: pl.Date = col("Day of the snapshot")
    published_on: pl.Date = col("Publication day, where the file states it", nullable=True)
    document_sha256: pl.String = col("Digest of the file")
    recorded_at: pl.Datetime = col("When it was retrieved, UTC")


#: Tables written by taking in lists; the rest of this module is SQL models over them.
LANDING: dict[str, type[Table]] = {
    "list_snapshots": ListSnapshots,
    "list_changes": ListChanges,
    "list_deltas": ListDeltas,
    "list_signals": ListSignals,
    "list_programmes": ListProgrammes,
}
