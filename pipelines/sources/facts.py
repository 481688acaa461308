"""The facts of a source, read from its YAML file: where it is, how to ask it, what to expect of it.

What belongs here: the one model of such a file, and finding the files. What does not: asking (`fetch.py`), what a source means (its
module). A fact that a person may have to change on a bad day (address, User-Agent, pace, bounds) is data, never code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipelines.errors import SanctionsError

HERE = Path(__file__).parent
#: Environment variable that puts another address in the place of a source's, for tests and mirrors.
OVERRIDE = "SANCTIONS_URL_"


class FactsUnreadable(SanctionsError):
    """A file of facts does not say what it must; the text names file and field."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Band(_Model):
    """Bounds for a count, with the reason."""

    min: int = 0
    max: int | None = None
    why: str


class Fill(_Model):
    """How much of a column must be filled, with the reason."""

    min: float = Field(ge=0, le=1)
    why: str


class Timeouts(_Model):
    """Seconds: to connect, between two pieces of a body, for the whole answer."""

    connect: float = 10
    read: float = 30
    total: float = 120


class Retry(_Model):
    """How often to try, on which statuses, and how long to wait at most."""

    attempts: int = Field(default=4, ge=1)
    statuses: tuple[int, ...] = (429, 500, 502, 503, 504)
    first_wait: float = 1
    max_wait: float = Field(default=60, description="Ceiling of a wait; a longer Retry-After is left to the next run")
    empty_is_pending: bool = Field(default=False, description="An empty 200 means: still being made, ask again")


class Shape(_Model):
    """What a body must look like before a parser sees it."""

    min_bytes: int = 1
    min_ratio: float | None = Field(default=None, description="Refuse a body smaller than this part of the last good one")


class Probe(_Model):
    """One cheap request that shows whether the source answers."""

    path: str
    method: str = "GET"
    content_types: tuple[str, ...] = ()


class Facts(_Model):
    """One source."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    module: str = Field(description="Module of pipelines.sources that asks and parses")
    title: str
    publisher: str
    licence: str
    sender: str = Field(pattern=r"^[A-Z]{2,8}$")
    regime: str = Field(description="Regime of its documents where nothing in them names one")
    language: str = "en"
    base_url: str
    also_hosts: tuple[str, ...] = Field(default=(), description="Further hosts of the source's own links")
    redirect_hosts: tuple[str, ...] = Field(default=(), description="Hosts a redirect may lead to, besides its own")
    http_hosts: tuple[str, ...] = Field(default=(), description="Hosts that may be asked without TLS, because they offer none that works")
    headers: dict[str, str]
    user_agent_rule: str | None = Field(default=None, description="Pattern the host demands of the User-Agent")
    pace_seconds: float = 1
    timeouts: Timeouts = Timeouts()
    retry: Retry = Retry()
    max_bytes: int = 20_000_000
    max_pages: int = Field(default=50, description="Most pages one run asks for in one sequence")
    max_requests: int = Field(default=500, description="Most requests one run sends; the rest waits for the next")
    content_types: tuple[str, ...]
    shape: Shape = Shape()
    conditional: bool = True
    version_key: str
    rhythm: str = Field(description="Cron line: when asking makes sense")
    freshness_hours: int = Field(description="After so many hours without a usable answer the source counts as silent")
    hints: dict[int, str] = Field(default={}, description="What a status of this host usually means, in words")
    probe: Probe
    bands: dict[str, Band] = {}
    fill: dict[str, Fill] = {}
    options: dict[str, Any] = Field(default={}, description="What the source's own module needs")
    origin: str | None = Field(default=None, description="The publisher's address, where base_url was overridden")

    @model_validator(mode="after")
    def _coherent(self) -> Facts:
        agent = {key.lower(): value for key, value in self.headers.items()}.get("user-agent", "")
        if not agent:
            raise ValueError("headers must set a User-Agent")
        if self.user_agent_rule and not re.match(self.user_agent_rule, agent):
            raise ValueError(f"the host wants a User-Agent like {self.user_agent_rule}, the facts have {agent!r}")
        if urlsplit(self.base_url).scheme == "http" and not self.allows_http(urlsplit(self.base_url).netloc):
            raise ValueError(f"{self.base_url} has no TLS and its host is not in http_hosts")
        return self

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts that belong to the source itself."""
        return frozenset({urlsplit(self.base_url).netloc, *self.also_hosts})

    def allows(self, host: str) -> bool:
        """Whether a host may be asked: its own, or one a redirect may lead to. Hosts are compared with their port, if they have one."""
        return host in self.hosts or host in self.redirect_hosts

    def allows_http(self, host: str) -> bool:
        """Whether a host may be asked without TLS."""
        return host in self.http_hosts

    def url(self, path: str) -> str:
        """An address of the source. A whole address is kept; one of the publisher's own goes to the overriding base, if there is one."""
        if not path.startswith(("http://", "https://")):
            return self.base_url.rstrip("/") + "/" + path.lstrip("/")
        parts = urlsplit(path)
        if self.origin is None or parts.netloc not in {urlsplit(self.origin).netloc, *self.also_hosts}:
            return path
        base = urlsplit(self.base_url)
        prefix = base.path.rstrip("/").removesuffix(urlsplit(self.origin).path.rstrip("/"))
        return urlunsplit((base.scheme, base.netloc, prefix + parts.path, parts.query, parts.fragment))

    def moved_to(self, base_url: str) -> Facts:
        """The same source at another address (a mirror, or a server of a test)."""
        parts = urlsplit(base_url)
        http = (*self.http_hosts, parts.netloc) if parts.scheme == "http" else self.http_hosts
        return self.model_copy(update={"base_url": base_url, "origin": self.base_url, "http_hosts": http})


def load(path: Path, environment: Mapping[str, str] | None = None) -> Facts:
    """Read one file of facts; `SANCTIONS_URL_<SOURCE>` overrides its address. Raises `FactsUnreadable`."""
    try:
        facts = Facts.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError, OSError) as error:
        lines = str(error).splitlines()
        raise FactsUnreadable(f"{path}: {' '.join(line.strip() for line in lines[1:3]) or lines[0]}") from error
    if not re.fullmatch(r"\w+", facts.module) or not (HERE / f"{facts.module}.py").exists():
        raise FactsUnreadable(f"{path}: there is no module pipelines/sources/{facts.module}.py")
    override = (os.environ if environment is None else environment).get(OVERRIDE + facts.name.replace("-", "_").upper())
    return facts.moved_to(override) if override else facts


def load_all(home: Path | None = None, environment: Mapping[str, str] | None = None) -> dict[str, Facts]:
    """All fetched sources: those that come with the project, and a user's own in `<home>/sources/*.yaml`; by name.

    Files of the folder without a `module` describe sources that are not fetched from here (register, parsers of lists); they are left out.
    """
    found: dict[str, Facts] = {}
    for path in [*_fetched(HERE), *_fetched(home / "sources" if home else None)]:
        facts = load(path, environment)
        if facts.name in found:
            raise FactsUnreadable(f"{path}: a source {facts.name} exists already")
        found[facts.name] = facts
    return dict(sorted(found.items()))


def _fetched(folder: Path | None) -> Iterable[Path]:
    for path in sorted(folder.glob("*.yaml")) if folder else ():
        if re.search(r"(?m)^module:", path.read_text(encoding="utf-8")):
            yield path
