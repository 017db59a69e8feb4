"""Is an answer made once for all who ask, and anew when what it rests on has changed?"""

from pathlib import Path
from threading import Thread

from sqlite_utils.db import Database

from db.connect import connect
from db.stamped import StampedTexts

UNTIL_THE_OTHER_WAITS = 0.1


def test_a_question_that_two_ask_at_once_is_answered_once(db: Database, path: Path) -> None:
    texts = StampedTexts()
    heard: list[str] = []

    def ask_as_well() -> None:
        beside = connect(path, readonly=True)
        heard.append(texts.of(beside, "what?", lambda: "made by the second"))
        beside.close()

    second = Thread(target=ask_as_well)

    def answer() -> str:
        second.start()
        second.join(UNTIL_THE_OTHER_WAITS)
        return "made by the first"

    heard.append(texts.of(db, "what?", answer))
    second.join()
    assert heard == ["made by the first"] * 2


def test_an_answer_is_made_anew_when_what_is_counted_has_changed(db: Database) -> None:
    texts = StampedTexts()
    assert texts.of(db, "what?", lambda: "then") == "then"
    assert texts.of(db, "what?", lambda: "now") == "then"
    db.execute("update demand_stamp set stamp = stamp + 1")
    assert texts.of(db, "what?", lambda: "now") == "now"
