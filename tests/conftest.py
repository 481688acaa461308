"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import Settings
from tests.support import build


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file of the embedded register, built once a worker."""
    return build(Settings(home=tmp_path_factory.mktemp("home"))).database
