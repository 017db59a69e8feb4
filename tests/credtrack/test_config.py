"""Is every setting read, and is each wrong one told in one line with what was expected?"""

from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from credtrack.cli import credtrack
from credtrack.config import ConfigError, fields, load, strange_variables
from credtrack.mistakes import told

WHOLE = """
contact = "you@example.org"
database = "data/ours.db"
timezone = "America/Chicago"
[crawl]
rhythm = "12 hours"
rhythms = { workday = "2 days" }
leave_out = ["acme-health"]
[backup]
at = 01:15:00
daily = 3
[site]
port = 8080
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "credtrack.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_is_read_whole_and_its_paths_are_meant_from_its_folder(tmp_path: Path) -> None:
    config = load(written(tmp_path, WHOLE), {})
    assert config.contact == "you@example.org"
    assert config.database == tmp_path / "data" / "ours.db"
    assert config.backup_folder == tmp_path / "data" / "backups"
    assert (config.crawl_rhythm, config.crawl_rhythms) == (
        timedelta(hours=12),
        {"workday": timedelta(days=2)},
    )
    assert (config.crawl_leave_out, config.backup_at, config.backup_daily) == (
        ("acme-health",),
        time(1, 15),
        3,
    )
    assert (config.site_port, config.timezone.key, config.crawl_jitter) == (
        8080,
        "America/Chicago",
        timedelta(hours=2),
    )


def test_the_environment_wins(tmp_path: Path) -> None:
    variables = {
        "CREDTRACK_CONTACT": "https://example.org/us",
        "CREDTRACK_SITE_PORT": "0",
        "CREDTRACK_CRAWL_RHYTHMS": "workday=1 day, acme=6 hours",
        "CREDTRACK_CRAWL_LEAVE_OUT": "a, b",
        "CREDTRACK_DATABASE": str(tmp_path / "other.db"),
    }
    config = load(written(tmp_path, WHOLE), variables)
    assert (config.contact, config.site_port, config.crawl_leave_out) == (
        "https://example.org/us",
        0,
        ("a", "b"),
    )
    assert config.crawl_rhythms == {"workday": timedelta(days=1), "acme": timedelta(hours=6)}
    assert config.database == tmp_path / "other.db"


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ('contcat = "a@b.example"', "contcat: no such setting; did you mean contact?"),
        ('[crawl]\nrythm = "1 day"', "crawl.rythm: no such setting; did you mean crawl.rhythm?"),
        ("[sight]\nport = 1", "sight: no such setting; did you mean site?"),
        ('contact = "nobody"', "contact: expected an e-mail or web address, found 'nobody'"),
        ('[crawl]\nrhythm = "soon"', 'crawl.rhythm: expected a number and a unit such as "12 hours", found'),
        ('[crawl]\nrhythm = "0 days"', "crawl.rhythm: expected"),
        ("[crawl.rhythms]\nworkday = 2", "crawl.rhythms: expected a table such as"),
        ('[backup]\nat = "25:00"', 'backup.at: expected a time of day such as "02:30", found'),
        ("[backup]\ndaily = true", "backup.daily: expected a whole number from 1, found True"),
        ("[site]\nport = 70000", "site.port: expected a whole number from 0 to 65535, found 70000"),
        ('timezone = "Mars/Base"', "timezone: expected a zone such as"),
        ("contact = ", "expected TOML lines such as"),
    ],
)
def test_a_wrong_setting_is_one_line_with_file_field_and_what_was_expected(
    tmp_path: Path,
    text: str,
    told_as: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(tmp_path, text)
    monkeypatch.setenv("CREDTRACK_CONFIG", str(path))
    assert told(lambda: credtrack.main(["schedule", "--once"], standalone_mode=False)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"credtrack: {path}")
    assert told_as in line


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"^CREDTRACK_SITE_PORT: expected a whole number from 0 to 65535, found 'x'"
    ):
        load(written(tmp_path, ""), {"CREDTRACK_SITE_PORT": "x"})
    with pytest.raises(ConfigError, match=r"^CREDTRACK_SITE_HOST: expected an address, found ''"):
        load(written(tmp_path, ""), {"CREDTRACK_SITE_HOST": ""})
    with pytest.raises(ConfigError, match=r"^CREDTRACK_CRAWL_RHYTHMS: expected a table"):
        load(written(tmp_path, ""), {"CREDTRACK_CRAWL_RHYTHMS": "workday"})


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file; expected the settings"):
        load(None, {"CREDTRACK_CONFIG": str(tmp_path / "absent.toml")})


def test_variables_like_ours_are_asked_about() -> None:
    found = strange_variables(
        {"CREDTRACK_CONTCAT": "x", "CREDTRACK_CONTACT": "y", "CREDTRACK_X": "", "HOME": "z"}
    )
    assert found == [
        "CREDTRACK_CONTCAT is no setting; did you mean CREDTRACK_CONTACT?",
        "CREDTRACK_X is no setting",
    ]


@example({"CREDTRACK_DATABASE": "~nobody-of-this-name/market.db"})
@given(
    st.dictionaries(st.sampled_from([field.variable for field in fields().values()]), st.text(max_size=30))
)
def test_whatever_the_environment_says_is_a_setting_or_a_complaint(variables: dict[str, str]) -> None:
    variables = {name: value.replace("\0", "") for name, value in variables.items()}
    try:
        assert load(None, variables).crawl_rhythm > timedelta(0)
    except ConfigError as error:
        told_as = str(error)
    else:
        told_as = "expected"
    assert "expected" in told_as


def test_every_setting_says_what_it_is_for() -> None:
    for field in fields().values():
        assert field.says.endswith(".")
        assert field.expected
