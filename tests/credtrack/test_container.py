"""Do the container's files parse, and does all that they name exist? No engine is needed to ask."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from credtrack.cli import credtrack
from credtrack.config import fields
from credtrack.mistakes import told

KNOWN = {
    *("ARG", "FROM", "ENV", "RUN", "COPY", "USER", "WORKDIR", "VOLUME", "EXPOSE", "STOPSIGNAL"),
    *("HEALTHCHECK", "ENTRYPOINT", "CMD"),
}
OTHERS = {"CREDTRACK_USAJOBS_KEY", "CREDTRACK_USAJOBS_EMAIL"}


@pytest.fixture(scope="module")
def steps(root: Path) -> list[tuple[str, str]]:
    """Each instruction of the Containerfile with its words; continued lines are joined."""
    text = (root / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


@pytest.fixture(scope="module")
def services(root: Path) -> dict[str, dict[str, object]]:
    return yaml.safe_load((root / "compose.yaml").read_text(encoding="utf-8"))["services"]


def words(steps: list[tuple[str, str]], name: str) -> list[str]:
    return [rest for step, rest in steps if step == name]


def runs(command: list[str]) -> bool:
    return told(lambda: credtrack.main([*command, "--help"], standalone_mode=False)) == 0


def test_the_image_is_built_of_known_steps_and_does_not_run_as_root(steps: list[tuple[str, str]]) -> None:
    assert {name for name, _ in steps} <= KNOWN
    assert words(steps, "USER") == ["credtrack"]
    assert words(steps, "VOLUME") == ["/data"]
    last_from = max(number for number, (name, _) in enumerate(steps) if name == "FROM")
    assert [name for name, _ in steps].index("USER") > last_from


def test_what_the_image_copies_is_there(steps: list[tuple[str, str]], root: Path) -> None:
    for rest in words(steps, "COPY"):
        source = next(word for word in rest.split() if not word.startswith("--"))
        assert "--from=built" in rest or (root / source).exists()


def test_what_the_image_starts_is_a_command_of_ours(
    steps: list[tuple[str, str]], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (entry,), (command,) = words(steps, "ENTRYPOINT"), words(steps, "CMD")
    assert yaml.safe_load(entry)[0] in project["scripts"]
    assert runs(yaml.safe_load(command))
    (health,) = words(steps, "HEALTHCHECK")
    assert runs(yaml.safe_load(health.partition("CMD")[2])[1:])


def test_crawler_and_site_share_one_database(
    services: dict[str, dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert {name: service["volumes"] for name, service in services.items()} == {
        "schedule": ["data:/data"],
        "site": ["data:/data"],
    }
    assert all(runs(service["command"]) for service in services.values())
    assert services["schedule"]["image"] == services["site"]["image"]


def test_every_variable_named_is_a_setting(
    steps: list[tuple[str, str]], services: dict[str, dict[str, object]]
) -> None:
    named = set(re.findall(r"CREDTRACK_\w+", " ".join(words(steps, "ENV"))))
    named |= set(services["schedule"]["environment"])
    assert named <= {field.variable for field in fields().values()} | OTHERS


def test_shell_steps_can_be_read_and_no_host_of_packages_is_named(
    steps: list[tuple[str, str]], root: Path
) -> None:
    assert all(shlex.split(rest) for rest in words(steps, "RUN"))
    for name in ("Containerfile", "compose.yaml", ".dockerignore"):
        text = (root / name).read_text(encoding="utf-8")
        assert not re.search(r"pypi|index-url|https?://(?!127\.0\.0\.1)", text)
