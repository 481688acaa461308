"""What the last run recorded of itself beside the published file."""

from __future__ import annotations

import json
from typing import Any

from pipelines.settings import Settings


def last_look(settings: Settings) -> dict[str, Any] | None:
    """The last run's record, or None. `changed` is False where the last call of `sanctions run` had nothing to do."""
    try:
        state: dict[str, Any] = json.loads(settings.state.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return {"changed": True} | state if "run_id" in state else None


def note_unchanged(settings: Settings, state: dict[str, Any]) -> None:
    """Record that there was nothing to do."""
    settings.state.write_text(json.dumps(state | {"changed": False}, indent=1), encoding="utf-8")
