"""Renewal chains of the EU regimes, as known on the days around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ask

# Sunset after sunset, in the order in which they were set; `?` before a sunset that passed with no dated renewal on record.
CHAINS = {
    "eu-833-2014": """2015-07-31 2016-01-31 2016-07-31 2017-01-31 2017-07-31 2018-01-31 2018-07-31 2019-01-31 2019-07-31 2020-01-31
        2020-07-31 2021-01-31 2021-07-31 2022-01-31 2022-07-31 2023-01-31 2023-07-31 2024-01-31 2024-07-31 2025-01-31 2025-07-31
        2026-01-31 2026-07-31 2027-07-31""",
    "eu-269-2014": """2014-09-17 2015-03-15 2015-09-15 2016-03-15 2016-09-15 2017-03-15 2017-09-15 2018-03-15 2018-09-15 2019-03-15
        2019-09-15 2020-03-15 2020-09-15 2021-03-15 2021-09-15 2022-03-15 2022-09-15 2023-03-15 2023-09-15 2024-03-15 2024-09-15
        2025-03-15 2025-09-15 2026-03-15 ?2026-09-15""",
    "eu-692-2014": """2015-06-23 2016-06-23 2017-06-23 2018-06-23 2019-06-23 2020-06-23 2021-06-23 2022-06-23 ?2023-06-23 2025-06-23
        ?2026-06-23""",
    "eu-2022-263": "2023-02-24 2024-02-24 2025-02-24 2026-02-24 2027-02-24",
    "eu-2024-1485": "?2025-05-28",
    "eu-2024-2642": "2025-10-09 2026-10-09 2027-10-09",
    "eu-208-2014": "2015-03-06 2016-03-06 2017-03-06 2018-03-06 2019-03-06 2020-03-06 2021-03-06 2022-03-06 ?2023-03-06",
}


@pytest.mark.parametrize("regime", CHAINS)
def test_the_chain_of_sunsets(published: Path, regime: str) -> None:
    rows = ask(
        published,
        "select case when bool_or(phase <> 'sunset') then '?' else '' end || expires_on from regime_sunsets"
        " where regime = ? group by expires_on, set_on order by set_on",
        regime,
    )
    assert [text for (text,) in rows] == CHAINS[regime].split()


# Renewal known on, sunset before it, sunset it set (Council decisions 2015/971, 2016/1071, 2018/964, 2025 and 2026/1437).
RENEWALS = [
    ("2015-06-22", "2015-07-31", "2016-01-31"),
    ("2016-07-01", "2016-07-31", "2017-01-31"),
    ("2018-07-05", "2018-07-31", "2019-01-31"),
    ("2025-06-30", "2025-07-31", "2026-01-31"),
    ("2026-06-25", "2026-07-31", "2027-07-31"),
]


@pytest.mark.parametrize(("renewed", "old", "new"), RENEWALS)
def test_w3_in_force_as_known_on_the_days_around_a_renewal(published: Path, renewed: str, old: str, new: str) -> None:
    question = (
        "select count(*) from active_as_known(cast(? as date) + cast(? as integer), cast(? as date) + cast(? as integer))"
        " where regime = 'eu-833-2014' and measure = 'arms_embargo'"
    )

    def in_force(day: str, plus: int, known: str, known_plus: int) -> bool:
        return ask(published, question, day, plus, known, known_plus) == [(1,)]

    assert in_force(old, 0, renewed, -1)  # the last day of the old term was certain
    assert not in_force(old, 1, renewed, -1)  # the day after was not, before the renewal
    assert in_force(old, 1, renewed, 0)  # it was from the day of the renewal
    assert in_force(new, 0, renewed, 0)
    assert not in_force(new, 1, renewed, 0)


def test_w3_the_example_of_the_design(published: Path) -> None:
    sectoral = "regime = 'eu-833-2014' and measure = 'arms_embargo'"
    assert ask(published, f"select count(*) from active_as_known('2016-09-01', '2016-06-01') where {sectoral}") == [(0,)]
    assert ask(published, f"select count(*) from active_on('2016-09-01') where {sectoral}") == [(1,)]


def test_w4_the_first_sectoral_ban_is_one_unbroken_window(published: Path) -> None:
    rows = ask(
        published,
        "select measure, valid_from::varchar, valid_to::varchar, renewals, closing from sanction_windows"
        " where regime = 'eu-833-2014' and valid_from = '2014-08-01' and known_to is null order by measure, subject",
    )
    assert {row[0] for row in rows} == {"arms_embargo", "export_ban", "financial_restriction"}
    assert {row[1:] for row in rows} == {("2014-08-01", "2027-08-01", 23, "sunset")}


def test_w8_passed_sunsets_are_alarms_never_lapses(published: Path) -> None:
    alarms = dict(ask(published, "select regime, alarm from sunset_calendar"))
    assert alarms == {
        "eu-833-2014": "none",
        "eu-2022-263": "none",
        "eu-2024-2642": "none",
        "eu-269-2014": "renewal_missing",  # 15 September 2026, later acts build on it
        "eu-2024-1485": "renewal_missing",  # 28 May 2025, later acts build on it
        "eu-692-2014": "overdue",  # 23 June 2026, nothing on record since
        "eu-208-2014": "renewal_missing",  # 6 March 2023; a renewal without a term of March 2026 builds on it
    }
    rows = ask(
        published,
        "select regime, count(*), count(valid_to) from sanction_windows"
        " where known_to is null and closing in ('overdue', 'renewal_missing') group by regime",
    )
    assert {regime for regime, _, _ in rows} == {"eu-269-2014", "eu-2024-1485", "eu-692-2014", "eu-208-2014"}
    assert all(ends == 0 for _, _, ends in rows)
    assert ask(published, "select count(*) from easing_signals where rung = 'lapse' and direction = 1 and sender = 'EU'") == [(0,)]


def test_the_length_of_each_renewal_is_on_record(published: Path) -> None:
    rows = dict(ask(published, "select regime, renewal_days from sunset_calendar"))
    assert rows["eu-2022-263"] == "365;366;365;365"  # years; 2024 was a leap year
    assert rows["eu-833-2014"].split(";")[-1] == "365"  # the first renewal of twelve months
    assert rows["eu-2024-1485"] is None


def test_unusual_renewals_are_signals(published: Path) -> None:
    rows = ask(
        published, "select signal_on::varchar, direction from easing_signals where signal_id like '%/eu-833-2014/first_twelve_months'"
    )
    assert rows == [("2026-06-25", -1)]
    late = ask(published, "select signal_on::varchar from easing_signals where signal_id like '%/eu-833-2014/renewal_later' order by 1")
    assert late[0] == ("2022-07-26",)


def test_paired_acts_make_one_window(published: Path) -> None:
    rows = ask(
        published,
        "select count(*) from (select sender, target, regime, measure, subject, status, valid_from from sanction_windows"
        " where known_to is null group by all having count(*) > 1)",
    )
    assert rows == [(0,)]
