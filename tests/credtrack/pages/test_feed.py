"""Is a feed sound Atom, whatever its entries hold?"""

from xml.etree import ElementTree as Tree

from hypothesis import given
from hypothesis import strategies as st

from credtrack.pages.feed import ATOM, Entry, atom

SITE = "https://site.example"


def read(entries: list[Entry], title: str = "Openings") -> Tree.Element:
    text = atom(title=title, feed=f"{SITE}/-/openings.atom", page=f"{SITE}/-/openings", entries=entries)
    return Tree.fromstring(text)


def entry(title: str, updated: str = "2026-11-01", summary: str = "") -> Entry:
    return Entry(link=f"{SITE}/-/posting/1", title=title, updated=updated, author="Acme", summary=summary)


@given(st.text(st.characters(codec="utf-8") | st.characters(max_codepoint=31), max_size=40))
def test_whatever_a_title_holds_the_feed_can_be_read(title: str) -> None:
    found = read([entry(title, summary=title)], title)
    assert len(found.findall(f"{{{ATOM}}}entry")) == 1


def test_markup_in_a_title_stands_as_it_is_written() -> None:
    found = read([entry("<script>Coder</script>")])
    assert found.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title") == "<script>Coder</script>"


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    found = read([entry("a", "2026-11-01"), entry("b", "2026-11-03T10:00:00+02:00")])
    assert found.findtext(f"{{{ATOM}}}updated") == "2026-11-03T08:00:00Z"
    assert found.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}updated") == "2026-11-01T00:00:00Z"


def test_a_feed_without_entries_is_whole_too() -> None:
    assert read([]).findtext(f"{{{ATOM}}}updated") == "1970-01-01T00:00:00Z"
