"""What does Dayforce's feed answer for one portal?"""

from credtrack.sample.boards.board import BoardHost, Object, Shown
from credtrack.sample.boards.http import Reply, Request, as_json


class DayforceHost(BoardHost):
    """One portal's feed, in which a posting stands once for each of its languages."""

    rules_status = 404

    def reply(self, request: Request) -> Reply | None:
        """Answer for the feed of the portal."""
        match request.steps:
            case ["api", _, "V1", "JobFeeds"] if request.parameter("internalJobBoardCode") == self.name:
                rows = [
                    self._row(shown, culture) for culture in ("fr-CA", "en-US") for shown in self.listed()
                ]
                return as_json(rows, asked="list")
        return None

    def _row(self, shown: Shown, culture: str) -> Object:
        page = f"https://jobs.dayforcehcm.com/{culture}/sample/{self.name}/jobs/{shown.number}"
        return {
            "Title": shown.title if culture == "en-US" else f"Codeur: {shown.title}",
            "Description": shown.body,
            "ReferenceNumber": int(shown.number),
            "ParentRequisitionCode": int(shown.number) - 1,
            "CompanyName": self.employer.name,
            "City": shown.city,
            "State": shown.state,
            "Country": "USA",
            "EmploymentIndicator": "Full Time",
            "DatePosted": f"{shown.posted_on}T02:00:00",
            "LastUpdated": f"{self.shelf.today}T11:05:48.243",
            "CultureCode": culture,
            "JobDetailsUrl": page,
            "IsVirtualLocation": False,
        }
