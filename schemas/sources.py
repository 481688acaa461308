"""Tables that come from fetched sources: documents as announced, their texts and entries, what was odd, how fresh a source is.

What belongs here: columns and what they mean. What does not: how they are fetched and parsed (`pipelines/sources`).
"""

import polars as pl

from schemas.register import CODE, SLUG
from schemas.table import Table, col

SEVERITIES = ("info", "warn", "error")
BLOCKS = ("added", "changed", "removed")
FRESHNESS = ("fresh", "silent", "stale", "blocked", "unreachable", "failing", "partial", "never")


class FetchedAnnouncements(Table):
    """One document of one source as last seen there."""

    _key = ("fetched_id",)
    _layer = "sources"

    fetched_id: pl.String = col("Source and the document's id within it", unique=True, regex=r"\S+")
    source: pl.String = col("Source it came from, see `sources`")
    sender: pl.String = col("Who speaks or imposes", regex=CODE)
    regime: pl.String = col("Regime its own words or links name; `<sender>-unknown` where none", regex=SLUG)
    kind: pl.String = col("Kind of document")
    number: pl.String = col("Number as printed", nullable=True)
    official_id: pl.String = col("CELEX, Federal Register document number or eoNumber", nullable=True)
    issuer: pl.String = col("Who issued it", nullable=True)
    title: pl.String = col("Title, or the id where the source gives no title yet")
    language: pl.String = col("Language, ISO 639-1", nullable=True)
    announced_on: pl.Date = col("Day it was announced: the signature of presidential documents, else the publication", nullable=True)
    signed_on: pl.Date = col("Signature or adoption", nullable=True)
    published_on: pl.Date = col("Publication", nullable=True)
    effective_on: pl.Date = col("Entry into force, where the source states it; never derived from the publication", nullable=True)
    expires_on: pl.Date = col("End of validity, where the source states one; 9999-12-31 is none", nullable=True)
    links: pl.String = col("Documents it names, as `relation:id` separated by `;`", nullable=True)
    tags: pl.String = col("Programme or topic tags, separated by `;`", nullable=True)
    note: pl.String = col("Notes of the source that may change later, such as amend and revoke chains", nullable=True)
    added_count: pl.Int64 = col("Entries added to lists", nullable=True, ge=0)
    changed_count: pl.Int64 = col("Entries changed on lists", nullable=True, ge=0)
    removed_count: pl.Int64 = col("Entries removed from lists", nullable=True, ge=0)
    is_relevant: pl.Boolean = col(
        "True where the source's own filter finds sanctions of the project's dyads; only those become announcements"
    )
    url: pl.String = col("Address for readers")
    document_sha256: pl.String = col("Digest of the archived body the row was read from", regex=r"[0-9a-f]{64}")
    text: pl.String = col("Text, where it was fetched", nullable=True)
    text_sha256: pl.String = col("Digest of the archived body of the text (its first part)", nullable=True)
    first_seen_at: pl.Datetime = col("When the source first showed it, UTC")
    recorded_at: pl.Datetime = col("When this state of it was seen first, UTC")


class FetchedTexts(Table):
    """One part of the text of one fetched document."""

    _key = ("fetched_id", "part")
    _layer = "sources"
    _published = False

    fetched_id: pl.String = col("Document the text belongs to")
    part: pl.Int64 = col("Order of the part", ge=0)
    text: pl.String = col("Text without markup")
    source: pl.String = col("Source it came from")
    document_sha256: pl.String = col("Digest of the archived body")
    recorded_at: pl.Datetime = col("When it was seen, UTC")


class FetchedEntries(Table):
    """One entry of one block of one notice about lists."""

    _key = ("fetched_id", "block", "position")
    _layer = "sources"

    fetched_id: pl.String = col("Notice the entry stands in, see `fetched_announcements`")
    block: pl.String = col("What the notice does to the entry", isin=BLOCKS)
    position: pl.Int64 = col("Order within its block", ge=0)
    list_name: pl.String = col("List the block is about", nullable=True)
    text: pl.String = col("The entry as printed; of a change, the text it has now")
    old_text: pl.String = col("Of a change, the text it had before", nullable=True)
    programmes: pl.String = col("Programme tags of the entry, separated by `;`", nullable=True)
    linked_to: pl.String = col("Whom the entry says it is linked to, separated by `;`", nullable=True)
    source: pl.String = col("Source it came from")
    document_sha256: pl.String = col("Digest of the archived body")
    recorded_at: pl.Datetime = col("When it was seen, UTC")


class SourceSignals(Table):
    """One odd thing of one source: an unknown field or category, a count out of its band, a document that changed."""

    _key = ("source", "what", "place")
    _layer = "sources"

    source: pl.String = col("Source")
    what: pl.String = col("Name of the signal", regex=r"[a-z]+(_[a-z0-9]+)*")
    place: pl.String = col("Where: a field, an address, a document")
    found: pl.String = col("What was found there first, as an example")
    severity: pl.String = col("info, warn or error", isin=SEVERITIES)
    document_sha256: pl.String = col("Archived body it was found in", nullable=True)
    first_seen_at: pl.Datetime = col("First seen, UTC")
    last_seen_at: pl.Datetime = col("Last seen, UTC")


class SourceFreshness(Table):
    """One fetched source: what it gave, when, and what went wrong last."""

    _key = ("source",)
    _layer = "sources"

    source: pl.String = col("Name of the source", unique=True)
    title: pl.String = col("What it is")
    publisher: pl.String = col("Who publishes it")
    url: pl.String = col("Where it is found")
    licence: pl.String = col("Terms under which it may be used")
    rhythm: pl.String = col("When asking makes sense, as a cron line")
    freshness_hours: pl.Int64 = col("After so many hours without a usable answer it counts as silent", ge=1)
    state: pl.String = col("Verdict at the last fetch", isin=FRESHNESS)
    last_attempt_at: pl.Datetime = col("When it was asked last, UTC", nullable=True)
    last_success_at: pl.Datetime = col("When it last gave a usable answer, changed or not, UTC", nullable=True)
    last_change_at: pl.Datetime = col("When it last gave something new, UTC", nullable=True)
    last_error_at: pl.Datetime = col("When something went wrong last, UTC", nullable=True)
    last_error: pl.String = col("What went wrong last; NULL where a usable answer came since", nullable=True)
    requests: pl.Int64 = col("Observations on record", ge=0)
    documents: pl.Int64 = col("Distinct usable bodies held", ge=0)
    rows_accepted: pl.Int64 = col("Rows in `fetched_announcements`", ge=0)
    rows_rejected: pl.Int64 = col("Bodies refused by a guard", ge=0)
    signals: pl.Int64 = col("Signals of severity warn or error", ge=0)
    newest_on: pl.Date = col("Newest day any of its documents speaks of as announced, signed or published", nullable=True)


class AnnouncementMatches(Table):
    """One document, fetched or added by hand, that is a document of the register."""

    _key = ("fetched_id",)

    fetched_id: pl.String = col("Document, fetched or added by hand", unique=True)
    announcement_id: pl.String = col("Document of the register that it is")
    matched_by: pl.String = col("How they were matched", isin=("official_id", "number_and_date"))
    source: pl.String = col("Source of the document")
    url: pl.String = col("Address of the document; none where it was added by hand", nullable=True)
    document_sha256: pl.String = col("Archived body: a further document behind the announcement")
    recorded_at: pl.Datetime = col("When it was seen, UTC")


class Conflicts(Table):
    """One date on which a fetched document and the register disagree. Neither is overwritten; the register's stays in force."""

    _key = ("announcement_id", "fetched_id", "field")

    announcement_id: pl.String = col("Document of the register")
    fetched_id: pl.String = col("Fetched document")
    source: pl.String = col("Source of the fetched document")
    field: pl.String = col("Date in question", isin=("announced_on", "signed_on", "published_on"))
    curated: pl.String = col("What the register says, as precise as it says it")
    fetched: pl.String = col("What the source says")
    matched_by: pl.String = col("How they were matched")
    url: pl.String = col("Address of the fetched document")
    document_sha256: pl.String = col("Archived body that says so")
    recorded_at: pl.Datetime = col("When it was seen, UTC")
