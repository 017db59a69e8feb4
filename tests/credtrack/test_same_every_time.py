"""Does the tagger say the same of the same posting in every run, proofs included?"""

import os
import subprocess
import sys
from pathlib import Path

TAG = """
from datetime import date
from credtrack.sample.compose import write
from credtrack.sample.world import build_market
from nlp.jsonl import to_row
from nlp.pipeline import build, tag_many
from nlp.shapes import Subject
from nlp.text import to_text

postings = build_market("demo", "demo", 3, date(2026, 11, 1)).postings[::9]
written = [(posting, write(posting)) for posting in postings]
subjects = [
    Subject(text=to_text(w.body, w.body_kind).text, title=w.title, employer=p.board_employer.name, locations=w.location)
    for p, w in written
]
for subject, tags in zip(subjects, tag_many(build(), subjects), strict=True):
    print(to_row(tags, subject.title, subject))
"""


def tagged(root: Path, seed: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", TAG],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout.splitlines()


def test_tags_and_proofs_do_not_hang_on_the_order_of_a_set(root: Path) -> None:
    one, other = tagged(root, "1"), tagged(root, "2")
    assert len(one) > 200
    assert [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]] == []
