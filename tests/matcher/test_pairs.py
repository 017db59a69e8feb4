"""Are all pairs of profile and opening judged as written down before the matcher was?"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.checking import profile
from matcher.facts import facts_from_tags
from matcher.fit import judge

FILE = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))
TODAY: date = FILE["today"]


@pytest.mark.parametrize("pair", FILE["pair"], ids=lambda pair: pair["name"])
def test_a_pair_is_judged_as_written_down(pair: dict[str, Any]) -> None:
    fit = judge(profile(pair.get("profile", {}), today=TODAY), facts_from_tags(pair["opening"]), TODAY)
    wanted = pair["fit"]
    assert fit.status == wanted["status"]
    assert set(wanted.get("missing", fit.missing)) == set(fit.missing)
    assert wanted.get("months", fit.months) == fit.months
    assert wanted.get("years_short", fit.years_short) == fit.years_short
    assert set(wanted.get("unknown", fit.unknown)) == set(fit.unknown)
    assert wanted.get("preferred", [fit.preferred_met, fit.preferred_asked]) == [
        fit.preferred_met,
        fit.preferred_asked,
    ]
    assert set(wanted.get("against", ())) <= set(fit.against)
    assert set(wanted.get("in_favor", ())) <= set(fit.in_favor)


def test_every_status_has_a_pair() -> None:
    from matcher.finding import STATUSES

    assert {pair["fit"]["status"] for pair in FILE["pair"]} == set(STATUSES)
