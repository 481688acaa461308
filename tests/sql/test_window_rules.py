"""One small readable test or more for each rule of docs/methods/windows.md that the core models carry out; the rest is in
`test_staging_rules.py`. Days are numbers of the small calendar (day 0 is 2020-01-01)."""

from __future__ import annotations

from typing import Any

import pytest
from harness import action, known_at, pick, run_actions

REGIME = {"term": "regime"}
SPAN = ("status", "valid_from", "valid_to", "opening", "closing")


def believed(*actions: dict[str, Any], known: int = 100, columns: tuple[str, ...] = SPAN) -> list[tuple[Any, ...]]:
    """The windows as known on a day, one tuple a window."""
    return pick(known_at(run_actions(actions, known), known), *columns)


def act(name: str, deed: str, effective_on: int, **fields: Any) -> dict[str, Any]:
    return action(action_id=name, action=deed, effective_on=effective_on, **fields)


def test_w01_each_key_has_windows_of_its_own() -> None:
    rows = believed(
        act("a", "impose", 1, subject="entity:a"),
        act("b", "impose", 2, subject="entity:b"),
        act("c", "impose", 3, subject="entity:a", measure="travel_ban"),
        act("end", "lift", 9, subject="entity:a"),
        columns=("measure", "subject", "valid_from", "valid_to"),
    )
    assert rows == [("asset_freeze", "entity:a", 1, 9), ("asset_freeze", "entity:b", 2, None), ("travel_ban", "entity:a", 3, None)]


def test_w01_imposing_what_is_in_force_makes_no_second_window() -> None:
    assert believed(act("a", "impose", 1), act("b", "expand", 5)) == [("active", 1, None, "imposed", None)]


def test_w02_a_last_day_ends_the_day_after() -> None:
    rows = run_actions([act("a", "impose", 1, expires_on="2020-01-31")], 5)
    assert [(str(row["expires_on"]), str(row["valid_to"])) for row in rows] == [("2020-01-31", "2020-02-01")]


def test_w03_a_sunset_belongs_to_every_key_of_the_regime_and_a_renewal_moves_it_for_all() -> None:
    acts = [
        act("a", "impose", 1, subject="entity:a", expires_on=30, **REGIME),
        act("b", "list", 9, subject="entity:b"),
        act("other", "impose", 1, regime="eu-two"),
        act("renewal", "extend", 20, subject="country:RU", measure="multiple", expires_on=60, **REGIME),
    ]
    rows = pick(run_actions(acts, 25), "regime", "subject", "known_from", "known_to", "valid_to", "closing", "closed_by", "renewals")
    assert sorted(rows, key=str) == [
        ("eu-one", "entity:a", 1, 20, 31, "sunset", "a", 0),
        ("eu-one", "entity:a", 20, None, 61, "sunset", "renewal", 1),
        ("eu-one", "entity:b", 20, None, 61, "sunset", "renewal", 1),
        ("eu-one", "entity:b", 9, 20, 31, "sunset", "a", 0),
        ("eu-two", "entity:a", 1, None, None, None, None, 0),
    ]


def test_w03_a_regulation_that_repeats_the_sunset_of_its_decision_is_no_second_renewal() -> None:
    sunsets = run_actions(
        [
            act("a", "impose", 1, expires_on=30, **REGIME),
            act("decision", "extend", 20, expires_on=60, **REGIME),
            act("regulation", "extend", 21, expires_on=60, **REGIME),
        ],
        25,
        "regime_sunsets",
    )
    columns = ("known_from", "known_to", "expires_on", "renewal_no", "announcement_id", "previous_expires_on")
    assert pick(sunsets, *columns) == [(1, 20, 30, 0, "a", None), (20, None, 60, 1, "decision", 30)]


def test_w03_a_one_off_term_stays_with_its_measure() -> None:
    acts = [act("a", "impose", 1, subject="entity:a", expires_on=9), act("b", "impose", 1, subject="entity:b")]
    assert believed(*acts) == [("active", 1, 10, "imposed", "expired"), ("active", 1, None, "imposed", None)]


def test_w04_renewed_without_a_gap_is_one_window() -> None:
    acts = [act("a", "impose", 1, expires_on=9), act("b", "extend", 10, expires_on=19), act("c", "extend", 15, expires_on=29)]
    assert believed(*acts, columns=("valid_from", "valid_to", "renewals", "closed_by")) == [(1, 30, 2, "c")]


def test_w04_a_gap_of_a_day_makes_two_windows() -> None:
    acts = [act("a", "impose", 1, expires_on=9), act("b", "extend", 11, expires_on=19)]
    assert believed(*acts) == [("active", 1, 10, "imposed", "expired"), ("active", 11, 20, "reimposed", "expired")]


def test_w04_lifted_and_imposed_on_one_day_is_no_gap() -> None:
    acts = [act("a", "list", 1), act("b", "delist", 9), act("c", "list", 9)]
    assert believed(*acts) == [("active", 1, None, "listed", None)]


def test_w05_a_suspension_tiles_the_life_of_the_measure() -> None:
    acts = [act("a", "impose", 1), act("b", "suspend", 5), act("c", "resume", 8), act("d", "lift", 12)]
    assert believed(*acts) == [
        ("active", 1, 5, "imposed", "suspended"),
        ("suspended", 5, 8, "suspended", "resumed"),
        ("active", 8, 12, "resumed", "lifted"),
    ]


def test_w05_what_suspends_states_no_end_of_the_measure() -> None:
    assert believed(act("a", "impose", 1), act("b", "suspend", 5, expires_on=9))[-1] == ("suspended", 5, None, "suspended", None)


def test_w05_a_suspended_measure_whose_term_ran_out_begins_again_as_reimposed() -> None:
    acts = [act("a", "impose", 1, expires_on=9), act("b", "suspend", 5), act("c", "extend", 15, expires_on=19)]
    assert believed(*acts)[1:] == [("suspended", 5, 10, "suspended", "expired"), ("active", 15, 20, "reimposed", "expired")]


def test_w06_partial_lifting_closes_the_keys_it_names() -> None:
    acts = [act(name, "impose", 1, subject=f"entity:{name}") for name in "abc"]
    rows = believed(*acts, act("end", "lift", 9, subject="entity:b"), columns=("subject", "valid_to"))
    assert rows == [("entity:a", None), ("entity:b", 9), ("entity:c", None)]


@pytest.mark.parametrize(("measure", "ends"), [("asset_freeze", [9, None]), ("multiple", [9, 9]), ("all_sectoral", [9, 9])])
def test_w06_lifting_for_the_whole_country_closes_every_key_it_covers(measure: str, ends: list[int | None]) -> None:
    acts = [act("a", "list", 1), act("b", "list", 1, measure="travel_ban"), act("end", "lift", 9, measure=measure, subject="country:RU")]
    assert believed(*acts, columns=("valid_to",)) == [(end,) for end in ends]


LICENCE: dict[str, Any] = {"chain": "gl-13", "subject": "entity:a"}


def test_w07_a_carve_out_never_closes_a_window() -> None:
    acts = [act("a", "impose", 1), act("gl", "exempt", 5, number="13", expires_on=9, **LICENCE), act("n", "narrow", 6)]
    assert believed(*acts) == [("active", 1, None, "imposed", None)]


def test_w07_carve_outs_lapse_are_superseded_and_revoked() -> None:
    acts = [
        act("gl", "exempt", 5, number="13", expires_on=20, **LICENCE),
        act("gl-a", "exempt_extend", 15, number="13A", expires_on=30, **LICENCE),
        act("other", "exempt", 5, number="8", chain="gl-8"),
        act("other-end", "exempt_end", 12, number="8", chain="gl-8", reason="revoked"),
    ]
    rows = known_at(run_actions(acts, 40, "carve_outs"), 40)
    assert sorted(pick(rows, "number", "valid_from", "valid_to", "closing", "renewals")) == [
        ("13", 5, 15, "superseded", 0),
        ("13A", 15, 31, "lapsed", 1),
        ("8", 5, 12, "revoked", 0),
    ]
    assert sorted(pick(known_at(run_actions(acts, 14, "carve_outs"), 14), "number", "valid_to", "closing")) == [
        ("13", 21, "expires"),
        ("8", 12, "revoked"),
    ]


def test_w08_silence_never_lifts() -> None:
    acts = [act("a", "impose", 1, expires_on=9, **REGIME), act("late", "list", 30, subject="entity:b")]
    rows = [row for row in run_actions(acts, 40) if row["subject"] == "entity:a"]
    assert pick(rows, "known_from", "known_to", "valid_to", "closing", "expires_on") == [
        (1, 10, 10, "sunset", 9),
        (10, 30, None, "overdue", 9),
        (30, None, None, "renewal_missing", 9),
    ]


def test_w08_an_unverified_or_undated_renewal_is_not_on_record() -> None:
    acts = [
        act("a", "impose", 1, expires_on=9, **REGIME),
        act("rumour", "extend", 5, expires_on=50, confidence="unverified", **REGIME),
        act("vague", "extend", 5, **REGIME),
    ]
    assert believed(*acts) == [("active", 1, None, "imposed", "overdue")]


def test_w08_only_a_stated_lapse_ends_an_overdue_measure() -> None:
    acts = [act("a", "impose", 1, expires_on=9, **REGIME), act("lapse", "lift", 10, known_on=20, reason="lapsed")]
    assert believed(*acts, known=19)[0][-1] == "overdue"
    assert believed(*acts) == [("active", 1, 10, "imposed", "expired")]


def test_w09_a_name_missing_from_a_snapshot_is_presumed_delisted_until_an_act_confirms_it() -> None:
    acts = [
        act("a", "list", 1, basis="list_diff", subject="ofac:12345"),
        act("diff", "delist", 9, basis="list_diff", subject="ofac:12345"),
        act("notice", "delist", 9, known_on=20, subject="ofac:12345"),
    ]
    columns = ("known_from", "known_to", "valid_to", "closing", "closed_by", "basis")
    assert pick(run_actions(acts, 40), *columns) == [
        (1, 9, None, None, None, "list_diff"),
        (9, 20, 9, "presumed_delisted", "diff", "list_diff"),
        (20, None, 9, "delisted", "notice", "list_diff"),
    ]


def test_w09_a_presumption_that_is_denied_is_withdrawn() -> None:
    acts = [
        act("a", "list", 1, basis="list_diff"),
        act("diff", "delist", 9, basis="list_diff"),
        act("denial", "correct", 9, known_on=20, corrects="diff", change="withdrawn"),
    ]
    assert believed(*acts, known=19) == [("active", 1, 9, "listed", "presumed_delisted")]
    assert believed(*acts) == [("active", 1, None, "listed", None)]


def test_w11_a_correction_changes_what_is_known_from_its_own_day() -> None:
    acts = [act("a", "impose", 5), act("fix", "correct", 3, known_on=20, corrects="a")]
    assert pick(run_actions(acts, 40), "known_from", "known_to", "valid_from", "opened_by") == [(5, 20, 5, "a"), (20, None, 3, "fix")]


def test_w11_a_withdrawn_act_never_was() -> None:
    acts = [act("a", "impose", 5), act("fix", "correct", 5, known_on=20, corrects="a", change="withdrawn")]
    assert pick(run_actions(acts, 40), "known_from", "known_to", "valid_from") == [(5, 20, 5)]


def test_w11_a_correction_keeps_the_place_of_what_it_corrects() -> None:
    acts = [act("a", "impose", 5), act("end", "annul", 5, known_on=9), act("fix", "correct", 5, known_on=20, corrects="a")]
    assert believed(*acts) == []


def test_w11_a_corrected_renewal_does_not_outlive_the_next_renewal() -> None:
    acts = [
        act("a", "impose", 1, expires_on=30, **REGIME),
        act("first", "extend", 10, expires_on=60, **REGIME),
        act("second", "extend", 20, expires_on=90, **REGIME),
        act("fix", "correct", 10, known_on=25, corrects="first", expires_on=61, **REGIME),
        act("undo", "correct", 20, known_on=28, corrects="second", change="withdrawn"),
    ]
    sunsets = run_actions(acts, 40, "regime_sunsets")
    assert [row[:3] for row in pick(sunsets, "known_from", "expires_on", "announcement_id")] == [
        (1, 30, "a"), (10, 60, "first"), (20, 90, "second"), (25, 90, "second"), (28, 61, "fix"),
    ]  # fmt: skip


def test_w11_a_corrected_licence() -> None:
    acts = [
        act("gl", "exempt", 5, number="13", expires_on=20, **LICENCE),
        act("fix", "correct", 5, known_on=9, number="13", corrects="gl", expires_on=25, **LICENCE),
    ]
    assert pick(run_actions(acts, 15, "carve_outs"), "known_from", "known_to", "valid_to") == [(5, 9, 21), (9, None, 26)]


def test_w12_an_annulment_closes_on_its_day_even_on_the_day_of_the_listing() -> None:
    assert believed(act("a", "list", 1), act("court", "annul", 9)) == [("active", 1, 9, "listed", "annulled")]
    acts = [act("a", "list", 1), act("court", "annul", 1, known_on=50)]
    assert believed(*acts, known=49) == [("active", 1, None, "listed", None)]
    assert believed(*acts) == []


def test_w13_the_order_of_arrival_is_irrelevant() -> None:
    acts = [act("a", "impose", 1), act("b", "suspend", 5, known_on=30), act("c", "resume", 8, known_on=10), act("d", "lift", 12)]
    assert run_actions(acts, 40) == run_actions(acts[::-1], 40)


def test_a_window_is_as_sure_as_the_least_sure_act_that_bounds_it() -> None:
    opening = act("a", "impose", 1, confidence="partly_verified")
    sunset = act("b", "extend", 3, expires_on=30, confidence="conflicting", **REGIME)
    assert pick(run_actions([opening, sunset], 5), "known_from", "confidence") == [(1, "partly_verified"), (3, "conflicting")]
    assert pick(run_actions([opening, sunset], 40), "known_from", "confidence")[-1] == (31, "partly_verified")


def test_a_belief_does_not_depend_on_when_one_asks() -> None:
    acts = [
        act("a", "impose", 1, expires_on=20, **REGIME),
        act("end", "lift", 50, known_on=5),
        act("renewal", "extend", 18, expires_on=40, **REGIME),
        act("more", "extend", 30, expires_on=60, **REGIME),
    ]
    for known in (5, 10, 18, 29, 30):
        columns = ("window_id", "valid_from", "valid_to", "closing", "renewals", "expires_on", "confidence")
        assert pick(known_at(run_actions(acts, known), known), *columns) == pick(known_at(run_actions(acts, 60), known), *columns)
