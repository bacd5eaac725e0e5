"""Fixtures every test may use, and the rule that continuous integration skips nothing it was told to require."""

import os
from collections.abc import Iterator
from pathlib import Path

import filelock
import hypothesis
import pytest

from pipeline.build import build
from tests.browser import PROJECT, browser, serve, server, tabs, visit  # noqa: F401

SHARED = PROJECT.parent / "shared"
REQUIRED = frozenset(filter(None, os.environ.get("ATLAS_REQUIRE", "").split(",")))  # markers, such as "browser,shared"

# The same inputs on every machine, however busy it is.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


def pytest_xdist_auto_num_workers() -> int:
    """Two more workers than cores: browser tests wait more than they compute."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn the skip of a test that carries a marker named in ATLAS_REQUIRE into a failure."""
    report = yield
    required = sorted(REQUIRED.intersection(marker.name for marker in item.iter_markers()))
    if report.skipped and required and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped ({reason}); ATLAS_REQUIRE lets no {required[0]} test be skipped."
    return report


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test session share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def warehouse(session_folder: Path) -> Path:
    """A warehouse built from data/raw, once per test session; tests copy it before they change it."""
    built = session_folder / "warehouse.duckdb"
    with filelock.FileLock(session_folder / "warehouse.once"):
        if not built.exists():
            build(PROJECT / "data" / "raw", built)
    return built


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real publisher files beside the project; the test is skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the real publisher files are not beside the project (../shared/data)")
    return SHARED / "data"


@pytest.fixture(scope="session")
def shared_seeds() -> Path:
    """The folder of the five seed articles beside the project; the test is skipped where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the seed articles are not beside the project (../shared/seeds)")
    return SHARED / "seeds"
