"""The chain of changes against whole contents, and the plausibility of sizes, whatever the order of arrival (W13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipelines.lists.chain import Link, weave
from pipelines.lists.verdicts import Size, judge

START = datetime(2022, 1, 1)
CONTENTS = st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 9)), min_size=1)


def direct(contents: dict[str, frozenset[int]]) -> list[Link]:
    links, before = [], frozenset[int]()
    for name in sorted(contents):
        links.append(Link(name, contents[name] - before, before - contents[name]))
        before = contents[name]
    return links


@given(CONTENTS, st.lists(st.sets(st.sampled_from("abcdefgh")), max_size=5))
def test_w13_snapshots_put_in_and_taken_out_in_any_order_leave_the_direct_chain(
    contents: dict[str, frozenset[int]], steps: list[set[str]]
) -> None:
    chain: list[Link] = []
    for wanted in [*steps, set(contents)]:
        there = sorted(wanted & contents.keys())
        chain = weave(chain, there, lambda name: name, lambda name: contents[name])
        assert chain == direct({name: contents[name] for name in there})


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
