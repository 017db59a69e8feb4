import re
from pathlib import Path

import pytest

from crawler.registry import EMPLOYERS, RegistryError, load, readable
from crawler.run import spiders

GOOD = '[acme]\nname = "Acme"\nkind = "health system"\nboard = "acme"\nconfidence = "high"\nsource = "seen"\n'


def written(folder: Path, text: str, name: str = "lever.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_row_of_the_project_loads() -> None:
    employers = load()
    assert len(employers) >= 789
    assert len({employer.slug for employer in employers}) == len(employers)


def test_every_spider_has_rows_or_is_for_files_of_the_users_own() -> None:
    platforms = {path.stem for path in EMPLOYERS.glob("*.toml")}
    assert set(spiders()) - platforms <= {"jsonld"}


def test_rows_without_a_spider_are_kept_apart_not_lost(tmp_path: Path) -> None:
    employers = load(written(tmp_path, GOOD, "unheard_of.toml"))
    assert employers[0].platform == "unheard_of"
    assert readable(employers, spiders()) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("name =", "nickname ="), "lever.toml: [acme]: the key name is missing"),
        (('source = "seen"', 'source = "seen"\nboards = "x"'), "lever.toml: [acme]: unknown key boards"),
        (("health system", "barber shop"), "lever.toml: [acme]: kind: expected one of ASC operator, "),
        (('"high"', "1"), "lever.toml: [acme]: confidence: expected some text, found 1"),
        (
            ('"seen"', '"seen"\nhq_state = "Texas"'),
            "lever.toml: [acme]: hq_state: expected two capital letters, found 'Texas'",
        ),
        (('"seen"', '"seen"\norigin = "ftp://x"'), "lever.toml: [acme]: origin: expected http or https"),
        (('"seen"', '"seen"\nat_least = "9"'), "lever.toml: [acme]: at_least: expected a whole number"),
        (
            ('"seen"', '"seen"\npermission = "the owner"'),
            "lever.toml: [acme]: permission: expected who gave it",
        ),
        (('"seen"', '"seen"\nscope = { places = "Ohio" }'), "lever.toml: [acme]: scope: expected a table"),
        (("[acme]", "[Acme Inc]"), "lever.toml: expected TOML (Expected"),
        (("[acme]", "[Acme]"), "lever.toml: [Acme]: expected a table"),
    ],
)
def test_a_wrong_row_is_an_error_that_names_file_and_row(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    with pytest.raises(RegistryError, match=re.escape(expected)):
        load(written(tmp_path, GOOD.replace(*change)))


def test_two_rows_with_one_board_are_an_error(tmp_path: Path) -> None:
    twice = GOOD + GOOD.replace("[acme]", "[bcme]").replace('board = "acme"', 'board = "ACME"')
    with pytest.raises(RegistryError, match="occurs twice"):
        load(written(tmp_path, twice))


def test_rows_out_of_order_are_an_error(tmp_path: Path) -> None:
    rows = GOOD.replace("acme", "zeta") + GOOD
    with pytest.raises(RegistryError, match=r"\[zeta\]: expected the rows in the order"):
        load(written(tmp_path, rows))


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="expected files such as"):
        load(tmp_path)


def test_every_row_on_a_platform_that_is_read_names_a_host_and_a_key() -> None:
    readers = spiders()
    for row in readable(load(), readers):
        spider = readers[row.platform](errand=None, employers=())  # type: ignore[arg-type]  # nothing is asked
        assert re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", spider.host(row)), row
        assert spider.key(row), row


@pytest.mark.parametrize("addresses", ["https://acme.example", ["ftp://acme.example"], [7]])
def test_addresses_must_be_a_list_of_web_addresses(tmp_path: Path, addresses: object) -> None:
    row = 'name = "A"\nkind = "vendor"\nboard = "b"\nconfidence = "high"\nsource = "s"\n'
    (tmp_path / "ukg_pro.toml").write_text(f"[a]\n{row}addresses = {addresses!r}\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="addresses: expected a list"):
        load(tmp_path)


def test_two_employers_on_one_board_are_told_apart_by_their_scopes(tmp_path: Path) -> None:
    rows = GOOD + 'scope = { places = ["East"] }\n'
    rows += GOOD.replace("[acme]", "[bcme]") + 'scope = { places = ["West"] }\n'
    east, west = load(written(tmp_path, rows))
    assert (east.scope, west.scope) == ((("places", ("East",)),), (("places", ("West",)),))
