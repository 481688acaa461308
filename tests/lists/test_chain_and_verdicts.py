"""The chain of changes against whole contents, and the plausibility of sizes, whatever the order of arrival (W13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipelines.lists.chain import Link, weave
from pipelines.lists.records import Entry
from pipelines.lists.verdicts import Size, judge

START = datetime(2022, 1, 1)
#: Two entries in two formats, each in two spellings.
SPELLINGS = [
    Entry(uid, "CUBA", None, name, "entity", None, "", format_) for format_ in ("csv", "xml") for uid in "12" for name in ("old", "new")
]
NAMES = st.sampled_from("abcdefgh")


@st.composite
def contents(draw: st.DrawFn) -> dict[str, tuple[str, frozenset[int]]]:
    """Snapshots by name: a format, and one spelling of some of the entries."""
    found = {}
    for name in draw(st.sets(NAMES, min_size=1)):
        first = draw(st.sampled_from((0, 4)))
        spellings = [draw(st.sampled_from((None, 0, 1))) for _ in "12"]
        own = frozenset(first + 2 * entry + spelling for entry, spelling in enumerate(spellings) if spelling is not None)
        found[name] = (SPELLINGS[first].format, own)
    return found


def direct(snapshots: dict[str, tuple[str, frozenset[int]]]) -> list[Link]:
    links = []
    before: set[int] = set()
    for name in sorted(snapshots):
        format_, own = snapshots[name]
        there = {SPELLINGS[number].uid for number in own}
        after = own | {number for number in before if SPELLINGS[number].format != format_ and SPELLINGS[number].uid in there}
        links.append(Link(name, frozenset(after - before), frozenset(before - after)))
        before = set(after)
    return links


@given(contents(), st.lists(st.sets(NAMES), max_size=5))
def test_w13_snapshots_put_in_and_taken_out_in_any_order_leave_the_direct_chain(
    snapshots: dict[str, tuple[str, frozenset[int]]], steps: list[set[str]]
) -> None:
    chain: list[Link] = []
    for wanted in [*steps, set(snapshots)]:
        there = sorted(wanted & snapshots.keys())
        chain = weave(chain, there, str, lambda name: snapshots[name][1], lambda name: snapshots[name][0], SPELLINGS)
        assert chain == direct({name: snapshots[name] for name in there})


def sizes(*entries: int, days: int = 1) -> list[Size]:
    return [Size(START + timedelta(days=index * days), count) for index, count in enumerate(entries)]


def accepted(series: list[Size]) -> list[bool]:
    return [reason is None for reason in judge(series)]


def test_a_small_one_between_large_ones_is_implausible_wherever_it_stands() -> None:
    assert accepted(sizes(9000, 3, 9010)) == [True, False, True]
    assert accepted(sizes(3, 9000, 9010)) == [False, True, True]
    assert accepted(sizes(9000, 9010, 3)) == [True, True, False]
    assert accepted(sizes(9000, 3, 3, 3, 3, 9010)) == [True, False, False, False, False, True]
    assert accepted(sizes(3, 3, 9000, 9010, 9020)) == [False, False, True, True, True]


def test_a_first_file_that_lacks_two_fifths_is_no_start() -> None:
    assert accepted(sizes(5300, 8900, 8950, 9000, days=7)) == [False, True, True, True]
    assert accepted(sizes(5300, 8900, *range(8900, 10400, 20), days=5)) == [False] + [True] * 76


def test_another_list_in_the_first_or_the_last_place_is_named() -> None:
    first = judge(sizes(10409, 449, 450, 447), (300, 2000))
    assert [reason is None for reason in first] == [False, True, True, True]
    assert first[0] == "a part of the list, or another one: 10409 entries, expected 300 to 2000, and a later snapshot has 449 (2022-01-02)"
    last = judge(sizes(449, 450, 10409), (300, 2000))
    assert [reason is None for reason in last] == [True, True, False]
    assert last[2] == "implausibly large: 10409 entries, 450 before (2022-01-02), and none after to confirm it"
    assert accepted(sizes(440, 449, 452, 455, 800, 810)) == [True] * 6  # a later one confirms it


def test_another_list_among_the_files_does_not_stop_the_series_for_good() -> None:
    assert accepted(sizes(450, 9000, 452, 455)) == [True, False, True, True]


def test_real_growth_and_real_falls_are_plausible() -> None:
    assert accepted(sizes(9158, 9008, 9396, 9793, 10409)) == [True] * 5  # the largest fall and the largest wave of 2021-22
    assert accepted(sizes(6300, 7379, 8754, 14965, days=730)) == [True] * 4
    assert accepted(sizes(639, 376, days=983)) == [True, True]  # the non-SDN lists from 2018 to 2020
    assert accepted(sizes(3, 2, 5, 1)) == [True] * 4  # a short list


def test_a_file_without_its_end_mark_must_not_lose_one_in_a_hundred() -> None:
    series = sizes(9000, 8800)
    assert accepted(series) == [True, True]
    assert accepted([series[0], series[1]._replace(has_end_mark=False)]) == [True, False]


def test_a_person_can_vouch_for_a_fall() -> None:
    series = sizes(9000, 4000, 4010)
    assert accepted(series) == [True, False, False]
    assert accepted([series[0], series[1]._replace(is_vouched=True), series[2]]) == [True, True, True]
