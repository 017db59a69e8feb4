"""Crawl boards into a database, going on where an earlier run was killed; a process of its own for test_resuming."""

import json
import sys
from pathlib import Path

from crawler.options import Options
from crawler.registry import Employer
from credtrack.commands.crawling import crawl_and_tag, crawl_or_resume
from db.connect import connect

if __name__ == "__main__":
    path = Path(sys.argv[1])
    boards = [Employer(**row) for row in json.loads(sys.stdin.read())]
    options = Options(allow_loopback=True, pace_seconds=float(sys.argv[2]))
    db = connect(path, kind="sample")
    run = crawl_and_tag if sys.argv[3:] == ["tag"] else crawl_or_resume
    run(path, db, boards, options, afresh=False)
