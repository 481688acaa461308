"""Where columns come from: the walk over scopes finds nothing that sqlglot's own, slower lineage does not."""

from __future__ import annotations

import pytest
from sqlglot import exp
from sqlglot.lineage import lineage

from pipelines.lineage import column_sources
from pipelines.models import Model, load_models
from schemas import TABLES

MODELS = load_models()


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_every_column_has_its_sources(model: Model) -> None:
    sources = column_sources(model)
    assert list(sources) == list(TABLES[model.name].descriptions())
    for found in sources.values():
        assert all(table in model.dependencies and column in TABLES[table].descriptions() for table, column in found)


@pytest.mark.parametrize("name", ["announcements", "sanction_windows", "window_keys"])
def test_sources_are_among_those_of_sqlglot(name: str) -> None:
    model = MODELS[name]
    known = {table: TABLES[table].duckdb_types() for table in model.dependencies}
    for column, found in column_sources(model).items():
        leaves = [
            node for node in lineage(column, model.sql, schema=known, dialect="duckdb").walk() if isinstance(node.expression, exp.Table)
        ]
        assert set(found) <= {(leaf.expression.name, leaf.name.split(".")[-1].strip('"')) for leaf in leaves}, column


def test_a_column_that_passes_through_has_one_source() -> None:
    assert column_sources(MODELS["sanction_windows"])["sender"] == (("window_keys", "sender"),)


def test_what_merely_orders_counts_only_where_nothing_else_is_named() -> None:
    assert ("window_moves", "regime") in column_sources(MODELS["window_keys"])["key_id"]
    assert column_sources(MODELS["window_keys"])["regime"] == (("window_moves", "regime"),)
