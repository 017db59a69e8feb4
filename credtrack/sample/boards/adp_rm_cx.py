"""What do the hosts of ADP Recruiting Management answer for one site?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown, window
from credtrack.sample.boards.http import Reply, Request, as_json

MOST = 100
TOKEN = "a token for everybody"  # noqa: S105  (the site hands it to whoever asks)


class AdpRecruitingHost(BoardHost):
    """One site: it hands out tokens, without which the list breaks; in any other language there is nothing."""

    def reply(self, request: Request) -> Reply | None:
        """Answer for the site and for the list."""
        match request.steps:
            case ["public", "staffing", "v1", "career-site", name] if name == self.name:
                return as_json({"orgoid": "ORG1", "myJobsToken": TOKEN})
            case ["myadp_prefix", "mycareer", "public", "staffing", "v1", "job-requisitions"]:
                return self._list(request)
        return None

    def _list(self, request: Request) -> Reply:
        if not request.header("orgoid") or request.header("myjobstoken") != TOKEN:
            return as_json({"message": "Missing orgoid header"}, 400, "list")
        rows = self.listed() if request.header("accept-language") in {None, "en-US"} else []
        start, size = (int(request.parameter(name) or 0) for name in ("$skip", "$top"))
        whole = "jobDescription" in (request.parameter("$select") or "")
        shown = [_row(one, whole) for one in window(rows, start, min(size, MOST), overlap=1)]
        return as_json({"count": len(rows), "jobRequisitions": shown}, asked="list")


def _row(shown: Shown, whole: bool) -> Object:
    address = {"cityName": shown.city, "countrySubdivisionLevel1": {"codeValue": shown.state}}
    more = {"jobDescription": shown.body, "postingDate": f"{shown.posted_on}T08:00:00-05:00"}
    return {
        "reqId": shown.number,
        "publishedJobTitle": shown.title,
        "workLevelCode": {"shortName": "Full Time"},
        "requisitionLocations": [{"address": address}],
    } | (more if whole else {})
