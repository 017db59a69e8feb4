"""A careers address tells the platform and the board, and a new row stands in its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.registry import Employer, RegistryError, load
from crawler.registry_rows import add, host_in, recognized, slug_of

GUID = "11111111-2222-4333-8444-555555555555"


@pytest.mark.parametrize(
    ("address", "platform", "board"),
    [
        ("https://acme.wd5.myworkdayjobs.com/en-US/AcmeCareers/job/X/Coder_R-1", "workday", "acme.wd5.myworkdayjobs.com/acme/AcmeCareers"),
        ("acme.wd5.myworkdayjobs.com/acme/job/X/Coder_R-1", "workday", "acme.wd5.myworkdayjobs.com/acme/acme"),
        ("https://careers-acme.icims.com/jobs/search?ss=1", "icims", "careers-acme.icims.com"),
        ("https://abcd.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs", "oracle_recruiting_cloud", "abcd.fa.us2.oraclecloud.com/CX_1"),
        (f"https://recruiting2.ultipro.com/ACM1000ACME/JobBoard/{GUID}/?q=", "ukg_pro", f"recruiting2.ultipro.com/ACM1000ACME/JobBoard/{GUID}"),
        ("https://phe.tbe.taleo.net/phe01/ats/careers/v2/searchResults?org=ACME&cws=38", "taleo_business_edition", "phe.tbe.taleo.net/phe01 org=ACME cws=38"),
        ("https://acme.taleo.net/careersection/ex/jobsearch.ftl?lang=en", "taleo_enterprise", "acme.taleo.net/careersection/ex"),
        ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse", "job-boards.greenhouse.io/acme"),
        ("https://jobs.smartrecruiters.com/AcmeHealth/744000111222333-coder", "smartrecruiters", "careers.smartrecruiters.com/AcmeHealth"),
        (f"https://workforcenow.adp.com/mascsr/default/mdf/recruitment/recruitment.html?cid={GUID}&ccId=19000101_000001&lang=en_US", "adp_workforce_now", f"{GUID}/19000101_000001"),
        ("https://www.governmentjobs.com/careers/acmecounty?page=2", "neogov", "www.governmentjobs.com/careers/acmecounty"),
    ],
)  # fmt: skip
def test_an_address_tells_platform_and_board(address: str, platform: str, board: str) -> None:
    assert recognized(address) == (platform, board)


def test_boards_of_the_registry_are_recognized_as_what_they_are() -> None:
    for row in load():
        found = recognized(f"https://{row.board}")
        assert found is None or found[0] == row.platform, row
        if row.platform in {"workday", "icims", "oracle_recruiting_cloud", "greenhouse", "lever", "ukg_pro"}:
            assert found is not None, row
            assert found[1].casefold() == row.board.casefold()


@pytest.mark.parametrize("address", ["https://www.acme.example/careers", "", "about:blank", "//"])
def test_an_address_of_no_platform_is_not_guessed(address: str) -> None:
    assert recognized(address) is None


def test_a_host_is_taken_from_any_address() -> None:
    assert host_in("careers.acme.example/jobs") == "careers.acme.example"
    with pytest.raises(RegistryError, match="expected the address"):
        host_in("somewhere")


def test_rows_are_written_in_order_and_read_back(tmp_path: Path, employer: Callable[..., Employer]) -> None:
    rows = [
        employer("lever", f"jobs.lever.co/{name}", slug=slug_of(name), name=f'{name} "the" Health & Co')
        for name in ("M-mid", "Z's last", "A first")
    ]
    for row in rows:
        assert add(row, tmp_path) == tmp_path / "lever.toml"
    assert load(tmp_path) == tuple(sorted(rows, key=lambda row: row.slug))


@pytest.mark.parametrize(
    ("change", "told"),
    [({}, "there already"), ({"slug": "other"}, "there already"), ({"slug": "b", "board": "b", "kind": "shop"}, "kind")],
)  # fmt: skip
def test_a_wrong_row_changes_nothing(
    tmp_path: Path, employer: Callable[..., Employer], change: dict[str, str], told: str
) -> None:
    path = add(employer("lever", "jobs.lever.co/acme"), tmp_path)
    before = path.read_bytes()
    with pytest.raises(RegistryError, match=told):
        add(employer("lever", **{"board": "jobs.lever.co/acme", **change}), tmp_path)
    assert path.read_bytes() == before
