"""Which columns of which tables each column of a SQL model comes from.

What belongs here: one walk over the scopes of a qualified query, each (query, column) visited once; sqlglot's own `lineage`
starts anew for every column and takes seconds for the longer models. What does not: how it is shown (`table_metadata.py`).
Plain Python: imports no Dagster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from sqlglot import exp
from sqlglot.errors import OptimizeError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from pipelines.errors import SanctionsError
from pipelines.models import Model
from schemas import TABLES

#: (table, column)
Source = tuple[str, str]


@lru_cache(maxsize=256)
def column_sources(model: Model) -> Mapping[str, tuple[Source, ...]]:
    """Column of the model -> the columns its values come from, in order of name.

    What merely orders or groups (`over (partition by ...)`) counts only where nothing else is named, as in `row_number()`.
    """
    known: dict[str, object] = {name: TABLES[name].duckdb_types() for name in model.dependencies if name in TABLES}
    try:
        query = qualify(model.tree.copy(), schema=known, dialect="duckdb", validate_qualify_columns=False)
    except OptimizeError as error:
        raise SanctionsError(f"{model.path.name} reads a column that no table it reads has: {error}") from error
    scope = build_scope(query)
    if scope is None:
        return {}
    walk = _Walk()
    return {column: tuple(sorted(walk.sources(scope, column))) for column in _query(scope).named_selects}


class _Walk:
    def __init__(self) -> None:
        self._found: dict[tuple[int, str], frozenset[Source]] = {}

    def sources(self, scope: Scope, column: str) -> frozenset[Source]:
        """Base columns behind one output column of a query."""
        key = (id(scope), column)
        if key not in self._found:
            self._found[key] = frozenset()  # a recursive query ends here
            self._found[key] = frozenset(self._search(scope, column))
        return self._found[key]

    def _search(self, scope: Scope, column: str) -> Iterator[Source]:
        query = _query(scope)
        if isinstance(query, exp.SetOperation):
            position = query.named_selects.index(column)
            for branch in scope.set_operation_scopes:
                yield from self.sources(branch, _query(branch).named_selects[position])
            return
        for projection in query.selects:
            if projection.alias_or_name == column:
                for used in _value_columns(projection):
                    yield from self._follow(scope, used)

    def _follow(self, scope: Scope, used: exp.Column) -> Iterator[Source]:
        source = scope.sources.get(used.table)
        if isinstance(source, Scope):
            yield from self.sources(source, used.name)
        elif isinstance(source, exp.Table):
            yield (source.name, used.name)


def _query(scope: Scope) -> exp.Query:
    if not isinstance(scope.expression, exp.Query):
        raise TypeError(f"a scope of {type(scope.expression).__name__}, not of a query")
    return scope.expression


def _value_columns(projection: exp.Expr) -> list[exp.Column]:
    """Columns whose values enter the projection; those of window specifications only if there are no others."""
    columns = list(projection.find_all(exp.Column))
    values = [column for column in columns if not _only_orders(column, projection)]
    return values or columns


def _only_orders(column: exp.Column, projection: exp.Expr) -> bool:
    node: exp.Expr = column
    while node is not projection and node.parent is not None:
        if isinstance(node.parent, exp.Window) and node.arg_key != "this":
            return True
        node = node.parent
    return False
