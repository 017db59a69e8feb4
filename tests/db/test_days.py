"""Do counts by span of days hold, whatever the days, profiles and employer systems?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from db.days import by_profile, comings, days, employers_coming

PROFILES = 3
OPENINGS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, PROFILES - 1), st.integers(0, 4)), max_size=30
)
SPANS = st.tuples(st.integers(0, 10), st.integers(0, 10))


@given(OPENINGS, SPANS)
def test_openings_of_a_span_are_counted_by_profile_and_by_employer(
    openings: list[tuple[int, int, int]], span: tuple[int, int]
) -> None:
    rows = np.array(openings, dtype=np.int32).reshape(-1, 3)
    first_on, profile, cluster = rows[:, 0], rows[:, 1].astype(np.int64), rows[:, 2]
    meant = np.int32(span[0]), np.int32(span[1])
    within = [(their, whose) for day, their, whose in openings if span[0] <= day <= span[1]]
    known = days(first_on, np.arange(len(rows)), profile, PROFILES)
    counts = [sum(their == each for their, _ in within) for each in range(PROFILES)]
    assert by_profile(known, profile, meant).tolist() == counts
    assert employers_coming(comings(first_on, cluster), meant) == len({whose for _, whose in within})
