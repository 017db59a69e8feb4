"""How is a database served: Datasette with safe settings, under one name whatever the file is called?"""

import asyncio
import errno
import json
import os
import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm
from datasette_gzip import GZipMiddleware  # type: ignore[import-untyped]  # the library ships no types

from credtrack.answers import remembering
from credtrack.mistakes import UserError
from credtrack.pages.warming import keep_warm
from credtrack.paths import DATABASE_NAME, site_folder
from credtrack.processes import HandedServer, Inbox, share_out
from credtrack.public import SETTINGS as PUBLIC
from credtrack.public import tables_only, without_texts
from credtrack.served import Served, Site

# The first comes with the dashboards' library, nothing of ours uses it, and it looks at every cell of every table.
# The second packs at its highest level, which takes twice as long as ours for one byte less in a hundred.
UNUSED = ("render_markdown", "gzip")
PACKING_LEVEL = 6
SETTINGS = {
    "cache_size_kb": 16_000,  # for each of the threads: what a million postings' indexes branch over fits in
    "allow_csv_stream": True,
    "allow_download": False,
    "default_facet_size": 20,
    "default_page_size": 20,
    "facet_time_limit_ms": 500,
    "max_csv_mb": 50,
    "max_returned_rows": 5000,
    "num_sql_threads": 4,
    "sql_time_limit_ms": 5000,
    "suggest_facets": False,
    "trace_debug": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a site is served: to whom, below which path, behind which proxies, whether its file stays, by how many processes."""

    public: bool = False
    base_url: str = "/"
    proxies: str = "127.0.0.1"
    immutable: bool = False
    workers: int = 1


BACKLOG = 1024
MOST_WORKERS = 4
LOCAL = Manner()


def default_workers() -> int:
    """How many processes answer where nobody says: one for each core, at most four."""
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


def is_export(path: Path) -> bool:
    """Whether the file is a database of public tables that `credtrack export` made."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        try:
            found = file.execute(
                "select count(*) from sqlite_master where name = 'data_dictionary'"
            ).fetchone()
        except sqlite3.DatabaseError:
            return False  # opening it says what is wrong
        return bool(found[0])


def site(path: Path, manner: Manner = LOCAL) -> Datasette:
    """A Datasette over the database at `path`, opened read-only under the name credtrack."""
    # Read late, for it is a plug-in of the library's; else each page that is not there fills the log with every variable.
    import_module("datasette.handle_exception").rich = None  # type: ignore[attr-defined]  # its own optional library
    for name in filter(pm.has_plugin, UNUSED):
        pm.unregister(name=name)
    folder = site_folder()
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    datasette = Site(
        [str(path)],
        metadata=_shown(metadata, manner),
        template_dir=str(folder / "templates"),
        static_mounts=[("static", str(folder / "static"))],
        settings={**SETTINGS, **(PUBLIC if manner.public else {}), "base_url": manner.base_url},
    )
    for name, database in list(datasette.databases.items()):
        if database.path == str(path):
            datasette.remove_database(name)
    database = Served(datasette, path=str(path), is_mutable=not manner.immutable)
    datasette.add_database(database, name=DATABASE_NAME)
    return datasette


def _shown(metadata: dict[str, Any], manner: Manner) -> dict[str, Any]:
    if manner.public:
        metadata = without_texts(metadata)
    return tables_only(metadata) if manner.immutable else metadata


def claim_port(host: str, port: int) -> socket.socket:
    """A socket that listens on the port (0: one that is free); a port in use is the user's mistake."""
    # Named as TCP, or asyncio leaves small answers waiting for the reader's acknowledgement (40 ms).
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)  # whoever reads the address may ask at once
    except OSError as error:
        listener.close()
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used ({error.strerror})"
        raise UserError(
            f"port {port} of {host} {reason}: name another with --port, or --port 0 for a free one"
        ) from error
    return listener


def serve(path: Path, listener: socket.socket, manner: Manner = LOCAL) -> None:
    """Serve the database at `path` on the socket until Ctrl-C, by as many processes as the manner says."""
    if manner.workers > 1:
        share_out(listener, manner.workers, lambda inbox: _serve(path, manner, inbox=inbox))
    else:
        _serve(path, manner, listener)


def _serve(
    path: Path, manner: Manner, listener: socket.socket | None = None, inbox: Inbox | None = None
) -> None:
    datasette = site(path, manner)

    async def run() -> None:
        await datasette.invoke_startup()
        warming = asyncio.create_task(keep_warm(datasette))
        config = uvicorn.Config(
            remembering(datasette, GZipMiddleware(datasette.app(), compresslevel=PACKING_LEVEL)),
            log_level="warning",
            lifespan="on",
            proxy_headers=manner.public,
            forwarded_allow_ips=manner.proxies,
            server_header=False,
        )
        server = HandedServer(config, inbox) if inbox else uvicorn.Server(config)
        await server.serve(sockets=[listener] if listener else [])
        warming.cancel()

    asyncio.run(run())
