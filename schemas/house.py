"""Tables about the project itself: documents held, sources, runs, refused rows, weights.

What belongs here: columns and what they mean. What does not: the data of the domain (`core.py`, `marts.py`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.table import Table, col


class Documents(Table):
    """One raw document held, by the digest of its bytes."""

    _key = ("document_sha256",)
    _layer = "sources"

    document_sha256: pl.String = col("SHA-256 of the bytes as received", unique=True, regex=r"[0-9a-f]{64}")
    source: pl.String = col("Source it came from, see `sources`")
    location: pl.String = col("Where it came from: an address, or a file of the register")
    media_type: pl.String = col("Media type")
    size_bytes: pl.Int64 = col("Size in bytes", ge=0)
    recorded_at: pl.Datetime = col("When this project recorded it, UTC")


class Sources(Table):
    """One source, with its freshness at the run."""

    _key = ("source",)
    _layer = "sources"

    source: pl.String = col("Name of the source", unique=True)
    title: pl.String = col("What it is")
    publisher: pl.String = col("Who publishes it")
    url: pl.String = col("Where it is found", nullable=True)
    licence: pl.String = col("Terms under which it may be used")
    documents: pl.Int64 = col("Documents held", ge=0)
    rows_accepted: pl.Int64 = col("Rows that passed validation", ge=0)
    rows_rejected: pl.Int64 = col("Rows refused, see `rejected_rows`", ge=0)
    newest_on: pl.Date = col("Newest day any of its documents speaks of as announced, signed or published", nullable=True)
    last_success_at: pl.Datetime = col("When it last gave a usable document, UTC", nullable=True)
    last_error: pl.String = col("What went wrong last, if anything", nullable=True)


class RejectedRows(Table):
    """One row refused by validation, with the reason."""

    _key = ("source", "document_sha256", "file", "line", "column_name", "failed_check", "failure_case")
    _layer = "sources"

    source: pl.String = col("Source of the row")
    document_sha256: pl.String = col("Document the row stands in")
    table_name: pl.String = col("Table the row was meant for")
    file: pl.String = col("File the row stands in")
    line: pl.Int64 = col("Line of the row in the file", nullable=True)
    row_id: pl.String = col("Id of the row, if it has one", nullable=True)
    raw: pl.String = col("The row as read, JSON")
    failed_check: pl.String = col("Check that refused it")
    column_name: pl.String = col("Field that failed; NULL for checks on the whole row", nullable=True)
    failure_case: pl.String = col("Value that failed", nullable=True)
    run_id: pl.String = col("Run that refused it")
    recorded_at: pl.Datetime = col("When the document was recorded, UTC")


class Runs(Table):
    """One run that published."""

    _key = ("run_id",)
    _layer = "publish"

    run_id: pl.String = col("Digest of input, code and clock: equal runs have equal ids", unique=True)
    as_of: pl.Date = col("The run's clock")
    started_at: pl.Datetime = col("Start, UTC")
    finished_at: pl.Datetime = col("End, UTC")
    input_sha256: pl.String = col("Digest of everything read")
    code_sha256: pl.String = col("Digest of the code and models")
    version: pl.String = col("Version of the project")
    status: pl.String = col("How it ended", isin=("published",))
    announcements: pl.Int64 = col("Documents in the published file", ge=0)
    windows: pl.Int64 = col("Windows in the published file, all beliefs", ge=0)
    rejected_rows: pl.Int64 = col("Rows refused", ge=0)


class SignalWeights(Table):
    """One weight or modifier of easing signals, with its reason."""

    _key = ("kind", "name")
    _layer = "marts"

    kind: pl.String = col(
        "What `name` is one of", isin=("rung", "stage", "modality", "speaker_side", "strength", "confidence", "change", "pattern", "decay")
    )
    name: pl.String = col("Value the weight is for")
    weight: pl.Float64 = col("A weight for rungs, a number of days for `decay`, a factor for everything else", ge=0)
    reason: pl.String = col("Why this number")


class Changes(Table):
    """One change between two published runs."""

    _key = ("change_id",)
    _layer = "publish"

    change_id: pl.String = col("Id of the change", unique=True)
    recorded_at: pl.Datetime = col("Start of the run that found it, UTC")
    kind: pl.String = col("Whether the source, the pipeline or only the run's clock moved", isin=v.CHANGE_KINDS)
    table_name: pl.String = col("Published table")
    key: pl.String = col("Key of the row, its parts separated by `|`")
    op: pl.String = col("insert, delete or update", isin=("insert", "delete", "update"))
    before: pl.String = col("The row before, JSON", nullable=True)
    after: pl.String = col("The row after, JSON", nullable=True)
    run_id: pl.String = col("Run that found it")
    previous_run_id: pl.String = col("Published run it was compared with")
