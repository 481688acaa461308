"""Core tables: documents, effects and statements with real dates, and the steps from effects to windows.

What belongs here: columns and what they mean. What does not: how they are computed (`sql/staging`, `sql/core`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.register import CODE, SLUG, SUBJECT
from schemas.table import Table, col

ID = r"\S+"
#: What an action does to a key.
EFFECTS = ("open", "close", "suspend", "resume", "term")


class RunClock(Table):
    """One run: the single clock that every model reads."""

    _key = ("as_of",)
    _layer = "sources"
    _published = False

    as_of: pl.Date = col("The day the run looks from: nothing known later is used")
    run_id: pl.String = col("Digest of input, code and clock")
    input_sha256: pl.String = col("Digest of everything the run reads")
    code_sha256: pl.String = col("Digest of the code and models")
    started_at: pl.Datetime = col("Start of the run, UTC")


class Announcements(Table):
    """One published document: act, notice, press release or news item."""

    _key = ("announcement_id",)

    announcement_id: pl.String = col("Stable id of the document", unique=True, regex=ID)
    event_id: pl.String = col("Documents of one event share it: a decision and its regulation, an act and its publication")
    source: pl.String = col("Source it came from, see `sources`")
    sender: pl.String = col("Who imposes: ISO 3166-1 alpha-2, EU, UN, XX or an acronym", regex=CODE)
    regime: pl.String = col("Regime the document is filed under", regex=SLUG)
    kind: pl.String = col("Kind of document, such as `presidential_decree` or `statement`")
    number: pl.String = col("Number as printed; NULL where unknown", nullable=True)
    official_id: pl.String = col("CELEX, Federal Register document number or eoNumber; confirmed values only", nullable=True)
    amends: pl.String = col("Announcements that it amends, carries out or renews, separated by `;`", nullable=True)
    issuer: pl.String = col("Who issued it, or who speaks", nullable=True)
    title: pl.String = col("What the document is")
    language: pl.String = col("Language of the document, ISO 639-1", nullable=True)
    announced_on: pl.Date = col("First public announcement; the first day of its month or year where only that is known", nullable=True)
    announced_precision: pl.String = col("How precise `announced_on` is", isin=v.PRECISIONS)
    signed_on: pl.Date = col("Signature, adoption or judgment", nullable=True)
    signed_precision: pl.String = col("How precise `signed_on` is", isin=v.PRECISIONS)
    published_on: pl.Date = col("Official publication", nullable=True)
    published_precision: pl.String = col("How precise `published_on` is", isin=v.PRECISIONS)
    known_on: pl.Date = col(
        "Day from which the public could know it: the earlier of signature and publication, else the announcement; "
        "the last day of a month or year where only that is known",
        nullable=True,
    )
    url: pl.String = col("Address where the core claim stands", nullable=True)
    source_title: pl.String = col("Name of the page behind `url`", nullable=True)
    document_sha256: pl.String = col("Digest of the archived document, see `documents`")
    confidence: pl.String = col("How sure the row is", isin=v.CONFIDENCES)
    note: pl.String = col("What is uncertain; the losing version of a conflict", nullable=True)
    recorded_at: pl.Datetime = col("When this project recorded it, UTC")


class Actions(Table):
    """One effect of one document on one measure and one subject."""

    _key = ("action_id",)

    action_id: pl.String = col("Stable id of the effect", unique=True, regex=ID)
    announcement_id: pl.String = col("Document the effect comes from")
    sender: pl.String = col("Who imposes", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    regime: pl.String = col("First regime the document names for it (W14)", regex=SLUG)
    regimes: pl.String = col("All regimes it names, separated by `;`")
    measure: pl.String = col("Kind of restriction", isin=v.MEASURES)
    subject: pl.String = col("What or who is hit, canonical (W14)", regex=SUBJECT)
    subject_kind: pl.String = col("Kind of subject", isin=v.SUBJECT_KINDS)
    action: pl.String = col("What the document does; suspending measures are imposed and lifted (W15)", isin=v.ACTIONS)
    effective_on: pl.Date = col("First day of effect; first day of its month or year for a start, last for an end (W10)", nullable=True)
    effective_precision: pl.String = col("How precise `effective_on` is", isin=v.PRECISIONS)
    expires_on: pl.Date = col("Last day by the act's own terms, inclusive; NULL where none is stated", nullable=True)
    is_open_ended: pl.Boolean = col("True where the act itself says that it has no end")
    term: pl.String = col("Whether `expires_on` is the regime's sunset or a one-off term", nullable=True, isin=v.TERMS)
    known_on: pl.Date = col("Day from which the public could know it; NULL where no date is known", nullable=True)
    announced_on: pl.Date = col(
        "Day it was promised, where that was before the act: a signal of its own, never the known time", nullable=True
    )
    reason: pl.String = col("Why something ended", nullable=True, isin=v.END_REASONS)
    corrects: pl.String = col("Action that a corrigendum corrects (W11)", nullable=True)
    change: pl.String = col("For re-issued licences and corrections: what changed", nullable=True, isin=v.CHANGES)
    replaces_measure: pl.String = col("Measure that this one takes the place of", nullable=True, isin=v.MEASURES)
    chain: pl.String = col("Family of a carve-out", nullable=True)
    number: pl.String = col("Number and letter of a carve-out", nullable=True)
    added_count: pl.Int64 = col("Names added, where an exact count is known", nullable=True)
    removed_count: pl.Int64 = col("Names removed, where an exact count is known", nullable=True)
    basis: pl.String = col("Where the row comes from", isin=v.BASES)
    evidence: pl.String = col("What the document does, in a sentence")
    note: pl.String = col("What is uncertain; the losing version of a conflict", nullable=True)
    url: pl.String = col("Address of the claim", nullable=True)
    confidence: pl.String = col("How sure the row is", isin=v.CONFIDENCES)
    from_basis: pl.String = col("Of a beginning seen in list snapshots: what its day comes from", nullable=True, isin=v.FROM_BASES)
    valid_to_earliest: pl.Date = col("Of an end seen in list snapshots: the last snapshot day that still had it", nullable=True)
    recorded_at: pl.Datetime = col("When this project recorded it, UTC")


class Statements(Table):
    """One thing said about sanctions in one document."""

    _key = ("statement_id",)

    statement_id: pl.String = col("Stable id of the thing said", unique=True, regex=ID)
    announcement_id: pl.String = col("Document that reports it")
    said_on: pl.Date = col("Day it was said; the last day of its month or year where only that is known", nullable=True)
    said_precision: pl.String = col("How precise `said_on` is", isin=v.PRECISIONS)
    speaker: pl.String = col("Who says it", nullable=True)
    speaker_side: pl.String = col("For whom the speaker speaks; NULL when the state itself acts", nullable=True, isin=v.SPEAKER_SIDES)
    sender: pl.String = col("Whose sanctions are spoken of", regex=CODE)
    target: pl.String = col("On whom they are", regex=CODE)
    regime: pl.String = col("Regime spoken of", nullable=True)
    stance: pl.String = col("What is said, in the fourteen words of the annotation guide", isin=v.STANCES)
    direction: pl.Int32 = col("+1 towards easing, -1 towards tightening, 0 holding; 0 whenever denied", isin=(-1, 0, 1))
    modality: pl.String = col("How firmly it is said", isin=v.MODALITIES)
    strength: pl.String = col("Whether the text itself grades it", isin=v.STRENGTHS)
    chain: pl.String = col("Family of the carve-out spoken of, such as `us-russia-gl-134`", nullable=True)
    measure: pl.String = col("Measure spoken of", nullable=True, isin=v.MEASURES)
    evidence: pl.String = col("What was said, in a sentence")
    url: pl.String = col("Address of the claim", nullable=True)
    basis: pl.String = col("Where the row comes from", isin=v.BASES)
    confidence: pl.String = col("How sure the row is", isin=v.CONFIDENCES)
    recorded_at: pl.Datetime = col("When this project recorded it, UTC")


class Corrections(Table):
    """One action that a corrigendum replaced, or one corrigendum in its place, over the known time of that (W11)."""

    _key = ("action_id",)
    _published = False

    action_id: pl.String = col("Action or corrigendum", unique=True, regex=ID)
    deed: pl.String = col("What the corrected action does, and so what stands in its place", isin=v.ACTIONS)
    stands_since: pl.Date = col("Known day of the corrected action: the place that its corrections take over")
    known_to: pl.Date = col("Day from which the next corrigendum stands in its place; NULL = it is the last", nullable=True)
    is_withdrawal: pl.Boolean = col("True where nothing is put in the place of the corrected action")


class WindowMoves(Table):
    """One action that moves windows, over the known time in which it was believed, before it is laid on keys."""

    _key = ("action_id",)
    _published = False

    action_id: pl.String = col("Action behind it", unique=True, regex=ID)
    announcement_id: pl.String = col("Document behind it")
    sender: pl.String = col("Who imposes", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    regime: pl.String = col("Regime of the key: that of the first opening which shares a regime with the action (W14)", regex=SLUG)
    measure: pl.String = col("Kind of restriction", isin=v.MEASURES)
    subject: pl.String = col("What or who is hit", regex=SUBJECT)
    subject_kind: pl.String = col("Kind of subject", isin=v.SUBJECT_KINDS)
    effect: pl.String = col("open, close, suspend, resume, or term (a one-off term moved)", isin=EFFECTS)
    label: pl.String = col("Opening or closing that it causes")
    effective_on: pl.Date = col("First day of effect")
    term_on: pl.Date = col(
        "Last day by its own one-off term; 9999-12-31 where it sets no end; NULL where it leaves the term alone", nullable=True
    )
    stands_since: pl.Date = col("Known day that orders it among acts of the same day of effect; of a correction, that of the corrected")
    known_from: pl.Date = col("Known from")
    known_to: pl.Date = col("Believed until (a correction ends the belief, W11); NULL = still", nullable=True)
    confidence_rank: pl.Int32 = col("0 = verified ... 3 = unverified")
    basis: pl.String = col("Where the row comes from", isin=v.BASES)
    precision: pl.String = col("How precise `effective_on` is", isin=v.PRECISIONS)
    from_basis: pl.String = col("Of a beginning seen in list snapshots: what its day comes from", nullable=True, isin=v.FROM_BASES)
    valid_to_earliest: pl.Date = col("Of an end seen in list snapshots: the last snapshot day that still had it", nullable=True)


class WindowKeys(Table):
    """One key that windows belong to (W1)."""

    _key = ("key_id",)
    _published = False

    key_id: pl.Int64 = col("Number of the key within this run", unique=True)
    sender: pl.String = col("Who imposes")
    target: pl.String = col("On whom")
    regime: pl.String = col("Regime under which the subject was first named (W14)")
    measure: pl.String = col("Kind of restriction", isin=v.MEASURES)
    subject: pl.String = col("What or who is hit")
    subject_kind: pl.String = col("Kind of subject", isin=v.SUBJECT_KINDS)


class WindowEvents(Table):
    """One action that moves the windows of one key, over the known time in which it was believed."""

    _key = ("key_id", "event_no")
    _published = False

    key_id: pl.Int64 = col("Key it moves")
    event_no: pl.Int64 = col("Number of the event in its key: orders events of the same day of effect")
    effect: pl.String = col("open, close, suspend, resume, or term (a one-off term moved)", isin=EFFECTS)
    label: pl.String = col("Opening or closing that it causes")
    effective_on: pl.Date = col("First day of effect")
    term_on: pl.Date = col(
        "Last day by its own one-off term; 9999-12-31 where it sets no end; NULL where it leaves the term alone", nullable=True
    )
    known_from: pl.Date = col("Known from")
    known_to: pl.Date = col("Believed until (a correction ends the belief, W11); NULL = still", nullable=True)
    announcement_id: pl.String = col("Document behind it")
    confidence_rank: pl.Int32 = col("0 = verified ... 3 = unverified")
    basis: pl.String = col("Where the row comes from", isin=v.BASES)
    precision: pl.String = col("How precise `effective_on` is", isin=v.PRECISIONS)
    from_basis: pl.String = col("Of a beginning seen in list snapshots: what its day comes from", nullable=True, isin=v.FROM_BASES)
    valid_to_earliest: pl.Date = col("Of an end seen in list snapshots: the last snapshot day that still had it", nullable=True)


class WindowBeliefs(Table):
    """One window of one key as believed over one known period, before the sunset of its regime is laid over it."""

    _key = ("key_id", "status", "valid_from", "known_from")
    _published = False

    key_id: pl.Int64 = col("Key it belongs to")
    status: pl.String = col("active or suspended", isin=v.STATUSES)
    valid_from: pl.Date = col("First day")
    valid_to: pl.Date = col("First day after; NULL = no end known", nullable=True)
    term_on: pl.Date = col("Last day by a one-off term of the measure", nullable=True)
    renewals: pl.Int64 = col("Renewals of the one-off term")
    opening_no: pl.Int64 = col("Event that opened it")
    opening: pl.String = col("How it opened", isin=v.OPENINGS)
    closing_no: pl.Int64 = col("Event that closed it", nullable=True)
    closing: pl.String = col("How it closed", nullable=True, isin=v.CLOSINGS)
    known_from: pl.Date = col("Believed from")
    known_to: pl.Date = col("Believed until; NULL = still", nullable=True)


class RegimeSunsets(Table):
    """One belief about the sunset of one regime over one known period (W3, W8)."""

    _key = ("sender", "target", "regime", "known_from")

    sender: pl.String = col("Who imposes")
    target: pl.String = col("On whom")
    regime: pl.String = col("Regime")
    expires_on: pl.Date = col("Sunset as known then: last day, inclusive")
    phase: pl.String = col("sunset (ahead), overdue or renewal_missing (W8)", isin=("sunset", "overdue", "renewal_missing"))
    renewal_no: pl.Int64 = col("How many renewals had moved the sunset by then")
    known_from: pl.Date = col("Believed from")
    known_to: pl.Date = col("Believed until; NULL = still", nullable=True)
    set_on: pl.Date = col("Day from which the act that set this sunset was known")
    previous_expires_on: pl.Date = col("Sunset before this act; NULL for the first", nullable=True)
    announcement_id: pl.String = col("Act that set this sunset")
    confidence: pl.String = col("How sure that act is", isin=v.CONFIDENCES)
