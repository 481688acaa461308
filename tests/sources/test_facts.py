"""Files of facts: those of the project are whole, those of users are read with the same care."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pipelines.settings import ROOT
from pipelines.sources import facts
from pipelines.sources.visit import module_of

MINE = """
name: the-world
module: feeds
title: The World
publisher: PRX and GBH
licence: all rights reserved; titles and links only
sender: XX
regime: xx-unknown
base_url: https://theworld.org
headers: {User-Agent: sanctions-pipeline}
content_types: [application/rss+xml]
version_key: guid
rhythm: "0 * * * *"
freshness_hours: 48
probe: {path: /feed}
options: {path: /feed, kind: news_item, relevant: [sanction]}
"""


def test_facts_of_the_project_are_whole() -> None:
    found = facts.load_all(environment={})
    assert len(found) >= 15
    for source in found.values():
        module = module_of(source)
        assert callable(module.requests)
        assert callable(module.parse)
        assert source.licence
        assert source.title
        assert all(band.why for band in source.bands.values())


def test_a_user_adds_a_feed_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "the_world.yaml").write_text(MINE, encoding="utf-8")
    assert facts.load_all(tmp_path, {})["the-world"].options["path"] == "/feed"


def test_the_example_of_the_documentation_is_a_source(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(name: the-world.*?)```", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"), re.S)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "the_world.yaml").write_text(example, encoding="utf-8")
    assert facts.load_all(tmp_path, {})["the-world"].url("/feed") == "https://theworld.org/feed"


def test_an_address_can_be_overridden(tmp_path: Path) -> None:
    environment = {"SANCTIONS_URL_US_FEDERAL_REGISTER": "http://127.0.0.1:9/api/v1"}
    source = facts.load_all(environment=environment)["us-federal-register"]
    assert source.url("/documents.json") == "http://127.0.0.1:9/api/v1/documents.json"
    assert source.url("https://www.federalregister.gov/documents/full_text/x.txt") == "http://127.0.0.1:9/documents/full_text/x.txt"
    assert source.url("https://elsewhere.example/x") == "https://elsewhere.example/x"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"module": "nope"}, "there is no module"),
        ({"base_url": "http://theworld.org"}, "has no TLS"),
        ({"headers": {}}, "must set a User-Agent"),
        ({"pace": 3}, "pace"),
        ({"name": "Eu Cellar"}, "name"),
    ],
)
def test_faults_are_named_with_their_file(tmp_path: Path, change: dict[str, object], words: str) -> None:
    (tmp_path / "sources").mkdir()
    path = tmp_path / "sources" / "x.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(MINE), **change}), encoding="utf-8")
    with pytest.raises(facts.FactsUnreadable, match=words) as error:
        facts.load_all(tmp_path, {})
    assert "x.yaml" in str(error.value)


def test_two_sources_cannot_share_a_name(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "x.yaml").write_text(MINE.replace("the-world", "eu-cellar"), encoding="utf-8")
    with pytest.raises(facts.FactsUnreadable, match="exists already"):
        facts.load_all(tmp_path, {})
