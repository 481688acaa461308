"""Every SQL model: header, explicit columns, the columns its pandera model promises, and the way to Spark."""

from __future__ import annotations

import pytest
import sqlglot
from harness import models
from sqlglot import exp

from pipelines.models import Model, connect
from schemas import TABLES

MODELS = pytest.mark.parametrize("model", models().values(), ids=models().keys())
#: Tables that no model makes.
INPUTS = {name: table for name, table in TABLES.items() if name not in models()}


@MODELS
def test_a_model_says_first_what_it_is(model: Model) -> None:
    assert model.sql.startswith("-- ")
    assert len(model.about) > 40


@MODELS
def test_a_model_is_one_query_with_explicit_columns(model: Model) -> None:
    trees = [tree for tree in sqlglot.parse(model.sql, read="duckdb") if tree is not None]
    assert len(trees) == 1 and isinstance(trees[0], exp.Query)
    for select in _final_selects(trees[0]):
        assert not any(column.find(exp.Star) and not column.find(exp.Count) for column in select.selects), "a star in the final select"


@MODELS
def test_a_model_has_the_columns_its_table_promises(model: Model) -> None:
    promised = TABLES[model.name]
    trees = _final_selects(sqlglot.parse_one(model.sql, read="duckdb"))
    assert [column.alias_or_name for column in trees[0].selects] == list(promised.descriptions())


def test_the_models_run_on_empty_tables_with_the_promised_types() -> None:
    with connect() as connection:
        for name, table in INPUTS.items():
            columns = ", ".join(f'"{column}" {kind}' for column, kind in table.duckdb_types().items())
            connection.execute(f"create temp table {name} ({columns})")
        for name, model in models().items():
            connection.execute(f"create temp table {name} as {model.sql}")
            relation = connection.table(name)
            assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == TABLES[name].duckdb_types(), name


@MODELS
def test_a_model_goes_to_spark_without_asof_or_table_macros(model: Model) -> None:
    (spark,) = sqlglot.transpile(model.sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert sqlglot.parse_one(spark, read="spark")
    assert "asof" not in model.sql.lower().replace("as_of", "")
    for table in model.tree.find_all(exp.Table):
        assert isinstance(table.this, exp.Identifier), f"reads something that is no table: {table.sql()}"
        assert table.name in TABLES or table.name in {cte.alias for cte in model.tree.find_all(exp.CTE)}, table.name


def _final_selects(tree: exp.Expression) -> list[exp.Select]:
    """The selects whose rows are the table: one, or the branches of a union."""
    if isinstance(tree, exp.SetOperation):
        return _final_selects(tree.left) + _final_selects(tree.right)
    assert isinstance(tree, exp.Select)
    return [tree]
