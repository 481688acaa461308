"""The wheel carries the SQL, the schemas and the register, and runs outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from pipelines.settings import ROOT


def test_the_wheel_runs_outside_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    environment = os.environ | {"PYTHONPATH": str(site), "SANCTIONS_HOME": str(tmp_path / "home")}
    where = subprocess.run(
        [sys.executable, "-c", "import pipelines; print(pipelines.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))
    run = [sys.executable, "-m", "pipelines", "run", "--as-of", "2026-11-22", "--quiet"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked = [
        sys.executable,
        "-m",
        "pipelines",
        "sql",
        "select count(*) as n from active_on('2016-01-01') where target = 'TR'",
        "--format",
        "csv",
    ]
    answer = subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["n", "50"]
    names = {info.filename for info in zipfile.ZipFile(wheel).infolist()}
    assert any(name.endswith("licenses/pipelines/register/LICENSE") for name in names)
