"""Does a wheel carry the site and the data that the installed commands need?"""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        root,
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_site_data_and_rules(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "credtrack/_site/metadata.json",
        "credtrack/_site/templates/base.html",
        "credtrack/sample/layouts.toml",
        "crawler/employers/workday.toml",
        "nlp/credentials/catalogue.toml",
        "db/schema/m0001_postings.sql",
        "claims/ledger/defaults.toml",
    } <= names
    assert not [name for name in names if name.startswith(("datasette/", "tests/"))]


def test_an_installed_wheel_answers_from_the_root_folder(wheel: Path, sample: Path, tmp_path: Path) -> None:
    """The libraries are this environment's; the project itself comes from the wheel alone."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    packages = tmp_path / "wheel"
    zipfile.ZipFile(wheel).extractall(packages)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(packages), *libraries])}
    check = "import credtrack, nlp, sys; from credtrack.paths import site_folder; print(credtrack.__file__, site_folder())"
    run = [python, "-c", check]
    where = subprocess.run(run, check=True, capture_output=True, text=True, cwd="/", env=environment).stdout
    assert where.count(str(packages)) == 2
    command = [python, "-m", "credtrack", "demand", "--region", "TX", "--db", sample]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd="/", env=environment)
    assert "CPC" in answer.stdout
