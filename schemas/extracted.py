"""Tables of what the interpreters read in documents: added by hand or fetched.

What belongs here: columns and what they mean. What does not: reading (`pipelines/interpret`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.register import CODE, SLUG, SUBJECT
from schemas.table import Table, col

TEXT_DIGEST = (
    "Digest of the archived text that the spans count: the bytes the user added, or the text found in a fetched page "
    "(`fetched_announcements.text`)"
)


class AddedDocuments(Table):
    """One document that a user added by hand."""

    _key = ("announcement_id",)
    _layer = "sources"
    _published = False

    announcement_id: pl.String = col("Stable id: `added-` and the first digits of its digest", unique=True)
    source: pl.String = col("Name the user gave its source")
    sender: pl.String = col("Sender most of its items are about; XX where none", regex=CODE)
    regime: pl.String = col("Regime its first action names, else `added`", regex=SLUG)
    kind: pl.String = col("legal_act or news_item")
    number: pl.String = col("Number of the act as read", nullable=True)
    official_id: pl.String = col("CELEX or another official id the user gave", nullable=True)
    title: pl.String = col("Title of the act as read, else the first line of the text")
    announced_on: pl.Date = col("Day the user gave")
    signed_on: pl.Date = col("Day of signature as read", nullable=True)
    published_on: pl.Date = col("For acts, the day the user gave", nullable=True)
    url: pl.String = col("Where the user has it from", nullable=True)
    document_sha256: pl.String = col("Digest of its bytes", regex=r"[0-9a-f]{64}")
    recorded_at: pl.Datetime = col("When it was added, UTC")


class ExtractedStatements(Table):
    """One thing said in one document, as a rule read it."""

    _key = ("statement_id",)
    _layer = "sources"

    statement_id: pl.String = col("Document and position", unique=True)
    announcement_id: pl.String = col("Document")
    said_on: pl.Date = col("Day it was said, else the document's", nullable=True)
    speaker: pl.String = col("Who says it", nullable=True)
    speaker_side: pl.String = col("For whom the speaker speaks", nullable=True, isin=v.SPEAKER_SIDES)
    sender: pl.String = col("Whose sanctions", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    stance: pl.String = col("What is said", isin=v.STANCES)
    modality: pl.String = col("How firmly", isin=v.MODALITIES)
    measure: pl.String = col("Measure spoken of", nullable=True, isin=v.MEASURES)
    quote: pl.String = col("The words it was read from")
    span_start: pl.Int64 = col("First character of the words in the archived text, counted from 0", ge=0)
    span_end: pl.Int64 = col("Character after the last", ge=0)
    rule: pl.String = col("Rule that fired")
    rule_confidence: pl.Float64 = col("How sure the rule is, 0 to 1", ge=0)
    document_sha256: pl.String = col(TEXT_DIGEST, regex=r"[0-9a-f]{64}")
    recorded_at: pl.Datetime = col("When the document was recorded, UTC")


class ExtractedActions(Table):
    """One effect of one legal act, as a rule read it."""

    _key = ("action_id",)
    _layer = "sources"

    action_id: pl.String = col("Document and position", unique=True)
    announcement_id: pl.String = col("Document")
    official_id: pl.String = col("Official id of the act, if known", nullable=True)
    sender: pl.String = col("Who imposes", regex=CODE)
    regime: pl.String = col("Regime; `<sender>-unknown` where the act names none", regex=SLUG)
    measure: pl.String = col("Measure", isin=v.MEASURES)
    subjects: pl.String = col(
        "Subjects the act names, canonical, separated by `;`; `group:unnamed` where it lists somebody without a name; "
        "NULL where it hits the target as a whole",
        nullable=True,
        regex=f"{SUBJECT}(;{SUBJECT})*",
    )
    action: pl.String = col("What the act does (W15 applied)", isin=v.ACTIONS)
    effective_on: pl.Date = col("First day of effect", nullable=True)
    expires_on: pl.Date = col("Last day the act prints for it", nullable=True)
    known_on: pl.Date = col("Earlier of signature and publication as read, else the document's day", nullable=True)
    names: pl.String = col("Names the act gives, separated by `;`", nullable=True)
    number: pl.String = col("Number of a licence", nullable=True)
    count: pl.Int64 = col("Names the act counts", nullable=True)
    quote: pl.String = col("The words it was read from")
    span_start: pl.Int64 = col("First character of the words in the archived text, counted from 0", ge=0)
    span_end: pl.Int64 = col("Character after the last", ge=0)
    rule: pl.String = col("Rule that fired")
    rule_confidence: pl.Float64 = col("How sure the rule is, 0 to 1", ge=0)
    document_sha256: pl.String = col(TEXT_DIGEST, regex=r"[0-9a-f]{64}")
    recorded_at: pl.Datetime = col("When the document was recorded, UTC")


class UnreadPassages(Table):
    """One passage of one document that no rule could read, or that was not looked at."""

    _key = ("announcement_id", "span_start", "span_end", "reason")
    _layer = "sources"

    announcement_id: pl.String = col("Document")
    span_start: pl.Int64 = col("First character in the archived text, counted from 0", ge=0)
    span_end: pl.Int64 = col("Character after the last", ge=0)
    passage: pl.String = col("The passage; its beginning where a limit was met")
    reason: pl.String = col("Why it was not read: the rule's words, or the signal of the limit that was met")
    is_act: pl.Boolean = col("True where the document was read as a legal act, false where as press text")
    document_sha256: pl.String = col(TEXT_DIGEST, regex=r"[0-9a-f]{64}")
    recorded_at: pl.Datetime = col("When the document was recorded, UTC")


class ExtractionAgreement(Table):
    """One effect of an act of the register that was read as well: both have it, or only one of them."""

    _key = ("announcement_id", "action", "measure")
    _layer = "core"

    announcement_id: pl.String = col("Register announcement; of several documents of one act the first")
    action: pl.String = col("What the act does")
    measure: pl.String = col("Measure")
    curated: pl.Boolean = col("True where the register has it")
    extracted: pl.Boolean = col("True where a rule read it")
    same_day: pl.Boolean = col("Whether both give the same first day of effect; NULL where only one has the effect", nullable=True)
