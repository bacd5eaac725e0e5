"""A build killed at any step leaves the old warehouse byte for byte, and the next build works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import PROJECT

LANES = 4  # side by side, each with a warehouse of its own

# Runs builds that kill themselves at step FIRST, FIRST + STRIDE, ... until one reaches its end before its step comes.
KILLED_BUILDS = """
import itertools, os, signal, sys
from pathlib import Path
from pipeline.build import build

raw, warehouse, first, stride = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
before = warehouse.read_bytes()
for last_step in itertools.count(first, stride):
    child = os.fork()
    if not child:
        steps = itertools.count(1)
        build(raw, warehouse, lambda words: os.kill(os.getpid(), signal.SIGKILL) if next(steps) == last_step else None)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 0:
        print(last_step, "steps at most")
        break
    assert status == -signal.SIGKILL, f"step {last_step}: the build ended with {status}"
    assert warehouse.read_bytes() == before, f"step {last_step}: the old warehouse changed"
assert warehouse.read_bytes() != before, "the build after the kills did not replace the warehouse"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_build_killed_at_any_step_leaves_the_old_warehouse_and_the_next_build_works(warehouse, tmp_path):
    raw = Path(shutil.copytree(PROJECT / "data" / "raw", tmp_path / "raw"))
    table = raw / "cpi" / "cpi.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",21.480,", ",21.481,", 1), encoding="utf-8")
    processes = []
    for lane in range(LANES):
        (tmp_path / f"lane{lane}").mkdir()
        own = shutil.copy(warehouse, tmp_path / f"lane{lane}" / "warehouse.duckdb")
        arguments = [sys.executable, "-c", KILLED_BUILDS, raw, own, str(lane + 1), str(LANES)]
        processes.append(subprocess.Popen(arguments, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    for lane, process in enumerate(processes):
        said, _ = process.communicate(timeout=1200)
        assert process.returncode == 0, said
        assert int(re.search(r"(\d+) steps at most", said)[1]) > 30, "fewer steps than the pipeline has"
        assert not list((tmp_path / f"lane{lane}").glob("*.building*"))
        with duckdb.connect(tmp_path / f"lane{lane}" / "warehouse.duckdb", read_only=True) as built:
            first_index = built.execute("select index_1982_84::varchar from core.cpi order by month limit 1").fetchone()
        assert first_index == ("21.481",)
