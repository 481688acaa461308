"""How fast are the window models? `make bench` measures them against reading and sorting the same actions.

What belongs here: running, measuring and printing. What does not: the made-up actions (`bench/synthetic.py`).
Every step runs in a process of its own, so that its peak memory is its own. Times start when the libraries are loaded.
Ratios come from one run on one machine; that is what to compare, not seconds. See `docs/methods/speed.md`.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.synthetic import write_actions
from pipelines.models import attach_tables, connect, load_models, run
from pipelines.settings import SQL
from pipelines.tables import path_of

SIZES = "10000,1000000,10000000"
MAKE_UP = "make up "
FLOOR = "floor"
SORT = "sort only"
WINDOWS = "sanction_windows"
IN_ORDER = "select * from actions order by sender, target, regime, measure, subject, effective_on, known_on"


@dataclass(frozen=True)
class Measure:
    """What one step cost."""

    step: str
    rows: int
    seconds: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True)
class Size:
    """All that was measured at one size."""

    actions: int
    keys: int
    steps: dict[str, Measure]

    @property
    def floor(self) -> Measure:
        """Reading, sorting and writing the actions."""
        return self.steps[FLOOR]

    @property
    def models(self) -> list[Measure]:
        """The window models."""
        return [measure for step, measure in self.steps.items() if step not in (FLOOR, SORT)]

    @property
    def seconds(self) -> float:
        """Seconds of all models."""
        return sum(measure.seconds for measure in self.models)

    @property
    def cpu(self) -> float:
        """CPU seconds of all models."""
        return sum(measure.cpu for measure in self.models)

    @property
    def peak_mb(self) -> float:
        """Most memory that a model took."""
        return max(measure.peak_mb for measure in self.models)


def window_models(sql: Path) -> list[str]:
    """The models between `actions` and the windows, each after those it reads."""
    models = load_models(sql)
    wanted: set[str] = set()
    waiting = [WINDOWS]
    while waiting:
        name = waiting.pop()
        if name in models and name != "actions":
            wanted.add(name)
            waiting += models[name].dependencies
    return [name for name in models if name in wanted]


def take_step(step: str, tables: Path, sql: Path) -> Measure:
    """Run one step in this process and measure it."""
    models = load_models(sql)
    began, cpu_before = time.perf_counter(), _cpu()
    if step.startswith(MAKE_UP):
        rows = write_actions(tables, int(step.removeprefix(MAKE_UP)))
    elif step in (FLOOR, SORT):
        rows = sort_all(tables, write=step == FLOOR)
    else:
        rows = run(models[step], tables)
    return Measure(step, rows, time.perf_counter() - began, _cpu() - cpu_before, _peak_mb())


def sort_all(tables: Path, *, write: bool) -> int:
    """The floor: read all columns of the actions and sort them by key and date, as any window logic has to; returns the rows."""
    with connect() as connection:
        connection.execute(f"set temp_directory = '{tables / 'spill'}'")
        attach_tables(connection, tables, ["actions"])
        rows = int(connection.sql("select count(*) from actions").fetchall()[0][0])
        if write:
            connection.sql(IN_ORDER).write_parquet(str(path_of(tables, "sorted")))
        else:
            # the last row alone is handed out, but all of them have to be put in order for it
            connection.execute("set disabled_optimizers = 'top_n, late_materialization'")
            connection.execute(f"{IN_ORDER} limit 1 offset {rows - 1}").fetchall()
    return rows


def measure_size(rows: int, sql: Path, repeat: int, console: Console) -> Size:
    """Make up actions, take every step in a fresh process, and clean up."""
    with tempfile.TemporaryDirectory(prefix="sanctions-bench-") as folder:
        tables = Path(folder)
        keys = _in_fresh_process(f"{MAKE_UP}{rows}", tables, sql).rows
        steps: dict[str, Measure] = {}
        for step in [FLOOR, SORT, *window_models(sql)] * repeat:
            console.print(f"{rows:,} rows: {step} ...", style="dim")
            measured = _in_fresh_process(step, tables, sql)
            if step not in steps or measured.seconds < steps[step].seconds:
                steps[step] = measured
        return Size(steps[FLOOR].rows, keys, steps)


def print_results(sizes: list[Size], console: Console) -> None:
    """Print what was measured, the sum beside the floor, and the growth from size to size."""
    steps = Table("step", title="Each step in a process of its own: seconds / CPU seconds / peak MB / rows out")
    for size in sizes:
        steps.add_column(f"{size.actions:,} actions", justify="right")
    for step in sizes[0].steps:
        measured = [size.steps[step] for size in sizes]
        steps.add_row(step, *(f"{m.seconds:.2f} / {m.cpu:.2f} / {m.peak_mb:.0f} / {m.rows:,}" for m in measured))
    console.print(steps)

    total = Table(title=f"All models against the floor (scan and sort every column, write the result); Python {sys.version.split()[0]}")
    for heading in ("rows", "keys", "windows", "floor s", "models s", "ratio", "CPU ratio", "peak MB", "growth / n log n"):
        total.add_column(heading, justify="right")
    before: Size | None = None
    for size in sizes:
        windows = size.steps[WINDOWS].rows
        ratio, cpu_ratio = size.seconds / size.floor.seconds, size.cpu / size.floor.cpu
        total.add_row(
            *(f"{number:,}" for number in (size.actions, size.keys, windows)),
            *(f"{number:.2f}" for number in (size.floor.seconds, size.seconds, ratio, cpu_ratio)),
            f"{size.peak_mb:.0f}",
            f"{growth(before, size):.2f}" if before else "",
        )
        before = size
    console.print(total)


def growth(small: Size, large: Size) -> float:
    """Growth of the time of the models between two sizes, over that of n log n: 1 is n log n, above it is worse."""
    expected = large.actions * math.log(large.actions) / (small.actions * math.log(small.actions))
    return large.seconds / small.seconds / expected


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.windows", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", default=SIZES, help=f"numbers of actions, separated by commas (default {SIZES})")
    parser.add_argument("--repeat", type=int, default=1, help="take every step so many times and keep the fastest")
    parser.add_argument("--sql", type=Path, default=SQL, help="folder with the models")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--tables", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(vars(take_step(options.step, options.tables, options.sql))))
        return
    console = Console(width=None if sys.stdout.isatty() else 160)
    rows = sorted(int(number) for number in options.rows.split(","))
    print_results([measure_size(number, options.sql, options.repeat, console) for number in rows], console)


def _in_fresh_process(step: str, tables: Path, sql: Path) -> Measure:
    command = [sys.executable, "-m", "bench.windows", "--step", step, "--tables", str(tables), "--sql", str(sql)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Measure(**json.loads(done.stdout))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_mb() -> float:
    # Linux hands the peak of the parent down in ru_maxrss; VmHWM begins anew with the program
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main()
