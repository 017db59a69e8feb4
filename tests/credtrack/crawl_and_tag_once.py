"""Crawl boards with the tagging beside it, and print what the command would; a process of its own for test_crawl_command."""

import json
import signal
import sys
from pathlib import Path

from crawler.options import Options
from crawler.registry import Employer
from credtrack.commands.crawling import crawl_and_tag, exit_code, show_reports
from db.connect import connect

SWALLOWED = 3  # signals would still go to the crawl, which is over

if __name__ == "__main__":
    path = Path(sys.argv[1])
    signals = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    boards = [Employer(**row) for row in json.loads(sys.stdin.read())]
    db = connect(path, kind="sample")
    reports = crawl_and_tag(
        path, db, boards, Options(allow_loopback=True, pace_seconds=0, concurrency=4), afresh=False
    )
    show_reports(reports, as_json=False)
    if signals != [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]:
        sys.exit(SWALLOWED)
    sys.exit(exit_code(reports))
