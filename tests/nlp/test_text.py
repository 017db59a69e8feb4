"""Is the text of a posting kept as it must be, whatever the HTML?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import LONGEST, to_text


def html(body: str) -> str:
    return to_text(body, "html").text


def test_plain_text_is_left_as_given():
    body = "Coder II\r\n\r\n  * CPC &amp; two years\t<b>\u200b\r\n"

    assert to_text(body, "text").text == body


def test_a_text_full_of_tags_is_read_as_html():
    marked = "<p>We code.</p><ul><li>CPC required</li><li>Two years</li></ul>"
    assert to_text(marked, "text") == to_text(marked, "html")
    assert (
        to_text("if a < b and c > d, see <p> or <br>", "text").text == "if a < b and c > d, see <p> or <br>"
    )


def test_nuls_are_dropped_and_counted():
    prepared = to_text("CP\0C\0", "text")

    assert (prepared.text, prepared.nuls, prepared.cut) == ("CPC", 2, False)


def test_a_long_text_is_cut_and_says_so():
    prepared = to_text("x" * (LONGEST + 1), "text")

    assert len(prepared.text) == LONGEST
    assert prepared.cut


def test_half_a_character_is_replaced_in_its_place():
    assert to_text("a\ud83db", "text").text == "a\ufffdb"


def test_paragraphs_stand_apart_and_breaks_end_lines():
    assert html("<p>One<br>two</p><p>Three</p>") == "One\ntwo\n\nThree"


def test_headings_stand_on_lines_of_their_own():
    assert html("<h3>Duties</h3>Code charts.<div><b>Pay</b></div>$25") == "Duties\n\nCode charts.\nPay\n$25"


def test_list_items_get_bullets():
    assert (
        html("<p>Needed:</p><ul><li>CPC</li><li><p>Two years</p></li></ul>")
        == "Needed:\n\n• CPC\n• Two years"
    )


def test_a_list_within_a_list_is_set_in():
    assert html("<ul><li>One of:<ul><li>CPC</li></ul></li><li>GED</li></ul>") == "• One of:\n  • CPC\n• GED"


def test_cells_of_a_row_stay_on_one_line():
    table = "<table><tr><th>Need</th><th>Want</th></tr><tr><td><p>CPC</p></td><td>CRC</td></tr></table>"

    assert html(table) == "Need | Want\nCPC | CRC"


def test_a_list_in_a_cell_begins_a_new_line():
    assert html("<table><tr><td>Need</td><td><ul><li>CPC</li></ul></td></tr></table>") == "Need\n• CPC"


@pytest.mark.parametrize(
    "body", ["&lt;p&gt;CPC &amp;amp; CRC&lt;/p&gt;", "<p>CPC &amp;amp; CRC</p>", "<p>CPC & CRC</p>"]
)
def test_entities_escaped_once_too_often_are_read(body):
    assert html(body) == "CPC & CRC"


def test_scripts_and_styles_are_no_text():
    assert html("<style>p{}</style><p>Coder</p><script>alert(1)</script><!-- no -->") == "Coder"


def test_unseen_characters_and_wide_spaces_go():
    assert html("<p>Re\u00admote\u00a0\u200bcoder</p>") == "Remote coder"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 9_900 + "end",
        "<b><i><p>" * 3_000 + "end",
        "<b><p></b>" * 3_000 + "end",
        "<table><tr><td>" * 3_300 + "end",
        "<ul><li>" * 4_900 + "end",
        "<" * 150_000 + "end",
        "&lt;p&gt;" * 30_000 + "end",
        "end" + "y" * 1_000_000,
    ],
    ids=["divs", "styles", "crossed", "tables", "lists", "brackets", "escaped", "one word"],
)
def test_hostile_markup_is_read_quickly(body):
    begun = time.process_time()

    assert "end" in html(body)
    assert time.process_time() - begun < 2


@given(st.text())
def test_any_text_becomes_text_that_every_store_takes(body):
    for kind in ("html", "text"):
        to_text(body, kind).text.encode("utf-8")


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ul>",
                "<li>",
                "</ul>",
                "<td>",
                "<tr>",
                "<b>",
                "&amp;",
                "word",
                " ",
                "<table>",
                "</table>",
            ]
        )
    )
)
def test_no_word_is_lost(parts):
    assert html("".join(parts)).count("word") == parts.count("word")
