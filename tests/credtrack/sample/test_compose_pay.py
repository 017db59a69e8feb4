import pytest

from credtrack.sample.compose_pay import money


@pytest.mark.parametrize(
    ("amount", "unit", "manner", "said"),
    [
        (27.8, "hour", "plain", "$27.80"),
        (30.0, "hour", "short", "$30"),
        (61000.0, "year", "short", "$61K"),
        (61500.0, "year", "short", "$61,500"),
        (61000.0, "year", "long", "$61,000.00"),
        (0.7, "item", "plain", "$0.70"),
        (2.125, "item", "plain", "$2.125"),
        (5214.27, "month", "usd", "USD 5,214.27"),
    ],
)
def test_amounts_are_never_rounded(amount: float, unit: str, manner: str, said: str) -> None:
    assert money(amount, unit, manner) == said
