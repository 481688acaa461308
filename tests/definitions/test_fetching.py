"""Fetching as Dagster runs it: tried again, never in the way of another source or of the main job, and reported by its check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from pipelines import fetch_assets, tables
from pipelines.definitions import build_definitions
from pipelines.fetch_assets import key_of, rows_key_of
from pipelines.instance import TEMPLATE
from pipelines.jobs import JOB
from pipelines.settings import Settings
from pipelines.sources import update
from pipelines.sources.facts import load_all
from pipelines.sources.rows import Parsed, Signal
from pipelines.steps import LANDED_TABLES
from pipelines.turns import turn_to_write
from tests.replay import bodies, publishers
from tests.replay.server import Ask, Publisher, Reply, serving

FEED = """
name: {name}
module: feeds
title: A made-up feed
publisher: nobody
licence: none
sender: XX
regime: xx-unknown
base_url: {url}
http_hosts: ["{host}"]
headers: {{User-Agent: test}}
pace_seconds: 0
retry: {{attempts: 1}}
content_types: [application/rss+xml]
version_key: guid
rhythm: "0 * * * *"
freshness_hours: 48
probe: {{path: /}}
"""


def feed(guid: str) -> Reply:
    return Reply(bodies.rss([(guid, "Sanctions on Russia", "Thu, 30 Jan 2025 10:00:00 GMT", "x")]), 200, publishers.RSS)


class Place:
    """A home with two feeds, `left` and `right`, each of its own host, and the definitions that come of it."""

    def __init__(self, settings: Settings, left: Publisher, right: Publisher) -> None:
        self.settings, self.left, self.right = settings, left, right
        self.definitions = build_definitions(settings=settings)

    def run(self, *names: str, instance: dg.DagsterInstance, more: tuple[str, ...] = ()) -> dg.ExecuteInProcessResult:
        """Some assets in one run, as somebody starts them in the UI."""
        job = self.definitions.resolve_implicit_global_asset_job_def()
        keys = [*(key(name) for name in names for key in (key_of, rows_key_of)), *(dg.AssetKey(name) for name in more)]
        return job.execute_in_process(asset_selection=keys, instance=instance, raise_on_error=False)

    def rows(self) -> list[str]:
        found: list[str] = sorted(tables.read(self.settings.tables, "fetched_announcements")["fetched_id"])
        return found


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setenv("SANCTIONS_HOME", str(tmp_path))
    monkeypatch.setattr(fetch_assets, "RETRY", dg.RetryPolicy(max_retries=2, delay=0))
    (tmp_path / "sources").mkdir()
    with serving(lambda _: feed("a"), lambda _: feed("b")) as (left, right):
        for name, publisher in (("left", left), ("right", right)):
            text = FEED.format(name=name, url=publisher.url, host=publisher.host)
            (tmp_path / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
        fetch_assets.sources.cache_clear()
        yield Place(Settings(home=tmp_path), left, right)
    fetch_assets.sources.cache_clear()


@pytest.fixture
def history() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def check_of(result: dg.ExecuteInProcessResult, name: str) -> dg.AssetCheckEvaluation:
    (found,) = (one for one in result.get_asset_check_evaluations() if one.asset_key == key_of(name))
    return found


def test_one_source_fails_and_the_others_go_on(place: Place, history: dg.DagsterInstance) -> None:
    place.left.route = lambda _: Reply(b"down", 500)
    result = place.run("left", "right", more=("run_clock", *LANDED_TABLES), instance=history)
    assert result.success
    assert place.rows() == ["right:b"]
    bad, good = check_of(result, "left"), check_of(result, "right")
    assert (bad.passed, bad.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert "HTTP 500" in (bad.description or "")
    assert good.passed
    every = next(one for one in result.get_asset_check_evaluations() if one.check_name == "every_source_answers")
    assert not every.passed
    assert "left: status: HTTP 500" in str(every.metadata["findings"].value)


def test_each_source_is_read_by_an_asset_of_its_own(place: Place, history: dg.DagsterInstance) -> None:
    place.run("left", instance=history)
    assert not tables.path_of(place.settings.tables, "fetched_announcements").exists()  # putting together is the main job's
    assert tables.read(place.settings.tables / "parsed" / "left", "fetched_announcements")["fetched_id"].to_list() == ["left:a"]
    place.run("right", more=("run_clock", *LANDED_TABLES), instance=history)
    assert place.rows() == ["left:a", "right:b"]


def test_what_a_source_gives_that_cannot_be_read_is_told_by_its_asset(place: Place, history: dg.DagsterInstance) -> None:
    place.run("left", instance=history)
    broken = Parsed(signals=[Signal("unreadable", "here", "KeyError: 'x'", "error")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(update, "_parsed", lambda *_: broken)
        (place.settings.tables / "parsed" / "left" / "state.json").unlink()
        result = place.run("left", instance=history)
    (reads,) = (one for one in result.get_asset_check_evaluations() if one.asset_key == rows_key_of("left"))
    assert result.success
    assert (reads.passed, reads.description) == (False, "unreadable: here: KeyError: 'x'")


def test_only_fetching_is_tried_again_and_only_where_nothing_came(place: Place, history: dg.DagsterInstance) -> None:
    place.left.route = lambda _: Reply(b"down", 500)
    result = place.run("left", "right", instance=history)
    assert (len(place.left.asked), len(place.right.asked)) == (3, 1)
    assert [event.step_key for event in result.all_events if event.event_type is dg.DagsterEventType.STEP_UP_FOR_RETRY] == [
        "visit_left"
    ] * 2
    assets = place.definitions.resolve_asset_graph().assets_defs
    retried = {key.to_user_string() for one in assets for key in one.keys if isinstance(one.op, dg.OpDefinition) and one.op.retry_policy}
    assert retried == {key_of(name).to_user_string() for name in load_all(place.settings.home, {})}


def test_a_source_that_comes_back_after_a_moment_is_no_failure(place: Place, history: dg.DagsterInstance) -> None:
    left = [1]

    def once_down(_: Ask) -> Reply:
        left[0] -= 1
        return Reply(b"down", 500) if left[0] == 0 else feed("a")

    place.left.route = once_down
    assert check_of(place.run("left", instance=history), "left").passed


def test_a_failed_source_blanks_nothing(place: Place, history: dg.DagsterInstance) -> None:
    landed = ("run_clock", *LANDED_TABLES)
    place.run("left", "right", more=landed, instance=history)
    assert place.rows() == ["left:a", "right:b"]
    place.left.close()
    place.right.route = lambda _: Reply(b"<!DOCTYPE html><html><head><title>Denied</title></head></html>", 200, publishers.HTML)
    result = place.run("left", "right", more=landed, instance=history)
    assert place.rows() == ["left:a", "right:b"]
    assert (check_of(result, "left").description or "").startswith("unreachable; ")
    assert (check_of(result, "right").description or "").startswith("blocked; ")


def test_fetching_waits_for_no_other_run_and_keeps_none_waiting(place: Place, history: dg.DagsterInstance) -> None:
    job = place.definitions.resolve_job_def("fetch_left")
    with turn_to_write(place.settings.home):
        assert job.execute_in_process(instance=history).success
    assert len(place.left.asked) == 1


def test_each_source_has_a_rhythm_a_freshness_and_a_host(place: Place) -> None:
    known = load_all(place.settings.home, {})
    repository = place.definitions.get_repository_def()
    specs = {spec.key: spec for spec in place.definitions.resolve_all_asset_specs()}
    for name, source in known.items():
        job = f"fetch_{name.replace('-', '_')}"
        assert repository.get_schedule_def(f"{job}_schedule").cron_schedule == source.rhythm
        window = timedelta(hours=source.freshness_hours)
        assert specs[key_of(name)].freshness_policy == dg.FreshnessPolicy.time_window(fail_window=window)
    hosts = {name: repository.get_job(f"fetch_{name.replace('-', '_')}").tags["sanctions/host"] for name in known}
    assert hosts["us-ofac-recent-actions"] == hosts["us-treasury-press"] == "ofac.treasury.gov"
    assert repository.get_job(JOB).tags["sanctions/writes"] == "tables"


def test_the_queue_keeps_apart_what_writes_tables_and_what_asks_one_host(tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_bytes(TEMPLATE.read_bytes())
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        queue = instance.get_concurrency_config().run_queue_config
        assert queue is not None
        limits = {limit["key"]: (limit["value"], limit["limit"]) for limit in queue.tag_concurrency_limits}
        assert limits == {"sanctions/writes": ("tables", 1), "sanctions/host": ({"applyLimitPerUniqueValue": True}, 1)}
        assert queue.max_concurrent_runs > 1
