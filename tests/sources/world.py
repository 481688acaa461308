"""All publishers on 127.0.0.1, the facts that point there, and a home to fetch into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from pipelines import checks, live, models, steps, tables
from pipelines.archive import Archive, Observation
from pipelines.settings import Settings
from pipelines.sources import facts as facts_
from pipelines.sources.facts import Facts, Timeouts
from pipelines.sources.fetch import Fetcher
from pipelines.sources.visit import Visit, pay
from schemas import TABLES
from tests.replay import publishers
from tests.replay.server import Ask, Publisher, Reply, Route, serving

TODAY = date(2026, 11, 22)
#: Source -> publisher that stands in for its host. Sources of one host share a publisher.
HOSTS = {
    "us-federal-register": "federal_register",
    "us-ofac-recent-actions": "ofac",
    "us-treasury-press": "ofac",
    "us-ofac-sls": "sls",
    "eu-cellar": "cellar",
    "eu-sanctions-map": "sanctions_map",
    "ru-pravo": "pravo",
    "ru-kremlin-acts": "kremlin",
    "ru-kremlin-events": "kremlin",
    "ru-kremlin-events-en": "kremlin_en",
    "eu-council-press": "press",
    "us-white-house": "press",
    "us-white-house-statements": "press",
    "us-state-press": "press",
    "eu-fsf-files": "fsf",
}
QUICK = Timeouts(connect=1, read=1, total=5)


class World:
    """Publishers, facts and a home. `waits` are the pauses that the fetcher would have made."""

    def __init__(self, home: Path, by_name: Mapping[str, Publisher]) -> None:
        self.settings = Settings(home=home)
        self.publishers = dict(by_name)
        self.facts = {name: self.localised(source) for name, source in facts_.load_all(environment={}).items()}
        self.waits: list[float] = []
        self.archive = Archive(self.settings.archive)

    def localised(self, source: Facts) -> Facts:
        publisher = self.publishers.get(HOSTS.get(source.name, ""))
        assert publisher, f"no publisher stands in for {source.name}"
        moved = source.moved_to(publisher.url + urlsplit(source.base_url).path)
        signed = (self.publishers["storage"].host,) if "storage" in self.publishers else ()
        http = (*moved.http_hosts, *signed)
        return moved.model_copy(
            update={"pace_seconds": 0, "timeouts": QUICK, "redirect_hosts": signed if source.redirect_hosts else (), "http_hosts": http}
        )

    def fetch(self, *only: str, since: date | None = None) -> live.Report:
        return live.fetch_all(self.settings, only or None, since=since, facts=self.facts, sleep=self.waits.append)

    def visit(self, source: str, **changes: Any) -> Visit:
        """One visit at a fixed day, without tables."""
        self.facts[source] = self.facts[source].model_copy(update=changes)
        return pay(self.facts[source], Fetcher(self.archive, sleep=self.waits.append), self.archive, None, TODAY)

    def table(self, name: str) -> pl.DataFrame:
        return tables.read(self.settings.tables, name)

    def observations(self, source: str) -> list[Observation]:
        return list(self.archive.observations(source))

    def answers(self, publisher: str, route: Route) -> Route:
        """Put another behaviour in the place of a publisher's; gives the old one back."""
        before = self.publishers[publisher].route
        self.publishers[publisher].route = route
        return before


def rows(here: World) -> set[str]:
    return set(here.table("fetched_announcements")["fetched_id"])


def survives(here: World, publisher: str, source: str, bad: Callable[[Ask], Reply], words: str) -> None:
    """A good run, then a run against a publisher that misbehaves: the reason is named, and every row is still there."""
    here.fetch(source)
    before = rows(here)
    assert before
    held = {seen.sha256 for seen in here.observations(source) if seen.sha256}
    here.answers(publisher, bad)
    report = here.fetch(source)
    assert words in report.visits[source].words
    assert report.visits[source].outcome in ("failed", "refused", "partial")
    assert rows(here) >= before
    assert all(here.archive.holds(sha256) for sha256 in held)
    state, error = here.table("source_freshness").filter(source=source).select("state", "last_error").row(0)
    assert state not in ("fresh", "never"), state
    assert words.partition(":")[0].split()[0] in error or words in error
    assert [line for line in findings(here, "source_freshness", "every_source_answers") if line.startswith(f"{source}: ")]


def findings(here: World, table: str, check: str) -> list[str]:
    """What a check of the main job says about a table as it is."""
    (found,) = (one for one in checks.all_checks()[table] if one.name == check)
    return found.run(here.settings, here.table(table)).findings


def run_models(settings: Settings, *names: str) -> None:
    """Run SQL models, and those that they read, in order; tables that other steps write are empty where they are missing."""
    known = models.load_models()
    wanted = set(names)
    while more := {name for model in wanted for name in known[model].dependencies if name in known} - wanted:
        wanted |= more
    for name, model in known.items():
        if name not in wanted:
            continue
        for table in model.dependencies:
            if not tables.path_of(settings.tables, table).exists():
                tables.write(settings.tables, table, TABLES[table].empty())
        steps.run_model(settings, model)


@contextmanager
def world(home: Path, **routes: Route) -> Iterator[World]:
    """A world with the default publishers; those given take their places."""
    sls = publishers.Sls()
    defaults: dict[str, Callable[..., Any]] = {
        "federal_register": publishers.federal_register,
        "ofac": publishers.ofac,
        "sls": sls,
        "storage": publishers.sls_storage,
        "cellar": publishers.Cellar(),
        "sanctions_map": publishers.sanctions_map,
        "pravo": publishers.pravo,
        "kremlin": publishers.kremlin,
        "kremlin_en": partial(publishers.kremlin, site="en.kremlin.ru"),
        "press": publishers.press,
        "fsf": publishers.fsf,
    }
    named = {**defaults, **routes}
    with ExitStack() as stack:
        started = stack.enter_context(serving(*named.values()))
        by_name = dict(zip(named, started, strict=True))
        sls.signed = by_name["storage"].url
        yield World(home, by_name)
