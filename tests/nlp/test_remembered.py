"""Is what was found before recalled, and never more of it kept than all functions may keep together?"""

import pytest

from nlp import remembered as module
from nlp.remembered import remembered


def test_the_same_words_are_read_once_until_all_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MEMORY", module._Memory())
    monkeypatch.setattr(module, "_KEPT", 3)
    read: list[str] = []
    length = remembered(lambda words: read.append(words) or len(words))
    for words in ("one", "one", "two", "three", "four", "one"):
        assert length(words) == len(words)

    assert read == ["one", "two", "three", "four", "one"]


def test_longer_words_take_the_room_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MEMORY", module._Memory())
    monkeypatch.setattr(module, "_KEPT", 3)
    read: list[int] = []
    length = remembered(lambda words: read.append(len(words)))
    for size in (1, 800, 800, 1, 801, 1):
        length("x" * size)

    assert read == [1, 800, 1, 801, 1]
