"""What was in force against Turkey on eleven days, written out with the act beside each line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ask

# Products of the list of Resolution 1296, by the act that took them off it.
BY_1020 = {"hs:080510", "hs:080520", "hs:080910", "hs:080930", "hs:080940"}  # Resolution 1020, from 20 October 2016
BY_276 = {"hs:060312", "hs:070310", "hs:070410", "hs:170410", "hs:250100"}  # Resolution 276, March 2017 (day unknown: 31)
BY_672 = {"hs:020714", "hs:020727", "hs:070700", "hs:080610", "hs:080810", "hs:080830", "hs:081010"}  # Resolution 672, 10 June 2017
TOMATOES = {"hs:070200"}  # resolution of 26 October 2017: quota instead of ban from 1 November 2017
ALL_18 = BY_1020 | BY_276 | BY_672 | TOMATOES

SERVICES = {"construction", "architecture_engineering", "travel_agencies", "hotels", "public_procurement", "wood_processing"}

# (measure, subjects) -> first day, first day without, acts. Subjects without `:` are sectors.
EXPECTED = [
    ("import_ban_framework", {"country:TR"}, "2015-11-28", None, "Decree 583 para 1(a); never repealed"),
    ("services_ban_framework", {"country:TR"}, "2015-11-28", "2017-05-31", "Decree 583 para 1(b); Decree 244"),
    ("tourism_sales_ban", {"tourism"}, "2015-11-28", "2016-06-30", "Decree 583; Decree 314"),
    ("road_haulage_control", {"road_transport"}, "2015-11-28", None, "Decree 583; no act of lifting found"),
    ("port_safety_control", {"maritime_transport"}, "2015-11-28", None, "Decree 583; end unknown"),
    ("aviation_security", {"air_transport_regular"}, "2015-12-01", None, "Decree 583; kept on 28 August 2016"),
    ("flight_ban", {"air_transport_charter"}, "2015-12-01", "2016-08-28", "Resolution 1296; resolution of August 2016"),
    ("intergovernmental_commission_suspension", {"country:TR"}, "2015-12-01", "2016-07-22", "Resolution 1296; resolution of July 2016"),
    ("negotiations_suspension", {"country:TR"}, "2015-12-01", "2016-07-22", "Resolution 1296; resolution of July 2016"),
    ("joint_project_suspension", {"entity:joint-ru-tr-investment-fund"}, "2015-12-01", "2016-07-22", "Resolution 1296"),
    ("joint_project_suspension", {"entity:turkish-stream"}, "2015-12-01", "2016-10-10", "talks stopped; agreement of 10 October 2016"),
    ("labour_hire_ban", {"labour"}, "2016-01-01", "2017-05-31", "Decree 583 para 1(c); Decree 244"),
    ("visa_free_suspension", {"country:TR"}, "2016-01-01", None, "Decree 583; open for ordinary passports"),
    ("road_haulage_permit_limit", {"road_transport"}, "2016-01-01", "2017-01-01", "Resolution 1296, permits for 2016 only"),
    ("services_ban", SERVICES, "2016-01-01", "2017-05-31", "Resolution 1457; Decree 244 takes away its basis"),
    ("import_ban", BY_1020, "2016-01-01", "2016-10-20", "Resolution 1296; Resolution 1020"),
    ("import_ban", BY_276, "2016-01-01", "2017-03-31", "Resolution 1296; Resolution 276"),
    ("import_ban", BY_672, "2016-01-01", "2017-06-10", "Resolution 1296; Resolution 672"),
    ("import_ban", TOMATOES, "2016-01-01", "2017-11-01", "Resolution 1296; resolution of 26 October 2017"),
    ("import_quota", TOMATOES, "2017-11-01", None, "resolution of 26 October 2017; raised since, never removed"),
]
STRUCK_OFF = {
    "anex",
    "attida",
    "bentour",
    "coral-travel",
    "pegas",
    "renaissance-property-management",
    "sunmar",
}  # Rosturizm, 1 January 2016

DAYS = {
    "2015-11-27": 0,
    "2015-12-15": 0,
    "2016-01-01": 18,
    "2016-06-29": 18,
    "2016-07-01": 18,
    "2016-08-27": 18,
    "2016-08-28": 18,
    "2016-10-20": 13,
    "2017-06-15": 1,
    "2017-10-31": 1,
    "2017-11-01": 0,
}


def _expected_on(day: str) -> set[tuple[str, str]]:
    found = {
        (measure, subject if ":" in subject else f"sector:{subject}")
        for measure, subjects, first, after, _ in EXPECTED
        if first <= day and (after is None or day < after)
        for subject in subjects
    }
    if day >= "2016-01-01":
        found |= {("tour_operator_deregistration", f"entity:{name}") for name in STRUCK_OFF}
    return found


@pytest.mark.parametrize("day", DAYS)
def test_measures_of_the_decree_on_a_day(published: Path, day: str) -> None:
    rows = ask(published, "select measure, subject from active_on(?) where sender = 'RU' and target = 'TR' and regime = 'ru-583-2015'", day)
    assert set(rows) == _expected_on(day)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("day", "products"), DAYS.items())
def test_product_positions_fall_from_18_to_none(published: Path, day: str, products: int) -> None:
    rows = ask(published, "select count(*) from active_on(?) where regime = 'ru-583-2015' and measure = 'import_ban'", day)
    assert rows == [(products,)]


def test_eight_products_are_left_after_march_2017(published: Path) -> None:
    rows = ask(published, "select subject from active_on('2017-04-01') where regime = 'ru-583-2015' and measure = 'import_ban'")
    assert {subject for (subject,) in rows} == BY_672 | TOMATOES


def test_before_the_decree_only_measures_of_agencies_were_in_force(published: Path) -> None:
    rows = ask(published, "select measure, subject from active_on('2015-11-27') where sender = 'RU' and target = 'TR'")
    assert set(rows) == {
        ("tourism_sales_ban", "sector:tourism"),  # Rosturizm's recommendation of 24 November
        ("enhanced_border_control", "country:TR"),  # reported customs practice of 25 November
        ("enhanced_border_control", "sector:agriculture"),  # Rosselkhoznadzor, 26 November
        ("military_cooperation_suspension", "sector:military"),  # Ministry of Defence, 26 November
        ("education_cooperation_suspension", "sector:education"),  # Ministry of Education, 27 November
    }


def test_frame_provisions_are_not_the_lists_made_under_them(published: Path) -> None:
    framework = ask(published, "select valid_from from active_on('2015-12-15') where measure = 'import_ban_framework'")
    lists = ask(published, "select count(*) from active_on('2015-12-15') where sender = 'RU' and measure in ('import_ban', 'services_ban')")
    assert (len(framework), lists) == (1, [(0,)])


def test_quota_follows_the_tomato_ban_without_a_gap_and_stays(published: Path) -> None:
    rows = ask(
        published,
        "select measure, valid_from::varchar, valid_to::varchar, closing from sanction_windows"
        " where subject = 'hs:070200' and regime = 'ru-583-2015' and known_to is null order by valid_from",
    )
    assert rows == [("import_ban", "2016-01-01", "2017-11-01", "superseded"), ("import_quota", "2017-11-01", None, None)]


def test_quota_was_raised_step_by_step(published: Path) -> None:
    steps = ["50,000", "100,000", "150,000", "200,000", "250,000", "300,000", "350,000", "500,000"]
    texts = ask(
        published, "select evidence from actions where measure = 'import_quota' and action = 'narrow' order by effective_on, known_on"
    )
    assert len(texts) == len(steps)
    for step, (text,) in zip(steps, texts, strict=True):
        assert f"to {step} t" in text or f"at {step} t" in text


def test_what_was_known_on_29_november_2015(published: Path) -> None:
    rows = ask(published, "select measure from active_as_known('2016-02-01', '2015-11-29') where target = 'TR'")
    measures = {measure for (measure,) in rows}
    assert "labour_hire_ban" in measures  # Decree 583, published on 28 November
    assert "import_ban" not in measures  # Resolution 1296, signed on 30 November
    assert ("import_ban",) in ask(published, "select measure from active_as_known('2016-02-01', '2015-12-01') where target = 'TR'")


def test_exempt_employers_do_not_close_the_hiring_ban(published: Path) -> None:
    rows = ask(
        published,
        "select chain, valid_from::varchar, valid_to::varchar, closing from carve_outs where known_to is null and sender = 'RU' order by 2",
    )
    assert rows == [
        ("ru-exempt-employers-1458", "2016-01-01", "2017-05-31", "measure_ended"),  # Resolution 1458: 53 employers
        ("ru-exempt-employers-may-2016", "2016-05-16", "2017-05-31", "measure_ended"),  # 6 banks, 14 builders
        ("ru-exempt-employers-1015", "2016-10-19", "2017-05-31", "measure_ended"),  # Resolution 1015: 8 more
    ]
    assert ask(published, "select count(*) from active_on('2016-02-01') where measure = 'labour_hire_ban'") == [(1,)]


def test_context_and_drafts_move_nothing(published: Path) -> None:
    rows = ask(
        published,
        "select distinct action from actions where action_id like 'RT-X-%' or action_id in ('RT-M-060', 'RT-M-061', 'RT-Q-10')",
    )
    assert rows == [("other",)]
    assert ask(
        published, "select count(*) from sanction_windows where regime in ('ru-aviation-security', 'ru-food-embargo-west', 'tr-counter-ru')"
    ) == [(0,)]


def test_the_seed_article_says_three_things(published: Path) -> None:
    rows = ask(
        published,
        "select said.sender, said.target, said.stance, said.modality, said.direction, signals.weight"
        " from statements as said join easing_signals as signals on signals.signal_id = 'said/' || said.statement_id"
        " where said.announcement_id = 'theworld-2015-11-26' order by signals.weight desc",
    )
    assert [row[:5] for row in rows] == [
        ("EU", "RU", "refuse_to_ease", "asserted", 0),  # the French president
        ("RU", "TR", "impose", "asserted", -1),  # the announcement in Moscow
        ("EU", "RU", "ease", "speculated", 1),  # the reporter, more from the Europeans
        ("US", "RU", "ease", "speculated", 1),  # less so from the Americans
    ]
    weights = {row[:3]: row[5] for row in rows}
    assert weights["EU", "RU", "ease"] > weights["US", "RU", "ease"] > 0
    assert weights["EU", "RU", "refuse_to_ease"] > weights["EU", "RU", "ease"]
