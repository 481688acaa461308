"""The easing index by day, its clusters, episodes and tests, and the scoreboard.

What belongs here: columns and what they mean. What does not: the signals (`marts.py`), how things are computed (`sql/marts`,
`pipelines/backtest`, `pipelines/scoreboard`).
"""

import polars as pl

from schemas.core import ID
from schemas.marts import ORIGINS
from schemas.table import Table, col


class SignalClusters(Table):
    """One easing signal in its cluster: everything that reports the same thing weighs once."""

    _key = ("signal_id",)
    _layer = "marts"

    signal_id: pl.String = col("The signal, see `easing_signals`", unique=True, regex=ID)
    cluster_id: pl.String = col("What the members of the cluster report")
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    direction: pl.Int32 = col("+1 easing, -1 tightening, 0 holding", isin=(-1, 0, 1))
    origin: pl.String = col("Where the signal comes from", isin=ORIGINS)
    weight: pl.Float64 = col("Weight of the signal", ge=0)
    signal_on: pl.Date = col("Day on which the public could know it")
    is_representative: pl.Boolean = col("True for the one member that weighs in `easing_index`: the act before its promise before words")
    members: pl.Int64 = col("Members of the cluster", ge=1)
    counts_from: pl.Date = col("Day from which it weighs in `easing_daily`; NULL = never, another member did", nullable=True)
    counts_to: pl.Date = col("Day from which a stronger member weighs in its place; NULL = it goes on", nullable=True)


class EasingDaily(Table):
    """One dyad and day, as known on that day."""

    _key = ("sender", "target", "day")
    _layer = "marts"

    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    day: pl.Date = col("The day; nothing known later is in its row")
    easing: pl.Float64 = col("What easing signals still weigh: each weight halves every `half_life_days`", ge=0)
    tightening: pl.Float64 = col("What tightening and holding signals still weigh", ge=0)
    net: pl.Float64 = col("easing - tightening")
    momentum: pl.Float64 = col("net less the net `momentum_days` before; NULL where there was none", nullable=True)
    hard_net: pl.Float64 = col("net of acts and lapses alone, the baseline that the soft signals must beat")


class EasingDivergence(Table):
    """One pair of senders on the same target and month."""

    _key = ("target", "sender", "other_sender", "month")
    _layer = "marts"

    target: pl.String = col("On whom")
    sender: pl.String = col("One sender")
    other_sender: pl.String = col("Another, later in the alphabet")
    month: pl.Date = col("First day of the month")
    day: pl.Date = col("Day compared: the last of the month or of the run")
    net: pl.Float64 = col("`easing_daily.net` of the one sender")
    other_net: pl.Float64 = col("`easing_daily.net` of the other")
    divergence: pl.Float64 = col("net - other_net: above 0 the first eases more")
    state: pl.String = col("both_ease, both_hold, or whose net alone is above 0")


class EasingEpisodes(Table):
    """One easing episode: enacted steps that are not routine, each within 30 days of the one before."""

    _key = ("episode_id",)
    _layer = "marts"

    episode_id: pl.String = col("Dyad and first day", unique=True, regex=ID)
    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    began_on: pl.Date = col("Day on which its first step was known")
    last_step_on: pl.Date = col("Day on which its last step was known, as of the run")
    steps: pl.Int64 = col("Steps, see `easing_steps`", ge=1)
    rungs: pl.String = col("Rungs of its steps, separated by `;`")
    only_with_measures: pl.Boolean = col("True where every step is a licence of a day with new measures: it softens those, not old ones")
    announcement_id: pl.String = col("Document of the first step")
    evidence: pl.String = col("What the first step does")
    step_ids: pl.String = col("Its steps in order, separated by spaces")


class Backtest(Table):
    """One dyad and horizon, over all days or over those held out."""

    _key = ("sender", "target", "horizon_days", "part")
    _layer = "marts"

    sender: pl.String = col("Whose sanctions")
    target: pl.String = col("On whom")
    horizon_days: pl.Int64 = col("Days within which an episode had to begin", ge=1)
    part: pl.String = col("all, or held_out: the days from 2019 on, none of which chose anything", isin=("all", "held_out"))
    days: pl.Int64 = col("Days asked: those whose horizon was over at the clock", ge=0)
    episodes: pl.Int64 = col("Episodes that began within reach of these days", ge=0)
    precision: pl.Float64 = col(
        "Share of alarm days followed in time by an episode; an alarm is a forecast above the base rate; NULL without any", nullable=True
    )
    recall: pl.Float64 = col("Share of episodes with an alarm within the horizon before them", nullable=True)
    lead_days_median: pl.Float64 = col("Median days from the first such alarm to the episode", nullable=True)
    brier: pl.Float64 = col("Brier score of the forecast from the index; lower is better", nullable=True)
    brier_base_rate: pl.Float64 = col("The same of the base rate known on the day", nullable=True)
    brier_repeat: pl.Float64 = col("The same of `last month repeats`", nullable=True)
    brier_hard_only: pl.Float64 = col("The same of the index made of acts and lapses alone", nullable=True)
    skill: pl.String = col("yes, no or undecided, by both intervals", isin=("yes", "no", "undecided"))
    auc: pl.Float64 = col("Chance that the index is higher before an episode than not; 0.5 is chance", nullable=True)
    auc_low: pl.Float64 = col("Lower end of its 95 % block bootstrap interval", nullable=True)
    auc_high: pl.Float64 = col("Upper end", nullable=True)
    gain: pl.Float64 = col("brier_base_rate - brier", nullable=True)
    gain_low: pl.Float64 = col("Lower end of its 95 % block bootstrap interval", nullable=True)
    gain_high: pl.Float64 = col("Upper end", nullable=True)
    soft_gain: pl.Float64 = col("brier_hard_only - brier: what the soft signals add", nullable=True)
    soft_gain_low: pl.Float64 = col("Lower end of its 95 % block bootstrap interval", nullable=True)
    soft_gain_high: pl.Float64 = col("Upper end", nullable=True)
    first_day: pl.Date = col("First day asked", nullable=True)
    last_day: pl.Date = col("Last day asked", nullable=True)
    alarm_days: pl.Int64 = col("Days with an alarm; on many of `days` it says little, however high the recall", ge=0)


class DatasetComparison(Table):
    """One field of one case of a published dataset against our windows."""

    _key = ("dataset", "case_id", "sender", "target", "field")
    _layer = "marts"

    dataset: pl.String = col("IST, EUSANCT or GSDB, from the file that the user supplies")
    case_id: pl.String = col("Its case; EUSANCT cases have the sender behind a slash")
    sender: pl.String = col("Sender as coded")
    target: pl.String = col("Target as coded")
    field: pl.String = col("start, end (inclusive last day), ongoing, gradual, expiry, review; scope = not compared")
    theirs: pl.String = col("What the dataset says", nullable=True)
    ours: pl.String = col("What our windows say, as of the dataset's last day", nullable=True)
    agrees: pl.Boolean = col("Whether both say the same; NULL where not compared", nullable=True)
    days_apart: pl.Int64 = col("Ours less theirs in days, for days", nullable=True)
    our_act: pl.String = col("Announcement behind our side, or behind the difference", nullable=True)
    explanation: pl.String = col("Why the sides differ, or why the case is not compared", nullable=True)


class Scoreboard(Table):
    """One measure of how good the project is."""

    _key = ("area", "measure")
    _layer = "marts"

    area: pl.String = col("What is measured: the index, windows against a dataset, extracted against curated actions")
    measure: pl.String = col("The measure")
    value: pl.Float64 = col("Its value; NULL where there was nothing to measure", nullable=True)
    low: pl.Float64 = col("Lower end of its 95 % interval", nullable=True)
    high: pl.Float64 = col("Upper end", nullable=True)
    baseline: pl.Float64 = col("What one gets without the index", nullable=True)
    bar: pl.Float64 = col("Agreement between human coders: the bar to beat", nullable=True)
    n: pl.Int64 = col("Days or cases behind it", ge=0)
    note: pl.String = col("What to know about it", nullable=True)
