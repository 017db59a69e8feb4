"""Fixtures that every room's tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# `make soak` sets the profile; `make test` runs a twentieth of it, the same one every time.
settings.register_profile("soak", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("test", max_examples=100, deadline=None, derandomize=True)
settings.load_profile(os.environ.get("CREDTRACK_PROFILE", "test"))

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of specifications and labelled postings beside the project; absent on a user's machine."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared is absent, and under CI it must be there")
        pytest.skip("../shared is absent: specifications and labelled postings")
    return folder
