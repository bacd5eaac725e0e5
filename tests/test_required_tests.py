"""Continuous integration may name markers whose tests must not be skipped (ATLAS_REQUIRE)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SKIPPING = """
import pytest

@pytest.mark.browser
def test_page():
    pytest.skip("no Chromium here")

@pytest.fixture
def files():
    pytest.skip("no files here")

@pytest.mark.shared
def test_contract(files):
    pass
"""


@pytest.mark.parametrize(
    ("required", "outcome", "sentences"),
    [
        ("", "2 skipped", []),
        (
            "shared",
            "1 skipped, 1 error",
            ["test_contract was skipped (Skipped: no files here); ATLAS_REQUIRE lets no shared test"],
        ),
        (
            "browser,shared",
            "1 failed, 1 error",
            ["test_page was skipped (Skipped: no Chromium here)", "test_contract was skipped"],
        ),
    ],
)
def test_a_skipped_test_fails_when_its_marker_is_required(tmp_path, required, outcome, sentences):
    (tmp_path / "conftest.py").write_bytes((PROJECT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_skipping.py").write_text(SKIPPING)
    options = [
        "-c",
        str(PROJECT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
        "-p",
        "no:cacheprovider",
        "--override-ini",
        "addopts=",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        env={**os.environ, "ATLAS_REQUIRE": required, "PYTHONPATH": str(PROJECT), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert outcome in run.stdout.splitlines()[-1]
    assert [sentence for sentence in sentences if sentence not in run.stdout] == []
