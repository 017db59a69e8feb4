"""How is a database served: Datasette with safe settings, under one name whatever the file is called?"""

import asyncio
import errno
import json
import socket
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.database import Database

from credtrack.mistakes import UserError
from credtrack.pages.home import warm
from credtrack.paths import DATABASE_NAME, site_folder

SETTINGS = {
    "allow_csv_stream": True,
    "allow_download": False,
    "default_facet_size": 20,
    "default_page_size": 50,
    "facet_time_limit_ms": 500,
    "max_csv_mb": 50,
    "max_returned_rows": 5000,
    "sql_time_limit_ms": 5000,
    "suggest_facets": False,
    "trace_debug": False,
}


def site(path: Path) -> Datasette:
    """A Datasette over the database at `path`, opened read-only under the name credtrack."""
    folder = site_folder()
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    datasette = Datasette(
        [str(path)],
        metadata=metadata,
        template_dir=str(folder / "templates"),
        static_mounts=[("static", str(folder / "static"))],
        settings=SETTINGS,
    )
    for name, database in list(datasette.databases.items()):
        if database.path == str(path):
            datasette.remove_database(name)
    datasette.add_database(Database(datasette, path=str(path)), name=DATABASE_NAME)
    return datasette


def claim_port(host: str, port: int) -> socket.socket:
    """A socket that listens on the port (0: one that is free); a port in use is the user's mistake."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used ({error.strerror})"
        raise UserError(
            f"port {port} of {host} {reason}: name another with --port, or --port 0 for a free one"
        ) from error
    return listener


def serve(path: Path, listener: socket.socket) -> None:
    """Serve the database at `path` on the socket until Ctrl-C."""
    datasette = site(path)

    async def run() -> None:
        await datasette.invoke_startup()
        warming = asyncio.create_task(warm(datasette))
        config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on")
        await uvicorn.Server(config).serve(sockets=[listener])
        warming.cancel()

    asyncio.run(run())
