"""Are the files for other systems what those systems read?"""

import shlex
from configparser import RawConfigParser
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from apscheduler.triggers.cron import CronTrigger

from credtrack.mistakes import UserError
from credtrack.schedule.agenda import tasks
from credtrack.schedule.printing import KINDS, files_of


def unit(path: Path) -> RawConfigParser:
    class Multiple(dict):
        def __setitem__(self, key, value) -> None:
            if key in self and isinstance(value, list):
                self[key].extend(value)
            else:
                super().__setitem__(key, value)

    parser = RawConfigParser(dict_type=Multiple, strict=False, empty_lines_in_values=False)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


def test_unit_files_have_their_sections_and_call_us(config, tmp_path: Path) -> None:
    config = replace(config, database=tmp_path / "a b%.db")
    schedule, site = files_of("systemd", config, tmp_path / "units")
    for path, word in ((schedule, "schedule"), (site, "serve")):
        parser = unit(path)
        assert set(parser.sections()) == {"Unit", "Service", "Install"}
        program, command, *_ = shlex.split(parser["Service"]["ExecStart"])
        assert (Path(program).name, command) == ("credtrack", word)
        assert str(config.path) in parser["Service"]["Environment"]
        assert "a b%%.db" in parser["Service"]["Environment"]
        assert "@" not in path.read_text().replace("@example", "")


def test_cron_lines_are_cron_lines(config, tmp_path: Path) -> None:
    (path,) = files_of("cron", config, tmp_path)
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    (when,) = [line for line in lines if line[0].isdigit()]
    fields, command = " ".join(when.split()[:5]), " ".join(when.split()[5:])
    assert CronTrigger.from_crontab(fields)
    assert shlex.split(command)[1:3] == ["schedule", "--once"]
    assert f"CREDTRACK_DATABASE={config.database}" in lines


def test_the_workflow_is_yaml_that_runs_us_once(config, tmp_path: Path) -> None:
    (path,) = files_of("github-actions", config, tmp_path)
    flow = yaml.safe_load(path.read_text())
    (job,) = flow["jobs"].values()
    assert CronTrigger.from_crontab(flow[True]["schedule"][0]["cron"])  # YAML reads the word `on` as true
    assert any("credtrack schedule --once" in step.get("run", "") for step in job["steps"])
    assert flow["concurrency"]["cancel-in-progress"] is False


def test_every_kind_has_files_and_no_path_may_break_a_line(config, tmp_path: Path) -> None:
    broken = replace(config, database=tmp_path / "a\nb.db")
    for kind in KINDS:
        assert files_of(kind, config, tmp_path)
    with pytest.raises(UserError, match="without control characters"):
        files_of("cron", broken, tmp_path)


def test_every_task_is_described_and_its_line_is_a_cron_line(config) -> None:
    for task in tasks().values():
        assert task.says
        assert not task.at or CronTrigger.from_crontab(task.cron(config))
