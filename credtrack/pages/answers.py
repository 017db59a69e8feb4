"""How does a program get an answer of ours: as JSON or as CSV?"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from datasette import Response


def json_answer(content: object) -> Any:
    """The answer that carries JSON."""
    return Response(json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8")


def csv_answer(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Any:
    """The answer that carries CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return Response(out.getvalue(), content_type="text/csv; charset=utf-8")
