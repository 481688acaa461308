"""The main job without Dagster: the same steps in the same order, for tests and generated pages.

What belongs here: the order of the steps. What does not: what a step does (`steps.py` and below), checks (`checks.py`).
"""

from __future__ import annotations

from datetime import date

from pipelines import changes, models, publish, steps
from pipelines.evaluation import evaluate
from pipelines.report import page
from pipelines.settings import Settings


def run(settings: Settings, as_of: date) -> dict[str, int]:
    """Run every step and publish; returns the row count of every table."""
    rows = steps.start_clock(settings, as_of)
    rows |= steps.land_sources(settings)
    rows |= steps.ingest_register(settings)
    rows |= steps.interpret_documents(settings)
    rows |= steps.load_weights(settings)
    for model in models.load_models().values():
        rows |= steps.run_model(settings, model)
    rows |= evaluate(settings)
    rows |= changes.find(settings)
    rows |= publish.record_run(settings)
    publish.publish(settings)
    page.write(settings)
    return rows
