"""Fixtures every test may use."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"


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
