"""`docs/coverage.md`: what the register covers, how sure it is, and what an analyst must not trust.

What belongs here: the page. What does not: numbers that the published tables do not have.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from pipelines import models, plain_run
from pipelines.register.load import load
from pipelines.settings import REGISTER, SQL, Settings

_REGIMES = """
    with acts as (
        select regime, count(*) as acts,
            round(100.0 * count(*) filter (confidence = 'verified') / count(*)) as verified,
            round(100.0 * count(*) filter (confidence = 'partly_verified') / count(*)) as partly,
            round(100.0 * count(*) filter (confidence = 'conflicting') / count(*)) as conflicting,
            round(100.0 * count(*) filter (confidence = 'unverified') / count(*)) as unverified
        from announcements group by regime
    ),
    effects as (select regime, count(*) as effects from actions group by regime),
    windows as (
        select regime, count(*) as windows, count(*) filter (valid_from <= $day and (valid_to is null or $day < valid_to)) as open_now
        from sanction_windows where known_to is null group by regime
    ),
    sunsets as (select regime, count(distinct set_on) as sunsets from regime_sunsets group by regime),
    licences as (select regime, count(*) as carve_outs from carve_outs where known_to is null group by regime)
    select acts.regime, acts.acts, coalesce(effects, 0), coalesce(windows, 0), coalesce(open_now, 0), coalesce(sunsets, 0),
        coalesce(carve_outs, 0), verified::int, partly::int, conflicting::int, unverified::int
    from acts left join effects using (regime) left join windows using (regime)
    left join sunsets using (regime) left join licences using (regime)
    order by acts.regime
"""
_SILENT_SUNSETS = """
    select regime, expires_on, min(known_from) as from_day, max(coalesce(known_to, date '9999-12-31')) as to_day,
        bool_or(phase = 'renewal_missing')
    from regime_sunsets where phase <> 'sunset' group by regime, expires_on order by regime, expires_on
"""
_UNDATED = """
    select a.regime, a.action_id, a.action, a.evidence from actions as a
    where a.effective_on is null and a.action <> 'other' order by a.regime, a.action_id
"""
_UNVERIFIED_RENEWALS = """
    select regime, action_id, coalesce(cast(effective_on as varchar), 'no date'), evidence from actions
    where action = 'extend' and term is null and confidence = 'unverified' or action = 'extend' and confidence = 'unverified'
    order by regime, action_id
"""
_UNCONFIRMED = """
    select regime, count(*) from announcements
    where number like '%unconfirmed%' group by regime order by regime
"""
_WITHOUT_NAMES = """
    with rounds as (
        select regime, announcement_id, max(added_count) as added, max(removed_count) as removed from actions
        where subject = 'group:unnamed' group by regime, announcement_id
    )
    select regime, count(*), coalesce(sum(added), 0)::bigint, coalesce(sum(removed), 0)::bigint from rounds group by regime order by regime
"""
_LICENCE_GAPS = """
    with ordered as (
        select chain, number, valid_from, valid_to, lead(valid_from) over w as next_from, lead(number) over w as next_number
        from carve_outs where known_to is null window w as (partition by sender, target, regime, chain order by valid_from)
    )
    select chain, number, valid_to, next_number, next_from from ordered where valid_to < next_from order by chain, valid_to
"""
_UNVERIFIED_LICENCES = """
    select chain, string_agg(coalesce(number, '-'), ', ' order by valid_from) from carve_outs
    where known_to is null and confidence = 'unverified' group by chain order by chain
"""


def page() -> str:
    """The page, from a run on the embedded register with the register's own last day as its clock."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            home=Path(folder),
            register_dir=REGISTER / "acts",
            aliases=REGISTER / "aliases.yaml",
            weights=SQL / "seeds" / "signal_weights.csv",
        )
        day = max(date.fromisoformat(text) for text in _recorded_on(settings))
        plain_run.run(settings, day)
        return _write(settings, day)


def _recorded_on(settings: Settings) -> list[str]:
    """The days on which the register was added to: the last one is the clock of the page."""
    return load(settings.register_dir, settings.aliases, "coverage").register_acts["recorded_on"].to_list()


def _write(settings: Settings, day: date) -> str:
    with models.connect(settings.database, read_only=True) as connection:

        def rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
            return connection.execute(sql, values or None).fetchall()

        out = [
            "# Coverage: what the register has, and what not to trust",
            "",
            f"Generated by `make docs` from a run on the embedded register as of {day}. "
            "A window is as sure as the least sure act that bounds it.",
            "",
            "## Regimes",
            "",
            "Confidence is the share of documents in per cent: verified / partly verified / conflicting / unverified.",
            "",
            "| regime | documents | effects | windows | in force | sunsets set | carve-outs | confidence |",
            "|---|--:|--:|--:|--:|--:|--:|---|",
        ]
        out += ["| `{}` | {} | {} | {} | {} | {} | {} | {} / {} / {} / {} |".format(*row) for row in rows(_REGIMES, day=day)]
        out += ["", "## Known gaps", "", "### Sunsets that passed with no dated renewal on record", ""]
        out += ["The measures are kept open (W8). Between the two days their legal basis rests on nothing that the register can show.", ""]
        out += ["| regime | sunset | silent from | until | later acts build on it |", "|---|---|---|---|---|"]
        for regime, expires_on, from_day, to_day, is_built_on in rows(_SILENT_SUNSETS):
            until = "today" if to_day == date(9999, 12, 31) else to_day
            out.append(f"| `{regime}` | {expires_on} | {from_day} | {until} | {'yes' if is_built_on else 'no'} |")
        out += ["", "### Renewals that rest on no source, and therefore do not count", ""]
        out += ["| regime | row | date | what is said |", "|---|---|---|---|"]
        out += [f"| `{regime}` | {row} | {when} | {text} |" for regime, row, when, text in rows(_UNVERIFIED_RENEWALS)]
        out += [
            "",
            "### Effects without any date: they make no window",
            "",
            "| regime | row | action | what is said |",
            "|---|---|---|---|",
        ]
        out += [f"| `{regime}` | {row} | {action} | {text} |" for regime, row, action, text in rows(_UNDATED)]
        out += [
            "",
            "### Gaps in licence chains",
            "",
            "Days on which no number of the chain was in force, as far as the register knows.",
            "",
        ]
        out += ["| chain | number | ended | next | from |", "|---|---|---|---|---|"]
        out += [f"| `{chain}` | {number} | {ended} | {after} | {start} |" for chain, number, ended, after, start in rows(_LICENCE_GAPS)]
        out += ["", "### Licences that rest on no source", "", "| chain | numbers |", "|---|---|"]
        out += [f"| `{chain}` | {numbers} |" for chain, numbers in rows(_UNVERIFIED_LICENCES)]
        out += ["", "### Rounds of which the register has a count and no names: they open no window", ""]
        out += ["| regime | rounds | names added | names removed |", "|---|--:|--:|--:|"]
        out += [f"| `{regime}` | {count} | {added} | {removed} |" for regime, count, added, removed in rows(_WITHOUT_NAMES)]
        out += ["", "### Documents whose number nobody has confirmed", "", "| regime | documents |", "|---|--:|"]
        out += [f"| `{regime}` | {count} |" for regime, count in rows(_UNCONFIRMED)]
    return "\n".join(out) + "\n"
