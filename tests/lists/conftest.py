"""The recorded series, unpacked and taken in once a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.ingest import File, ingest
from tests.lists.world import CONSOLIDATED, SDN, World, recorded, unpack

Series = list[tuple[File, dict[str, str]]]


@pytest.fixture(scope="session")
def sdn_series(tmp_path_factory: pytest.TempPathFactory) -> Series:
    name = "sdn_csv_2021-05_2022-06"
    return recorded(name, unpack(name, tmp_path_factory.mktemp("series")), "first_seen_utc")


@pytest.fixture(scope="session")
def consolidated_series(tmp_path_factory: pytest.TempPathFactory) -> Series:
    name = "consolidated_xml_2021-01_2022-06"
    return recorded(name, unpack(name, tmp_path_factory.mktemp("series")), "fetched_utc")


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory, sdn_series: Series, consolidated_series: Series) -> World:
    """Both OFAC lists, taken in at once and in order."""
    world = World(tmp_path_factory.mktemp("both"))
    ingest(world.settings, SDN, [file for file, _ in sdn_series])
    ingest(world.settings, CONSOLIDATED, [file for file, _ in consolidated_series])
    return world.model()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "home")
