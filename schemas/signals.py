"""The steps from deeds and words to signals, before they are weighed.

What belongs here: columns and what they mean. What does not: weights (`sql/seeds`), the signals themselves (`marts.py`).
"""

import polars as pl

from schemas import vocabulary as v
from schemas.core import ID
from schemas.marts import EasingSignals
from schemas.table import Table, col

#: What deeds can say beyond themselves.
PATTERNS: dict[str, str] = {
    **v.RENEWAL_PATTERNS,
    "delistings_above_usual": "more names came off in a month than in any of the twelve before",
    "divergence": "a first easing step while another sender on the same target holds",
}


class DeedSignals(Table):
    """One step on the easing ladder by one event under one regime: done, promised before, or a licence that lapsed."""

    _key = ("event_id", "regime", "rung", "direction", "manner")
    _layer = "marts"
    _published = False

    event_id: pl.String = col("Event: documents of one event are one deed")
    manner: pl.String = col("done, promised (announced before the act) or lapsed (a licence ran out)", isin=("done", "promised", "lapsed"))
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    regime: pl.String = col("Legal programme")
    measure: pl.String = col("Measure, or `multiple`", isin=v.MEASURES)
    subject: pl.String = col("Subjects, separated by `;`")
    rung: pl.String = col("Rung of the easing ladder", isin=v.RUNGS)
    direction: pl.Int32 = col("+1 easing, -1 tightening, 0 holding", isin=(-1, 0, 1))
    announcement_id: pl.String = col("Document behind it")
    title: pl.String = col("What the document is")
    signal_on: pl.Date = col("Day on which the public could know it")
    effective_on: pl.Date = col("First day of effect", nullable=True)
    change: pl.String = col("For re-issued licences: what changed", nullable=True, isin=v.CHANGES)
    evidence: pl.String = col("What the document does")
    denied_on: pl.Date = col("Day on which officials had last refused what this exemption gives", nullable=True)
    confidence: pl.String = col("How sure the rows behind it are", isin=v.CONFIDENCES)
    withdrawn_on: pl.Date = col("Day on which a later document showed that the licence had not lapsed", nullable=True)


class StatementSignals(Table):
    """One thing said about easing or tightening, on its rung."""

    _key = ("statement_id",)
    _published = False

    statement_id: pl.String = col("The thing said", unique=True)
    event_id: pl.String = col("Event it belongs to")
    signal_on: pl.Date = col("Day it was said")
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    regime: pl.String = col("Regime spoken of", nullable=True)
    measure: pl.String = col("Measure spoken of", nullable=True, isin=v.MEASURES)
    rung: pl.String = col("Rung of the easing ladder", isin=v.RUNGS)
    stage: pl.String = col("announced or intent", isin=("announced", "intent"))
    direction: pl.Int32 = col("+1 easing, -1 tightening, 0 holding", isin=(-1, 0, 1))
    stance: pl.String = col("What is said", isin=v.STANCES)
    modality: pl.String = col("How firmly it is said", isin=v.MODALITIES)
    speaker_side: pl.String = col("For whom the speaker speaks; `none` when the state itself acts", isin=(*v.SPEAKER_SIDES, "none"))
    strength: pl.String = col("Whether the text itself grades it", isin=v.STRENGTHS)
    speaker: pl.String = col("Who says it", nullable=True)
    announcement_id: pl.String = col("Document that reports it")
    evidence: pl.String = col("What was said")
    confidence: pl.String = col("How sure the rows behind it are", isin=v.CONFIDENCES)


class RenewalSignals(Table):
    """One thing that a renewal says beyond prolonging, against the renewals before it."""

    _key = ("signal_id",)
    _published = False

    signal_id: pl.String = col("Event, regime and pattern", unique=True)
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    regime: pl.String = col("Legal programme")
    pattern: pl.String = col("What is unusual about it", isin=PATTERNS)
    direction: pl.Int32 = col("+1 towards easing, -1 towards tightening", isin=(-1, 1))
    announcement_id: pl.String = col("Act that renews")
    title: pl.String = col("What the document is")
    signal_on: pl.Date = col("Day on which the public could know it")
    evidence: pl.String = col("The comparison in a sentence")
    confidence: pl.String = col("How sure the rows behind it are", isin=v.CONFIDENCES)


class DelistingSignals(RenewalSignals):
    """One month in which more names came off the lists than in any of the twelve before."""

    _layer = "marts"


class DivergenceSignals(RenewalSignals):
    """One easing step that another sender of sanctions on the same target did not go along with."""

    _layer = "marts"


class EasingSteps(Table):
    """One enacted easing step that is not routine, by one event and rung."""

    _key = ("step_id", "sender", "target")

    step_id: pl.String = col("Event and rung", regex=ID)
    event_id: pl.String = col("Event: documents of one event are one step")
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    regime: pl.String = col("Legal programme, the first where there are several")
    rung: pl.String = col("Rung of the easing ladder", isin=v.RUNGS)
    step_on: pl.Date = col("Day on which the public could know it")
    announcement_id: pl.String = col("Document behind it")
    title: pl.String = col("What the document is")
    evidence: pl.String = col("What the document does")
    subjects: pl.Int64 = col("Subjects that it names", ge=0)
    removed_count: pl.Int64 = col("Names removed by the act's own count, where one is known", nullable=True)
    comes_with_measure: pl.Boolean = col("True for an exemption of a day on which the sender also took a measure or listed names")
    confidence: pl.String = col("How sure the rows behind it are", isin=v.CONFIDENCES)


class WeighedDeeds(EasingSignals):
    """One deed as a signal, with its weight."""

    _published = False


class WeighedStatements(EasingSignals):
    """One thing said as a signal, with its weight."""

    _layer = "core"
    _published = False


class WeighedPatterns(EasingSignals):
    """One pattern as a signal, with its weight."""

    _published = False
