"""Tables of what the interpreters read in documents: added by hand or fetched.

What belongs here: columns and what they mean. What does not: reading (`pipelines/interpret`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.register import CODE, SLUG, SUBJECT
from schemas.table import Table, col


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
    official_id: pl.String = col("CELEX or another official id the user gave", nullable=True)
    title: pl.String = col("First line of the text")
    announced_on: pl.Date = col("Day the user gave")
    url: pl.String = col("Where the user has it from", nullable=True)
    document_sha256: pl.String = col("Digest of its bytes", regex=r"[0-9a-f]{64}")
    recorded_at: pl.Datetime = col("When it was added, UTC")


class ExtractedStatements(Table):
    """One thing said in one document, as a rule read it."""

    _key = ("statement_id",)
    _layer = "sources"
    _published = False

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
    span_start: pl.Int64 = col("First character of the words in the archived text", ge=0)
    span_end: pl.Int64 = col("Character after the last", ge=0)
    rule: pl.String = col("Rule that fired")
    rule_confidence: pl.Float64 = col("How sure the rule is, 0 to 1", ge=0)
    document_sha256: pl.String = col("Digest of the archived document")
    recorded_at: pl.Datetime = col("When the document was recorded, UTC")


class ExtractedActions(Table):
    """One effect of one legal act, as a rule read it."""

    _key = ("action_id",)
    _layer = "sources"

    action_id: pl.String = col("Document and position", unique=True)
    announcement_id: pl.String = col("Document")
    official_id: pl.String = col("Official id of the act, if known", nullable=True)
    sender: pl.String = col("Who imposes", regex=CODE)
    target: pl.String = col("On whom", regex=CODE)
    regime: pl.String = col("Regime", regex=SLUG)
    measure: pl.String = col("Measure", isin=v.MEASURES)
    subject: pl.String = col("First subject the act names, canonical; `group:unnamed` where none", regex=SUBJECT)
    action: pl.String = col("What the act does", isin=v.ACTIONS)
    effective_on: pl.Date = col("First day of effect", nullable=True)
    expires_on: pl.Date = col("Last day the act prints for it", nullable=True)
    known_on: pl.Date = col("Earlier of signature and publication as read, else the document's day", nullable=True)
    names: pl.String = col("Names the act gives, separated by `;`", nullable=True)
    number: pl.String = col("Number of a licence", nullable=True)
    count: pl.Int64 = col("Names the act counts", nullable=True)
    quote: pl.String = col("The words it was read from")
    span_start: pl.Int64 = col("First character of the words in the archived text", ge=0)
    span_end: pl.Int64 = col("Character after the last", ge=0)
    rule: pl.String = col("Rule that fired")
    rule_confidence: pl.Float64 = col("How sure the rule is, 0 to 1", ge=0)
    document_sha256: pl.String = col("Digest of the archived document")
    recorded_at: pl.Datetime = col("When the document was recorded, UTC")


class UnreadPassages(Table):
    """One passage of one legal act that no rule could read."""

    _key = ("announcement_id", "span_start")
    _layer = "sources"

    announcement_id: pl.String = col("Document")
    span_start: pl.Int64 = col("First character in the archived text", ge=0)
    span_end: pl.Int64 = col("Character after the last", ge=0)
    passage: pl.String = col("The passage")
    reason: pl.String = col("Why it was not read")


class ExtractionAgreement(Table):
    """One effect of an act that the register and a rule both, or only one of them, have."""

    _key = ("announcement_id", "action", "measure")
    _layer = "core"

    announcement_id: pl.String = col("Register announcement")
    action: pl.String = col("What the act does")
    measure: pl.String = col("Measure")
    curated: pl.Boolean = col("True where the register has it")
    extracted: pl.Boolean = col("True where a rule read it")
    same_day: pl.Boolean = col("Whether both give the same first day of effect; NULL where only one has it", nullable=True)
