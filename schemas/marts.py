"""The tables analysts query: windows, carve-outs, signals, index, calendar.

What belongs here: columns and what they mean. What does not: how they are computed (`sql/marts`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.core import ID
from schemas.table import Table, col

#: Where a signal comes from.
ORIGINS = ("act", "lapse", "pattern", "promise", "statement")


class SanctionWindows(Table):
    """One window as believed over one known period."""

    _key = ("window_id",)
    _layer = "marts"

    window_id: pl.String = col("Id of the row: key, status, first day and belief", unique=True, regex=ID)
    sender: pl.String = col("Who imposes")
    target: pl.String = col("On whom")
    regime: pl.String = col("Legal programme")
    measure: pl.String = col("Kind of restriction", isin=v.MEASURES)
    subject: pl.String = col("What or who is hit")
    subject_kind: pl.String = col("Kind of subject", isin=v.SUBJECT_KINDS)
    status: pl.String = col("active, or suspended (W5)", isin=v.STATUSES)
    valid_from: pl.Date = col("First day in force")
    valid_from_precision: pl.String = col("How precise `valid_from` is (W10)", isin=v.PRECISIONS)
    valid_to: pl.Date = col("First day after (half-open, W2); NULL = no end known", nullable=True)
    valid_to_precision: pl.String = col("How precise `valid_to` is; NULL where there is none", nullable=True, isin=v.PRECISIONS)
    valid_to_earliest: pl.Date = col(
        "Of an end seen in list snapshots (W9): the last snapshot day that still had it; the true end lies between it and `valid_to`",
        nullable=True,
    )
    known_from: pl.Date = col("Day from which this was the belief")
    known_to: pl.Date = col("Day from which it no longer was; NULL = the belief at `as_of`", nullable=True)
    opening: pl.String = col("How it opened", isin=v.OPENINGS)
    closing: pl.String = col("How it ends, or why no end is known; NULL = open without a sunset", nullable=True, isin=v.CLOSINGS)
    opened_by: pl.String = col("Announcement that opened it")
    closed_by: pl.String = col("Announcement that ends it; for a sunset the act that set it", nullable=True)
    expires_on: pl.Date = col("Sunset or one-off term as known then: last day, inclusive", nullable=True)
    renewals: pl.Int64 = col("Renewals since it opened, as known then (W4)", ge=0)
    basis: pl.String = col("Where its opening comes from", isin=v.BASES)
    from_basis: pl.String = col("Of a beginning seen in list snapshots: what its day comes from", nullable=True, isin=v.FROM_BASES)
    confidence: pl.String = col("As sure as the least sure act that bounds it", isin=v.CONFIDENCES)


class CarveOuts(Table):
    """One licence, derogation or exemption period as believed over one known period."""

    _key = ("carve_out_id",)
    _layer = "marts"

    carve_out_id: pl.String = col("Id of the row: chain, number, first day and belief", unique=True, regex=ID)
    sender: pl.String = col("Who grants it")
    target: pl.String = col("Target of the measure it is cut out of")
    regime: pl.String = col("Legal programme")
    measure: pl.String = col("Measure it is cut out of", isin=v.MEASURES)
    subject: pl.String = col("Whom or what it frees; several are separated by `;`")
    scope: pl.String = col("What it allows, in a sentence")
    chain: pl.String = col("Family: `GL 13`, `13A` ... `13S` are one chain")
    number: pl.String = col("Number and letter as published", nullable=True)
    valid_from: pl.Date = col("First day")
    valid_to: pl.Date = col("First day after; NULL = no end known", nullable=True)
    expires_on: pl.Date = col("Last day it prints itself, inclusive", nullable=True)
    known_from: pl.Date = col("Day from which this was the belief")
    known_to: pl.Date = col("Day from which it no longer was; NULL = the belief at `as_of`", nullable=True)
    opened_by: pl.String = col("Announcement that granted it")
    closed_by: pl.String = col("Announcement that ends it; for a lapse the act that set the last day", nullable=True)
    closing: pl.String = col("superseded, revoked, lapsed or ended with its measure; NULL = open", nullable=True, isin=v.CARVE_OUT_CLOSINGS)
    change: pl.String = col("Against the licence it replaces", nullable=True, isin=v.CHANGES)
    renewals: pl.Int64 = col("Re-issues in its chain before it, as known then", ge=0)
    confidence: pl.String = col("As sure as the least sure act that bounds it", isin=v.CONFIDENCES)


class EasingSignals(Table):
    """One dated piece of evidence for easing, against easing, or for holding."""

    _key = ("signal_id",)
    _layer = "marts"

    signal_id: pl.String = col("Id of the signal", unique=True, regex=ID)
    signal_on: pl.Date = col("Day on which the public could know it")
    effective_on: pl.Date = col("Day it takes effect; NULL for statements and promises", nullable=True)
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    regime: pl.String = col("Legal programme; NULL where a statement names none", nullable=True)
    measure: pl.String = col("Measure; NULL where none is named", nullable=True, isin=v.MEASURES)
    subject: pl.String = col("What or who; several are separated by `;`", nullable=True)
    rung: pl.String = col("Rung of the easing ladder", isin=v.RUNGS)
    stage: pl.String = col("How far it had come on `signal_on`; never mixed", isin=v.STAGES)
    direction: pl.Int32 = col("+1 easing, -1 tightening, 0 holding", isin=(-1, 0, 1))
    weight: pl.Float64 = col("Weight from `signal_weights` times the modifiers that apply; 0 or more", ge=0)
    announcement_id: pl.String = col("Document behind it")
    evidence: pl.String = col("What the document does or says")
    rationale: pl.String = col("Why it counts, and for how much, in a sentence")
    confidence: pl.String = col("How sure the row behind it is", isin=v.CONFIDENCES)
    origin: pl.String = col("act, lapse (both hard), pattern (derived from deeds), promise or statement (both soft)", isin=ORIGINS)
    event_id: pl.String = col("Event of the document; a pattern is its own")
    withdrawn_on: pl.Date = col(
        "Day on which a later document showed that it was none (a licence thought lapsed had been replaced): no longer counted from then",
        nullable=True,
    )


class EasingIndex(Table):
    """One dyad and month."""

    _key = ("sender", "target", "month")
    _layer = "marts"

    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    month: pl.Date = col("First day of the month")
    easing: pl.Float64 = col("Sum of the weights of easing signals of the month, one a cluster", ge=0)
    tightening: pl.Float64 = col("Sum of the weights of tightening and of holding signals of the month, one a cluster", ge=0)
    net: pl.Float64 = col("easing - tightening")
    signals: pl.Int64 = col("Things signalled in the month: a cluster counts once, see `signal_clusters`", ge=0)
    momentum: pl.Float64 = col("net less the mean net of the three months before; NULL in the first three", nullable=True)


class SunsetCalendar(Table):
    """One regime and sunset still ahead or overdue at `as_of`."""

    _key = ("sender", "target", "regime", "expires_on")
    _layer = "marts"

    sender: pl.String = col("Who imposes")
    target: pl.String = col("On whom")
    regime: pl.String = col("Legal programme")
    expires_on: pl.Date = col("Last day, inclusive, as known at `as_of`")
    days_left: pl.Int64 = col("Days from `as_of` to the last day; negative when overdue")
    renewals: pl.Int64 = col("Renewals on record", ge=0)
    typical_lead_days: pl.Int64 = col(
        "Median number of days by which past renewals came before the sunset; NULL without any", nullable=True
    )
    last_lead_days: pl.Int64 = col("The same for the last renewal", nullable=True)
    last_renewed_on: pl.Date = col("Day from which the last renewal was known", nullable=True)
    renewal_days: pl.String = col("Days by which each renewal moved the sunset, oldest first, separated by `;`", nullable=True)
    open_windows: pl.Int64 = col("Windows of the regime in force at `as_of`", ge=0)
    alarm: pl.String = col("none, due, overdue or renewal_missing", isin=v.ALARMS)
    set_by: pl.String = col("Announcement that set the sunset")
