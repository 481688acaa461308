"""Tables read from the register files: text as written, one row an act, an effect, a thing said.

What belongs here: what a register file may hold. What does not: how it is read (`pipelines/register`).
Dates are text here, because the register keeps what the source says: a day, a month or a year.
"""

import pandera.polars as pa
import polars as pl

from schemas import vocabulary as v
from schemas.table import Table, col

PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
CODE = r"[A-Z]{2,8}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
SUBJECT = r"(country:[A-Z]{2}|(" + "|".join(v.SUBJECT_PREFIXES) + r"):[A-Za-z0-9][A-Za-z0-9._-]*)"


def first_day(column: str) -> pl.Expr:
    """First day a partial date may mean; null where it is no date of the calendar."""
    text = pl.col(column)
    padded = text + pl.lit("0000-01-01").str.slice(text.str.len_chars())
    return padded.str.to_date("%Y-%m-%d", strict=False)


def last_day(column: str) -> pl.Expr:
    """Last day a partial date may mean."""
    text = pl.col(column)
    length = text.str.len_chars()
    padded = text + pl.lit("0000-12-01").str.slice(length)
    day = padded.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(length == 10).then(day).otherwise(day.dt.month_end())


def _is_real(data: pa.PolarsData) -> pl.LazyFrame:
    text = pl.col(data.key)
    return data.lazyframe.select(text.is_null() | (text == "open") | first_day(data.key).is_not_null())


class RegisterActs(Table):
    """One document of the register: an act, or a statement or news item."""

    _key = ("announcement_id",)
    _layer = "sources"
    _published = False

    announcement_id: pl.String = col("Stable id of the document", unique=True, regex=r"[A-Za-z0-9][A-Za-z0-9+._-]*")
    event_id: pl.String = col("Documents of one event share it: a decision and its regulation, an act and its publication")
    regime: pl.String = col("Regime the file is about", regex=SLUG)
    sender: pl.String = col("Who imposes: ISO 3166-1 alpha-2, EU, UN, XX or an acronym", regex=CODE)
    kind: pl.String = col("Kind of document", regex=r"[a-z]+(_[a-z0-9]+)*")
    number: pl.String = col("Number as printed on the document", nullable=True)
    official_id: pl.String = col("CELEX, Federal Register document number or eoNumber; confirmed values only", nullable=True)
    amends: pl.String = col("Announcements that it amends, carries out or renews, separated by `;`", nullable=True)
    issuer: pl.String = col("Who issued it, or who speaks", nullable=True)
    title: pl.String = col("What the document is", regex=r"[\s\S]{3,}")
    language: pl.String = col("Language of the document, ISO 639-1", nullable=True, regex=r"[a-z]{2}")
    announced_on: pl.String = col("First public announcement, as precise as known", nullable=True, regex=PARTIAL_DATE)
    signed_on: pl.String = col("Signature, adoption or judgment, as precise as known", nullable=True, regex=PARTIAL_DATE)
    published_on: pl.String = col("Official publication, as precise as known", nullable=True, regex=PARTIAL_DATE)
    url: pl.String = col("Address where the core claim stands", nullable=True, regex=r"https?://\S+")
    source_title: pl.String = col("Name of the page behind `url`", nullable=True)
    confidence: pl.String = col("How sure the row is", isin=v.CONFIDENCES)
    note: pl.String = col("What is uncertain; the losing version of a conflict", nullable=True)
    document_sha256: pl.String = col("Digest of the register file", regex=r"[0-9a-f]{64}")
    recorded_on: pl.String = col("Day the register recorded it", regex=r"\d{4}-\d{2}-\d{2}")
    file: pl.String = col("Register file")
    line: pl.Int64 = col("Line in that file", ge=1)

    @pa.check("announced_on", "signed_on", "published_on", "recorded_on", name="real_date")
    def _real_dates(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805 - pandera passes the class
        return _is_real(data)


class RegisterActions(Table):
    """One effect of one document of the register on one measure and one subject."""

    _key = ("action_id",)
    _layer = "sources"
    _published = False

    action_id: pl.String = col("Stable id: the register's id, with measure and subject where it names several", unique=True)
    announcement_id: pl.String = col("Document the effect comes from")
    sender: pl.String = col("Who imposes", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    regime: pl.String = col("First regime the row names", regex=SLUG)
    regimes: pl.String = col("All regimes the row names, separated by `;`", regex=rf"{SLUG}(;{SLUG})*")
    measure: pl.String = col("Kind of restriction", isin=v.MEASURES)
    subject: pl.String = col("What or who is hit, canonical", regex=SUBJECT)
    action: pl.String = col("What the document does", isin=v.ACTIONS)
    announced_on: pl.String = col("Day it was promised or announced, if not the document's", nullable=True, regex=PARTIAL_DATE)
    effective_on: pl.String = col("First day of effect, as precise as known", nullable=True, regex=PARTIAL_DATE)
    expires_on: pl.String = col(
        "Last day by the act's own terms (inclusive); `open` = the act says it has no end", nullable=True, regex=rf"open|{PARTIAL_DATE}"
    )
    term: pl.String = col("Whether `expires_on` is the regime's sunset or a one-off term", nullable=True, isin=v.TERMS)
    reason: pl.String = col("Why something ended", nullable=True, isin=v.END_REASONS)
    is_stated_end: pl.Boolean = col("True where a source states the end of a measure and no act is known; known from its own day")
    corrects: pl.String = col("Action that a corrigendum corrects", nullable=True)
    change: pl.String = col("For re-issued licences and corrections: what changed", nullable=True, isin=v.CHANGES)
    replaces_measure: pl.String = col(
        "Measure that this one takes the place of, so that it is no new restriction", nullable=True, isin=v.MEASURES
    )
    chain: pl.String = col("Family of a carve-out", nullable=True, regex=SLUG)
    number: pl.String = col("Number and letter of a carve-out", nullable=True)
    added_count: pl.Int64 = col("Names added, where the source gives an exact count", nullable=True, ge=0)
    removed_count: pl.Int64 = col("Names removed, where the source gives an exact count", nullable=True, ge=0)
    url: pl.String = col("Address of this claim", nullable=True, regex=r"https?://\S+")
    confidence: pl.String = col("How sure the row is", isin=v.CONFIDENCES)
    evidence: pl.String = col("What the document does, in a sentence", regex=r"[\s\S]{3,}")
    note: pl.String = col("What is uncertain; the losing version of a conflict", nullable=True)
    file: pl.String = col("Register file")
    line: pl.Int64 = col("Line in that file", ge=1)

    @pa.check("announced_on", "effective_on", "expires_on", name="real_date")
    def _real_dates(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805 - pandera passes the class
        return _is_real(data)

    @pa.check("expires_on", name="end_not_before_start")
    def _end_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805 - pandera passes the class
        end = pl.when(pl.col("expires_on") == "open").then(None).otherwise(pl.col("expires_on"))
        frame = data.lazyframe.with_columns(expires_on=end)
        return frame.select((last_day("expires_on") >= first_day("effective_on")).fill_null(True))

    @pa.check("subject", name="country_matches_prefix")
    def _country(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805 - pandera passes the class
        subject = pl.col("subject")
        return data.lazyframe.select(~subject.str.starts_with("country:") | (subject.str.len_chars() == 10))


class RegisterStatements(Table):
    """One thing said in one document of the register."""

    _key = ("statement_id",)
    _layer = "sources"
    _published = False

    statement_id: pl.String = col("Stable id of the thing said", unique=True)
    announcement_id: pl.String = col("Document that reports it")
    said_on: pl.String = col("Day it was said, as precise as known; empty where the source does not say", nullable=True, regex=PARTIAL_DATE)
    speaker: pl.String = col("Who says it", nullable=True)
    speaker_side: pl.String = col("For whom the speaker speaks", nullable=True, isin=v.SPEAKER_SIDES)
    sender: pl.String = col("Whose sanctions are spoken of", regex=CODE)
    target: pl.String = col("On whom they are", regex=CODE)
    regime: pl.String = col("Regime spoken of", nullable=True, regex=SLUG)
    stance: pl.String = col("What is said, in the fourteen words of the annotation guide", isin=v.STANCES)
    modality: pl.String = col("How firmly it is said", isin=v.MODALITIES)
    strength: pl.String = col("Whether the text itself grades it", isin=v.STRENGTHS)
    chain: pl.String = col("Family of the carve-out spoken of", nullable=True, regex=SLUG)
    measure: pl.String = col("Measure spoken of", nullable=True, isin=v.MEASURES)
    url: pl.String = col("Address of this claim", nullable=True, regex=r"https?://\S+")
    confidence: pl.String = col("How sure the row is", isin=v.CONFIDENCES)
    evidence: pl.String = col("What was said, in a sentence", regex=r"[\s\S]{3,}")
    file: pl.String = col("Register file")
    line: pl.Int64 = col("Line in that file", ge=1)

    @pa.check("said_on", name="real_date")
    def _real_dates(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805 - pandera passes the class
        return _is_real(data)
