"""Licence chains of the US, and the listings they were cut out of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ask

# Day -> licences of some families that must be in force, and families of which nothing is.
ON = {
    # Ukraine GL 13-16: the firms listed on 6 April 2018; 15C rests on no source and is marked so
    "2019-01-20": (
        {("us-ukraine-gl-13", "13I"), ("us-ukraine-gl-14", "14E"), ("us-ukraine-gl-15", "15C"), ("us-ukraine-gl-16", "16E")},
        {"us-russia-gl-8", "us-russia-gl-13", "us-russia-gl-134"},
    ),
    # the GAZ licences ran out on 25 May 2022
    "2022-05-26": ({("us-russia-gl-8", "8B"), ("us-russia-gl-13", "13A")}, {"us-ukraine-gl-13", "us-ukraine-gl-15", "us-russia-gl-134"}),
    # oil on vessels: 134 of 12 March 2026, replaced by 134A on 19 March
    "2026-03-20": (
        {
            ("us-russia-gl-134", "134A"),
            ("us-russia-gl-133", "133"),
            ("us-russia-gl-13", "13P"),
            ("us-russia-gl-124", "124B"),
            ("us-russia-gl-128", "128B"),
            ("us-russia-gl-129", "129A"),
            ("us-russia-gl-131", "131D"),
        },
        {"us-russia-gl-8", "us-russia-gl-135"},
    ),
    # diesel: 135 of 9 October 2026; 134C ran out on 17 June
    "2026-10-15": (
        {
            ("us-russia-gl-135", "135"),
            ("us-russia-gl-13", "13S"),
            ("us-russia-gl-128", "128C"),
            ("us-russia-gl-130", "130A"),
            ("us-russia-gl-131", "131J"),
            ("us-russia-gl-129", "129A"),
        },
        {"us-russia-gl-134", "us-russia-gl-133", "us-russia-gl-8"},
    ),
}


@pytest.mark.parametrize("day", ON)
def test_w7_licences_in_force_on_a_day(published: Path, day: str) -> None:
    members, absent = ON[day]
    rows = set(ask(published, "select chain, number from carve_outs_on(?) where sender = 'US'", day))
    assert members <= rows
    assert not {chain for chain, _ in rows} & absent
    for chain, number in members:
        assert {(c, n) for c, n in rows if c == chain} == {(chain, number)}  # one number of a chain at a time


def test_members_that_rest_on_no_source_are_marked(published: Path) -> None:
    assert ask(published, "select confidence from carve_outs_on('2019-01-20') where number = '15C'") == [("unverified",)]


def test_rusal_en_plus_and_eurosibenergo_were_delisted_and_gaz_was_not(published: Path) -> None:
    rows = ask(
        published,
        "select subject, valid_from::varchar, valid_to::varchar, closing from sanction_windows"
        " where known_to is null and measure = 'asset_freeze'"
        " and subject in ('entity:rusal', 'entity:en-plus', 'entity:eurosibenergo', 'entity:gaz-group') order by subject",
    )
    assert rows == [
        ("entity:en-plus", "2018-04-06", "2019-01-27", "delisted"),
        ("entity:eurosibenergo", "2018-04-06", "2019-01-27", "delisted"),
        ("entity:gaz-group", "2018-04-06", None, None),
        ("entity:rusal", "2018-04-06", "2019-01-27", "delisted"),
    ]


def test_a_licence_that_lapses_tightens_unless_its_subject_was_delisted(published: Path) -> None:
    lapses = {
        row[0]
        for row in ask(published, "select announcement_id from easing_signals where rung = 'lapse' and direction = -1 and sender = 'US'")
    }
    assert any("134C" in name or "RGL-134" in name for name in lapses)
    assert not any("UGL-14E" in name for name in lapses)  # Rusal was off the list on 27 January 2019, the licence ran to the 28th


def test_a_renewal_after_a_denial_has_its_own_rationale(published: Path) -> None:
    rows = ask(published, "select signal_on::varchar, rationale from easing_signals where rationale like '%ruled it out%' order by 1")
    assert [day for day, _ in rows] == ["2026-04-17", "2026-05-18"]  # GL 134B and 134C
    assert "2026-04-15" in rows[0][1]


def test_open_ended_replacements_weigh_as_easing(published: Path) -> None:
    rows = ask(published, "select count(*), min(direction) from easing_signals where rung = 'exemption' and rationale like '%open ended%'")
    assert rows[0][0] > 0
    assert rows[0][1] == 1


def test_counted_rounds_are_announcements_and_open_nothing(published: Path) -> None:
    assert ask(published, "select count(*) from sanction_windows where subject = 'group:unnamed'") == [(0,)]
    assert ask(
        published,
        "select count(*) > 50, bool_and(action in ('list', 'delist', 'expand', 'other')) from actions where subject = 'group:unnamed'",
    ) == [(True, True)]


def test_every_dyad_answers_as_known(published: Path) -> None:
    rows = dict(ask(published, "select sender || target, count(*) from active_as_known('2022-03-01', '2022-03-01') group by 1"))
    assert {"EURU", "USRU", "RUTR"} <= rows.keys()
