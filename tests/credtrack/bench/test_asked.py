"""May the bench be asked for more, and is a slip told in one line?"""

import pytest

from credtrack.bench.asked import asked_for


def test_the_usual_size_holds_where_none_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BULK_POSTINGS", raising=False)
    assert asked_for("BULK_POSTINGS", 40) == 40
    monkeypatch.setenv("BULK_POSTINGS", "200")
    assert asked_for("BULK_POSTINGS", 40) == 200


@pytest.mark.parametrize("said", ["", "many", "-5", "0", "1.5"])
def test_a_slip_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("BENCH_MINUTES", said)
    with pytest.raises(SystemExit, match="BENCH_MINUTES: expected a whole number above 0, found"):
        asked_for("BENCH_MINUTES", 15)
